"""The loss of sequences of logits. Source: tensorflow/contrib/seq2seq/python/ops/loss.py."""

from __future__ import annotations

from typing import Any

from ...graph import Tensor, graph_of
from ...neural import sparse_softmax_cross_entropy_with_logits

__all__ = ["sequence_loss"]


def sequence_loss(
    logits: Any,
    targets: Any,
    weights: Any,
    average_across_timesteps: bool = True,
    average_across_batch: bool = True,
    softmax_loss_function: Any = None,
    name: str | None = None,
) -> Tensor:
    """The weighted cross entropy, by the total weight unless told. `[n, t, k], int[n, t], [n, t] -> [], [n], [t] or [n, t]`.

    Raises ValueError for tensors of other ranks. Source: tf.contrib.seq2seq.sequence_loss.
    """
    graph = graph_of(logits, targets, weights)
    logits, targets, weights = (graph.convert(each) for each in (logits, targets, weights))
    for what, tensor, rank in (("Logits", logits, 3), ("Targets", targets, 2), ("Weights", weights, 2)):
        if tensor.shape.rank != rank:
            raise ValueError(f"{what} must be a tensor of rank {rank}, found {tensor.spec}")
    with graph.name_scope(name or "sequence_loss"):
        classes = graph.node("Shape", logits)[2]
        flat = graph.node("Reshape", logits, [-1, classes])
        labels = graph.node("Reshape", targets, [-1])
        if softmax_loss_function is None:
            losses = sparse_softmax_cross_entropy_with_logits(labels=labels, logits=flat)
        else:
            losses = softmax_loss_function(labels=labels, logits=flat)
        losses = losses * graph.node("Reshape", weights, [-1])
        if average_across_timesteps and average_across_batch:
            total = graph.node("Sum", losses, [0])
            return total / (graph.node("Sum", weights, [0, 1]) + 1e-12)
        losses = graph.node("Reshape", losses, graph.node("Slice", graph.node("Shape", logits), [0], [2]))
        losses.set_shape(targets.shape)
        for axis, wanted in ((1, average_across_timesteps), (0, average_across_batch)):
            if wanted:
                losses = graph.node("Sum", losses, [axis]) / (graph.node("Sum", weights, [axis]) + 1e-12)
        made: Tensor = losses
        return made
