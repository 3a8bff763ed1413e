"""Random small graphs: recipes that hypothesis draws and shrinks, and that are built into any graph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from hypothesis import strategies as st

import heureum as tf

__all__ = ["Built", "Recipe", "build", "recipes"]

# Any two of these broadcast to each other.
_SHAPES = ((), (3,), (2, 1), (2, 3))
_UNARY = {"negative": tf.negative, "square": tf.square, "identity": tf.identity, "sum": tf.reduce_sum, "mean": tf.reduce_mean}
_BINARY = {"add": tf.add, "subtract": tf.subtract, "multiply": tf.multiply, "plus": lambda x, y: x + y}


@dataclass(frozen=True)
class Recipe:
    """`leaves` are shapes, each a constant or fed; a step names its op and takes earlier tensors by number."""

    leaves: tuple[tuple[tuple[int, ...], bool], ...]
    steps: tuple[tuple[str, tuple[int, ...]], ...]
    devices: tuple[int | None, ...]
    controls: tuple[tuple[int, int], ...]


@dataclass
class Built:
    """The tensors of a recipe in order, leaves first, and what to feed."""

    tensors: list[tf.Tensor]
    feeds: dict[tf.Tensor, Any]
    leaves: list[tf.Tensor]


@st.composite
def recipes(draw: st.DrawFn, *, workers: int = 1, most_steps: int = 12, controls: bool = True) -> Recipe:
    """Recipes; with more workers than one, nodes may be pinned to any of them."""
    leaves = draw(st.lists(st.tuples(st.sampled_from(_SHAPES), st.booleans()), min_size=1, max_size=4))
    steps: list[tuple[str, tuple[int, ...]]] = []
    for _ in range(draw(st.integers(1, most_steps))):
        earlier = st.integers(0, len(leaves) + len(steps) - 1)
        if draw(st.booleans()):
            steps.append((draw(st.sampled_from(sorted(_UNARY))), (draw(earlier),)))
        else:
            steps.append((draw(st.sampled_from(sorted(_BINARY))), (draw(earlier), draw(earlier))))
    count = len(leaves) + len(steps)
    device = st.none() | st.integers(0, workers - 1) if workers > 1 else st.none()
    waits = st.tuples(st.integers(0, count - 1), st.integers(len(leaves), count - 1)).filter(lambda pair: pair[0] < pair[1])
    return Recipe(
        tuple(leaves),
        tuple(steps),
        tuple(draw(st.lists(device, min_size=count, max_size=count))),
        tuple(draw(st.lists(waits, max_size=3))) if controls else (),
    )


def build(recipe: Recipe) -> Built:
    """Add a recipe to the default graph, in float64."""
    random = np.random.default_rng(len(recipe.steps))
    tensors: list[tf.Tensor] = []
    feeds: dict[tf.Tensor, Any] = {}
    for shape, is_fed in recipe.leaves:
        value = random.uniform(-1, 1, shape)
        with tf.device(_name(recipe.devices[len(tensors)])):
            tensors.append(tf.placeholder(tf.float64, shape) if is_fed else tf.constant(value))
        if is_fed:
            feeds[tensors[-1]] = value
    leaves = list(tensors)
    for op, inputs in recipe.steps:
        here = len(tensors)
        waits = [tensors[first] for first, second in recipe.controls if second == here]
        with tf.device(_name(recipe.devices[here])), tf.control_dependencies(waits):
            tensors.append(_step(op, [tensors[each] for each in inputs]))
    return Built(tensors, feeds, leaves)


def _step(op: str, inputs: Sequence[tf.Tensor]) -> tf.Tensor:
    return _UNARY[op](*inputs) if op in _UNARY else _BINARY[op](*inputs)


def _name(task: int | None) -> str | None:
    return None if task is None else f"/job:worker/task:{task}"
