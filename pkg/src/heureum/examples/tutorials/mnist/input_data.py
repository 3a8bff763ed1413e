"""MNIST from a folder, or the packaged stand-in for it. Nothing is downloaded.

Takes a folder that may hold the four IDX files, gzipped or not; gives training, validation and test sets.
Law: what is not MNIST is never handed out without a warning; a damaged file is refused.
Source: tensorflow.examples.tutorials.mnist.input_data.
"""

from __future__ import annotations

import os
import warnings
from collections import namedtuple
from typing import Any

import numpy as np

from ....dtypes import float32
from .dataset import DataSet
from .idx import read_idx

__all__ = ["DataSet", "Datasets", "dense_to_one_hot", "extract_images", "extract_labels", "load_mnist", "read_data_sets"]

Datasets = namedtuple("Datasets", ["train", "validation", "test"])
Datasets.__doc__ = "Three DataSets. Source: tensorflow.contrib.learn.datasets.base.Datasets."

_FILES = {
    "train images": ("train-images-idx3-ubyte", 3),
    "train labels": ("train-labels-idx1-ubyte", 1),
    "test images": ("t10k-images-idx3-ubyte", 3),
    "test labels": ("t10k-labels-idx1-ubyte", 1),
}
_TRAINING_EXAMPLES = 60000


def extract_images(f: Any) -> np.ndarray:
    """uint8 images `[n, rows, columns, 1]` of an open IDX file. Raises ValueError when it is damaged."""
    return read_idx(f, str(getattr(f, "name", f)), 3)[..., np.newaxis]


def extract_labels(f: Any, one_hot: bool = False, num_classes: int = 10) -> np.ndarray:
    """uint8 labels `[n]` of an open IDX file, or `[n, num_classes]`. Raises ValueError when it is damaged."""
    labels = read_idx(f, str(getattr(f, "name", f)), 1)
    return dense_to_one_hot(labels, num_classes) if one_hot else labels


def dense_to_one_hot(labels_dense: np.ndarray, num_classes: int) -> np.ndarray:
    """`[n]` labels as `[n, num_classes]` of zeros with a one in each row."""
    return np.eye(num_classes)[labels_dense.ravel()]


def read_data_sets(
    train_dir: str,
    fake_data: bool = False,
    one_hot: bool = False,
    dtype: Any = float32,
    reshape: bool = True,
    validation_size: int = 5000,
    seed: int | None = None,
    source_url: str | None = None,
) -> Any:
    """The data sets `train`, `validation` and `test` of the folder `train_dir`.

    The first `validation_size` training examples are set aside for validation. Where none of the four files is there,
    1,797 other digits stand in, with a warning: 1,498 to train and validate (`validation_size` is scaled to them),
    299 to test. They are E. Alpaydin's and C. Kaynak's Optical Recognition of Handwritten Digits (UCI, CC BY 4.0).
    `source_url` is accepted; nothing is downloaded.
    Raises ValueError for a damaged file or a `validation_size` out of range, FileNotFoundError when only some files
    are there. Source: tensorflow.examples.tutorials.mnist.input_data.read_data_sets.
    """
    if fake_data:
        nothing = np.zeros((0, 28, 28, 1), np.uint8)
        return Datasets(*(DataSet(nothing, nothing, fake_data=True, one_hot=one_hot, dtype=dtype, seed=seed) for _ in range(3)))
    found = _from_folder(train_dir)
    if found is None:
        # Imported late: in a browser the files that it reads come with it.
        from .digits import load_digits

        found = load_digits()
        validation_size = round(validation_size * len(found[0]) / _TRAINING_EXAMPLES)
        warnings.warn(
            f"This is not MNIST: {os.path.abspath(train_dir)} does not hold its four files, and nothing is downloaded. "
            f"A stand-in is used, {len(found[0])} digits to train and {len(found[2])} to test, enlarged from 8x8 pixels "
            "(Optical Recognition of Handwritten Digits, UCI, CC BY 4.0), so accuracies differ from MNIST's. "
            f"For MNIST, put {', '.join(f'{name}.gz' for name, _ in _FILES.values())} there.",
            stacklevel=2,
        )
    images, labels, test_images, test_labels = found
    if one_hot:
        labels, test_labels = dense_to_one_hot(labels, 10), dense_to_one_hot(test_labels, 10)
    if not 0 <= validation_size <= len(images):
        raise ValueError(f"Validation size should be between 0 and {len(images)}. Received: {validation_size}.")
    parts = (
        (images[validation_size:], labels[validation_size:]),
        (images[:validation_size], labels[:validation_size]),
        (test_images, test_labels),
    )
    return Datasets(*(DataSet(*part, one_hot=one_hot, dtype=dtype, reshape=reshape, seed=seed) for part in parts))


def load_mnist(train_dir: str = "MNIST-data") -> Any:
    """`read_data_sets` with its defaults."""
    return read_data_sets(train_dir)


def _from_folder(folder: str) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray] | None:
    """The four arrays, or None when no file is there."""
    paths: dict[str, str] = {}
    for what, (name, _) in _FILES.items():
        candidates = [os.path.join(folder, name + ending) for ending in (".gz", "")]
        path = next((each for each in candidates if os.path.exists(each)), None)
        if path is not None:
            paths[what] = path
    if not paths:
        return None
    missing = [f"{_FILES[what][0]}.gz" for what in _FILES if what not in paths]
    if missing:
        raise FileNotFoundError(f"{os.path.abspath(folder)} holds MNIST only in part: {', '.join(missing)} is missing")
    arrays = {}
    for what, path in paths.items():
        with open(path, "rb") as file:
            arrays[what] = read_idx(file, path, _FILES[what][1])
    for part in ("train", "test"):
        images, labels = arrays[f"{part} images"], arrays[f"{part} labels"]
        if len(images) != len(labels):
            raise ValueError(
                f"{paths[f'{part} images']} holds {len(images)} images, but {paths[f'{part} labels']} {len(labels)} labels"
            )
    train, test = (arrays[f"{part} images"][..., np.newaxis] for part in ("train", "test"))
    return train, arrays["train labels"], test, arrays["test labels"]
