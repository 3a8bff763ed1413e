"""Input functions from arrays and tables, which shuffle unless told. `tf.contrib.learn.io`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...estimator import inputs

__all__ = ["numpy_input_fn", "pandas_input_fn"]


def numpy_input_fn(
    x: Any,
    y: Any = None,
    batch_size: int = 128,
    num_epochs: int | None = 1,
    shuffle: bool = True,
    queue_capacity: int = 1000,
    num_threads: int = 1,
) -> Callable[[], Any]:
    """Batches of the rows of arrays. Raises as tf.estimator's. Source: tf.contrib.learn.io.numpy_input_fn."""
    return inputs.numpy_input_fn(x, y, batch_size, num_epochs, shuffle, queue_capacity, num_threads)


def pandas_input_fn(
    x: Any,
    y: Any = None,
    batch_size: int = 128,
    num_epochs: int | None = 1,
    shuffle: bool = True,
    queue_capacity: int = 1000,
    num_threads: int = 1,
    target_column: str = "target",
) -> Callable[[], Any]:
    """Batches of a DataFrame's rows. Raises as tf.estimator's. Source: tf.contrib.learn.io.pandas_input_fn."""
    return inputs.pandas_input_fn(x, y, batch_size, num_epochs, shuffle, queue_capacity, num_threads, target_column)
