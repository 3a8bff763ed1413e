"""Axes added, dropped, turned round and moved: expand_dims, squeeze, reverse, roll."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..graph import Operation, Tensor, graph_of, node, op
from ..op_def import INDEX
from ..tensor_shape import TensorShape, TensorSpec
from .shapes import as_array, at_least_rank, of_rank

__all__ = ["expand_dims", "matrix_transpose", "reverse", "reverse_sequence", "reverse_v2", "roll", "squeeze"]


def _no_work(*_: TensorSpec, **__: Any) -> float:
    return 0.0


def _like_input(op: Operation, dy: Tensor) -> Tensor:
    made: Tensor = node("Reshape", dy, node("Shape", op.inputs[0]))
    return made


def _expanded(input: TensorSpec, dim: TensorSpec) -> Any:
    sizes = input.shape.sizes
    if sizes is None:
        return TensorShape.of(None)
    if dim.value is None:
        return TensorShape.of((None,) * (len(sizes) + 1))
    axis = int(np.ravel(dim.value)[0])
    if not -len(sizes) - 1 <= axis <= len(sizes):
        raise ValueError(f"dim {axis} not in the interval [{-len(sizes) - 1}, {len(sizes)}]")
    axis += (len(sizes) + 1) * (axis < 0)
    shape = TensorShape.of((*sizes[:axis], 1, *sizes[axis:]))
    if not sizes and input.value is not None:
        return TensorSpec(input.dtype, shape, np.reshape(input.value, 1))
    return shape


@op(
    "ExpandDims(input: T, dim: Tdim) -> T",
    shape=_expanded,
    gradient=lambda op, dy: [_like_input(op, dy), None],
    work=_no_work,
    Tdim=INDEX,
)
def _expand_dims(input: Any, dim: Any) -> Any:
    """A new axis of size 1 at `dim`. `[a, b] -> [a, 1, b]`. Source: tf.expand_dims."""
    rank, axis = np.ndim(input), int(np.ravel(dim)[0])
    if not -rank - 1 <= axis <= rank:
        raise ValueError(f"Tried to expand dim index {axis} for tensor with {rank} dimensions: not in [{-rank - 1}, {rank}]")
    return np.expand_dims(as_array(input), axis)


def expand_dims(input: Any, axis: Any = None, name: str | None = None, dim: Any = None) -> Tensor:
    """A new axis of size 1 at `axis`; -1 is after the last. `[a, b] -> [a, 1, b]`.

    `dim` is the old name. Raises ValueError for an axis out of range, or none. Source: tf.expand_dims.
    """
    if axis is not None and dim is not None:
        raise ValueError("Cannot specify both 'axis' and 'dim'")
    axis = dim if axis is None else axis
    if axis is None:
        raise ValueError("Must specify an axis argument to tf.expand_dims()")
    made: Tensor = node("ExpandDims", input, axis, name=name)
    return made


def _squeezed(input: TensorSpec, *, squeeze_dims: list[int]) -> TensorShape:
    sizes = input.shape.sizes
    if sizes is None or (not squeeze_dims and None in sizes):
        return TensorShape.of(None)
    chosen = set()
    for axis in squeeze_dims:
        if not -len(sizes) <= axis < len(sizes):
            raise ValueError(f"squeeze_dims[0] = {axis} not in [{-len(sizes)}, {len(sizes)})")
        if sizes[axis] not in (1, None):
            raise ValueError(f"Can not squeeze dim[{axis}], expected a dimension of 1, got {sizes[axis]}")
        chosen.add(axis % len(sizes))
    kept = (size for i, size in enumerate(sizes) if (i not in chosen if squeeze_dims else size != 1))
    return TensorShape.of(tuple(kept))


@op("Squeeze(input: T) -> T", shape=_squeezed, gradient=lambda op, dy: [_like_input(op, dy)], work=_no_work)
def _squeeze(input: Any, *, squeeze_dims: list[int] = []) -> Any:  # noqa: B006  # read, never changed
    """The axes of size 1 dropped, or those of them that are named. `[a, 1, b] -> [a, b]`. Source: tf.squeeze."""
    sizes = np.shape(input)
    rank = len(sizes)
    for axis in squeeze_dims:
        if not -rank <= axis < rank:
            raise ValueError(f"Tried to squeeze dim index {axis} for tensor with {rank} dimensions: not in [{-rank}, {rank})")
        if sizes[axis] != 1:
            raise ValueError(f"Can not squeeze dim[{axis}], expected a dimension of 1, got {sizes[axis]}")
    return np.squeeze(input, tuple({axis % rank for axis in squeeze_dims}) or None)[()]


def squeeze(input: Any, axis: Any = None, name: str | None = None, squeeze_dims: Any = None) -> Tensor:
    """The axes of size 1 dropped, or those of them in `axis`. `[a, 1, b] -> [a, b]`.

    `squeeze_dims` is the old name. Raises ValueError for an axis of another size. Source: tf.squeeze.
    """
    if axis is not None and squeeze_dims is not None:
        raise ValueError("Cannot specify both 'axis' and 'squeeze_dims'")
    axis = squeeze_dims if axis is None else axis
    chosen = [] if axis is None else [int(each) for each in np.ravel(axis)]
    made: Tensor = node("Squeeze", input, squeeze_dims=chosen, name=name)
    return made


def _reversed(tensor: TensorSpec, axis: TensorSpec) -> TensorShape:
    if tensor.shape.rank is not None and axis.value is not None:
        _check_axes(np.ravel(axis.value).tolist(), tensor.shape.rank)
    return tensor.shape


def _check_axes(chosen: list[int], rank: int) -> None:
    """Raises ValueError for an axis that is not there, or is there twice."""
    for i, axis in enumerate(chosen):
        if not -rank <= axis < rank:
            raise ValueError(f"'axis'[{i}] = {axis} is out of valid range [{-rank}, {rank - 1}]")
        if axis % rank in (each % rank for each in chosen[:i]):
            raise ValueError(f"axis {axis % rank} specified more than once, found {chosen}")


@op(
    "ReverseV2(tensor: T, axis: Tidx) -> T",
    shape=_reversed,
    gradient=lambda op, dy: [node("ReverseV2", dy, op.inputs[1]), None],
    Tidx=INDEX,
)
def reverse(tensor: Any, axis: Any) -> Any:
    """The elements in the opposite order along each of the axes. `[a, b] -> [a, b]`. Source: tf.reverse."""
    if not np.size(tensor):
        return tensor  # TensorFlow's kernel returns before it looks at the axes
    chosen = np.ravel(axis).tolist()
    _check_axes(chosen, np.ndim(tensor))
    return np.flip(tensor, tuple(chosen))


reverse_v2 = reverse


def _sequence_gradient(op: Operation, dy: Tensor) -> list[Any]:
    return [node("ReverseSequence", dy, op.inputs[1], **op.attrs), None]


def _sequence_shape(input: TensorSpec, seq_lengths: TensorSpec, *, seq_dim: int, batch_dim: int) -> TensorShape:
    sizes = input.shape.sizes
    (count,) = of_rank(seq_lengths, 1, "seq_lengths")
    if sizes is None:
        return input.shape
    for name, axis in (("batch_dim", batch_dim), ("seq_dim", seq_dim)):
        if axis >= len(sizes):
            raise ValueError(f"{name} must be < input rank: {axis} vs. {len(sizes)}, for {input}")
    TensorShape.of((count,)).merge_with(TensorShape.of((sizes[batch_dim],)))
    return input.shape


@op("ReverseSequence(input: T, seq_lengths: Tlen) -> T", shape=_sequence_shape, gradient=_sequence_gradient, Tlen=INDEX)
def _reverse_sequence(input: Any, seq_lengths: Any, *, seq_dim: int, batch_dim: int = 0) -> Any:
    """In each entry of a batch, its first `seq_lengths[i]` elements turned round. `[b, n] x [b] -> [b, n]`.

    Source: tf.reverse_sequence.
    """
    if batch_dim == seq_dim:
        raise ValueError(f"batch_dim == seq_dim == {seq_dim}: an axis can't be both")
    turned = np.array(input)
    by_batch = np.moveaxis(turned, (batch_dim, seq_dim), (0, 1))
    if np.any(seq_lengths > by_batch.shape[1]):
        raise ValueError(f"seq_lengths {seq_lengths.tolist()} must be at most {by_batch.shape[1]}, the size of axis {seq_dim}")
    for entry, length in zip(by_batch, seq_lengths.tolist(), strict=True):
        entry[:length] = entry[:length][::-1].copy()
    return turned


def reverse_sequence(
    input: Any,
    seq_lengths: Any,
    seq_axis: int | None = None,
    batch_axis: int | None = None,
    name: str | None = None,
    seq_dim: int | None = None,
    batch_dim: int | None = None,
) -> Tensor:
    """In each entry of a batch, its first `seq_lengths[i]` elements turned round. `[b, n] x [b] -> [b, n]`.

    `seq_dim` and `batch_dim` are the old names. Source: tf.reverse_sequence.
    """
    along = seq_dim if seq_axis is None else seq_axis
    batch = batch_dim if batch_axis is None else batch_axis
    made: Tensor = node("ReverseSequence", input, seq_lengths, seq_dim=along, batch_dim=batch or 0, name=name)
    return made


def _rolled(input: TensorSpec, shift: TensorSpec, axis: TensorSpec) -> TensorShape:
    at_least_rank(input, 1, "input")
    return input.shape


def _roll_gradient(op: Operation, dy: Tensor) -> list[Any]:
    return [node("Roll", dy, -op.inputs[1], op.inputs[2]), None, None]


@op("Roll(input: T, shift: Tshift, axis: Taxis) -> T", shape=_rolled, gradient=_roll_gradient, Tshift=INDEX, Taxis=INDEX)
def roll(input: Any, shift: Any, axis: Any) -> Any:
    """The elements moved along axes; what leaves at one end enters at the other. `[a, b] -> [a, b]`. Source: tf.roll."""
    return np.roll(input, tuple(np.ravel(shift).tolist()), tuple(np.ravel(axis).tolist()))


def matrix_transpose(a: Any, name: str = "matrix_transpose", conjugate: bool = False) -> Tensor:
    """The last two axes exchanged. `[..., m, n] -> [..., n, m]`.

    Raises ValueError for a tensor of rank below 2. Source: tf.matrix_transpose.
    """
    graph = graph_of(a)
    with graph.name_scope(name):
        a = graph.convert(a, name="a")
        perm: Any
        if a.shape.rank is None:
            rank = graph.node("Rank", a)
            swapped = graph.node("Pack", rank - 1, rank - 2)
            perm = graph.node("ConcatV2", graph.node("Range", 0, rank - 2, 1), swapped, 0)
        elif a.shape.rank < 2:
            raise ValueError(f"Argument `a` should be a (batch) matrix with rank >= 2. Received `a` = {a.spec}")
        else:
            perm = np.array([*range(a.shape.rank - 2), a.shape.rank - 1, a.shape.rank - 2], np.int32)
        with graph.name_scope("transpose") as scope:
            source = graph.node("Conj", a) if conjugate and a.dtype.is_complex else a
            made: Tensor = graph.node("Transpose", source, graph.convert(perm, name="perm"), name=scope)
            return made
