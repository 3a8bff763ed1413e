"""MNIST, or the digits that stand in for it. `tf.keras.datasets.mnist`."""

from __future__ import annotations

import os
from typing import Any

import numpy as np

from ...examples.tutorials.mnist.input_data import read_data_sets

__all__ = ["load_data"]

_FILE = "mnist.npz"


def load_data(path: str = _FILE) -> tuple[tuple[Any, Any], tuple[Any, Any]]:
    """`(x_train, y_train), (x_test, y_test)`: pictures `uint8[n, 28, 28]` and digits `uint8[n]`. Nothing is downloaded.

    They are read from `path`, or from `~/.keras/datasets/mnist.npz` where keras leaves them, or from the four files in the
    folder `MNIST_data`; where nothing is there, other digits stand in, with a warning. Raises ValueError for a damaged file.
    Source: tf.keras.datasets.mnist.load_data.
    """
    for each in (path, os.path.join(os.path.expanduser("~"), ".keras", "datasets", path)):
        if os.path.isfile(each):
            return _from_file(each)
    found = read_data_sets("MNIST_data", validation_size=0, reshape=False, dtype="uint8")
    pairs = [(part.images[..., 0].astype(np.uint8), part.labels.astype(np.uint8)) for part in (found.train, found.test)]
    return pairs[0], pairs[1]


def _from_file(path: str) -> tuple[tuple[Any, Any], tuple[Any, Any]]:
    try:
        with np.load(path, allow_pickle=False) as held:
            return (held["x_train"], held["y_train"]), (held["x_test"], held["y_test"])
    except (OSError, ValueError, KeyError) as reason:
        raise ValueError(f"{path} is not keras' MNIST, x_train, y_train, x_test and y_test in an npz file: {reason}") from None
