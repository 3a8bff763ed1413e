"""Many tensors to one and one to many: concat, stack, split, unstack."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..graph import Operation, Tensor, graph_of, node, op
from ..op_def import INDEX
from ..tensor_shape import TensorShape, TensorSpec
from .shapes import as_array, at_least_rank, axis_of, length_of, merged, unranked

__all__ = ["concat", "split", "stack", "unstack"]


def _packed(*values: TensorSpec, axis: int) -> Any:
    shape = merged(*(value.shape for value in values))
    if shape.sizes is None:
        return shape
    rank = len(shape.sizes) + 1
    if not -rank <= axis < rank:
        raise ValueError(f"axis = {axis} not in [{-rank}, {rank})")
    at = axis % rank
    packed = TensorShape.of((*shape.sizes[:at], len(values), *shape.sizes[at:]))
    if rank > 1 or not values[0].dtype.is_integer:
        return packed
    return TensorSpec(values[0].dtype, packed, None, tuple(None if value.value is None else int(value.value) for value in values))


def _pack_gradient(op: Operation, dy: Tensor) -> list[Any]:
    return _listed(node("Unpack", dy, num=len(op.inputs), axis=op.attrs["axis"]))


def _listed(made: Any) -> list[Any]:
    """The outputs of a node; a list of one is given as that one, of none as the operation."""
    if isinstance(made, Operation):
        return []
    return list(made) if isinstance(made, (list, tuple)) else [made]


@op("Pack(values: *T) -> T", shape=_packed, gradient=_pack_gradient)
def _pack(*values: Any, axis: int = 0) -> Any:
    """Tensors of one shape side by side along a new axis. `N x [a, b] -> [N, a, b]`. Source: tf.stack."""
    return np.stack([as_array(value) for value in values], axis)


def _unpacked(value: TensorSpec, *, num: int, axis: int) -> list[TensorShape]:
    sizes = at_least_rank(value, 1, "value")
    if sizes is None:
        return [TensorShape.of(None)] * num
    if not -len(sizes) <= axis < len(sizes):
        raise ValueError(f"axis = {axis} not in [{-len(sizes)}, {len(sizes)})")
    at = axis % len(sizes)
    if sizes[at] is not None and sizes[at] != num:
        raise ValueError(f"Dimension must be {num} but is {sizes[at]}: {value} is unstacked along axis {axis}")
    return [TensorShape.of(sizes[:at] + sizes[at + 1 :])] * num


@op(
    "Unpack(value: T) -> *T",
    shape=_unpacked,
    gradient=lambda op, *dys: [node("Pack", *dys, axis=op.attrs["axis"])],
)
def _unpack(value: Any, *, num: int, axis: int = 0) -> Any:
    """The pieces of a tensor along an axis, which is dropped. `[N, a, b] -> N x [a, b]`. Source: tf.unstack."""
    value = np.asarray(value)
    if value.shape[axis] != num:
        raise ValueError(f"Input shape axis {axis} must equal {num}, got shape {list(value.shape)}")
    return tuple(np.moveaxis(value, axis, 0))


def _concatenated(*inputs: TensorSpec) -> Any:
    *values, axis = inputs
    ranks = {value.shape.rank for value in values} - {None}
    if len(ranks) > 1:
        raise ValueError(f"all tensors must have one rank to be joined, found {', '.join(map(str, values))}")
    rank = ranks.pop() if ranks else None
    if rank == 0:
        raise ValueError("Can't concatenate scalars (use tf.stack instead)")
    at = axis_of(axis, rank)
    if rank is None or at is None:
        return unranked(rank)
    shapes = [value.shape.with_rank(rank).sizes or () for value in values]
    rest = merged(*(TensorShape.of((*sizes[:at], None, *sizes[at + 1 :])) for sizes in shapes)).sizes or ()
    along = [sizes[at] for sizes in shapes]
    total = None if None in along else sum(size for size in along if size is not None)
    shape = TensorShape.of((*rest[:at], total, *rest[at + 1 :]))
    if rank != 1 or not values[0].dtype.is_integer or total is None:
        return shape
    parts = [value.known_sizes() or (None,) * (length_of(value) or 0) for value in values]
    return TensorSpec(values[0].dtype, shape, None, sum(parts, ()))


def _concat_gradient(op: Operation, dy: Tensor) -> list[Any]:
    *values, axis = op.inputs
    if len(values) == 1:
        return [dy, None]
    at = node("FloorMod", axis, node("Cast", node("Rank", values[0]), DstT=axis.dtype))
    sizes = node("Pack", *(node("GatherV2", node("Shape", value), at, 0) for value in values))
    return [*node("SplitV", dy, sizes, axis, num_split=len(values)), None]


@op("ConcatV2(values: *T, axis: Tidx) -> T", shape=_concatenated, gradient=_concat_gradient, Tidx=INDEX)
def _concat(*inputs: Any) -> Any:
    """Tensors one after the other along an axis that they have. `[a, c], [b, c] -> [a + b, c]`. Source: tf.concat."""
    return np.concatenate(inputs[:-1], int(inputs[-1]))


def _split_evenly(split_dim: TensorSpec, value: TensorSpec, *, num_split: int) -> list[TensorShape]:
    sizes = at_least_rank(value, 1, "value")
    at = axis_of(split_dim, value.shape.rank)
    if sizes is None or at is None:
        return [unranked(value.shape.rank)] * num_split
    size = sizes[at]
    if size is not None and size % num_split:
        raise ValueError(f"Dimension size must be evenly divisible by {num_split} but is {size}: axis {at} of {value}")
    return [TensorShape.of((*sizes[:at], None if size is None else size // num_split, *sizes[at + 1 :]))] * num_split


@op(
    "Split(split_dim: int32, value: T) -> *T",
    shape=_split_evenly,
    gradient=lambda op, *dys: [None, node("ConcatV2", *dys, op.inputs[0])],
)
def _split(split_dim: Any, value: Any, *, num_split: int) -> Any:
    """A tensor cut into equal pieces along an axis. `[2 * a, b] -> [a, b], [a, b]`. Source: tf.split."""
    at = int(split_dim)
    if not -value.ndim <= at < value.ndim:
        raise ValueError(f"{-value.ndim} <= split_dim < input rank ({value.ndim}), but got {at}")
    if value.shape[at] % num_split:
        raise ValueError(
            "Number of ways to split should evenly divide the split dimension, "
            f"but got split_dim {at} (size = {value.shape[at]}) and num_split {num_split}"
        )
    return tuple(np.split(value, num_split, int(split_dim)))


def _split_at(value: TensorSpec, size_splits: TensorSpec, split_dim: TensorSpec, *, num_split: int) -> list[TensorShape]:
    sizes = at_least_rank(value, 1, "value")
    at = axis_of(split_dim, value.shape.rank)
    if sizes is None or at is None:
        return [unranked(value.shape.rank)] * num_split
    wanted = size_splits.known_sizes() or (None,) * num_split
    whole, known = sizes[at], [size for size in wanted if size is not None and size >= 0]
    if whole is not None and len(known) == num_split and sum(known) != whole:
        raise ValueError(f"the pieces {known} do not make up size {whole} of axis {at} of {value}")
    rest = whole - sum(known) if whole is not None and len(known) == num_split - 1 else None
    if rest is not None and rest < 0:
        raise ValueError(f"the pieces {known} are more than size {whole} of axis {at} of {value}")
    pieces = [rest if size is None or size < 0 else size for size in wanted]
    return [TensorShape.of((*sizes[:at], size, *sizes[at + 1 :])) for size in pieces]


@op(
    "SplitV(value: T, size_splits: Tlen, split_dim: int32) -> *T",
    shape=_split_at,
    gradient=lambda op, *dys: [node("ConcatV2", *dys, op.inputs[2]), None, None],
    Tlen=INDEX,
)
def _split_v(value: Any, size_splits: Any, split_dim: Any, *, num_split: int) -> Any:
    """A tensor cut into pieces of given sizes along an axis; -1 is what is left. `[a + b, c] -> [a, c], [b, c]`.

    Source: tf.split.
    """
    axis, sizes = int(split_dim), size_splits.tolist()
    whole = value.shape[axis]
    if -1 in sizes:
        sizes[sizes.index(-1)] = whole - sum(sizes) - 1
    if sum(sizes) != whole or min(sizes, default=0) < 0:
        raise ValueError(
            "Determined shape must either match input shape along split_dim exactly if fully specified, or be less than the "
            f"size of the input along it: the pieces {size_splits.tolist()} do not make up size {whole} of axis {axis}"
        )
    return tuple(np.split(value, np.cumsum(sizes[:-1], dtype=np.int64), axis))


def concat(values: Any, axis: Any, name: str = "concat") -> Tensor:
    """`values` one after the other along `axis`. `[a, c], [b, c] -> [a + b, c]`.

    Raises ValueError when their other sizes differ, or for scalars. Source: tf.concat.
    """
    values = list(values) if isinstance(values, (list, tuple)) else [values]
    if not values:
        raise ValueError("tf.concat needs at least one tensor, got an empty list")
    graph = graph_of(*values)
    if len(values) == 1:
        with graph.name_scope(name):
            graph.convert(axis, name="concat_dim").shape.merge_with(())
            only: Tensor = graph.node("Identity", values[0], name="concat")
            return only
    with graph.name_scope(name) as scope:
        dtype = next((each.dtype for each in values if isinstance(each, Tensor)), None)
        joined = []
        for i, value in enumerate(values):
            joined.append(graph.convert(value, dtype, name=f"values_{i}"))
            dtype = joined[0].dtype
        made: Tensor = graph.node("ConcatV2", *joined, graph.convert(axis, name="axis"), name=scope)
        return made


def stack(values: Any, axis: int = 0, name: str = "stack") -> Tensor:
    """`values` of one shape side by side along a new axis. `N x [a, b] -> [N, a, b]`.

    Raises ValueError when their shapes differ, or for an axis out of range. Source: tf.stack.
    """
    graph = graph_of(*values) if isinstance(values, (list, tuple)) else graph_of(values)
    if axis == 0:
        return graph.convert(values, name=name)
    values = list(values) if isinstance(values, (list, tuple)) else unstack(values)
    if not isinstance(values[0], Tensor):
        values[0] = graph.convert(values[0], name=name)
    made: Tensor = graph.node("Pack", *values, axis=axis, name=name)
    return made


def unstack(value: Any, num: int | None = None, axis: int = 0, name: str = "unstack") -> list[Tensor]:
    """The pieces of `value` along `axis`, which is dropped. `[N, a, b] -> N x [a, b]`.

    Raises ValueError when `num` is neither given nor known from the shape, or differs from it. Source: tf.unstack.
    """
    graph = graph_of(value)
    value = graph.convert(value, name="value") if not isinstance(value, Tensor) else value
    if num is None:
        sizes = value.shape.sizes
        if sizes is not None and not -len(sizes) <= axis < len(sizes):
            raise ValueError(f"Argument axis = {axis} not in [{-len(sizes)}, {len(sizes)})")
        num = None if sizes is None else sizes[axis]
        if num is None:
            raise ValueError(f"Cannot infer num from shape {value.shape}: give the argument `num`")
    return _listed(graph.node("Unpack", value, num=num, axis=axis, name=name))


def split(value: Any, num_or_size_splits: Any, axis: Any = 0, num: int | None = None, name: str = "split") -> list[Tensor]:
    """`value` cut along `axis`: into so many equal pieces, or into pieces of the sizes listed (-1: what is left).

    `[a, b] -> N x [a / N, b]`. Raises ValueError when it does not divide evenly, or the number of pieces is unknown.
    Source: tf.split.
    """
    graph = graph_of(value, num_or_size_splits, axis)
    if isinstance(num_or_size_splits, (int, np.integer)):
        return _listed(graph.node("Split", axis, value, num_split=int(num_or_size_splits), name=name))
    sizes = graph.convert(num_or_size_splits)
    if sizes.shape.rank == 0:
        raise ValueError("Rank-0 tensors are not supported as the num_or_size_splits argument to split.")
    num = length_of(sizes.spec) if num is None else num
    if num is None:
        raise ValueError(f"Cannot infer num from shape {sizes.shape}: give the argument `num`")
    return _listed(graph.node("SplitV", value, sizes, axis, num_split=num, name=name))
