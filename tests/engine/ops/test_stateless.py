"""The seed alone decides stateless random numbers: in every session, and however often they are asked for."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import heureum as tf

DRAWS: dict[str, Callable[[Any], tf.Tensor]] = {
    "uniform": lambda seed: tf.random.stateless_uniform([1000], seed, -2, 3),
    "integers": lambda seed: tf.random.stateless_uniform([1000], seed, -2, 3, tf.int64),
    "normal": lambda seed: tf.random.stateless_normal([1000], seed, 5.0, 2.0),
    "truncated": lambda seed: tf.random.stateless_truncated_normal([1000], seed, 5.0, 2.0, tf.float64),
    "categorical": lambda seed: tf.random.stateless_categorical([[0.0, 1.0, 3.0]], 1000, seed),
}


@pytest.mark.parametrize("name", DRAWS)
def test_the_seed_alone_decides(name: str) -> None:
    draw = DRAWS[name]
    seeds = tf.placeholder(tf.int64, [2])
    first, again, other = draw([1, 2]), draw(seeds), draw([1, -2])
    for _ in range(2):
        with tf.Session() as session:
            a, b, c = session.run([first, again, other], {seeds: [1, 2]})
            assert (a == b).all()
            assert (a != c).any()
            assert (session.run(first) == a).all()


def test_they_are_distributed_as_asked() -> None:
    with tf.Session() as session:
        found = {name: session.run(draw([3, 4])) for name, draw in DRAWS.items()}
    assert found["uniform"].min() >= -2
    assert found["uniform"].max() < 3
    assert abs(found["uniform"].mean() - 0.5) < 0.2
    assert set(found["integers"].tolist()) == {-2, -1, 0, 1, 2}
    assert abs(found["normal"].mean() - 5) < 0.3
    assert abs(found["normal"].std() - 2) < 0.2
    assert np.abs(found["truncated"] - 5).max() < 4
    counts = np.bincount(found["categorical"][0], minlength=3) / 1000
    assert np.abs(counts - np.exp([0, 1, 3]) / np.exp([0, 1, 3]).sum()).max() < 0.06


def test_a_seed_of_another_shape_is_refused() -> None:
    with pytest.raises(ValueError, match="seed must have shape"):
        tf.random.stateless_uniform([2], [1, 2, 3])
    with pytest.raises(ValueError, match="maxval"):
        tf.random.stateless_uniform([2], [1, 2], dtype=tf.int32)
