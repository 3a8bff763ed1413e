"""A network of two hidden layers for digits, in the parts that TensorFlow's tutorials call: inference, loss, training.

Source: tensorflow.examples.tutorials.mnist.mnist.
"""

from __future__ import annotations

import math
from typing import Any

from .... import losses, neural, summary, train
from ....graph import Operation, Tensor, get_default_graph
from ....ops.casting import cast, to_int64
from ....ops.filling import zeros
from ....ops.linear import matmul
from ....ops.random import truncated_normal
from ....ops.reductions import reduce_sum
from ....variables import Variable

__all__ = ["IMAGE_PIXELS", "IMAGE_SIZE", "NUM_CLASSES", "evaluation", "inference", "loss", "training"]

NUM_CLASSES = 10
IMAGE_SIZE = 28
IMAGE_PIXELS = IMAGE_SIZE * IMAGE_SIZE


def _linear(x: Any, wide: int, units: int, scope: str, activation: Any) -> Tensor:
    with get_default_graph().name_scope(scope):
        weights = Variable(truncated_normal([wide, units], stddev=1.0 / math.sqrt(wide)), name="weights")
        biases = Variable(zeros([units]), name="biases")
        return activation(matmul(x, weights) + biases)


def inference(images: Any, hidden1_units: int, hidden2_units: int) -> Tensor:
    """The logits of images. `[n, 784] -> [n, 10]`."""
    hidden1 = _linear(images, IMAGE_PIXELS, hidden1_units, "hidden1", neural.relu)
    hidden2 = _linear(hidden1, hidden1_units, hidden2_units, "hidden2", neural.relu)
    return _linear(hidden2, hidden2_units, NUM_CLASSES, "softmax_linear", lambda x: x)


def loss(logits: Any, labels: Any) -> Tensor:
    """The mean cross entropy. `[n, 10], int[n] -> []`."""
    return losses.sparse_softmax_cross_entropy(labels=to_int64(labels), logits=logits)


def training(loss: Any, learning_rate: Any) -> Operation:
    """The operation that takes a step down the loss, which is summarised, and counts it. `[] ->`."""
    summary.scalar("loss", loss)
    optimizer = train.GradientDescentOptimizer(learning_rate)
    global_step = Variable(0, name="global_step", trainable=False)
    return optimizer.minimize(loss, global_step=global_step)


def evaluation(logits: Any, labels: Any) -> Tensor:
    """How many of the labels are their logits' largest. `[n, 10], int[n] -> []`."""
    return reduce_sum(cast(neural.in_top_k(logits, labels, 1), "int32"))
