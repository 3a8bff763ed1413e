"""Rows by their numbers: gather, scatter, one-hot."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..dtypes import as_dtype, float32, int8, int16, int32, int64, uint8
from ..graph import IndexedSlices, Operation, Tensor, graph_of, node, op
from ..graph.indexing import sizes_of
from ..op_def import INDEX
from ..tensor_shape import TensorShape, TensorSpec
from .shapes import at_least_rank, axis_of, constant_shape, place, unranked

__all__ = ["batch_gather", "checked_places", "gather", "gather_nd", "one_hot", "scatter_nd"]


def _gathered(params: TensorSpec, indices: TensorSpec, axis: TensorSpec, *, batch_dims: int) -> TensorShape:
    sizes, places = at_least_rank(params, 1, "params"), indices.shape.sizes
    if axis.value is not None:
        chosen = int(axis.value)
        at_least_rank(params, chosen + 1 if chosen >= 0 else -chosen, "params")
    at = axis_of(axis, None if sizes is None else len(sizes))
    if sizes is None or places is None:
        return TensorShape.of(None)
    if at is None:
        return unranked(len(sizes) + len(places) - 1 - batch_dims)
    batch = batch_dims % (len(places) + 1) if batch_dims < 0 else batch_dims
    return TensorShape.of((*sizes[:at], *places[batch:], *sizes[at + 1 :]))


def _gather_gradient(op: Operation, dy: Tensor) -> list[Any]:
    params, indices, axis = op.inputs
    if axis.spec.value is not None and int(axis.spec.value) == 0 and op.attrs["batch_dims"] == 0:
        sizes = sizes_of(params)
        count = node("ExpandDims", node("Size", indices), 0)
        rows = node("Reshape", dy, node("ConcatV2", count, sizes[1:], 0, name="concat"))
        flat = node("Reshape", indices, count)
        return [IndexedSlices(rows, flat, sizes), None, None]
    return [node("GatherGrad", node("Shape", params), indices, axis, dy, batch_dims=op.attrs["batch_dims"]), None, None]


@op(
    "GatherV2(params: T, indices: Tindices, axis: Taxis) -> T",
    shape=_gathered,
    gradient=_gather_gradient,
    Tindices=INDEX,
    Taxis=INDEX,
)
def _gather(params: Any, indices: Any, axis: Any, *, batch_dims: int = 0) -> Any:
    """The slices of `params` along an axis that `indices` name. `[n, a] x [m] -> [m, a]`. Source: tf.gather."""
    axis, indices = int(axis), np.asarray(indices)
    if not -params.ndim <= axis < params.ndim:
        raise ValueError(f"Expected axis in the range [{-params.ndim}, {params.ndim}), but got {axis}")
    axis += params.ndim * (axis < 0)
    size = params.shape[axis]
    batch = batch_dims + (indices.ndim if batch_dims < 0 else 0)
    if batch == 0 and 0 in (*params.shape[:axis], *params.shape[axis + 1 :]):  # nothing is taken, wherever it is
        return np.empty((*params.shape[:axis], *indices.shape, *params.shape[axis + 1 :]), params.dtype)
    if indices.size and (indices.min() < 0 or indices.max() >= size):
        at = tuple(np.argwhere((indices < 0) | (indices >= size))[0].tolist())
        raise ValueError(f"indices{place(at)} = {indices[at]} is not in [0, {size})")
    if batch == 0:
        return np.take(params, indices, axis)
    return params[_places(params.shape, indices, axis, batch)]


def _places(shape: tuple[int, ...], indices: Any, axis: int, batch: int) -> tuple[Any, ...]:
    """NumPy indices that take, for each element of the leading `batch` axes, its own slices."""
    middle, rest = axis - batch, indices.ndim - batch
    total = axis + rest + len(shape) - axis - 1
    keys: list[Any] = []
    for i, size in enumerate(shape):
        if i == axis:
            keys.append(
                indices.reshape(indices.shape[:batch] + (1,) * middle + indices.shape[batch:] + (1,) * (len(shape) - axis - 1))
            )
            continue
        place = i if i < axis else i - 1 + rest
        keys.append(np.arange(size).reshape([-1 if j == place else 1 for j in range(total)]))
    return tuple(keys)


def _gather_grad_gradient(op: Operation, dy: Tensor) -> list[Any]:
    made = node("GatherV2", dy, op.inputs[1], op.inputs[2], batch_dims=op.attrs["batch_dims"])
    return [None, None, None, made]


@op(
    "GatherGrad(shape: int32, indices: Tindices, axis: Taxis, dy: T) -> T",
    shape=lambda shape, *_, **__: constant_shape(shape),
    gradient=_gather_grad_gradient,
    Tindices=INDEX,
    Taxis=INDEX,
)
def _gather_grad(shape: Any, indices: Any, axis: Any, dy: Any, *, batch_dims: int = 0) -> Any:
    """The sum of the slices that were gathered from each place. `[m, a] x [m] -> [n, a]`.

    Source: TensorFlow's gradient of GatherV2 (UnsortedSegmentSum).
    """
    axis, sizes, indices = int(axis), tuple(shape.tolist()), np.asarray(indices)
    axis += len(sizes) * (axis < 0)
    batch = batch_dims + (indices.ndim if batch_dims < 0 else 0)
    whole = np.zeros(sizes, np.asarray(dy).dtype)
    np.add.at(whole, _places(sizes, indices, axis, batch), dy)
    return whole


def gather(
    params: Any,
    indices: Any,
    validate_indices: bool | None = None,
    name: str | None = None,
    axis: Any = None,
    batch_dims: int = 0,
) -> Tensor:
    """The slices of `params` along `axis` (0 unless told) that `indices` name. `[n, a] x [m] -> [m, a]`.

    With `batch_dims`, the leading axes of both belong together. `validate_indices` is accepted and has no effect.
    InvalidArgumentError for an index out of range. Source: tf.gather.
    """
    axis = batch_dims if axis is None else axis
    made: Tensor = node("GatherV2", params, indices, axis, batch_dims=batch_dims, name=name)
    return made


def batch_gather(params: Any, indices: Any, name: str | None = None) -> Tensor:
    """For each row of a batch, the elements that its indices name. `[b, n] x [b, m] -> [b, m]`. Source: tf.batch_gather."""
    indices = graph_of(params, indices).convert(indices, name="indices")
    if indices.shape.rank is None:
        raise ValueError("batch_gather does not allow indices with unknown shape.")
    return gather(params, indices, name=name, axis=indices.shape.rank - 1, batch_dims=indices.shape.rank - 1)


def _gathered_nd(params: TensorSpec, indices: TensorSpec) -> TensorShape:
    sizes, places = params.shape.sizes, at_least_rank(indices, 1, "indices")
    if sizes is None or places is None or places[-1] is None:
        return TensorShape.of(None)
    if places[-1] > len(sizes):
        raise ValueError(f"indices.shape[-1] must be <= params.rank, but found {indices} for {params}")
    return TensorShape.of((*places[:-1], *sizes[places[-1] :]))


def _gather_nd_gradient(op: Operation, dy: Tensor) -> list[Any]:
    params, indices = op.inputs
    return [node("ScatterNd", indices, dy, node("Shape", params, out_type=indices.dtype)), None]


@op("GatherNd(params: T, indices: Tindices) -> T", shape=_gathered_nd, gradient=_gather_nd_gradient, Tindices=INDEX)
def _gather_nd(params: Any, indices: Any) -> Any:
    """What each row of `indices` points at in `params`. `[a, b, c] x [n, 2] -> [n, c]`. Source: tf.gather_nd."""
    params = np.asarray(params)
    if not indices.shape[-1]:
        return np.broadcast_to(params, (*indices.shape[:-1], *params.shape))
    return params[checked_places(indices, params.shape, "param shape")]


def checked_places(indices: Any, shape: tuple[int, ...], of: str = "shape") -> tuple[Any, ...]:
    """The rows of `indices` as an index into an array of that shape. Raises ValueError for one that is out of range."""
    limits = np.array(shape[: indices.shape[-1]], np.int64)
    if indices.size and 0 in shape:
        raise ValueError(f"Requested more than 0 entries, but params is empty: {of} {place(shape)}")
    wrong = np.argwhere(((indices < 0) | (indices >= limits)).any(-1))
    if len(wrong):
        at = tuple(wrong[0].tolist())
        raise ValueError(f"indices{place(at)} = {place(indices[at])} does not index into {of} {place(shape)}")
    return tuple(np.moveaxis(indices, -1, 0))


def gather_nd(params: Any, indices: Any, name: str | None = None, batch_dims: int = 0) -> Tensor:
    """What each row of `indices` points at in `params`. `[a, b, c] x [n, 2] -> [n, c]`.

    With `batch_dims` each element of the first axes of both by itself: `[k, a, b] x [k, n, 1] -> [k, n, b]` for 1.
    InvalidArgumentError for an index out of range. Source: tf.gather_nd.
    """
    made: Tensor
    if not batch_dims:
        made = node("GatherNd", params, indices, name=name)
        return made
    graph = graph_of(params, indices)
    with graph.name_scope(name or "BatchGatherNd"):
        params, indices = graph.convert(params, name="params"), graph.convert(indices, name="indices")
        if batch_dims >= (indices.shape.rank or batch_dims + 1):
            raise ValueError(f"batch_dims = {batch_dims} must be less than rank(indices) = {indices.shape.rank}")
        # The places in the batch are put before each row's own.
        sizes, rank = graph.node("Shape", indices), graph.node("Rank", indices)
        inner = graph.node("Fill", graph.node("ExpandDims", rank - batch_dims - 1, 0), 1)
        columns = []
        for axis in range(batch_dims):
            count = graph.node("Range", 0, graph.node("Shape", params)[axis], 1)
            shape = [*([1] * axis), -1, *([1] * (batch_dims - 1 - axis))]
            place = graph.node("Reshape", count, graph.node("ConcatV2", graph.convert(np.array(shape, np.int32)), inner, 0))
            whole = graph.node("ConcatV2", sizes[:-1], graph.convert(np.array([1], np.int32)), 0)
            column = graph.node("BroadcastTo", graph.node("ExpandDims", place, -1), whole)
            columns.append(graph.node("Cast", column, DstT=indices.dtype))
        made = graph.node("GatherNd", params, graph.node("ConcatV2", *columns, indices, -1))
        if params.shape.rank is not None and indices.shape.rank is not None and indices.shape.sizes[-1] is not None:
            made.set_shape([*indices.shape.sizes[:-1], *params.shape.sizes[batch_dims + indices.shape.sizes[-1] :]])
        return made


def _scattered(indices: TensorSpec, updates: TensorSpec, shape: TensorSpec) -> TensorShape:
    whole = constant_shape(shape)
    places, values = indices.shape.sizes, updates.shape.sizes
    if places is not None and values is not None and places and places[-1] is not None and whole.sizes is not None:
        TensorShape.of(values).merge_with(TensorShape.of((*places[:-1], *whole.sizes[places[-1] :])))
    return whole


@op(
    "ScatterNd(indices: Tindices, updates: T, shape: Tindices) -> T",
    shape=_scattered,
    gradient=lambda op, dy: [None, node("GatherNd", dy, op.inputs[0]), None],
    Tindices=INDEX,
)
def scatter_nd(indices: Any, updates: Any, shape: Any) -> Any:
    """Zeros of `shape` with updates where the rows of `indices` point; those that meet are added. `[n, 1] x [n, b] -> [a, b]`.

    Source: tf.scatter_nd.
    """
    sizes = tuple(shape.tolist())
    if isinstance(updates, bytes) or updates.dtype == object:
        whole = np.full(sizes, b"", object)
    else:
        whole = np.zeros(sizes, updates.dtype)
    np.add.at(whole, checked_places(indices, sizes), updates)
    return whole


def _one_hot_shape(
    indices: TensorSpec, depth: TensorSpec, on_value: TensorSpec, off_value: TensorSpec, *, axis: int
) -> TensorShape:
    sizes = indices.shape.sizes
    if sizes is None:
        return TensorShape.of(None)
    if not -1 <= axis <= len(sizes):
        raise ValueError(f"Expected axis to be -1 or between [0, {len(sizes)}]. But received: {axis}")
    count = None if depth.value is None else int(depth.value)
    if count is not None and count < 0:
        raise ValueError(f"depth must be non-negative, got: {count}")
    at = len(sizes) if axis == -1 else axis
    return TensorShape.of((*sizes[:at], count, *sizes[at:]))


def _one_hot_gradient(op: Operation, dy: Tensor) -> list[Any]:
    hot = node("OneHot", *op.inputs[:2], np.array(1, dy.dtype.as_numpy_dtype), np.array(0, dy.dtype.as_numpy_dtype), **op.attrs)
    on = node("Sum", dy * hot, node("AllAxes", dy))
    return [None, None, on, node("Sum", dy, node("AllAxes", dy)) - on]


@op(
    "OneHot(indices: TI, depth: int32, on_value: T, off_value: T) -> T",
    shape=_one_hot_shape,
    gradient=_one_hot_gradient,
    TI=(uint8, int8, int16, int32, int64),
)
def _one_hot(indices: Any, depth: Any, on_value: Any, off_value: Any, *, axis: int = -1) -> Any:
    """On at the index, off elsewhere, along a new axis of length `depth`. `[n] -> [n, depth]`. Source: tf.one_hot."""
    indices = np.asarray(indices)
    at = indices.ndim if axis == -1 else axis
    is_on = np.expand_dims(indices, at) == np.arange(int(depth)).reshape([-1] + [1] * (indices.ndim - at))
    made = np.empty(is_on.shape, object if isinstance(on_value, bytes) else np.asarray(on_value).dtype)
    made[...] = off_value
    made[is_on] = on_value
    return made


def one_hot(
    indices: Any,
    depth: Any,
    on_value: Any = None,
    off_value: Any = None,
    axis: int | None = None,
    dtype: Any = None,
    name: str | None = None,
) -> Tensor:
    """`on_value` (1) at the index and `off_value` (0) elsewhere, along a new `axis`, the last unless told. `[n] -> [n, depth]`.

    An index out of range gives a row that is all off. Raises TypeError when the dtypes do not fit. Source: tf.one_hot.
    """
    graph = graph_of(indices, depth, on_value, off_value)
    with graph.name_scope(name or "one_hot") as scope:
        wanted = None if dtype is None else as_dtype(dtype)
        given = [graph.convert(each, wanted) for each in (on_value, off_value) if each is not None]
        wanted = given[0].dtype if given else wanted or float32
        on = given[0] if on_value is not None else graph.convert(1, wanted, name="on_value")
        off = given[-1] if off_value is not None else graph.convert(0, wanted, name="off_value")
        made: Tensor = graph.node("OneHot", indices, depth, on, off, axis=-1 if axis is None else axis, name=scope)
        return made
