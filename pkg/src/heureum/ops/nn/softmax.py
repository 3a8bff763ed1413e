"""Softmax and the cross-entropies that contain it, over the last axis.

Law: the largest logit is subtracted first, so nothing overflows, and the loss never takes the log of a softmax.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ...graph import Operation, Tensor, node, op
from ...op_def import FLOATING, INDEX
from ...tensor_shape import TensorShape, TensorSpec
from ..shapes import broadcast, per_element, place

__all__ = ["log_softmax", "softmax"]


def _has_an_axis(logits: TensorSpec) -> TensorShape:
    if logits.shape.sizes == ():
        raise ValueError(f"logits must have at least one axis, found {logits}")
    return logits.shape


def _softmax_gradient(op: Operation, dy: Tensor) -> list[Any]:
    y = op.outputs[0]
    return [(dy - node("Sum", dy * y, -1, keep_dims=True)) * y]


@op("Softmax(logits: T) -> T", shape=_has_an_axis, gradient=_softmax_gradient, work=per_element(14), T=FLOATING)
def softmax(logits: Any) -> Any:
    """exp(logits) / sum(exp(logits)) over the last axis. `[..., c] -> [..., c]`. Source: tf.nn.softmax."""
    dtype, logits = logits.dtype, _single(logits)
    powers = np.exp(logits - _largest(logits))
    powers /= powers.sum(axis=-1, keepdims=True)
    return powers.astype(dtype, copy=False)


def _single(x: Any) -> Any:
    """Half precision is computed in single, so that it is rounded once."""
    return x.astype(np.float32) if x.dtype == np.float16 else x


def _largest(logits: Any) -> Any:
    return logits.max(axis=-1, keepdims=True, initial=-np.inf)


def _log_softmax_gradient(op: Operation, dy: Tensor) -> list[Any]:
    return [dy - node("Sum", dy, -1, keep_dims=True) * node("Exp", op.outputs[0])]


@op("LogSoftmax(logits: T) -> T", shape=_has_an_axis, gradient=_log_softmax_gradient, work=per_element(14), T=FLOATING)
def log_softmax(logits: Any) -> Any:
    """logits - log(sum(exp(logits))) over the last axis. `[..., c] -> [..., c]`. Source: tf.nn.log_softmax."""
    dtype, logits = logits.dtype, _single(logits)
    shifted = logits - _largest(logits)
    shifted -= np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return shifted.astype(dtype, copy=False)


def _cross_entropy_shapes(features: TensorSpec, labels: TensorSpec) -> list[TensorShape]:
    for name, spec in (("logits", features), ("labels", labels)):
        if spec.shape.rank not in (None, 2):
            raise ValueError(
                f"{name} must be a matrix [batch, classes], found {spec}: Shape must be rank 2 but is rank {spec.shape.rank}"
            )
    whole = broadcast(features, labels).with_rank(2)
    return [TensorShape.of((whole.sizes or (None,))[:1]), whole]


def _flows(dy: Tensor) -> bool:
    """Whether anything may arrive: the gradients of an output that nothing takes are ZerosLike."""
    return dy.op.type != "ZerosLike"


def _through_backprop(logits: Tensor, dy: Tensor) -> Tensor:
    """What flows through d loss / d logits, the op's second output: dy times the slope of a softmax."""
    y = node("Softmax", logits)
    made: Tensor = (dy - node("Sum", dy * y, -1, keep_dims=True)) * y
    return made


def _per_row(dy: Tensor, rows: Tensor) -> Tensor:
    made: Tensor = node("ExpandDims", dy, -1) * rows
    return made


def _cross_entropy_gradient(op: Operation, d_loss: Tensor, d_backprop: Tensor) -> list[Any]:
    logits, labels = op.inputs
    d_logits = _per_row(d_loss, op.outputs[1])
    d_labels = _per_row(d_loss, -node("LogSoftmax", logits))
    if _flows(d_backprop):
        d_logits, d_labels = d_logits + _through_backprop(logits, d_backprop), d_labels - d_backprop
    return [_summed_to(d_logits, logits), _summed_to(d_labels, labels)]


def _summed_to(dy: Tensor, x: Tensor) -> Tensor:
    rows, of_x = dy.shape.with_rank(2).sizes, x.shape.with_rank(2).sizes
    if rows == of_x or 1 not in (of_x or ()):
        return dy
    made: Tensor = node("SumToShape", dy, node("Shape", x))
    return made


@op(
    "SoftmaxCrossEntropyWithLogits(features: T, labels: T) -> loss: T, backprop: T",
    shape=_cross_entropy_shapes,
    gradient=_cross_entropy_gradient,
    work=per_element(20),
    T=FLOATING,
)
def _softmax_cross_entropy(features: Any, labels: Any) -> Any:
    """-sum(labels * log(softmax(features))) of each row, and its derivative by the features.

    `[n, c] x [n, c] -> [n], [n, c]`. Source: TensorFlow's SoftmaxCrossEntropyWithLogits.
    """
    if any(1 not in (a, b) and a != b for a, b in zip(features.shape, labels.shape, strict=True)):
        raise ValueError(
            f"logits and labels must be same size: logits_size={place(features.shape)} labels_size={place(labels.shape)}"
        )
    shifted = features - _largest(features)
    powers = np.exp(shifted)
    totals = powers.sum(axis=-1, keepdims=True)
    shifted -= np.log(totals)
    loss = -(labels * shifted).sum(axis=-1)
    powers /= totals
    return loss, powers - labels


def _sparse_shapes(features: TensorSpec, labels: TensorSpec) -> list[TensorShape]:
    if features.shape.rank not in (None, 2):
        raise ValueError(f"logits must be a matrix [batch, classes], found {features}")
    rows, classes = features.shape.with_rank(2).sizes or (None, None)
    count = labels.shape.with_rank(1).merge_with((rows,))
    return [count, TensorShape.of((*(count.sizes or (None,)), classes))]


def _sparse_gradient(op: Operation, d_loss: Tensor, d_backprop: Tensor) -> list[Any]:
    d_logits = _per_row(d_loss, op.outputs[1])
    if _flows(d_backprop):
        d_logits = d_logits + _through_backprop(op.inputs[0], d_backprop)
    return [d_logits, None]


@op(
    "SparseSoftmaxCrossEntropyWithLogits(features: T, labels: Tlabels) -> loss: T, backprop: T",
    shape=_sparse_shapes,
    gradient=_sparse_gradient,
    work=per_element(20),
    T=FLOATING,
    Tlabels=INDEX,
)
def _sparse_softmax_cross_entropy(features: Any, labels: Any) -> Any:
    """-log(softmax(features)) of each row at its label, and its derivative by the features.

    `[n, c] x [n] -> [n], [n, c]`. Source: TensorFlow's SparseSoftmaxCrossEntropyWithLogits.
    """
    rows, classes = features.shape
    if rows and not 0 <= labels.min() <= labels.max() < classes:
        wrong = labels[(labels < 0) | (labels >= classes)][0]
        shown = " ".join(map(str, labels[:10].tolist())) + (" ..." if rows > 10 else "")
        raise ValueError(
            f"Received a label value of {wrong} which is outside the valid range of [0, {classes}).  Label values: {shown}"
        )
    shifted = features - _largest(features)
    powers = np.exp(shifted)
    totals = powers.sum(axis=-1, keepdims=True)
    chosen = (np.arange(rows), labels)
    loss = np.log(totals[:, 0]) - shifted[chosen]
    powers /= totals
    powers[chosen] -= 1
    return loss, powers
