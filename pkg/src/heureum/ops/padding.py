"""Making tensors larger: tile, pad, mirror, broadcast."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..graph import Operation, Tensor, graph_of, node, op
from ..op_def import INDEX, NUMERIC
from ..tensor_shape import TensorShape, TensorSpec
from .shapes import length_of, of_rank, unranked

__all__ = ["pad", "tile"]

_PAD_MODES = {"REFLECT": "reflect", "SYMMETRIC": "symmetric"}


def _tiled(input: TensorSpec, multiples: TensorSpec) -> TensorShape:
    of_rank(multiples, 1, "multiples")
    times, sizes = multiples.known_sizes(), input.shape.sizes
    count = length_of(multiples) if times is None else len(times)
    if sizes is not None and count is not None and len(sizes) != count:
        raise ValueError(f"{input} needs one multiple for each of its {len(sizes)} axes, found {count}")
    if times is None:
        return unranked(count if sizes is None else len(sizes))
    sizes = (None,) * len(times) if sizes is None else sizes
    return TensorShape.of(tuple(_times(size, by) for size, by in zip(sizes, times, strict=True)))


def _times(size: int | None, by: int | None) -> int | None:
    return 0 if 0 in (size, by) else None if size is None or by is None else size * by


def _tile_gradient(op: Operation, dy: Tensor) -> list[Any]:
    x, multiples = op.inputs
    # [a * x, b * y] is seen as [a, x, b, y]; what was repeated is summed.
    pairs = node("Pack", multiples, node("Shape", x, out_type=multiples.dtype), axis=1)
    opened = node("Reshape", dy, node("Reshape", pairs, [-1]))
    axes = node("Range", 0, node("Size", pairs), 2)
    return [node("Reshape", node("Sum", opened, axes), node("Shape", x)), None]


@op("Tile(input: T, multiples: Tmultiples) -> T", shape=_tiled, gradient=_tile_gradient, Tmultiples=INDEX)
def tile(input: Any, multiples: Any) -> Any:
    """The input repeated `multiples[i]` times along axis i. `[a, b] -> [m * a, n * b]`. Source: tf.tile."""
    if len(multiples) != np.ndim(input):
        raise ValueError(f"Expected multiples argument to be a vector of length {np.ndim(input)} but got length {len(multiples)}")
    for axis, count in enumerate(multiples.tolist()):
        if count < 0:
            raise ValueError(f"Expected multiples[{axis}] >= 0, but got {count}")
    return np.tile(input, multiples.tolist())[()]


def _padded(input: TensorSpec, paddings: TensorSpec, *_: TensorSpec, **__: Any) -> TensorShape:
    pairs, sizes = paddings.value, input.shape.sizes
    counted = of_rank(paddings, 2, "paddings")
    if counted[1] not in (2, None):
        raise ValueError(f"paddings must be pairs, [rank, 2], found {paddings}")
    if sizes is not None and counted[0] is not None and counted[0] != len(sizes):
        raise ValueError(f"Shape must be rank {counted[0]} but is rank {len(sizes)}: {input} with paddings for {counted[0]} axes")
    if sizes is None or pairs is None:
        return unranked(counted[0] if sizes is None else len(sizes))
    if (pairs < 0).any():
        raise ValueError(f"paddings must be non-negative, found {pairs.tolist()}")
    return TensorShape.of(tuple(None if n is None else n + sum(pair) for n, pair in zip(sizes, pairs.tolist(), strict=True)))


def _cut_back(op: Operation, dy: Tensor) -> Tensor:
    x, paddings = op.inputs[:2]
    begin = node("Reshape", node("Slice", paddings, [0, 0], [-1, 1]), [-1])
    made: Tensor = node("Slice", dy, begin, node("Shape", x, out_type=paddings.dtype))
    return made


@op(
    "Pad(input: T, paddings: Tpaddings) -> T",
    shape=_padded,
    gradient=lambda op, dy: [_cut_back(op, dy), None],
    Tpaddings=INDEX,
)
def _pad(input: Any, paddings: Any) -> Any:
    """Zeros before and after the elements of each axis. `[a, b] -> [p + a + q, r + b + s]`. Source: tf.pad."""
    return _with_constant(input, paddings, False if input.dtype == bool else b"" if input.dtype == object else 0)


def _pad_v2_gradient(op: Operation, dy: Tensor) -> list[Any]:
    inside = _cut_back(op, dy)
    every = [node("AllAxes", dy), node("AllAxes", inside)]
    return [inside, None, node("Sum", dy, every[0]) - node("Sum", inside, every[1])]


@op(
    "PadV2(input: T, paddings: Tpaddings, constant_values: T) -> T",
    shape=_padded,
    gradient=_pad_v2_gradient,
    Tpaddings=INDEX,
)
def _pad_v2(input: Any, paddings: Any, constant_values: Any) -> Any:
    """A value before and after the elements of each axis. `[a, b] -> [p + a + q, r + b + s]`. Source: tf.pad."""
    return _with_constant(input, paddings, constant_values)


def _check_pairs(input: Any, paddings: Any) -> None:
    """Raises ValueError unless there is a pair for each axis."""
    if paddings.shape != (input.ndim, 2):
        raise ValueError(
            f"The first dimension of paddings must be the rank of inputs, and the second 2: found {list(paddings.shape)} "
            f"for inputs of shape {list(input.shape)}"
        )


def _with_constant(input: Any, paddings: Any, value: Any) -> Any:
    input = np.asarray(input)
    _check_pairs(input, paddings)
    if (paddings < 0).any():
        raise ValueError(f"Paddings must be non-negative, found {paddings.tolist()}")
    padded = np.empty([size + sum(pair) for size, pair in zip(input.shape, paddings.tolist(), strict=True)], input.dtype)
    padded[...] = value
    padded[tuple(slice(before, before + size) for size, (before, _) in zip(input.shape, paddings.tolist(), strict=True))] = input
    return padded[()]


def _mirror_gradient(op: Operation, dy: Tensor) -> list[Any]:
    return [node("MirrorPadGrad", dy, op.inputs[1], mode=op.attrs["mode"]), None]


@op("MirrorPad(input: T, paddings: Tpaddings) -> T", shape=_padded, gradient=_mirror_gradient, Tpaddings=INDEX)
def _mirror_pad(input: Any, paddings: Any, *, mode: str) -> Any:
    """The elements at the borders mirrored outwards, the border itself once (REFLECT) or twice (SYMMETRIC).

    `[a, b] -> [p + a + q, r + b + s]`. Source: tf.pad.
    """
    _check_pairs(input, paddings)
    most = [size - (mode == "REFLECT") for size in input.shape]
    if any(max(pair) > size for size, pair in zip(most, paddings.tolist(), strict=True)):
        raise ValueError(
            f"paddings must be no greater than the dimension size{' - 1' * (mode == 'REFLECT')}: {paddings.tolist()}"
        )
    return np.pad(input, paddings.tolist(), _PAD_MODES[mode])  # type: ignore[call-overload]  # a mode by its name


def _unpadded(input: TensorSpec, paddings: TensorSpec, **_: Any) -> TensorShape:
    sizes = input.shape.sizes
    if sizes is None or paddings.value is None:
        return unranked(None if sizes is None else len(sizes))
    pairs = paddings.value.tolist()
    return TensorShape.of(tuple(None if n is None else n - sum(pair) for n, pair in zip(sizes, pairs, strict=True)))


@op(
    "MirrorPadGrad(input: T, paddings: Tpaddings) -> T",
    shape=_unpadded,
    gradient=lambda op, dy: [node("MirrorPad", dy, op.inputs[1], mode=op.attrs["mode"]), None],
    T=NUMERIC,
    Tpaddings=INDEX,
)
def _mirror_pad_grad(input: Any, paddings: Any, *, mode: str) -> Any:
    """What was mirrored outwards added to where it came from. `[p + a + q, r + b + s] -> [a, b]`.

    Source: tf.raw_ops.MirrorPadGrad.
    """
    for axis, (before, after) in enumerate(paddings.tolist()):
        size = input.shape[axis] - before - after
        places = np.pad(np.arange(size), (before, after), _PAD_MODES[mode])  # type: ignore[call-overload]
        summed = np.zeros((size, *np.delete(input.shape, axis)), input.dtype)
        np.add.at(summed, places, np.moveaxis(input, axis, 0))
        input = np.moveaxis(summed, 0, axis)
    return input


def pad(tensor: Any, paddings: Any, mode: str = "CONSTANT", name: str | None = None, constant_values: Any = 0) -> Tensor:
    """`tensor` with `paddings[i][0]` elements before and `paddings[i][1]` after axis i. `[a, b] -> [p + a + q, r + b + s]`.

    `mode` is "CONSTANT" (of `constant_values`), "REFLECT" or "SYMMETRIC". Raises ValueError for another mode, or
    paddings that are not one pair for each axis. Source: tf.pad.
    """
    graph = graph_of(tensor, paddings)
    chosen = mode.upper()
    if chosen in _PAD_MODES:
        mirrored: Tensor = graph.node("MirrorPad", tensor, paddings, mode=chosen, name=name)
        return mirrored
    if chosen != "CONSTANT":
        raise ValueError(f"Unknown padding mode: {mode}; known: CONSTANT, REFLECT, SYMMETRIC")
    if not isinstance(constant_values, Tensor) and np.ndim(constant_values) == 0 and not constant_values:
        plain: Tensor = graph.node("Pad", tensor, paddings, name=name)
        return plain
    made: Tensor = graph.node("PadV2", tensor, paddings, constant_values, name=name)
    return made
