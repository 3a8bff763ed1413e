"""Cutting pieces out of a tensor: strided slices, plain slices, and their way back."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..graph import Operation, Tensor, graph_of, node, op
from ..op_def import INDEX
from ..tensor_shape import TensorShape, TensorSpec
from .shapes import constant_shape, length_of, unranked

__all__ = ["slice", "strided_slice"]

_MASKS = ("begin_mask", "end_mask", "ellipsis_mask", "new_axis_mask", "shrink_axis_mask")
_Slice = slice


def _no_work(*_: TensorSpec, **__: Any) -> float:
    return 0.0  # a view: no element is touched


def _keys(begin: Any, end: Any, strides: Any, masks: dict[str, int]) -> tuple[Any, ...]:
    """What would stand between NumPy's brackets."""
    if 0 in strides.tolist():
        raise ValueError(f"strides[{strides.tolist().index(0)}] must be non-zero")
    if masks["ellipsis_mask"] & masks["ellipsis_mask"] - 1:
        raise ValueError("Multiple ellipses in slice spec not allowed")
    keys: list[Any] = []
    for i, (first, last, stride) in enumerate(zip(begin.tolist(), end.tolist(), strides.tolist(), strict=True)):
        is_set = {name: bool(mask >> i & 1) for name, mask in masks.items()}
        if is_set["ellipsis_mask"]:
            keys.append(Ellipsis)
        elif is_set["new_axis_mask"]:
            keys.append(None)
        elif is_set["shrink_axis_mask"]:
            if stride < 0:
                raise ValueError("only stride 1 allowed on non-range indexing.")
            keys.append(first)
        else:
            keys.append(_Slice(None if is_set["begin_mask"] else first, None if is_set["end_mask"] else last, stride))
    return tuple(keys)


def _sliced(input: TensorSpec, begin: TensorSpec, end: TensorSpec, strides: TensorSpec, **masks: int) -> Any:
    sizes = input.shape.sizes
    count = next((n for each in (begin, end, strides) if (n := length_of(each)) is not None), None)
    if sizes is None or count is None:
        return TensorShape.of(None)
    if begin.value is None or end.value is None or strides.value is None:
        return TensorShape.of(_sizes_without_values(sizes, count, masks, strides.value))
    keys = _keys(begin.value, end.value, strides.value, masks)
    shape = TensorShape.of(tuple(_sliced_sizes(sizes, keys)))
    known = input.known_sizes()
    if known is None or len(sizes) != 1:
        return shape
    piece = np.array(known, object)[keys]
    if not isinstance(piece, np.ndarray):
        value = None if piece is None else np.array(piece, input.dtype.as_numpy_dtype)
        return TensorSpec(input.dtype, shape, value)
    return TensorSpec(input.dtype, shape, None, tuple(piece.tolist()) if piece.ndim == 1 else None)


def _expanded(sizes: tuple[int | None, ...], keys: tuple[Any, ...]) -> list[tuple[Any, int | None]]:
    """Each key with the size that it is applied to; `...` is replaced by as many whole axes as are left."""
    taken = sum(key is not None and key is not Ellipsis for key in keys)
    if taken > len(sizes):
        raise ValueError(f"Index out of range using input dim {len(sizes)}; input has only {len(sizes)} dims")
    left = (_Slice(None),) * (len(sizes) - taken)
    at = next((i for i, key in enumerate(keys) if key is Ellipsis), len(keys))
    remaining = iter(sizes)
    return [(key, None if key is None else next(remaining)) for key in (*keys[:at], *left, *keys[at + 1 :])]


def _sliced_sizes(sizes: tuple[int | None, ...], keys: tuple[Any, ...]) -> list[int | None]:
    found: list[int | None] = []
    for axis, (key, size) in enumerate(_expanded(sizes, keys)):
        if key is None:
            found.append(1)
        elif isinstance(key, _Slice):
            found.append(_sliced_size(key, size))
        elif size is not None and not -size <= key < size:
            raise ValueError(f"slice index {key} of dimension {axis} out of bounds.")
    return found


