"""tf.while_loop: repeating inside the graph.

Takes functions that describe the condition and one iteration; gives the loop variables at the end.
Law: what does not change from one iteration to the next is captured once; shapes stay as they enter unless told.
Source: tf.while_loop (graph mode).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from .. import nest
from ..dtypes import bool as bool_
from ..graph import FunctionGraph, Graph, Tensor, get_default_graph
from ..tensor_shape import TensorShape, TensorSpec, as_shape
from .capturing import share_captures
from .leaves import repack, tensor_of
from .tensor_array import TensorArray
from .while_op import add_while

__all__ = ["while_loop"]


def while_loop(
    cond: Callable[..., Any],
    body: Callable[..., Any],
    loop_vars: Any,
    shape_invariants: Any = None,
    parallel_iterations: int = 10,
    back_prop: bool = True,
    swap_memory: bool = False,
    name: str | None = None,
    maximum_iterations: Any = None,
    return_same_structure: bool = False,
) -> Any:
    """Repeat `body(*loop_vars)`, which gives new loop variables, while the `[]` truth value `cond(*loop_vars)` is true.

    `loop_vars` is a list or tuple, possibly nested, of tensors and TensorArrays; so is the result, except that a single
    variable comes alone unless `return_same_structure`. `shape_invariants`, of the same structure, are the shapes that
    hold in every iteration, where those at the start do not. `parallel_iterations` and `swap_memory` are accepted.
    Raises TypeError for arguments of the wrong kind, ValueError when a variable changes its shape, or the body gives
    another structure. Source: tf.while_loop.
    """
    if not callable(cond):
        raise TypeError("'cond' must be callable.")
    if not callable(body):
        raise TypeError("'body' must be callable.")
    if parallel_iterations < 1:
        raise TypeError("'parallel_iterations' must be a positive integer.")
    if not loop_vars:
        raise ValueError("'loop_vars' must be provided.")
    graph = get_default_graph()
    with graph.name_scope(name or "while"):
        count = len(nest.flatten(loop_vars))
        if maximum_iterations is not None:
            loop = _limited(graph, cond, body, loop_vars, shape_invariants, maximum_iterations)
            _, result = _build(graph, *loop, back_prop=back_prop)
        else:
            result = _build(graph, cond, body, loop_vars, shape_invariants, back_prop=back_prop)
    return result[0] if count == 1 and not return_same_structure else result


def _limited(
    graph: Graph, cond: Any, body: Any, loop_vars: Any, shape_invariants: Any, maximum_iterations: Any
) -> tuple[Any, ...]:
    """The loop with a counter as its first variable."""
    limit = graph.convert(maximum_iterations, name="maximum_iterations")
    if limit.shape.rank not in (None, 0):
        raise ValueError(f"'maximum_iterations' must be a scalar. Received shape: {limit.shape}")
    counter = graph.convert(0, limit.dtype, name="iteration_counter")

    def is_wanted(count: Tensor, variables: Any) -> Tensor:
        here = get_default_graph()
        return here.node("LogicalAnd", here.node("Less", count, limit), here.convert(cond(*variables)))

    def once_more(count: Tensor, variables: Any) -> Any:
        return count + 1, _in_structure(loop_vars, body(*variables))

    invariants = None if shape_invariants is None else (TensorShape(()), shape_invariants)
    return is_wanted, once_more, (counter, loop_vars), invariants


def _build(graph: Graph, cond: Any, body: Any, loop_vars: Any, shape_invariants: Any, *, back_prop: bool) -> Any:
    leaves = nest.flatten(loop_vars)
    starts = [tensor_of(graph, leaf, name=f"loop_var_{i}") for i, leaf in enumerate(leaves)]
    specs = [
        TensorSpec(start.dtype, shape)
        for start, shape in zip(starts, _invariants(loop_vars, starts, shape_invariants), strict=True)
    ]

    def describe_condition(*variables: Tensor) -> Tensor:
        found = get_default_graph().convert(cond(*repack(loop_vars, variables)))
        if found.dtype is not bool_:
            raise TypeError(f"'cond' of tf.while_loop gives {found.dtype.name}, which does not match the expected type of bool.")
        if found.shape.rank not in (None, 0):
            raise ValueError(f"'cond' of tf.while_loop must give one truth value, found the shape {found.shape}")
        return found

    def describe_iteration(*variables: Tensor) -> tuple[Any, list[Tensor]]:
        given = _in_structure(loop_vars, body(*repack(loop_vars, variables)))
        here = get_default_graph()
        results = [tensor_of(here, each, start.dtype) for each, start in zip(nest.flatten(given), starts, strict=True)]
        for start, spec, found in zip(starts, specs, results, strict=True):
            _require_shape(start, spec.shape, found.shape)
        return given, results

    condition, is_wanted = FunctionGraph.trace(describe_condition, specs, graph)
    iteration, (given, results) = FunctionGraph.trace(describe_iteration, specs, graph)
    captured = share_captures([condition, iteration], len(specs))
    functions = condition.function([is_wanted], ()), iteration.function(results, ())
    with graph.control_dependencies([*condition.outer_controls, *iteration.outer_controls]):
        looped = add_while(graph, *functions, [*starts, *captured], specs, back_prop=back_prop)
    ends = [graph.node("Identity", output, name="Exit") for output in looped.outputs]
    return repack(_with_inferred_arrays(loop_vars, given), ends)


def _in_structure(loop_vars: Any, given: Any) -> Any:
    """What the body gave in the structure of the loop variables; a single variable may have come alone."""
    if not nest.is_nested(given) or (
        len(loop_vars) == 1 and nest.is_nested(loop_vars[0]) and len(nest.flatten(given)) != len(given) and len(given) != 1
    ):
        given = [given]
    nest.assert_same_structure(list(loop_vars), list(given), check_types=False)
    return nest.pack_sequence_as(loop_vars, nest.flatten(given))


def _with_inferred_arrays(loop_vars: Any, given: Any) -> Any:
    """The loop variables, where TensorArrays know what the body has learnt about their elements."""
    pairs = zip(nest.flatten(loop_vars), nest.flatten(given), strict=True)
    return nest.pack_sequence_as(loop_vars, [new if isinstance(old, TensorArray) else old for old, new in pairs])


def _invariants(loop_vars: Any, starts: Sequence[Tensor], shape_invariants: Any) -> list[TensorShape]:
    if shape_invariants is None:
        return [start.shape for start in starts]
    # A shape is a leaf here, though a list of sizes looks like a structure.
    shapes = _flat_shapes(loop_vars, shape_invariants)
    for start, shape in zip(starts, shapes, strict=True):
        if not _is_at_most(start.shape, shape):
            raise ValueError(
                f"The shape invariant specified for {start.name} is not compatible with the initial shape of the loop "
                f"variable. It enters the loop with shape {start.shape}, but the specified shape invariant is {shape}."
            )
    return shapes


def _flat_shapes(structure: Any, shapes: Any) -> list[TensorShape]:
    if isinstance(structure, TensorArray):
        return [TensorShape(())]
    if not nest.is_nested(structure):
        return [as_shape(getattr(shapes, "shape", shapes))]
    keys = sorted(structure) if isinstance(structure, dict) else range(len(structure))
    if len(shapes) != len(structure):
        raise ValueError(f"shape_invariants has {len(shapes)} elements for {len(structure)} loop variables")
    return [shape for key in keys for shape in _flat_shapes(structure[key], shapes[key])]


def _is_at_most(found: TensorShape, allowed: TensorShape) -> bool:
    """Whether every tensor of shape `found` has the shape `allowed`."""
    a, b = found.sizes, allowed.sizes
    if b is None:
        return True
    return a is not None and len(a) == len(b) and all(q is None or p == q for p, q in zip(a, b, strict=True))


def _require_shape(start: Tensor, invariant: TensorShape, found: TensorShape) -> None:
    if not _is_at_most(found, invariant):
        raise ValueError(
            f"Input tensor {start.name!r} enters the loop with shape {invariant}, but has shape {found} after one iteration. "
            "To allow the shape to vary across iterations, use the `shape_invariants` argument of tf.while_loop to specify "
            "a less-specific shape."
        )
