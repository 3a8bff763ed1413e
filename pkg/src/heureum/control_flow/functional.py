"""Loops over the first axis of tensors: map_fn, foldl, foldr, scan.

Takes a function of one element; gives the stacked results, or what they were folded into.
Law: each is a while_loop over TensorArrays, so gradients and unknown lengths come with it.
Source: tf.map_fn, tf.foldl, tf.foldr, tf.scan.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import nest
from ..graph import Graph, Tensor, get_default_graph
from ..tensor_shape import TensorShape
from .tensor_array import TensorArray
from .while_loop import while_loop

__all__ = ["foldl", "foldr", "map_fn", "scan"]


def map_fn(
    fn: Callable[..., Any],
    elems: Any,
    dtype: Any = None,
    parallel_iterations: int | None = None,
    back_prop: bool = True,
    swap_memory: bool = False,
    infer_shape: bool = True,
    name: str | None = None,
) -> Any:
    """`fn` of each element along the first axis, stacked. `[n, ...] -> [n, ...]`, also nested.

    `dtype` has the structure of what `fn` gives, when that differs from `elems`. Raises TypeError when `fn` is not
    callable, ValueError for scalars. Source: tf.map_fn.
    """
    _require_callable(fn)
    with get_default_graph().name_scope(name or "map"):
        rows = _Rows(elems)
        dtypes = [tensor.dtype for tensor in rows.tensors] if dtype is None else nest.flatten(dtype)
        outputs = [_array(each, rows.count, infer_shape) for each in dtypes]

        def once(i: Tensor, arrays: list[TensorArray]) -> Any:
            given = fn(rows.at(i))
            nest.assert_same_structure(elems if dtype is None else dtype, given)
            return i + 1, [a.write(i, value) for a, value in zip(arrays, nest.flatten(given), strict=True)]

        _, ends = while_loop(
            lambda i, _: _less(i, rows.count), once, (0, outputs), back_prop=back_prop, maximum_iterations=rows.count
        )
        return nest.pack_sequence_as(elems if dtype is None else dtype, rows.stack(ends))


def scan(
    fn: Callable[..., Any],
    elems: Any,
    initializer: Any = None,
    parallel_iterations: int = 10,
    back_prop: bool = True,
    swap_memory: bool = False,
    infer_shape: bool = True,
    reverse: bool = False,
    name: str | None = None,
) -> Any:
    """Every `a = fn(a, element)` from the first element to the last, stacked. `[n, ...] -> [n, ...]`, also nested.

    `a` starts as `initializer`, or as the first element. With `reverse`, from the last element to the first.
    Raises TypeError when `fn` is not callable, ValueError for scalars. Source: tf.scan.
    """
    _require_callable(fn)
    graph = get_default_graph()
    with graph.name_scope(name or "scan"):
        rows = _Rows(elems)
        last = rows.count - 1
        like, start, i = _start(graph, rows, elems, initializer, last if reverse else None)
        outputs = [_array(each.dtype, rows.count, infer_shape, each.shape if infer_shape else None) for each in start]
        if initializer is None:
            outputs = [array.write(last if reverse else 0, each) for array, each in zip(outputs, start, strict=True)]
            i = last - 1 if reverse else 1

        def once(i: Any, a: list[Tensor], arrays: list[TensorArray]) -> Any:
            given = fn(nest.pack_sequence_as(like, a), rows.at(i))
            nest.assert_same_structure(like, given)
            flat = nest.flatten(given)
            written = [array.write(i, value) for array, value in zip(arrays, flat, strict=True)]
            return (i - 1 if reverse else i + 1), flat, written

        def is_left(i: Any, *_: Any) -> Tensor:
            return _less(-1, i) if reverse else _less(i, rows.count)

        *_, ends = while_loop(is_left, once, (i, start, outputs), back_prop=back_prop, maximum_iterations=rows.count)
        return nest.pack_sequence_as(like, rows.stack(ends))


def foldl(
    fn: Callable[..., Any],
    elems: Any,
    initializer: Any = None,
    parallel_iterations: int = 10,
    back_prop: bool = True,
    swap_memory: bool = False,
    name: str | None = None,
) -> Any:
    """The last `a = fn(a, element)` from the first element to the last. `[n, ...] -> [...]`, also nested.

    `a` starts as `initializer`, or as the first element. Raises TypeError when `fn` is not callable, ValueError for
    scalars. Source: tf.foldl.
    """
    return _fold(fn, elems, initializer, back_prop, name or "foldl", backwards=False)


def foldr(
    fn: Callable[..., Any],
    elems: Any,
    initializer: Any = None,
    parallel_iterations: int = 10,
    back_prop: bool = True,
    swap_memory: bool = False,
    name: str | None = None,
) -> Any:
    """The last `a = fn(a, element)` from the last element to the first. `[n, ...] -> [...]`, also nested.

    `a` starts as `initializer`, or as the last element. Raises TypeError when `fn` is not callable, ValueError for
    scalars. Source: tf.foldr.
    """
    return _fold(fn, elems, initializer, back_prop, name or "foldr", backwards=True)


def _fold(fn: Any, elems: Any, initializer: Any, back_prop: bool, name: str, *, backwards: bool) -> Any:
    _require_callable(fn)
    graph = get_default_graph()
    with graph.name_scope(name):
        rows = _Rows(elems)
        last = rows.count - 1
        like, start, i = _start(graph, rows, elems, initializer, last if backwards else None)
        if initializer is None:
            i = last - 1 if backwards else 1

        def once(i: Any, a: list[Tensor]) -> Any:
            given = fn(nest.pack_sequence_as(like, a), rows.at(i))
            nest.assert_same_structure(like, given)
            return (i - 1 if backwards else i + 1), nest.flatten(given)

        def is_left(i: Any, _: Any) -> Tensor:
            return _less(-1, i) if backwards else _less(i, rows.count)

        _, ends = while_loop(is_left, once, (i, start), back_prop=back_prop, maximum_iterations=rows.count)
        return nest.pack_sequence_as(like, ends)


class _Rows:
    """Tensors, as TensorArrays of what they have along their first axis."""

    def __init__(self, elems: Any) -> None:
        graph = get_default_graph()
        self.structure = elems
        self.tensors = [graph.convert(each, name="elem") for each in nest.flatten(elems)]
        for tensor in self.tensors:
            if tensor.shape.rank == 0:
                raise ValueError(f"Elements must be at least 1D, found the scalar {tensor}")
        # The number of rows is known when any tensor knows it.
        self.static = next((t.shape.sizes[0] for t in self.tensors if t.shape.sizes and t.shape.sizes[0] is not None), None)
        first = self.tensors[0]
        self.count: Tensor = (
            graph.node("StridedSlice", graph.node("Shape", first), [0], [1], [1], shrink_axis_mask=1)
            if self.static is None
            else graph.convert(self.static, name="n")
        )
        self.arrays = [
            TensorArray(t.dtype, self.count, clear_after_read=False, element_shape=_row_shape(t)).unstack(t) for t in self.tensors
        ]

    def at(self, index: Any) -> Any:
        """The elements at an index, in the structure of the tensors."""
        return nest.pack_sequence_as(self.structure, [array.read(index) for array in self.arrays])

    def stack(self, arrays: list[TensorArray]) -> list[Tensor]:
        """Arrays of as many elements, stacked."""
        stacked = [array.stack() for array in arrays]
        for each, array in zip(stacked, arrays, strict=True):
            if array.element_shape.sizes is not None:
                each.set_shape(TensorShape.of((self.static, *array.element_shape.sizes)))
        return stacked


def _row_shape(tensor: Tensor) -> TensorShape:
    return TensorShape(None) if tensor.shape.sizes is None else TensorShape.of(tensor.shape.sizes[1:])


def _start(graph: Graph, rows: _Rows, elems: Any, initializer: Any, last: Tensor | None) -> tuple[Any, list[Tensor], Any]:
    """The structure of what is passed on, what it starts as, and the index to start with."""
    if initializer is not None:
        return initializer, [graph.convert(each) for each in nest.flatten(initializer)], 0 if last is None else last
    return elems, nest.flatten(rows.at(0 if last is None else last)), None


def _array(dtype: Any, count: Tensor, infer_shape: bool, shape: Any = None) -> TensorArray:
    return TensorArray(dtype, count, infer_shape=infer_shape, element_shape=shape)


def _less(x: Any, y: Any) -> Tensor:
    made: Tensor = get_default_graph().node("Less", x, y)
    return made


def _require_callable(fn: Any) -> None:
    if not callable(fn):
        raise TypeError(f"{fn.__name__ if hasattr(fn, '__name__') else 'fn'} is not callable")
