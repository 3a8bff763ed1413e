"""Losses of sequences, step by step, and one model for several lengths. `tf.contrib.legacy_seq2seq`.

Source: tensorflow/contrib/legacy_seq2seq/python/ops/seq2seq.py.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ... import nest
from ...graph import Tensor, graph_of
from ...neural import sparse_softmax_cross_entropy_with_logits
from ...variable_scopes import get_variable_scope, variable_scope

__all__ = ["model_with_buckets", "sequence_loss", "sequence_loss_by_example"]


def sequence_loss_by_example(
    logits: Sequence[Any],
    targets: Sequence[Any],
    weights: Sequence[Any],
    average_across_timesteps: bool = True,
    softmax_loss_function: Any = None,
    name: str | None = None,
) -> Tensor:
    """The weighted cross entropy of each sequence, by its total weight unless told. `T x [n, k], T x int[n], T x [n] -> [n]`.

    Raises ValueError for lists of different lengths. Source: tf.contrib.legacy_seq2seq.sequence_loss_by_example.
    """
    if not len(logits) == len(targets) == len(weights):
        raise ValueError(
            f"Lengths of logits, weights, and targets must be the same {len(logits)}, {len(weights)}, {len(targets)}."
        )
    graph = graph_of(*logits, *targets, *weights)
    with graph.name_scope(name or "sequence_loss_by_example"):
        losses = []
        for logit, target, weight in zip(logits, targets, weights, strict=True):
            if softmax_loss_function is None:
                target = graph.node("Reshape", target, [-1])
                entropy = sparse_softmax_cross_entropy_with_logits(labels=target, logits=logit)
            else:
                entropy = softmax_loss_function(labels=target, logits=logit)
            losses.append(entropy * weight)
        total = graph.node("AddN", *losses)
        if average_across_timesteps:
            total = total / (graph.node("AddN", *(graph.convert(each) for each in weights)) + 1e-12)
        return total


def sequence_loss(
    logits: Sequence[Any],
    targets: Sequence[Any],
    weights: Sequence[Any],
    average_across_timesteps: bool = True,
    average_across_batch: bool = True,
    softmax_loss_function: Any = None,
    name: str | None = None,
) -> Tensor:
    """The sum of `sequence_loss_by_example`, by the size of the batch unless told. `T x [n, k], T x int[n], T x [n] -> []`.

    Source: tf.contrib.legacy_seq2seq.sequence_loss.
    """
    graph = graph_of(*logits)
    with graph.name_scope(name or "sequence_loss"):
        each = sequence_loss_by_example(logits, targets, weights, average_across_timesteps, softmax_loss_function)
        total: Tensor = graph.node("Sum", each, [0])
        if not average_across_batch:
            return total
        return total / graph.node("Cast", graph.node("Shape", targets[0])[0], DstT=total.dtype)


def model_with_buckets(
    encoder_inputs: Sequence[Any],
    decoder_inputs: Sequence[Any],
    targets: Sequence[Any],
    weights: Sequence[Any],
    buckets: Sequence[tuple[int, int]],
    seq2seq: Callable[[Any, Any], tuple[Any, Any]],
    softmax_loss_function: Any = None,
    per_example_loss: bool = False,
    name: str | None = None,
) -> tuple[list[Any], list[Any]]:
    """One model for each bucket of lengths, all with the same variables: their outputs and losses.

    Raises ValueError when there are fewer inputs than the last bucket takes.
    Source: tf.contrib.legacy_seq2seq.model_with_buckets.
    """
    for what, given, side in (("encoder_inputs", encoder_inputs, 0), ("targets", targets, 1), ("weights", weights, 1)):
        if len(given) < buckets[-1][side]:
            raise ValueError(f"Length of {what} ({len(given)}) must be at least that of last bucket ({buckets[-1][side]}).")
    graph = graph_of(*nest.flatten(list(encoder_inputs)))
    loss = sequence_loss_by_example if per_example_loss else sequence_loss
    outputs, losses = [], []
    with graph.name_scope(name or "model_with_buckets"):
        for i, (source, target) in enumerate(buckets):
            with variable_scope(get_variable_scope(), reuse=True if i > 0 else None):
                found, _ = seq2seq(encoder_inputs[:source], decoder_inputs[:target])
                outputs.append(found)
                options = {"softmax_loss_function": softmax_loss_function}
                losses.append(loss(found, targets[:target], weights[:target], **options))
    return outputs, losses
