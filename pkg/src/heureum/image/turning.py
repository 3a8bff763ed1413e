"""Pictures turned and mirrored, always or by chance.

Takes `[h, w, c]` or a batch `[n, h, w, c]`; gives the same rank.
"""

from __future__ import annotations

from typing import Any

from ..dtypes import int32
from ..graph import Graph, Tensor, graph_of
from ..ops.array import transpose as permuted
from ..ops.random import random_uniform
from ..ops.reshaping import reverse

__all__ = [
    "flip_left_right",
    "flip_up_down",
    "picture",
    "random_flip_left_right",
    "random_flip_up_down",
    "rot90",
    "transpose",
    "transpose_image",
]


def picture(graph: Graph, image: Any, name: str = "image") -> Tensor:
    """A picture or a batch of them as a tensor. Raises ValueError for another rank."""
    tensor: Tensor = graph.convert(image, name=name)
    if tensor.shape.rank not in (3, 4):
        raise ValueError(f"'image' (shape {tensor.shape}) must have either 3 or 4 dimensions.")
    return tensor


def _mirrored(image: Any, axis: int, scope: str) -> Tensor:
    graph = graph_of(image)
    with graph.name_scope(scope):
        image = picture(graph, image)
        flipped: Tensor = reverse(image, [axis + _first(image)])
        return flipped


def _first(image: Tensor) -> int:
    """Where the rows are: behind the batch, if there is one."""
    return 0 if image.shape.rank == 3 else 1


def flip_left_right(image: Any) -> Tensor:
    """Mirrors the columns. `[..., h, w, c] -> [..., h, w, c]`. Raises ValueError unless of rank 3 or 4.

    Source: tf.image.flip_left_right.
    """
    return _mirrored(image, 1, "flip_left_right")


def flip_up_down(image: Any) -> Tensor:
    """Mirrors the rows. `[..., h, w, c] -> [..., h, w, c]`. Raises ValueError unless of rank 3 or 4.

    Source: tf.image.flip_up_down.
    """
    return _mirrored(image, 0, "flip_up_down")


def _by_chance(image: Any, axis: int, seed: int | None, scope: str) -> Tensor:
    graph = graph_of(image)
    with graph.name_scope(scope):
        image = picture(graph, image)
        flipped = reverse(image, [axis + _first(image)])
        if image.shape.rank == 3:
            wanted: Any = []
        else:
            batch = graph.node("Shape", image, out_type=int32)[0]
            wanted = graph.node("Pack", *(batch, *(graph.convert(1) for _ in range(3))), axis=0)
        is_kept = random_uniform(wanted, 0, 1.0, seed=seed) >= 0.5
        chosen: Tensor = graph.node("SelectV2", is_kept, image, flipped)
        chosen.set_shape(image.shape)
        return chosen


def random_flip_left_right(image: Any, seed: int | None = None) -> Tensor:
    """Mirrors the columns of every second picture, by chance. `[..., h, w, c] -> [..., h, w, c]`.

    Raises ValueError unless of rank 3 or 4. Source: tf.image.random_flip_left_right.
    """
    return _by_chance(image, 1, seed, "random_flip_left_right")


def random_flip_up_down(image: Any, seed: int | None = None) -> Tensor:
    """Mirrors the rows of every second picture, by chance. `[..., h, w, c] -> [..., h, w, c]`.

    Raises ValueError unless of rank 3 or 4. Source: tf.image.random_flip_up_down.
    """
    return _by_chance(image, 0, seed, "random_flip_up_down")


def transpose_image(image: Any, name: str | None = None) -> Tensor:
    """Rows for columns. `[..., h, w, c] -> [..., w, h, c]`. Raises ValueError unless of rank 3 or 4.

    Source: tf.image.transpose_image.
    """
    graph = graph_of(image)
    with graph.name_scope(name or "transpose"):
        image = picture(graph, image)
        return permuted(image, [1, 0, 2] if image.shape.rank == 3 else [0, 2, 1, 3])


transpose = transpose_image


def rot90(image: Any, k: int = 1, name: str | None = None) -> Tensor:
    """Turns counter-clockwise by `k` times 90 degrees, `k` a number. `[..., h, w, c] -> [..., w, h, c]` for odd `k`.

    Raises ValueError unless of rank 3 or 4. Source: tf.image.rot90.
    """
    graph = graph_of(image)
    with graph.name_scope(name or "rot90"):
        image = picture(graph, image)
        first, turns = _first(image), k % 4
        if turns == 1:
            return reverse(transpose_image(image), [first])
        if turns == 2:
            return reverse(image, [first, first + 1])
        if turns == 3:
            return transpose_image(reverse(image, [first]))
        return graph.node("Identity", image)
