"""Data sets by name. `tf.contrib.learn.datasets`."""

from __future__ import annotations

from typing import Any

from ....examples.tutorials.mnist.input_data import Datasets
from . import base, mnist
from .base import Dataset

__all__ = ["Dataset", "Datasets", "base", "load_dataset", "mnist"]


def load_dataset(name: str, size: str = "small", test_with_fake_data: bool = False) -> Any:
    """The data set of that name: `mnist`, from `MNIST-data` or the packaged stand-in, as `read_data_sets` tells.

    Raises ValueError for any other: they are not packaged. Source: tf.contrib.learn.datasets.load_dataset.
    """
    if name != "mnist":
        raise ValueError(
            f"Name of dataset is not found: {name}. heureum packages 'mnist' alone; read others from files with NumPy "
            "(scikit-learn has iris and boston)"
        )
    return mnist.load_mnist()
