"""Sampling a few classes of many, for losses that need not look at all of them.

Law: how often a class is expected among the samples is given with them, so that a loss can correct for it.
Source: tf.nn.*_candidate_sampler.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ...graph import op
from ...resources import KernelContext
from ...tensor_shape import TensorShape, TensorSpec

__all__ = ["SAMPLER", "draw_samples", "generator", "sampled_shapes"]


SAMPLER = "(true_classes: int64) -> sampled_candidates: int64, true_expected_count: float32, sampled_expected_count: float32"


def sampled_shapes(true_classes: TensorSpec, *, num_true: int, num_sampled: int, **_: Any) -> list[TensorShape]:
    """The samples, how often each true class is expected, and each sample. `[n, t] -> [s], [n, t], [s]`."""
    (batch, _count) = true_classes.shape.merge_with((None, num_true)).sizes or (None, None)
    samples = TensorShape.of((num_sampled,))
    return [samples, TensorShape.of((batch, num_true)), samples]


def generator(context: KernelContext, seed: int, seed2: int) -> np.random.Generator:
    """The generator of a node: with seeds the same in every session, else never the same."""
    found: np.random.Generator = context.resources.get(
        "sampler", context.node_name, lambda: np.random.default_rng((seed, seed2) if seed or seed2 else None)
    )
    return found


def _unique_draws(draw: Any, wanted: int) -> tuple[np.ndarray, int]:
    """Draw until `wanted` classes have come; those, in the order they came, and how many draws it took."""
    drawn = draw(2 * wanted)
    while True:
        classes, first = np.unique(drawn, return_index=True)
        if len(classes) >= wanted:
            order = np.argsort(first)[:wanted]
            return classes[order], int(first[order[-1]]) + 1
        drawn = np.concatenate([drawn, draw(len(drawn))])


def draw_samples(draw: Any, probability: Any, true_classes: np.ndarray, num_sampled: int, unique: bool, range_max: int) -> Any:
    """Samples and how often they and the true classes are expected. Raises ValueError for more unique ones than there are."""
    if unique and num_sampled > range_max:
        raise ValueError(f"unique samples are at most as many as there are classes: {num_sampled} of {range_max}")
    sampled, tries = _unique_draws(draw, num_sampled) if unique else (draw(num_sampled), num_sampled)

    def expected(classes: np.ndarray) -> np.ndarray:
        p = probability(classes.astype(np.float64))
        count = -np.expm1(tries * np.log1p(-p)) if unique else p * tries
        return np.asarray(count, np.float32)

    return sampled.astype(np.int64), expected(true_classes), expected(sampled)


@op(f"LogUniformCandidateSampler{SAMPLER}", shape=sampled_shapes, stateful=True)
def _log_uniform(
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
    """Classes sampled with P(k) = log((k + 2) / (k + 1)) / log(range_max + 1), as words in order of their frequency are.

    `[n, t] -> [s], [n, t], [s]`. Source: tf.nn.log_uniform_candidate_sampler.
    """
    random, total = generator(context, seed, seed2), np.log1p(range_max)

    def draw(count: int) -> np.ndarray:
        return np.minimum(np.exp(random.random(count) * total).astype(np.int64) - 1, range_max - 1)

    return draw_samples(draw, lambda k: np.log1p(1 / (k + 1)) / total, true_classes, num_sampled, unique, range_max)


@op(f"UniformCandidateSampler{SAMPLER}", shape=sampled_shapes, stateful=True)
def _uniform(
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
    """Classes sampled evenly from [0, range_max). `[n, t] -> [s], [n, t], [s]`. Source: tf.nn.uniform_candidate_sampler."""
    random = generator(context, seed, seed2)

    def draw(count: int) -> np.ndarray:
        return random.integers(0, range_max, count)

    return draw_samples(draw, lambda k: np.full(k.shape, 1 / range_max), true_classes, num_sampled, unique, range_max)


def _hit_shapes(true_classes: TensorSpec, sampled_candidates: TensorSpec, *, num_true: int) -> list[TensorShape]:
    true_classes.shape.merge_with((None, num_true))
    return [TensorShape.of((None,))] * 3


@op(
    "ComputeAccidentalHits(true_classes: int64, sampled_candidates: int64) -> indices: int32, ids: int64, weights: float32",
    shape=_hit_shapes,
)
def _accidental_hits(true_classes: Any, sampled_candidates: Any, *, num_true: int) -> Any:
    """Where a sample is a true class of a row: the row, the sample's place, and the lowest number there is.

    `[n, t] x [s] -> [hits], [hits], [hits]`. Source: tf.nn.compute_accidental_hits.
    """
    place_of = {int(each): at for at, each in enumerate(sampled_candidates)}  # of one drawn twice the last place counts
    hits = [(row, place_of[each]) for row, trues in enumerate(true_classes.tolist()) for each in trues if each in place_of]
    rows, places = np.array(hits, np.int64).reshape(-1, 2).T
    return rows.astype(np.int32), places, np.full(len(hits), np.finfo(np.float32).min, np.float32)
