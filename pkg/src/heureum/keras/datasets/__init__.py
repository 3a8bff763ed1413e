"""Data sets. `tf.keras.datasets`: nothing is downloaded, so that MNIST alone, or what stands in for it, is here."""

from __future__ import annotations

from typing import NoReturn

from . import mnist

__all__ = ["mnist"]

_OTHERS = ("boston_housing", "cifar10", "cifar100", "fashion_mnist", "imdb", "reuters")


def __getattr__(name: str) -> NoReturn:
    if name in _OTHERS:
        raise AttributeError(
            f"tf.keras.datasets.{name} would be downloaded, and heureum downloads nothing: read its files with NumPy, "
            "np.load('file.npz'), or use tf.keras.datasets.mnist"
        )
    raise AttributeError(f"module 'heureum.keras.datasets' has no attribute '{name}'")
