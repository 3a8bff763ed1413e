"""Functions of networks that stayed outside tf.nn. `tf.contrib.nn`."""

from __future__ import annotations

from typing import Any

from ..graph import Tensor, graph_of, node
from ..neural import (
    conv1d_transpose,
    sigmoid_cross_entropy_with_logits,
    softmax_cross_entropy_with_logits,
    sparse_softmax_cross_entropy_with_logits,
)
from ..ops.random import random_uniform

__all__ = [
    "alpha_dropout",
    "conv1d_transpose",
    "deprecated_flipped_sigmoid_cross_entropy_with_logits",
    "deprecated_flipped_softmax_cross_entropy_with_logits",
    "deprecated_flipped_sparse_softmax_cross_entropy_with_logits",
    "scaled_softplus",
]

# What a self-normalizing unit tends to far below zero: -scale * alpha of tf.nn.selu.
_SATURATED = -1.7580993408473766


def alpha_dropout(x: Any, keep_prob: Any, noise_shape: Any = None, seed: int | None = None, name: str | None = None) -> Tensor:
    """Dropout that keeps mean 0 and variance 1: what is dropped becomes selu's least value. `[...] -> [...]`.

    G. Klambauer and others 2017 (arXiv:1706.02515). Raises ValueError for a probability outside (0, 1].
    Source: tf.contrib.nn.alpha_dropout.
    """
    graph = graph_of(x)
    with graph.name_scope(name or "alpha_dropout"):
        x = graph.convert(x, name="x")
        if isinstance(keep_prob, float):
            if not 0 < keep_prob <= 1:
                raise ValueError(f"keep_prob must be a scalar tensor or a float in the range (0, 1], got {keep_prob}")
            if keep_prob == 1:
                return x
        keep = graph.convert(keep_prob, x.dtype, name="keep_prob")
        shape = node("Shape", x) if noise_shape is None else noise_shape
        kept = node("Cast", node("Floor", random_uniform(shape, seed=seed, dtype=x.dtype) + keep), DstT=x.dtype)
        scale = node("Rsqrt", keep + _SATURATED**2 * keep * (1.0 - keep))
        made: Tensor = scale * (x * kept + _SATURATED * (1.0 - kept)) - scale * _SATURATED * (1.0 - keep)
        made.set_shape(x.shape)
        return made


def scaled_softplus(x: Any, alpha: Any, clip: Any = None, name: str | None = None) -> Tensor:
    """`alpha * log(1 + exp(x / alpha))`, at most `clip`. `[...] -> [...]`. Source: tf.contrib.nn.scaled_softplus."""
    graph = graph_of(x, alpha)
    with graph.name_scope(name or "scaled_softplus"):
        x = graph.convert(x, name="x")
        alpha = graph.convert(alpha, x.dtype, name="alpha")
        made: Tensor = alpha * node("Softplus", x / alpha)
        return made if clip is None else node("Minimum", made, graph.convert(clip, x.dtype))


def deprecated_flipped_softmax_cross_entropy_with_logits(
    logits: Any, labels: Any, dim: int = -1, name: str | None = None
) -> Tensor:
    """tf.nn.softmax_cross_entropy_with_logits, logits first. `[n, k] x [n, k] -> [n]`.

    Source: tf.contrib.nn.deprecated_flipped_softmax_cross_entropy_with_logits.
    """
    made: Tensor = softmax_cross_entropy_with_logits(labels=labels, logits=logits, dim=dim, name=name)
    return made


def deprecated_flipped_sparse_softmax_cross_entropy_with_logits(logits: Any, labels: Any, name: str | None = None) -> Tensor:
    """tf.nn.sparse_softmax_cross_entropy_with_logits, logits first. `[n, k] x int[n] -> [n]`.

    Source: tf.contrib.nn.deprecated_flipped_sparse_softmax_cross_entropy_with_logits.
    """
    made: Tensor = sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits, name=name)
    return made


def deprecated_flipped_sigmoid_cross_entropy_with_logits(logits: Any, targets: Any, name: str | None = None) -> Tensor:
    """tf.nn.sigmoid_cross_entropy_with_logits, logits first. `[...] x [...] -> [...]`.

    Source: tf.contrib.nn.deprecated_flipped_sigmoid_cross_entropy_with_logits.
    """
    made: Tensor = sigmoid_cross_entropy_with_logits(labels=targets, logits=logits, name=name)
    return made
