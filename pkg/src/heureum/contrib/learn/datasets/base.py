"""Data sets from CSV files, features and target apart. `tf.contrib.learn.datasets.base`."""

from __future__ import annotations

import csv
from collections import namedtuple
from typing import Any

import numpy as np

__all__ = ["Dataset", "load_csv_with_header", "load_csv_without_header"]

Dataset = namedtuple("Dataset", ["data", "target"])
Dataset.__doc__ = "Features and labels. Source: tensorflow.contrib.learn.datasets.base.Dataset."


def load_csv_with_header(filename: str, target_dtype: Any, features_dtype: Any, target_column: int = -1) -> Any:
    """A file whose first line begins with the numbers of rows and of features. `-> Dataset([n, k], [n])`.

    Raises ValueError when it has other numbers of them. Source: tf.contrib.learn.datasets.base.load_csv_with_header.
    """
    rows = _rows(filename)
    try:
        count, width = int(rows[0][0]), int(rows[0][1])
    except (IndexError, ValueError):
        raise ValueError(f"{filename}: its first line must begin with the numbers of rows and of features") from None
    data, target = _parted(rows[1:], target_dtype, features_dtype, target_column)
    if data.shape != (count, width):
        raise ValueError(f"{filename}: its first line tells of {count} rows of {width} features, found {data.shape}")
    return Dataset(data=data, target=target)


def load_csv_without_header(filename: str, target_dtype: Any, features_dtype: Any, target_column: int = -1) -> Any:
    """A file of rows alone. `-> Dataset([n, k], [n])`. Source: tf.contrib.learn.datasets.base.load_csv_without_header."""
    data, target = _parted(_rows(filename), target_dtype, features_dtype, target_column)
    return Dataset(data=data, target=target)


def _rows(filename: str) -> list[list[str]]:
    with open(filename, encoding="utf-8", newline="") as file:
        return [row for row in csv.reader(file) if row]


def _parted(rows: list[list[str]], target_dtype: Any, features_dtype: Any, column: int) -> tuple[Any, Any]:
    target = np.array([row.pop(column) for row in rows], dtype=target_dtype)
    return np.array(rows, dtype=features_dtype), target
