"""First values: what they are, how widely they are spread, what is refused. Random ones agree in their moments."""

from typing import Any

import numpy as np
import pytest

import heureum as tf


def values(initializer: Any, shape: list[int], dtype: Any = tf.float32) -> np.ndarray:
    with tf.Session() as session:
        return session.run(initializer(shape, dtype))


@pytest.mark.parametrize(
    ("initializer", "wanted"),
    [
        (tf.zeros_initializer(), [[0, 0], [0, 0]]),
        (tf.ones_initializer(), [[1, 1], [1, 1]]),
        (tf.constant_initializer(3), [[3, 3], [3, 3]]),
        (tf.constant_initializer([1, 2, 3, 4]), [[1, 2], [3, 4]]),
        (tf.constant_initializer([1, 2]), [[1, 2], [2, 2]]),
        (tf.initializers.identity(2.0), [[2, 0], [0, 2]]),
    ],
)
def test_fixed_values(initializer: Any, wanted: list[list[float]]) -> None:
    np.testing.assert_array_equal(values(initializer, [2, 2]), wanted)


@pytest.mark.parametrize(
    ("initializer", "mean", "spread"),
    [
        (tf.random_uniform_initializer(2.0, 4.0), 3.0, 2 / 12**0.5),
        (tf.random_normal_initializer(1.0, 2.0), 1.0, 2.0),
        (tf.truncated_normal_initializer(1.0, 2.0), 1.0, 2.0 * 0.8796),
        (tf.uniform_unit_scaling_initializer(), 0.0, 200**-0.5),
        (tf.variance_scaling_initializer(), 0.0, 200**-0.5),
        (tf.variance_scaling_initializer(2.0, "fan_out", "untruncated_normal"), 0.0, (2 / 100) ** 0.5),
        (tf.glorot_uniform_initializer(), 0.0, (1 / 150) ** 0.5),
        (tf.glorot_normal_initializer(), 0.0, (1 / 150) ** 0.5),
        (tf.initializers.he_normal(), 0.0, (2 / 200) ** 0.5),
        (tf.initializers.he_uniform(), 0.0, (2 / 200) ** 0.5),
        (tf.initializers.lecun_normal(), 0.0, (1 / 200) ** 0.5),
        (tf.initializers.lecun_uniform(), 0.0, (1 / 200) ** 0.5),
    ],
)
def test_random_values_are_spread_as_they_should(initializer: Any, mean: float, spread: float) -> None:
    found = values(initializer, [200, 100])
    assert found.dtype == np.float32
    assert abs(found.mean() - mean) < 5 * spread / found.size**0.5
    assert abs(found.std() - spread) < 0.03 * spread


@pytest.mark.parametrize("shape", [[3, 5], [5, 3], [2, 3, 4]])
def test_orthogonal_rows_or_columns(shape: list[int]) -> None:
    flat = values(tf.orthogonal_initializer(gain=2.0), shape).reshape(-1, shape[-1])
    square = flat @ flat.T if flat.shape[0] < flat.shape[1] else flat.T @ flat
    np.testing.assert_allclose(square, 4 * np.eye(len(square)), atol=1e-5)


@pytest.mark.parametrize(
    ("make", "error", "says"),
    [
        (lambda: tf.constant_initializer({}), TypeError, "Invalid type for initial value"),
        (lambda: tf.random_normal_initializer(dtype=tf.int32), ValueError, "floating-point"),
        (lambda: tf.variance_scaling_initializer(0.0), ValueError, "scale"),
        (lambda: tf.variance_scaling_initializer(mode="in"), ValueError, "mode"),
        (lambda: tf.variance_scaling_initializer(distribution="flat"), ValueError, "distribution"),
        (lambda: tf.orthogonal_initializer()([3]), ValueError, "two-dimensional"),
        (lambda: tf.initializers.identity()([3]), ValueError, "2D"),
        (lambda: tf.constant_initializer([1, 2, 3])([2]), ValueError, "Too many elements"),
    ],
)
def test_what_is_refused(make: Any, error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says):
        make()


def test_an_initializer_can_be_described() -> None:
    config = tf.variance_scaling_initializer(2.0, "fan_out", seed=3).get_config()
    again = tf.variance_scaling_initializer.from_config(config)
    assert (again.get_config(), again.scale, again.dtype) == (config, 2.0, tf.float32)


def test_the_default_is_glorots() -> None:
    v = tf.get_variable("v", [200, 100])
    names = [each.name for each in tf.get_default_graph().get_operations() if "Initializer" in each.name]
    assert names[0] == "v/Initializer/random_uniform/shape"
    with tf.Session() as session:
        session.run(v.initializer)
        assert abs(session.run(v).std() - (1 / 150) ** 0.5) < 0.002