def _sliced_size(key: Any, size: int | None) -> int | None:
    if size is not None:
        return len(range(*key.indices(size)))
    if key.start is None and key.stop is None and key.step in (None, 1):
        return None
    # Without the size it can still be known that nothing is left.
    first, last = key.start, key.stop
    same_side = first is not None and last is not None and (first < 0) == (last < 0)
    return 0 if same_side and (last - first) * (key.step or 1) <= 0 else None


def _sizes_without_values(
    sizes: tuple[int | None, ...], count: int, masks: dict[str, int], strides: Any
) -> tuple[int | None, ...] | None:
    if strides is None:
        return None  # as in TensorFlow: the masks alone would tell the rank
    blank = np.zeros(count, np.int64)
    found: list[int | None] = []
    whole = _keys(blank, blank, strides, masks)
    for key, size in _expanded(sizes, whole):
        if key is None:
            found.append(1)
        elif isinstance(key, _Slice):
            found.append(_sliced_size(key, size) if key.start is None and key.stop is None else None)
    return tuple(found)


def _strided_slice_gradient(op: Operation, dy: Tensor) -> list[Any]:
    x, *bounds = op.inputs
    return [node("StridedSliceGrad", node("Shape", x, out_type=bounds[0].dtype), *bounds, dy, **op.attrs), None, None, None]


@op(
    "StridedSlice(input: T, begin: Index, end: Index, strides: Index) -> T",
    shape=_sliced,
    gradient=_strided_slice_gradient,
    work=_no_work,
    Index=INDEX,
)
def _strided_slice(
    input: Any,
    begin: Any,
    end: Any,
    strides: Any,
    *,
    begin_mask: int = 0,
    end_mask: int = 0,
    ellipsis_mask: int = 0,
    new_axis_mask: int = 0,
    shrink_axis_mask: int = 0,
) -> Any:
    """`input[begin:end:strides]`, axis by axis; the bits of the masks say what else an index is. `[a, b] -> [c, d]`.

    Source: tf.strided_slice.
    """
    masks = dict(zip(_MASKS, (begin_mask, end_mask, ellipsis_mask, new_axis_mask, shrink_axis_mask), strict=True))
    keys = _keys(begin, end, strides, masks)
    try:
        return np.asarray(input)[keys]
    except IndexError:
        _sliced_sizes(np.shape(input), keys)  # says which index of which axis
        raise


def _strided_slice_back_gradient(op: Operation, dy: Tensor) -> list[Any]:
    return [None, None, None, None, node("StridedSlice", dy, *op.inputs[1:4], **op.attrs)]


@op(
    "StridedSliceGrad(shape: Index, begin: Index, end: Index, strides: Index, dy: T) -> T",
    shape=lambda shape, *_, **__: constant_shape(shape),
    gradient=_strided_slice_back_gradient,
    Index=INDEX,
)
def _strided_slice_grad(
    shape: Any,
    begin: Any,
    end: Any,
    strides: Any,
    dy: Any,
    *,
    begin_mask: int = 0,
    end_mask: int = 0,
    ellipsis_mask: int = 0,
    new_axis_mask: int = 0,
    shrink_axis_mask: int = 0,
) -> Any:
    """Zeros of `shape` with `dy` where a strided slice was taken. `[c, d] -> [a, b]`. Source: tf.raw_ops.StridedSliceGrad."""
    masks = dict(zip(_MASKS, (begin_mask, end_mask, ellipsis_mask, new_axis_mask, shrink_axis_mask), strict=True))
    dy = np.asarray(dy)
    whole = np.zeros(shape, dy.dtype)
    whole[_keys(begin, end, strides, masks)] = dy
    return whole[()]


