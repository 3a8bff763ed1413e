"""While: a function repeated as long as another one says so, and its gradient, which is a While that runs backwards.

Takes loop variables and what both functions use; gives the loop variables at the end.
Law: memory is one copy of the loop variables, until a gradient is asked for: then the forward While is extended by how
often it ran and by the histories of the tensors that the gradient reads, and nothing is computed again.
Source: TensorFlow's While op; gradients as in tensorflow/python/ops/while_v2.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..dtypes import DType, int32, variant
from ..dtypes import bool as bool_
from ..graph import Function, FunctionGraph, Graph, Operation, Tensor, op
from ..tensor_shape import TensorShape, TensorSpec
from .capturing import BackwardGraph, operation_of
from .history import History

__all__ = ["add_while"]

_SCALAR = TensorShape.of(())


def _while_gradient(op: Operation, *dys: Tensor | None) -> list[Tensor | None]:
    if not op.attrs["back_prop"]:
        return [None] * len(op.inputs)
    if op.attrs["is_gradient"]:
        raise TypeError(f"Second-order gradient for while loops not supported: {op.name!r} is the gradient of a loop already")
    return _Gradient(op, dys).of_inputs()


@op(
    "While(input: *&any) -> *T",
    shape=lambda *input, output_shapes, **_: list(output_shapes),
    gradient=_while_gradient,
    stateful=True,
    partial_gradient=True,
)
def _while(
    context: Any,
    *input: Any,
    cond: Function,
    body: Function,
    variables: int,
    T: list[DType],
    output_shapes: list[TensorShape],
    back_prop: bool = True,
    is_gradient: bool = False,
) -> Any:
    """The first `variables` inputs after `body` has replaced them for as long as `cond` of all inputs gives true.

    `N x [...] -> M x [...]`. Further outputs are the number of iterations, and the History of each further result of
    the body. Source: TensorFlow's While.
    """
    current, captured = list(input[:variables]), input[variables:]
    histories = [History() for _ in T[variables + 1 :]]
    keep = [history.values.append for history in histories]
    iterations = 0
    while context.call(cond, (*current, *captured))[0]:
        results = context.call(body, (*current, *captured))
        current = results[:variables]
        for append, value in zip(keep, results[variables:], strict=True):
            append(value)
        iterations += 1
    return (*current, np.int32(iterations), *histories)[: len(T)]


def add_while(
    graph: Graph, cond: Function, body: Function, inputs: Sequence[Tensor], specs: Sequence[TensorSpec], **attrs: bool
) -> Operation:
    """Add a While whose loop variables, the first inputs, end with these dtypes and shapes."""
    made = graph.node(
        "While",
        *inputs,
        name=None,
        cond=cond,
        body=body,
        variables=len(specs),
        T=[spec.dtype for spec in specs],
        output_shapes=[spec.shape for spec in specs],
        **attrs,
    )
    return operation_of(made)


class _BackwardBody(BackwardGraph):
    """One iteration backwards: what the forward body computed is read from its history."""

    def stand_in(self, tensor: Tensor) -> Tensor:
        history = self.parameter(TensorSpec(variant, _SCALAR))
        self.histories[tensor] = history
        value: Tensor = self.node("HistoryRead", history, self.index, element_dtype=tensor.dtype, element_shape=tensor.shape)
        return value

    def begin(self) -> None:
        """Count down: the first parameter is how many iterations are left."""
        self.histories: dict[Tensor, Tensor] = {}
        with self.as_default(), self.name_scope(None):
            left = self.parameter(TensorSpec(int32, _SCALAR))
            self.index: Tensor = self.node("Sub", left, 1, name="iteration")


class _Gradient:
    """The gradient of one While, while it is built."""

    def __init__(self, op: Operation, dys: Sequence[Tensor | None]) -> None:
        self.op = op
        self.count: int = op.attrs["variables"]
        arriving = {index: dy for index, dy in enumerate(dys) if dy is not None}
        self.around = next(iter(arriving.values())).graph.current()
        # Every loop variable that may carry a gradient does so in each iteration, even if none arrives at its end.
        self.carried = [i for i in range(self.count) if op.outputs[i].dtype.is_floating or op.outputs[i].dtype.is_complex]
        self.initial = [arriving[i] if i in arriving else self._zeros(op.outputs[i]) for i in self.carried]
        known = [None] * self.count + [each.spec for each in op.inputs[self.count :]]
        self.forward, self.results = FunctionGraph.of(op.attrs["body"], op.graph, known)
        captured = dict(zip(self.forward.parameters[self.count :], op.inputs[self.count :], strict=True))
        self.backward = _BackwardBody(self.forward, self.around, captured)

    def _zeros(self, like: Tensor) -> Tensor:
        made: Tensor = self.around.node("ZerosLike", like)
        return made

    def of_inputs(self) -> list[Tensor | None]:
        graph, forward = self.backward, self.forward
        graph.begin()
        found = graph.differentiate(
            [self.results[i] for i in self.carried],
            [TensorSpec(forward.parameters[i].dtype, forward.parameters[i].shape) for i in self.carried],
        )
        passed_on = [graph.zeros_like(forward.parameters[i]) if (dx := found[i]) is None else dx for i in self.carried]
        # The gradient of what the loop uses from outside is the sum over all iterations.
        summed = {i: dx for i, dx in enumerate(found) if dx is not None and i >= self.count}
        totals, sums = self._added_up(list(summed.values()))
        iterations, histories = self._remembered()
        own = graph.parameters[: 1 + len(self.carried)]
        graph.parameters = [*own, *totals, *graph.captures.values(), *graph.histories.values()]
        starts = [iterations, *self.initial, *(self._zeros(self.op.inputs[i]) for i in summed)]
        ends = [self.op.inputs[i].spec for i in (*self.carried, *summed)]
        made = add_while(
            self.around,
            self._is_left(),
            graph.function([graph.index, *passed_on, *sums], ()),
            [*starts, *graph.captures, *histories],
            [TensorSpec(int32, _SCALAR), *(TensorSpec(end.dtype, end.shape) for end in ends)],
            is_gradient=True,
        )
        gradient_of = dict(zip((*self.carried, *summed), made.outputs[1:], strict=True))
        return [gradient_of.get(index) for index in range(len(self.op.inputs))]

    def _added_up(self, gradients: Sequence[Tensor]) -> tuple[list[Tensor], list[Tensor]]:
        """A loop variable for each gradient, and its sum with it."""
        graph = self.backward
        with graph.as_default():
            with graph.name_scope(None):
                totals = [graph.parameter(TensorSpec(each.dtype, each.shape)) for each in gradients]
            return totals, [graph.node("AddN", total, each) for total, each in zip(totals, gradients, strict=True)]

    def _remembered(self) -> tuple[Tensor, list[Tensor]]:
        """How often the forward While ran, and the histories that the gradient asks for; extends it by what it lacks."""
        known = dict(zip(self.results[self.count :], self.op.outputs[self.count + 1 :], strict=False))
        missing = [tensor for tensor in self.backward.histories if tensor not in known]
        first = len(self.op.outputs) == self.count
        if missing or first:
            added = [TensorSpec(int32, _SCALAR)] * first + [TensorSpec(variant, _SCALAR)] * len(missing)
            outputs = self.op.extend(
                added,
                body=self.forward.function([*self.results, *missing], ()),
                T=[*self.op.attrs["T"], *(spec.dtype for spec in added)],
                output_shapes=[*self.op.attrs["output_shapes"], *(spec.shape for spec in added)],
            )
            known.update(zip(missing, outputs[first:], strict=True))
        return self.op.outputs[self.count], [known[tensor] for tensor in self.backward.histories]

    def _is_left(self) -> Function:
        """Whether an iteration is left: the condition of the loop that runs backwards."""
        condition = FunctionGraph(self.around)
        with condition.as_default():
            with condition.name_scope(None):
                left, *_ = [condition.parameter(each.spec, is_ref=each.is_ref) for each in self.backward.parameters]
            return condition.function([condition.node("Cast", left, DstT=bool_)])
