"""Samplers that know how frequent classes are: from a list or a file, or by what they have seen; and one that takes all.

Source: tensorflow/core/kernels/range_sampler.cc.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ...graph import op
from ...resources import KernelContext
from ...tensor_shape import TensorShape, TensorSpec
from ..files import file_bytes
from .candidates import SAMPLER, draw_samples, generator, sampled_shapes

__all__: list[str] = []


def _all_shapes(true_classes: TensorSpec, *, num_true: int, num_sampled: int, **_: Any) -> list[TensorShape]:
    return sampled_shapes(true_classes, num_true=num_true, num_sampled=num_sampled)


@op(f"AllCandidateSampler{SAMPLER}", shape=_all_shapes, stateful=True)
def _all(
    context: KernelContext,
    true_classes: Any,
    *,
    num_true: int,
    num_sampled: int,
    unique: bool,
    seed: int = 0,
    seed2: int = 0,
) -> Any:
    """All classes, 0 to `num_sampled`, each expected once. `[n, t] -> [s], [n, t], [s]`. Source: tf.nn.all_candidate_sampler."""
    every = np.arange(num_sampled, dtype=np.int64)
    return every, np.ones(true_classes.shape, np.float32), np.ones(num_sampled, np.float32)


def _weights(vocab_file: str, unigrams: list[float], distortion: float, reserved: int, shards: int, shard: int) -> np.ndarray:
    """How often each class is drawn: from the list, or from the last field of each line of the file."""
    counts = list(unigrams)
    if vocab_file:
        lines = file_bytes(vocab_file.encode()).decode().splitlines()
        counts = [float(line.rpartition(",")[2]) for line in lines if line.strip()]
    weights = np.concatenate([np.zeros(reserved), np.power(np.array(counts, np.float64), distortion)])
    own = np.arange(len(weights)) % shards == shard
    return np.where(own, weights, 0.0)


@op(f"FixedUnigramCandidateSampler{SAMPLER}", shape=sampled_shapes, stateful=True)
def _fixed(
    context: KernelContext,
    true_classes: Any,
    *,
    num_true: int,
    num_sampled: int,
    unique: bool,
    range_max: int,
    vocab_file: str = "",
    distortion: float = 1.0,
    num_reserved_ids: int = 0,
    num_shards: int = 1,
    shard: int = 0,
    unigrams: list[float] = [],  # noqa: B006  # read, never changed
    seed: int = 0,
    seed2: int = 0,
) -> Any:
    """Classes sampled as often as a list or a file says. `[n, t] -> [s], [n, t], [s]`.

    Source: tf.nn.fixed_unigram_candidate_sampler.
    """
    if bool(vocab_file) == bool(unigrams):
        raise ValueError("Must provide either unigrams or vocab_file but not both")
    weights = _weights(vocab_file, unigrams, distortion, num_reserved_ids, num_shards, shard)
    if len(weights) != range_max:
        raise ValueError(f"range_max is {range_max}, but there are {len(weights)} classes with the reserved ones")
    possible = int(np.count_nonzero(weights))
    return _drawn_by(weights, generator(context, seed, seed2), true_classes, num_sampled, unique, possible)


def _drawn_by(
    weights: np.ndarray, random: np.random.Generator, true_classes: Any, num_sampled: int, unique: bool, possible: int
) -> Any:
    """Classes as often as they weigh."""
    share = weights / weights.sum()
    bounds = np.cumsum(share)

    def draw(count: int) -> np.ndarray:
        return np.minimum(np.searchsorted(bounds, random.random(count), "right"), len(weights) - 1)

    return draw_samples(draw, lambda k: share[k.astype(np.int64)], true_classes, num_sampled, unique, possible)


@op(f"LearnedUnigramCandidateSampler{SAMPLER}", shape=sampled_shapes, stateful=True)
def _learned(
    context: KernelContext,
    true_classes: Any,
    *,
    num_true: int,
    num_sampled: int,
    unique: bool,
    range_max: int,
    seed: int = 0,
    seed2: int = 0,
) -> Any:
    """Classes sampled as often as they were true in the runs before, all once to begin with. `[n, t] -> [s], [n, t], [s]`.

    Source: tf.nn.learned_unigram_candidate_sampler.
    """
    seen: np.ndarray = context.resources.get("classes", context.node_name, lambda: np.ones(range_max))
    made = _drawn_by(seen, generator(context, seed, seed2), true_classes, num_sampled, unique, range_max)
    np.add.at(seen, true_classes.ravel(), 1)
    return made
