"""Labels as rows, rows of length 1, and data by batches. `tf.keras.utils`. Source: tensorflow/python/keras/utils/np_utils.py."""

from __future__ import annotations

from typing import Any

import numpy as np

__all__ = ["Sequence", "normalize", "to_categorical"]


def to_categorical(y: Any, num_classes: int | None = None, dtype: Any = "float32") -> Any:
    """Classes as one-hot rows. `int[...] -> [..., num_classes]`. Source: tf.keras.utils.to_categorical."""
    numbers = np.array(y, dtype="int")
    shape = numbers.shape[:-1] if numbers.ndim > 1 and numbers.shape[-1] == 1 else numbers.shape
    numbers = numbers.ravel()
    count = num_classes or int(numbers.max()) + 1
    made = np.zeros((len(numbers), count), dtype=dtype)
    made[np.arange(len(numbers)), numbers] = 1
    return made.reshape((*shape, count))


def normalize(x: Any, axis: int = -1, order: int = 2) -> Any:
    """An array scaled to length 1 along an axis; zeros stay. `[...] -> [...]`. Source: tf.keras.utils.normalize."""
    length = np.atleast_1d(np.linalg.norm(x, order, axis))
    length[length == 0] = 1
    return x / np.expand_dims(length, axis)


class Sequence:
    """Batches by number: inherit from it, write `__getitem__` and `__len__`. Source: tf.keras.utils.Sequence."""

    def __getitem__(self, index: int) -> Any:
        raise NotImplementedError

    def __len__(self) -> int:
        raise NotImplementedError

    def on_epoch_end(self) -> None:
        """After an epoch."""
