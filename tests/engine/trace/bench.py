"""What watching a run costs, as ratios within one go: `make bench-trace`.

Ratios, because absolute times are the machine's; each is the best of several, because a machine does other things too.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any, cast, get_args

import numpy as np

import heureum as tf
from heureum.trace import RunRecord, Values, observing

ROUNDS, STEPS = 7, 20


def best_s(run: Callable[[], Any], rounds: int = 3) -> float:
    """The least time that a call took."""
    times = []
    for _ in range(rounds):
        start_s = time.perf_counter()
        run()
        times.append(time.perf_counter() - start_s)
    return min(times)


def training_step() -> tuple[Any, dict[Any, Any]]:
    """One step of a 784-128-10 network on 128 pictures."""
    random = np.random.default_rng(0)
    x, labels = tf.placeholder(tf.float32, [128, 784]), tf.placeholder(tf.float32, [128, 10])
    weights = [tf.Variable(random.normal(0, 0.05, shape).astype(np.float32)) for shape in ((784, 128), (128, 10))]
    logits = tf.matmul(tf.nn.relu(tf.matmul(x, weights[0])), weights[1])
    loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits_v2(labels=labels, logits=logits))
    train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
    pictures = random.random((128, 784), np.float32)
    return [train, loss], {x: pictures, labels: np.eye(10, dtype=np.float32)[np.arange(128) % 10]}


def watching() -> None:
    """A training loop that nobody watches, and one that is watched in each way, taking turns."""
    print(f"{STEPS} training steps, not optimised; unwatched = 1")
    for how in ({}, {"workers": 1}, {"workers": 2, "placement": "spread"}):
        with tf.Graph().as_default(), tf.Session(optimize=False, **how) as session:
            fetches, feeds = training_step()
            session.run(tf.global_variables_initializer())
            times: dict[str, list[float]] = {way: [] for way in ("unwatched", *get_args(Values))}
            for _ in range(ROUNDS):
                for way, mine in times.items():
                    with ExitStack() as watched:
                        if way in get_args(Values):
                            watched.enter_context(observing(lambda record: None, values=cast(Values, way)))
                        start_s = time.perf_counter()
                        for _ in range(STEPS):
                            session.run(fetches, feeds)
                        mine.append(time.perf_counter() - start_s)
        plain_s = min(times.pop("unwatched"))
        ratios = ", ".join(f"values={way} {min(mine) / plain_s:.2f}" for way, mine in times.items())
        print(f"  {how or 'one place'}: {ratios}; {1000 * plain_s / STEPS:.2f} ms a step unwatched")


def describing(count: int) -> None:
    """A graph of that many nodes: how long the record of its run takes to become JSON, and how large that is."""
    with tf.Graph().as_default(), tf.Session(workers=2, placement="spread", optimize=False) as session:
        ends = [tf.placeholder(tf.float32, []), tf.constant(1.0)]
        for _ in range(count // 2):
            ends = [tf.negative(ends[0]), tf.square(ends[1])]
        records: list[RunRecord] = []
        with observing(records.append):
            session.run(ends, {ends[0].graph.get_operations()[0].outputs[0]: 1.0})
    record = records[0]
    text = json.dumps(record.to_json())
    print(
        f"  {count} nodes: ran in {1000 * record.elapsed_s:.0f} ms, record to JSON {1000 * best_s(record.to_json):.0f} ms "
        f"(of it analysis {1000 * best_s(lambda: record.analysis):.0f}), {len(text) / 1e6:.2f} MB"
    )


if __name__ == "__main__":
    watching()
    print("what a record takes")
    for size in (100, 1000, 10_000):
        describing(size)
