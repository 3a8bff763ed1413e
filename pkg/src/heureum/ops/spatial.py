"""Blocks of pixels moved between space, depth and batch."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..dtypes import int32
from ..graph import Operation, Tensor, graph_of, node, op
from ..op_def import INDEX
from ..tensor_shape import TensorShape, TensorSpec
from .shapes import length_of, of_rank

__all__ = [
    "batch_to_space",
    "batch_to_space_nd",
    "depth_to_space",
    "required_space_to_batch_paddings",
    "space_to_batch",
    "space_to_batch_nd",
    "space_to_depth",
]


def _scaled(size: int | None, times: int, by: int) -> int | None:
    if size is None:
        return None
    if size * times % by:
        raise ValueError(f"Dimension size must be evenly divisible by {by} but is {size * times}")
    return size * times // by


def _to_depth_shape(input: TensorSpec, *, block_size: int) -> TensorShape:
    n, h, w, c = of_rank(input, 4, "input")
    return TensorShape.of((n, _scaled(h, 1, block_size), _scaled(w, 1, block_size), _scaled(c, block_size**2, 1)))


def _to_depth_gradient(op: Operation, dy: Tensor) -> list[Any]:
    return [node("DepthToSpace", dy, block_size=op.attrs["block_size"])]


@op("SpaceToDepth(input: T) -> T", shape=_to_depth_shape, gradient=_to_depth_gradient)
def _space_to_depth(input: Any, *, block_size: int) -> Any:
    """Blocks of pixels become channels. `[n, h, w, c] -> [n, h / b, w / b, c * b * b]`. Source: tf.space_to_depth."""
    n, h, w, c = input.shape
    b = block_size
    if h % b or w % b:
        raise ValueError(f"sizes of {list(input.shape)} must be divisible by block_size {b}")
    blocks = input.reshape(n, h // b, b, w // b, b, c)
    return blocks.transpose(0, 1, 3, 2, 4, 5).reshape(n, h // b, w // b, b * b * c)


def _to_space_shape(input: TensorSpec, *, block_size: int) -> TensorShape:
    n, h, w, c = of_rank(input, 4, "input")
    return TensorShape.of((n, _scaled(h, block_size, 1), _scaled(w, block_size, 1), _scaled(c, 1, block_size**2)))


def _to_space_gradient(op: Operation, dy: Tensor) -> list[Any]:
    return [node("SpaceToDepth", dy, block_size=op.attrs["block_size"])]


@op("DepthToSpace(input: T) -> T", shape=_to_space_shape, gradient=_to_space_gradient)
def _depth_to_space(input: Any, *, block_size: int) -> Any:
    """Channels become blocks of pixels. `[n, h, w, c * b * b] -> [n, h * b, w * b, c]`. Source: tf.depth_to_space."""
    n, h, w, c = input.shape
    b = block_size
    if c % (b * b):
        raise ValueError(f"channels of {list(input.shape)} must be divisible by {b * b}, the square of block_size")
    blocks = input.reshape(n, h, w, b, b, c // (b * b))
    return blocks.transpose(0, 1, 3, 2, 4, 5).reshape(n, h * b, w * b, c // (b * b))


def space_to_depth(input: Any, block_size: int, name: str | None = None, data_format: str = "NHWC") -> Tensor:
    """Blocks of pixels become channels. `[n, h, w, c] -> [n, h / b, w / b, c * b * b]`.

    Raises ValueError when the blocks do not fit, or for a format other than NHWC. Source: tf.space_to_depth.
    """
    made: Tensor = node("SpaceToDepth", input, block_size=_block(block_size, data_format), name=name)
    return made


def depth_to_space(input: Any, block_size: int, name: str | None = None, data_format: str = "NHWC") -> Tensor:
    """Channels become blocks of pixels. `[n, h, w, c * b * b] -> [n, h * b, w * b, c]`.

    Raises ValueError when the channels do not fit, or for a format other than NHWC. Source: tf.depth_to_space.
    """
    made: Tensor = node("DepthToSpace", input, block_size=_block(block_size, data_format), name=name)
    return made


def _block(block_size: int, data_format: str) -> int:
    if block_size < 2:
        raise ValueError(f"Attr 'block_size' passed {block_size} less than minimum 2")
    if data_format != "NHWC":
        raise ValueError(f"data_format must be NHWC, got {data_format!r}")
    return int(block_size)


def _to_batch_shape(input: TensorSpec, block_shape: TensorSpec, paddings: TensorSpec) -> TensorShape:
    return _moved(input, block_shape, paddings, to_batch=True)


def _moved(input: TensorSpec, block_shape: TensorSpec, pairs: TensorSpec, *, to_batch: bool) -> TensorShape:
    sizes, blocks, edges = input.shape.sizes, block_shape.value, pairs.value
    if sizes is None:
        return TensorShape.of(None)
    if blocks is None or edges is None:
        count = length_of(block_shape)
        rest = () if count is None else sizes[count + 1 :]
        return TensorShape.of((None,) * (len(sizes) - len(rest)) + rest)
    blocks, count = blocks.tolist(), len(blocks)
    if len(sizes) < count + 1:
        raise ValueError(f"input is {input}: Shape must be at least rank {count + 1} but is rank {len(sizes)}")
    product = int(np.prod(blocks))
    batch = _scaled(sizes[0], product, 1) if to_batch else _scaled(sizes[0], 1, product)
    space = []
    for size, block, (before, after) in zip(sizes[1 : count + 1], blocks, edges.tolist(), strict=True):
        if to_batch:
            space.append(None if size is None else _scaled(size + before + after, 1, block))
        else:
            left = None if size is None else size * block - before - after
            if left is not None and left < 0:
                raise ValueError(f"crops {before} and {after} leave {left} of {input}: Dimension size must be non-negative")
            space.append(left)
    return TensorShape.of((batch, *space, *sizes[count + 1 :]))


@op(
    "SpaceToBatchND(input: T, block_shape: Tblock, paddings: Tpad) -> T",
    shape=_to_batch_shape,
    gradient=lambda op, dy: [node("BatchToSpaceND", dy, *op.inputs[1:]), None, None],
    Tblock=INDEX,
    Tpad=INDEX,
)
def space_to_batch_nd(input: Any, block_shape: Any, paddings: Any) -> Any:
    """Blocks of space become batch entries, after padding with zeros. `[n, h, w, c] -> [n * a * b, h / a, w / b, c]`.

    Source: tf.space_to_batch_nd.
    """
    blocks, count = block_shape.tolist(), len(block_shape)
    padded = np.pad(input, [(0, 0), *paddings.tolist(), *[(0, 0)] * (input.ndim - count - 1)])
    n, rest = padded.shape[0], padded.shape[count + 1 :]
    split = [part for size, block in zip(padded.shape[1:], blocks, strict=False) for part in (size // block, block)]
    order = [*range(2, 2 * count + 1, 2), 0, *range(1, 2 * count, 2), *range(2 * count + 1, 2 * count + 1 + len(rest))]
    return padded.reshape(n, *split, *rest).transpose(order).reshape(n * int(np.prod(blocks)), *split[::2], *rest)


def _from_batch_shape(input: TensorSpec, block_shape: TensorSpec, crops: TensorSpec) -> TensorShape:
    return _moved(input, block_shape, crops, to_batch=False)


@op(
    "BatchToSpaceND(input: T, block_shape: Tblock, crops: Tcrop) -> T",
    shape=_from_batch_shape,
    gradient=lambda op, dy: [node("SpaceToBatchND", dy, *op.inputs[1:]), None, None],
    Tblock=INDEX,
    Tcrop=INDEX,
)
def batch_to_space_nd(input: Any, block_shape: Any, crops: Any) -> Any:
    """Batch entries become blocks of space, whose edges are cropped. `[n * a * b, h, w, c] -> [n, h * a, w * b, c]`.

    Source: tf.batch_to_space_nd.
    """
    blocks, count = block_shape.tolist(), len(block_shape)
    n, space, rest = input.shape[0] // int(np.prod(blocks)), input.shape[1 : count + 1], input.shape[count + 1 :]
    opened = input.reshape(*blocks, n, *space, *rest)
    order = [count, *(axis for i in range(count) for axis in (count + 1 + i, i))]
    order += range(2 * count + 1, 2 * count + 1 + len(rest))
    whole = opened.transpose(order).reshape(n, *(size * block for size, block in zip(space, blocks, strict=True)), *rest)
    inside = (slice(before, size - after) for size, (before, after) in zip(whole.shape[1:], crops.tolist(), strict=False))
    return whole[(slice(None), *inside)]


def space_to_batch(
    input: Any, paddings: Any, block_size: int | None = None, name: str | None = None, block_shape: Any = None
) -> Tensor:
    """Square blocks of pixels become batch entries. `[n, h, w, c] -> [n * b * b, h / b, w / b, c]`. Source: tf.space_to_batch."""
    blocks = np.array([block_size, block_size]) if block_shape is None else block_shape
    made: Tensor = node("SpaceToBatchND", input, blocks, paddings, name=name)
    return made


def batch_to_space(input: Any, crops: Any, block_size: int | None, name: str | None = None, block_shape: Any = None) -> Tensor:
    """Batch entries become square blocks of pixels. `[n * b * b, h, w, c] -> [n, h * b, w * b, c]`. Source: tf.batch_to_space."""
    blocks = np.array([block_size, block_size]) if block_shape is None else block_shape
    made: Tensor = node("BatchToSpaceND", input, blocks, crops, name=name)
    return made


def required_space_to_batch_paddings(
    input_shape: Any, block_shape: Any, base_paddings: Any = None, name: str | None = None
) -> tuple[Tensor, Tensor]:
    """The paddings with which blocks fit for space_to_batch, and the crops that take them away after batch_to_space.

    `[r] x [r] x [r, 2] -> [r, 2], [r, 2]`. Raises ValueError unless it is known how many sizes a block has.
    Source: tf.required_space_to_batch_paddings.
    """
    graph = graph_of(input_shape, block_shape, base_paddings)
    with graph.name_scope(name or "required_space_to_batch_paddings"):
        sizes, blocks = (
            graph.convert(input_shape, int32, name="input_shape"),
            graph.convert(block_shape, int32, name="block_shape"),
        )
        count = blocks.shape.with_rank(1).as_list()[0]
        if count is None:
            raise ValueError(f"block_shape must be of known length, found {blocks}")
        none = graph.convert(np.zeros([count, 2], np.int32))
        base = none if base_paddings is None else graph.convert(base_paddings, int32, name="base_paddings")
        sizes.shape.assert_is_compatible_with([count])
        base.shape.assert_is_compatible_with([count, 2])
        if count == 0:
            return none, none
        before, after = base[:, 0], base[:, 1]
        more = (blocks - (sizes + before + after) % blocks) % blocks
        paddings = graph.node("Pack", before, after + more, axis=1, name="paddings")
        crops = graph.node("Pack", graph.node("ZerosLike", more), more, axis=1, name="crops")
        return paddings, crops
