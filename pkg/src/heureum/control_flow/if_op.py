"""If: one of two functions, and its gradient, which is an If over the gradients of both.

Takes a truth value and what the functions use; gives the results of the one that was chosen.
Law: only the chosen function runs. The gradient computes nothing again: the forward If is extended by the tensors that
the gradients need, and the branch that does not have them gives an empty tensor in their place.
Source: TensorFlow's If op; gradients as in tensorflow/python/ops/cond_v2.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..dtypes import DType
from ..graph import Function, FunctionGraph, Graph, Operation, Tensor, op
from ..tensor_shape import TensorShape, TensorSpec
from .capturing import BackwardGraph, operation_of, share_captures

__all__ = ["add_if"]


def _if_shape(cond: TensorSpec, *input: TensorSpec, output_shapes: list[TensorShape], **_: Any) -> list[TensorShape]:
    if cond.shape.rank not in (None, 0):
        raise ValueError(f"Shape must be rank 0 but is rank {cond.shape.rank} for cond, found {cond}; see tf.reduce_all")
    return list(output_shapes)


def _if_gradient(op: Operation, *dys: Tensor | None) -> list[Tensor | None]:
    arriving = {index: dy for index, dy in enumerate(dys) if dy is not None}
    around = next(iter(arriving.values())).graph.current()
    branches = [
        FunctionGraph.of(op.attrs[name], op.graph, [tensor.spec for tensor in op.inputs[1:]])
        for name in ("then_branch", "else_branch")
    ]
    backward = [BackwardGraph(branch, around, dict(zip(branch.parameters, op.inputs[1:], strict=True))) for branch, _ in branches]
    specs = [TensorSpec(dy.dtype, dy.shape) for dy in arriving.values()]
    found = [
        graph.differentiate([results[index] for index in arriving], specs)
        for graph, (_, results) in zip(backward, branches, strict=True)
    ]
    # An input has a gradient when either branch gives it one; the other then gives zeros.
    wanted = [index for index, both in enumerate(zip(*found, strict=True)) if any(dx is not None for dx in both)]
    results = [
        [graph.zeros_like(branch.parameters[i]) if (dx := dxs[i]) is None else dx for i in wanted]
        for graph, (branch, _), dxs in zip(backward, branches, found, strict=True)
    ]
    _remember(op, branches, backward)
    captured = share_captures(backward, len(specs))
    functions = [graph.function(each, ()) for graph, each in zip(backward, results, strict=True)]
    given = [TensorSpec(op.inputs[i + 1].dtype, op.inputs[i + 1].shape) for i in wanted]
    made = add_if(around, op.inputs[0], [*arriving.values(), *captured], functions, given) if wanted else None
    gradient_of = dict(zip(wanted, made.outputs, strict=True)) if made is not None else {}
    return [None, *(gradient_of.get(index) for index in range(len(op.inputs) - 1))]


@op("If(cond: bool, input: *&any) -> *Tout", shape=_if_shape, gradient=_if_gradient, stateful=True, partial_gradient=True)
def _if(
    context: Any,
    cond: Any,
    *input: Any,
    then_branch: Function,
    else_branch: Function,
    Tout: list[DType],
    output_shapes: list[TensorShape],
) -> Any:
    """The results of `then_branch(*input)` when cond is true, else of `else_branch(*input)`. `[], N x [...] -> M x [...]`.

    Source: TensorFlow's If.
    """
    return tuple(context.call(then_branch if cond else else_branch, input))


def add_if(
    graph: Graph, cond: Tensor, inputs: Sequence[Tensor], branches: Sequence[Function], specs: Sequence[TensorSpec]
) -> Operation:
    """Add an If whose results have these dtypes and shapes."""
    made = graph.node(
        "If",
        cond,
        *inputs,
        then_branch=branches[0],
        else_branch=branches[1],
        Tout=[spec.dtype for spec in specs],
        output_shapes=[spec.shape for spec in specs],
    )
    return operation_of(made)


def _remember(op: Operation, branches: Sequence[tuple[FunctionGraph, list[Tensor]]], backward: Sequence[BackwardGraph]) -> None:
    """Make the forward If give what its gradients ask for; their parameters for that become captures of its outputs."""
    asked = [tensor for graph in backward for tensor in graph.asked]
    if not asked:
        return
    functions = []
    for branch, results in branches:
        extra = [tensor if tensor.graph is branch else _nothing(branch, tensor) for tensor in asked]
        functions.append(branch.function([*results, *extra], ()))
    specs = [TensorSpec(tensor.dtype, tensor.shape) for tensor in asked]
    outputs = op.extend(
        specs,
        then_branch=functions[0],
        else_branch=functions[1],
        Tout=[*op.attrs["Tout"], *(spec.dtype for spec in specs)],
        output_shapes=[*op.attrs["output_shapes"], *(spec.shape for spec in specs)],
    )
    output_of = dict(zip(asked, outputs, strict=True))
    for graph in backward:
        graph.captures.update({output_of[tensor]: stand_in for tensor, stand_in in graph.asked.items()})


def _nothing(branch: FunctionGraph, like: Tensor) -> Tensor:
    """What stands for a tensor of the branch that did not run; nobody reads it."""
    value: Any = b"" if like.dtype.name == "string" else 0
    with branch.as_default():
        made: Tensor = (
            branch.node("EmptyHandle", dtype=like.dtype)
            if like.dtype.name in ("resource", "variant")
            else branch.node("Const", value=np.array(value, like.dtype.as_numpy_dtype), dtype=like.dtype, name="nothing")
        )
    return made
