"""Input functions from arrays and tables. `tf.estimator.inputs`.

Takes arrays by name; gives a function that an estimator calls inside its graph, for batches of them.
Source: tf.estimator.inputs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from ..data import Dataset

__all__ = ["numpy_input_fn", "pandas_input_fn"]


def numpy_input_fn(
    x: Any,
    y: Any = None,
    batch_size: int = 128,
    num_epochs: int | None = 1,
    shuffle: bool | None = None,
    queue_capacity: int = 1000,
    num_threads: int = 1,
) -> Callable[[], Any]:
    """Batches of the rows of `x`, an array or a dict of them, with those of `y`. `shuffle` has to be said.

    Raises ValueError when that is missing or the numbers of rows differ, TypeError for what is no array.
    `num_threads` is accepted. Source: tf.estimator.inputs.numpy_input_fn.
    """
    if not isinstance(shuffle, bool):
        raise ValueError(f"shuffle must be provided and explicitly set as boolean, True for training; found {shuffle}")
    arrays = dict(x) if isinstance(x, Mapping) else {"": x}
    if not arrays:
        raise ValueError("x cannot be an empty dict")
    targets = dict(y) if isinstance(y, Mapping) else {"": y} if y is not None else {}
    for name, each in (*arrays.items(), *targets.items()):
        if not isinstance(each, np.ndarray):
            raise TypeError(f"x and y must be dicts of arrays, or arrays; {name or 'one'} is {type(each).__name__}")
    if len({len(each) for each in (*arrays.values(), *targets.values())}) > 1:
        sizes = {name or "x or y": len(each) for name, each in (*arrays.items(), *targets.items())}
        raise ValueError(
            f"Length of tensors in x and y is mismatched. All elements in x and y must have the same length: {sizes}"
        )

    def input_fn() -> Any:
        features = arrays if isinstance(x, Mapping) else arrays[""]
        labels = targets if isinstance(y, Mapping) else targets.get("")
        dataset = Dataset.from_tensor_slices(features if y is None else (features, labels))
        if shuffle:
            dataset = dataset.shuffle(queue_capacity)
        return dataset.repeat(num_epochs).batch(batch_size)

    return input_fn


def pandas_input_fn(
    x: Any,
    y: Any = None,
    batch_size: int = 128,
    num_epochs: int | None = 1,
    shuffle: bool | None = None,
    queue_capacity: int = 1000,
    num_threads: int = 1,
    target_column: str = "target",
) -> Callable[[], Any]:
    """`numpy_input_fn` of a DataFrame's columns. Raises as it does. Source: tf.estimator.inputs.pandas_input_fn."""
    columns = {str(name): np.asarray(x[name]) for name in x.columns}
    target = None if y is None else np.asarray(y)
    return numpy_input_fn(columns, target, batch_size, num_epochs, shuffle, queue_capacity, num_threads)
