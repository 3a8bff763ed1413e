"""How long the engine takes, as ratios to NumPy by hand and, where it is installed, to TensorFlow.

    python pkg/benchmarks/measure.py            NumPy alone
    .venv-oracle/bin/python pkg/benchmarks/measure.py    TensorFlow too (make test-oracle installs it)

Absolute times belong to one machine at one moment; the ratios are of one run, best of several.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_USE_LEGACY_KERAS", "1")
sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

import numpy as np

import heureum

__all__ = ["CASES", "best_s", "main"]

Case = tuple[Callable[[Any], Callable[[], Any]], Callable[[], Any] | None]
_RANDOM = np.random.default_rng(0)


def best_s(call: Callable[[], Any], least_s: float = 0.4) -> float:
    """The shortest time of one call, out of as many as fit into `least_s`, seven at least."""
    call()
    best, spent, count = float("inf"), 0.0, 0
    while spent < least_s or count < 7:
        start_s = time.perf_counter()
        call()
        took_s = time.perf_counter() - start_s
        best, spent, count = min(best, took_s), spent + took_s, count + 1
    return best


def _fetching(
    tf: Any, graph: Any, fetches: Any, feeds: Any = (), values: Any = (), initialize: bool = False
) -> Callable[[], Any]:
    session = tf.Session(graph=graph)
    if initialize:
        with graph.as_default():
            session.run(tf.global_variables_initializer())
    run = session.make_callable(fetches, list(feeds))
    return lambda: run(*values)


def scalars(tf: Any) -> Callable[[], Any]:
    with tf.Graph().as_default() as graph:
        a, b = tf.placeholder(tf.float32, []), tf.placeholder(tf.float32, [])
        return _fetching(tf, graph, (a + b) * (b + 1), [a, b], [np.float32(3), np.float32(2)])


def scalars_by_hand() -> Any:
    a, b = np.float32(3), np.float32(2)
    return (a + b) * (b + np.float32(1))


def long_chain(tf: Any) -> Callable[[], Any]:
    with tf.Graph().as_default() as graph:
        x = start = tf.placeholder(tf.float32, [])
        for _ in range(10_000):
            x = x + 1
        return _fetching(tf, graph, x, [start], [np.float32(0)])


_MILLION = _RANDOM.random(1_000_000, np.float32)


def _chain(x: Any, exp: Any) -> Any:
    return ((((x + 1) * 2 - 0.5) * x + 3) * 0.25 - x) * exp(-x)


def elementwise(tf: Any) -> Callable[[], Any]:
    with tf.Graph().as_default() as graph:
        x = tf.placeholder(tf.float32, [1_000_000])
        return _fetching(tf, graph, _chain(x, tf.exp), [x], [_MILLION])


def elementwise_by_hand() -> Any:
    return _chain(_MILLION, np.exp)


_IMAGES, _LABELS = _RANDOM.random((128, 784), np.float32), np.eye(10, dtype=np.float32)[_RANDOM.integers(0, 10, 128)]


def mlp_step(tf: Any) -> Callable[[], Any]:
    with tf.Graph().as_default() as graph:
        x, y = tf.placeholder(tf.float32, [None, 784]), tf.placeholder(tf.float32, [None, 10])
        w1, b1 = tf.Variable(tf.random_normal([784, 128], stddev=0.05)), tf.Variable(tf.zeros([128]))
        w2, b2 = tf.Variable(tf.random_normal([128, 10], stddev=0.05)), tf.Variable(tf.zeros([10]))
        logits = tf.matmul(tf.nn.relu(tf.matmul(x, w1) + b1), w2) + b2
        loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits_v2(labels=y, logits=logits))
        train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
        return _fetching(tf, graph, train, [x, y], [_IMAGES, _LABELS], initialize=True)


def mlp_by_hand() -> Callable[[], Any]:
    w1, b1 = _RANDOM.normal(0, 0.05, (784, 128)).astype(np.float32), np.zeros(128, np.float32)
    w2, b2 = _RANDOM.normal(0, 0.05, (128, 10)).astype(np.float32), np.zeros(10, np.float32)

    def step() -> None:
        hidden = np.maximum(_IMAGES @ w1 + b1, 0)
        logits = hidden @ w2 + b2
        e = np.exp(logits - logits.max(axis=1, keepdims=True))
        d = (e / e.sum(axis=1, keepdims=True) - _LABELS) / np.float32(len(_LABELS))
        back = (d @ w2.T) * (hidden > 0)
        w2[...] -= 0.1 * (hidden.T @ d)
        b2[...] -= 0.1 * d.sum(axis=0)
        w1[...] -= 0.1 * (_IMAGES.T @ back)
        b1[...] -= 0.1 * back.sum(axis=0)

    return step


def convolution(tf: Any) -> Callable[[], Any]:
    with tf.Graph().as_default() as graph:
        x = tf.placeholder(tf.float32, [32, 28, 28, 16])
        w = tf.constant(_RANDOM.random((3, 3, 16, 32), np.float32))
        return _fetching(tf, graph, tf.nn.conv2d(x, w, [1, 1, 1, 1], "SAME"), [x], [_PHOTOS])


def convolution_and_gradients(tf: Any) -> Callable[[], Any]:
    with tf.Graph().as_default() as graph:
        x = tf.placeholder(tf.float32, [32, 28, 28, 16])
        w = tf.constant(_RANDOM.random((3, 3, 16, 32), np.float32))
        y = tf.nn.conv2d(x, w, [1, 1, 1, 1], "SAME")
        return _fetching(tf, graph, tf.gradients(tf.nn.l2_loss(y), [x, w]), [x], [_PHOTOS])


def convolutional_step(tf: Any) -> Callable[[], Any]:
    with tf.Graph().as_default() as graph:
        x, y = tf.placeholder(tf.float32, [None, 784]), tf.placeholder(tf.float32, [None, 10])
        layer, sizes = tf.reshape(x, [-1, 28, 28, 1]), [(5, 5, 1, 8), (5, 5, 8, 16)]
        for size in sizes:
            w, b = tf.Variable(tf.random_normal(size, stddev=0.1)), tf.Variable(tf.zeros(size[3:]))
            layer = tf.nn.relu(tf.nn.conv2d(layer, w, [1, 1, 1, 1], "SAME") + b)
            layer = tf.nn.max_pool(layer, [1, 2, 2, 1], [1, 2, 2, 1], "SAME")
        w, b = tf.Variable(tf.random_normal([784, 10], stddev=0.05)), tf.Variable(tf.zeros([10]))
        logits = tf.matmul(tf.reshape(layer, [-1, 784]), w) + b
        loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits_v2(labels=y, logits=logits))
        train = tf.train.AdamOptimizer().minimize(loss)
        return _fetching(tf, graph, train, [x, y], [_IMAGES[:32], _LABELS[:32]], initialize=True)


_PHOTOS = _RANDOM.random((32, 28, 28, 16), np.float32)


def building(tf: Any) -> Callable[[], Any]:
    def build() -> None:
        with tf.Graph().as_default():
            x = tf.placeholder(tf.float32, [])
            for _ in range(1_000):
                x = x + x

    return build


CASES: dict[str, Case] = {
    "e = (a + b) * (b + 1), scalars": (scalars, scalars_by_hand),
    "10,000 additions in a chain": (long_chain, None),
    "8 elementwise ops on 1M float32": (elementwise, elementwise_by_hand),
    "MLP 784-128-10, a step of 128": (mlp_step, mlp_by_hand()),
    "conv2d 32x28x28x16 by 3x3x16x32": (convolution, None),
    "its two gradients": (convolution_and_gradients, None),
    "conv net 5x5x8, 5x5x16, a step of 32": (convolutional_step, None),
    "describing 1,000 nodes": (building, None),
}


def _tensorflow() -> Any:
    try:
        import tensorflow.compat.v1 as tf
    except ImportError:
        return None
    tf.disable_v2_behavior()
    return tf


def _rows(tf: Any) -> Iterator[str]:
    for name, (build, by_hand) in CASES.items():
        ours_s = best_s(build(heureum))
        ratios = []
        if by_hand is not None:
            ratios.append(f"{ours_s / best_s(by_hand):8.2f} x NumPy by hand")
        if tf is not None:
            ratios.append(f"{ours_s / best_s(build(tf)):8.2f} x TensorFlow")
        yield f"{name:38}{ours_s * 1e6:12.1f} us" + "".join(ratios)


def main() -> None:
    """Print a row for each case."""
    for row in _rows(_tensorflow()):
        print(row, flush=True)


if __name__ == "__main__":
    main()
