"""Images and labels, handed out in shuffled batches.

Takes images of bytes and labels; gives batches, epoch after epoch.
Law: every example is handed out once before any is handed out again.
Source: tensorflow.examples.tutorials.mnist.mnist.DataSet.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from ....dtypes import as_dtype, float32, uint8

__all__ = ["DataSet"]


class DataSet:
    """Images `[n, 28, 28, 1]`, flat `[n, 784]` with `reshape`, from 0 to 1 unless `dtype` is uint8; and their labels.

    Raises TypeError for another dtype than uint8 and float32, ValueError for images and labels of different number.
    """

    def __init__(
        self,
        images: np.ndarray,
        labels: np.ndarray,
        fake_data: bool = False,
        one_hot: bool = False,
        dtype: Any = float32,
        reshape: bool = True,
        seed: int | None = None,
    ) -> None:
        wanted = as_dtype(dtype)
        if wanted not in (uint8, float32):
            raise TypeError(f"Invalid image dtype {wanted!r}, expected uint8 or float32")
        self._fake, self._one_hot = fake_data, one_hot
        self._num_examples = 10000 if fake_data else len(images)
        if not fake_data:
            if len(images) != len(labels):
                raise ValueError(f"images.shape: {images.shape} labels.shape: {labels.shape}")
            if reshape:
                images = images.reshape(len(images), math.prod(images.shape[1:]))  # -1 is ambiguous when there are none
            if wanted is float32:
                images = images.astype(np.float32) * np.float32(1.0 / 255.0)
        self._images, self._labels = images, labels
        self._random = np.random.RandomState(seed)
        self._epochs_completed = 0
        self._index_in_epoch = 0

    @property
    def images(self) -> np.ndarray:
        """The images; a batch that was shuffled shuffles them too."""
        return self._images

    @property
    def labels(self) -> np.ndarray:
        """The labels, in the order of the images."""
        return self._labels

    @property
    def num_examples(self) -> int:
        """How many examples there are."""
        return self._num_examples

    @property
    def epochs_completed(self) -> int:
        """How often all of them were handed out."""
        return self._epochs_completed

    def next_batch(self, batch_size: int, fake_data: bool = False, shuffle: bool = True) -> tuple[Any, Any]:
        """The next `batch_size` images and labels; after the last example they are shuffled and begin anew."""
        if self._fake or fake_data:
            label: Any = [1] + [0] * 9 if self._one_hot else 0
            return [[1] * 784 for _ in range(batch_size)], [label for _ in range(batch_size)]
        if not self._num_examples:
            raise ValueError("a batch was asked for, but there are no examples")
        if shuffle and self._epochs_completed == 0 and self._index_in_epoch == 0:
            self._shuffle()
        images, labels, missing = [], [], batch_size
        while missing > 0:
            if self._index_in_epoch == self._num_examples:
                self._epochs_completed += 1
                self._index_in_epoch = 0
                if shuffle:
                    self._shuffle()
            part = slice(self._index_in_epoch, min(self._index_in_epoch + missing, self._num_examples))
            images.append(self._images[part])
            labels.append(self._labels[part])
            missing -= part.stop - part.start
            self._index_in_epoch = part.stop
        return (images[0], labels[0]) if len(images) == 1 else (np.concatenate(images), np.concatenate(labels))

    def _shuffle(self) -> None:
        order = np.arange(self._num_examples)
        self._random.shuffle(order)
        self._images, self._labels = self._images[order], self._labels[order]
