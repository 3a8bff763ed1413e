"""Indexing: what `x[...]` builds, and the choice of elements by truth values.

Takes a tensor and what stands between the brackets; gives the tensor of the elements that were asked for.
Law: begins, ends and strides are inputs of one StridedSlice, so that tensors may be indices; masks say the rest.
Source: tf.Tensor.__getitem__, tf.boolean_mask.
"""

from __future__ import annotations

import operator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from ..dtypes import DType, int32, int64
from ..dtypes import bool as boolean
from ..tensor_shape import Dimension, TensorShape

if TYPE_CHECKING:
    from .graph import Graph
    from .tensor import Tensor

__all__ = ["choose", "index", "sizes_of"]


_MASKS = ("begin_mask", "end_mask", "ellipsis_mask", "new_axis_mask", "shrink_axis_mask")


@dataclass
class _Ranges:
    """The inputs and masks of a StridedSlice, as they are read from left to right."""

    graph: Graph
    begin: list[Any] = field(default_factory=list)
    end: list[Any] = field(default_factory=list)
    strides: list[Any] = field(default_factory=list)
    masks: dict[str, int] = field(default_factory=lambda: dict.fromkeys(_MASKS, 0))

    def add(self, begin: Any, end: Any, stride: Any, *masks: str) -> None:
        for mask in masks:
            self.masks[mask] |= 1 << len(self.begin)
        self.begin.append(begin)
        self.end.append(end)
        self.strides.append(stride)

    def add_slice(self, part: slice) -> None:
        bounds = [None if _is_open(each) else _checked(each) for each in (part.start, part.stop, part.step)]
        dtype = _common_dtype(bounds)

        def bound(value: Any, default: int) -> Any:
            if value is not None:
                return value
            return default if dtype is None else self.graph.convert(default, dtype)

        begin, end, stride = (bound(value, default) for value, default in zip(bounds, (0, 0, 1), strict=True))
        opened = [mask for mask, value in zip(("begin_mask", "end_mask"), bounds, strict=False) if value is None]
        self.add(begin, end, stride, *opened)

    def add_index(self, at: Any) -> None:
        dtype = getattr(at, "dtype", None)
        stride = self.graph.convert(1, dtype) if dtype is int64 else 1
        self.add(at, at + 1, stride, "shrink_axis_mask")


def index(tensor: Tensor, key: Any) -> Tensor:
    """`tensor[key]`: integers, slices, `...`, None (tf.newaxis), scalar integer tensors, or one mask of truth values.

    Raises TypeError for anything else, ValueError for an index that is out of range.
    """
    graph = tensor.graph.current()
    if isinstance(key, bool) or (hasattr(key, "dtype") and key.dtype == boolean):
        return choose(tensor, key)
    ranges = _Ranges(graph)
    for part in key if isinstance(key, (list, tuple)) else [key]:
        if isinstance(part, slice):
            ranges.add_slice(part)
        elif part is Ellipsis:
            ranges.add(0, 0, 1, "ellipsis_mask")
        elif part is None:
            ranges.add(0, 0, 1, "new_axis_mask")
        else:
            ranges.add_index(_checked(part))
    with graph.name_scope("strided_slice") as scope:
        bounds = [
            graph.convert(each or np.zeros(0, np.int32), name="stack") for each in (ranges.begin, ranges.end, ranges.strides)
        ]
        if any(bound.dtype is int64 for bound in bounds):
            bounds = [b if b.dtype is int64 else graph.node("Cast", b, DstT=int64) for b in bounds]
        return graph.node("StridedSlice", tensor, *bounds, name=scope, **ranges.masks)


def _is_open(bound: Any) -> bool:
    return bound is None or (isinstance(bound, Dimension) and bound.value is None)


def _checked(at: Any) -> Any:
    """An index that may be used. Raises TypeError for what is none."""
    if hasattr(at, "as_tensor"):
        at = at.as_tensor()
        if at.dtype in (int32, int64) and at.shape.rank in (0, None):
            return at
    elif not isinstance(at, (bool, np.bool_)):
        try:
            return operator.index(at)
        except TypeError:
            pass
    raise TypeError(
        "Only integers, slices (`:`), ellipsis (`...`), tf.newaxis (`None`) and scalar tf.int32/tf.int64 tensors "
        f"are valid indices, got {at!r}"
    )


def _common_dtype(bounds: list[Any]) -> DType | None:
    found = {bound.dtype for bound in bounds if hasattr(bound, "dtype")}
    return int64 if int64 in found else int32 if found else None


def sizes_of(tensor: Tensor, name: str = "Shape", out_type: DType = int32) -> Tensor:
    """The sizes of a tensor: a constant when they are known."""
    graph = tensor.graph.current()
    if tensor.shape.is_fully_defined():
        return graph.convert(np.array(tensor.shape.as_list(), out_type.as_numpy_dtype), name=name)
    made: Tensor = graph.node("Shape", tensor, name=name, out_type=out_type)
    return made


def choose(tensor: Tensor, mask: Any, name: str = "boolean_mask", axis: int = 0) -> Tensor:
    """The elements of `tensor` along `axis` where `mask` is True.

    Raises ValueError for a mask that is a scalar, has an unknown rank, or whose sizes are not those of the tensor.
    """
    graph = tensor.graph.current()
    with graph.name_scope(name):
        mask = graph.convert(mask, boolean, name="mask")
        rank = mask.shape.rank
        if rank == 0:
            raise ValueError("mask cannot be scalar.")
        if rank is None:
            raise ValueError("Number of mask dimensions must be specified, even if some dimensions are None.")
        masked = tensor.shape[axis : axis + rank]
        if not masked.is_compatible_with(mask.shape):
            raise ValueError(f"Shapes {masked} and {mask.shape} are incompatible: the mask covers axes {axis} to {axis + rank}")
        count = graph.node("Prod", index(sizes_of(tensor), slice(axis, axis + rank)), [0])
        before, after = index(sizes_of(tensor), slice(None, axis)), index(sizes_of(tensor), slice(axis + rank, None))
        sizes = _concat(graph, before, count, after)
        flat = graph.node("Reshape", tensor, sizes)
        flat.set_shape(
            tensor.shape[:axis].concatenate(TensorShape([masked.num_elements()])).concatenate(tensor.shape[axis + rank :])
        )
        found = graph.node("Where", graph.node("Reshape", mask, [-1]))
        return graph.node("GatherV2", flat, graph.node("Squeeze", found, squeeze_dims=[1]), axis)


def _concat(graph: Graph, before: Tensor, size: Tensor, after: Tensor) -> Tensor:
    with graph.name_scope("concat") as scope:
        middle = graph.convert([size], name="values_1")
        made: Tensor = graph.node("ConcatV2", before, middle, after, graph.convert(0, name="axis"), name=scope)
        return made
