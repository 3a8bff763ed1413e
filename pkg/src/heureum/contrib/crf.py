"""Conditional random fields over sequences: how likely tags are together, and the likeliest ones. `tf.contrib.crf`.

Takes a score for each tag at each step, and one for each pair of neighbours; gives log-likelihoods and tags.
Source: tensorflow/contrib/crf/python/ops/crf.py.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..control_flow import scan
from ..dtypes import float32, int32
from ..graph import Tensor, get_default_graph, graph_of
from ..ops.norms import reduce_logsumexp
from ..ops.ranging import sequence_mask
from ..variable_scopes import get_variable

__all__ = [
    "crf_binary_score",
    "crf_decode",
    "crf_log_likelihood",
    "crf_log_norm",
    "crf_sequence_score",
    "crf_unary_score",
    "viterbi_decode",
]


def crf_unary_score(tag_indices: Any, sequence_lengths: Any, inputs: Any) -> Tensor:
    """The scores of the tags by themselves. `int[b, t], int[b], [b, t, k] -> [b]`. Source: tf.contrib.crf.crf_unary_score."""
    graph = graph_of(inputs)
    inputs = graph.convert(inputs)
    tags = _numbers(tag_indices)
    chosen = graph.node("OneHot", tags, inputs.shape[-1].value, np.float32(1), np.float32(0))
    of_tags = graph.node("Sum", inputs * chosen, [2])
    made: Tensor = graph.node("Sum", of_tags * _mask(sequence_lengths, tags), [1])
    return made


def crf_binary_score(tag_indices: Any, sequence_lengths: Any, transition_params: Any) -> Tensor:
    """The scores of neighbouring tags. `int[b, t], int[b], [k, k] -> [b]`. Source: tf.contrib.crf.crf_binary_score."""
    graph = graph_of(transition_params)
    tags = _numbers(tag_indices)
    pairs = graph.node("Pack", tags[:, :-1], tags[:, 1:], axis=2)
    of_pairs = graph.node("GatherNd", graph.convert(transition_params), pairs)
    made: Tensor = graph.node("Sum", of_pairs * _mask(sequence_lengths, tags)[:, 1:], [1])
    return made


def crf_sequence_score(inputs: Any, tag_indices: Any, sequence_lengths: Any, transition_params: Any) -> Tensor:
    """The score of a sequence of tags, not normalised. `[b, t, k], int[b, t], int[b], [k, k] -> [b]`.

    Source: tf.contrib.crf.crf_sequence_score.
    """
    binary = crf_binary_score(tag_indices, sequence_lengths, transition_params)
    return crf_unary_score(tag_indices, sequence_lengths, inputs) + binary


def crf_log_norm(inputs: Any, sequence_lengths: Any, transition_params: Any) -> Tensor:
    """The logarithm of what the scores of all sequences of tags add up to. `[b, t, k], int[b], [k, k] -> [b]`.

    Source: tf.contrib.crf.crf_log_norm.
    """
    graph = graph_of(inputs)
    transitions = graph.convert(transition_params)

    def onwards(before: Any, scores: Any) -> Any:
        here = get_default_graph()
        pairs = here.node("ExpandDims", before, 2) + here.node("ExpandDims", transitions, 0)
        return reduce_logsumexp(pairs, axis=[1]) + scores

    lengths = _numbers(sequence_lengths)
    through = scan(onwards, graph.node("Transpose", graph.convert(inputs), [1, 0, 2]))
    total = reduce_logsumexp(_at_ends(through, lengths), axis=[1])
    made: Tensor = graph.node("Select", graph.node("LessEqual", lengths, 0), graph.node("ZerosLike", total), total)
    return made


def crf_log_likelihood(inputs: Any, tag_indices: Any, sequence_lengths: Any, transition_params: Any = None) -> tuple[Tensor, Any]:
    """The log-likelihood of the tags, and the scores of pairs, which are a new variable `transitions` unless given.

    `[b, t, k], int[b, t], int[b] -> [b], [k, k]`. Source: tf.contrib.crf.crf_log_likelihood.
    """
    scores = graph_of(inputs).convert(inputs)
    if transition_params is None:
        count = scores.shape[2].value
        transition_params = get_variable("transitions", [count, count], float32)
    score = crf_sequence_score(scores, tag_indices, sequence_lengths, transition_params)
    return score - crf_log_norm(scores, sequence_lengths, transition_params), transition_params


def crf_decode(potentials: Any, transition_params: Any, sequence_length: Any) -> tuple[Tensor, Tensor]:
    """The likeliest tags and their score; after the end they are 0. `[b, t, k], [k, k], int[b] -> int32[b, t], [b]`.

    Source: tf.contrib.crf.crf_decode.
    """
    graph = graph_of(potentials)
    transitions, lengths = graph.convert(transition_params), _numbers(sequence_length)
    steps = graph.node("Transpose", graph.convert(potentials), [1, 0, 2])

    def onwards(before: Any, scores: Any) -> Any:
        here = get_default_graph()
        pairs = here.node("ExpandDims", before[0], 2) + here.node("ExpandDims", transitions, 0)
        best = here.node("Max", pairs, [1]) + scores[0]
        return best, here.node("Cast", here.node("ArgMax", pairs, 1), DstT=int32)

    nowhere = graph.node("Cast", graph.node("ZerosLike", steps), DstT=int32)
    scores, came_from = scan(onwards, (steps, nowhere))
    ends = _at_ends(scores, lengths)
    last = graph.node("Cast", graph.node("ArgMax", ends, 1), DstT=int32)
    following = graph.node("ConcatV2", came_from[1:], nowhere[:1], 0)
    times = graph.node("Range", 0, graph.node("Shape", steps)[0], 1)

    def backwards(after: Any, step: Any) -> Any:
        here = get_default_graph()
        pointers, time = step
        rows = here.node("Range", 0, here.node("Shape", after)[0], 1)
        led = here.node("GatherNd", pointers, here.node("Pack", rows, after, axis=1))
        is_last = here.node("Equal", here.node("Fill", here.node("Shape", after), time), lengths - 1)
        inside = here.node("SelectV2", here.node("Less", time, lengths - 1), led, here.node("ZerosLike", led))
        return here.node("SelectV2", is_last, last, inside)

    tags = scan(backwards, (following, times), initializer=graph.node("ZerosLike", last), reverse=True)
    found: Tensor = graph.node("Transpose", tags, [1, 0])
    best: Tensor = graph.node("Max", ends, [1])
    return found, best


def viterbi_decode(score: Any, transition_params: Any) -> tuple[list[int], Any]:
    """The likeliest tags of one sequence, computed at once by NumPy, and their score. `[t, k], [k, k] -> [t], []`.

    Source: tf.contrib.crf.viterbi_decode.
    """
    scores, transitions = np.asarray(score), np.asarray(transition_params)
    best, came_from = scores[0], []
    for step in scores[1:]:
        pairs = best[:, None] + transitions
        came_from.append(pairs.argmax(0))
        best = step + pairs.max(0)
    tags = [int(best.argmax())]
    for pointers in reversed(came_from):
        tags.append(int(pointers[tags[-1]]))
    return tags[::-1], best.max()


def _numbers(value: Any) -> Tensor:
    graph = graph_of(value)
    found = graph.convert(value)
    made: Tensor = found if found.dtype is int32 else graph.node("Cast", found, DstT=int32)
    return made


def _mask(lengths: Any, tags: Tensor) -> Tensor:
    made: Tensor = sequence_mask(lengths, get_default_graph().node("Shape", tags)[1], dtype=float32)
    return made


def _at_ends(steps: Tensor, lengths: Tensor) -> Tensor:
    """What was reached at the end of each sequence. `[t, b, k], int32[b] -> [b, k]`."""
    graph = graph_of(steps)
    rows = graph.node("Range", 0, graph.node("Size", lengths), 1)
    last = graph.node("Maximum", lengths - 1, 0)
    made: Tensor = graph.node("GatherNd", steps, graph.node("Pack", last, rows, axis=1))
    return made
