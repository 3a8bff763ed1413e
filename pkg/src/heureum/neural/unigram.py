"""Classes drawn by how frequent they are, from a list, a file or what was seen; and all of them. Source: tf.nn."""

from __future__ import annotations

from typing import Any

from .sampling import Samples, sampled_classes

__all__ = ["all_candidate_sampler", "fixed_unigram_candidate_sampler", "learned_unigram_candidate_sampler"]


def all_candidate_sampler(
    true_classes: Any, num_true: int, num_sampled: int, unique: bool, seed: int | None = None, name: str | None = None
) -> Samples:
    """All classes, each expected once: a sampled loss over them is the whole one, for tests. `[n, t] -> [s], [n, t], [s]`.

    Source: tf.nn.all_candidate_sampler.
    """
    return sampled_classes("AllCandidateSampler", true_classes, num_true, num_sampled, unique, None, seed, name)


def fixed_unigram_candidate_sampler(
    true_classes: Any,
    num_true: int,
    num_sampled: int,
    unique: bool,
    range_max: int,
    vocab_file: str = "",
    distortion: float = 1.0,
    num_reserved_ids: int = 0,
    num_shards: int = 1,
    shard: int = 0,
    unigrams: Any = (),
    seed: int | None = None,
    name: str | None = None,
) -> Samples:
    """Classes, each in proportion to its entry in `unigrams`, or in the last field of its line in `vocab_file`.

    To the power of `distortion`; `num_reserved_ids` classes come before those listed and are never drawn; of several shards
    each draws its own classes. `[n, t] -> [s], [n, t], [s]`. Source: tf.nn.fixed_unigram_candidate_sampler.
    """
    return sampled_classes(
        "FixedUnigramCandidateSampler", true_classes, num_true, num_sampled, unique, range_max, seed, name,
        vocab_file=vocab_file, distortion=distortion, num_reserved_ids=num_reserved_ids, num_shards=num_shards, shard=shard,
        unigrams=[float(each) for each in unigrams],
    )  # fmt: skip


def learned_unigram_candidate_sampler(
    true_classes: Any,
    num_true: int,
    num_sampled: int,
    unique: bool,
    range_max: int,
    seed: int | None = None,
    name: str | None = None,
) -> Samples:
    """Classes, each in proportion to how often it was true in the runs before. `[n, t] -> [s], [n, t], [s]`.

    Source: tf.nn.learned_unigram_candidate_sampler.
    """
    return sampled_classes("LearnedUnigramCandidateSampler", true_classes, num_true, num_sampled, unique, range_max, seed, name)