def strided_slice(
    input_: Any,
    begin: Any,
    end: Any,
    strides: Any = None,
    begin_mask: int = 0,
    end_mask: int = 0,
    ellipsis_mask: int = 0,
    new_axis_mask: int = 0,
    shrink_axis_mask: int = 0,
    var: Any = None,
    name: str | None = None,
) -> Tensor:
    """`input_[begin:end:strides]`, axis by axis. `[a, b] -> [c, d]`.

    In each mask bit i is about index i: leave out its begin or end, let it stand for all axes left (`...`), insert an
    axis, or take one index and drop the axis. Raises ValueError for an index out of range. Source: tf.strided_slice.
    """
    graph = graph_of(input_, begin, end)
    masks = dict(zip(_MASKS, (begin_mask, end_mask, ellipsis_mask, new_axis_mask, shrink_axis_mask), strict=True))
    if strides is None:
        with graph.name_scope("ones_like") as scope:
            like = graph.convert(begin, name="tensor")
            strides = graph.convert(np.ones(like.shape.as_list(), like.dtype.as_numpy_dtype), name=scope)
    made: Tensor = graph.node("StridedSlice", input_, begin, end, strides, name=name, **masks)
    return made


def _cut(input: TensorSpec, begin: TensorSpec, size: TensorSpec) -> TensorShape:
    lengths = size.known_sizes()
    sizes = input.shape.sizes
    if lengths is None:
        rank = len(sizes) if sizes is not None else length_of(size)
        return unranked(length_of(begin) if rank is None else rank)
    if sizes is not None and len(sizes) != len(lengths):
        raise ValueError(f"{input} is cut into {len(lengths)} sizes: one for each of its {len(sizes)} axes is needed")
    if any(length is not None and length < -1 for length in lengths):
        raise ValueError(f"{input} can't be cut into sizes {list(lengths)}: -1 stands for all that are left")
    starts = begin.known_sizes() or (None,) * len(lengths)
    found = []
    for whole, start, length in zip(sizes or (None,) * len(lengths), starts, lengths, strict=True):
        rest = None if whole is None or start is None else whole - start
        found.append(rest if length == -1 else length)
    return TensorShape.of(tuple(found))


def _slice_gradient(op: Operation, dy: Tensor) -> list[Any]:
    x, begin, _ = op.inputs
    after = node("Shape", x, out_type=begin.dtype) - begin - node("Shape", dy, out_type=begin.dtype)
    return [node("Pad", dy, node("Pack", begin, after, axis=1)), None, None]


@op("Slice(input: T, begin: Index, size: Index) -> T", shape=_cut, gradient=_slice_gradient, work=_no_work, Index=INDEX)
def _slice(input: Any, begin: Any, size: Any) -> Any:
    """`size[i]` elements from `begin[i]` on, -1 for all that are left. `[a, b] -> size`. Source: tf.slice."""
    input = np.asarray(input)
    keys = []
    for axis, (start, length, whole) in enumerate(zip(begin.tolist(), size.tolist(), input.shape, strict=True)):
        if whole == 0 and (start, length) != (0, 0) and (start, length) != (0, -1):
            raise ValueError(
                f"Expected begin[{axis}] == 0 (got {start}) and size[{axis}] == 0 (got {length}) when input.dim_size({axis}) == 0"
            )
        if not 0 <= start <= whole:
            raise ValueError(f"Expected begin[{axis}] in [0, {whole}], but got {start}")
        length = whole - start if length == -1 else length
        if not 0 <= length <= whole - start:
            raise ValueError(f"Expected size[{axis}] in [0, {whole - start}], but got {length}")
        keys.append(_Slice(start, start + length))
    return input[tuple(keys)]


def slice(input_: Any, begin: Any, size: Any, name: str | None = None) -> Tensor:
    """`size[i]` elements of each axis from `begin[i]` on, -1 for all that are left. `[a, b] -> size`.

    Raises ValueError for sizes of another rank, InvalidArgumentError when the piece does not lie inside.
    Source: tf.slice.
    """
    made: Tensor = node("Slice", input_, begin, size, name=name)
    return made
