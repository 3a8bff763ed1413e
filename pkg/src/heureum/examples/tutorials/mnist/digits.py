"""A stand-in for MNIST that needs no download: 1,797 handwritten digits, enlarged from 8x8 to 28x28.

The test set of Optical Recognition of Handwritten Digits, E. Alpaydin and C. Kaynak 1998, UCI Machine Learning
Repository, CC BY 4.0, as scikit-learn ships it. See NOTICE.
"""

from __future__ import annotations

from importlib import resources

import numpy as np

from .idx import read_idx

__all__ = ["load_digits"]

_BRIGHTEST = 16
_EACH_TESTED = 6


def load_digits() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Training images and labels, then those for testing: every sixth, so that both hold digits of all writers.

    Images are uint8 `[n, 28, 28, 1]` from 0 to 255, labels uint8 `[n]`.
    """
    small, labels = _packaged("digits-images-idx3-ubyte.gz", 3), _packaged("digits-labels-idx1-ubyte.gz", 1)
    images = _enlarged(small)
    tested = np.arange(len(labels)) % _EACH_TESTED == _EACH_TESTED - 1
    return images[~tested], labels[~tested], images[tested], labels[tested]


def _packaged(name: str, rank: int) -> np.ndarray:
    with resources.files(__package__).joinpath(name).open("rb") as file:
        return read_idx(file, name, rank)


def _enlarged(small: np.ndarray) -> np.ndarray:
    """8x8 interpolated to 20x20 in the middle of 28x28: MNIST's digits are 20x20 and have such a margin."""
    weights = _interpolation(small.shape[1], 20)
    large = np.einsum("oi,nij,pj->nop", weights, small.astype(np.float64) * (255 / _BRIGHTEST), weights, optimize=True)
    framed = np.zeros((len(small), 28, 28, 1), np.uint8)
    framed[:, 4:24, 4:24, 0] = np.rint(large)
    return framed


def _interpolation(old: int, new: int) -> np.ndarray:
    """Row i weighs the old samples for the new sample i, linearly between centres."""
    centres = np.clip((np.arange(new) + 0.5) * old / new - 0.5, 0, old - 1)
    before = np.minimum(centres.astype(int), old - 2)
    weights = np.zeros((new, old))
    weights[np.arange(new), before] = 1 - (centres - before)
    weights[np.arange(new), before + 1] = centres - before
    return weights
