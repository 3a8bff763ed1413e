"""Pictures and heat maps.

Takes arrays; gives a record whose pixels are bytes in base64, row by row.
Law: pictures of one call share one scale; where values lie on both sides of zero, zero is its middle.
"""

from __future__ import annotations

import base64
import math
from typing import Any

import numpy as np

from .numbers import labels_of, numbers_of, plain_number, plain_numbers
from .receivers import emit

__all__ = ["heat_map", "image"]

_MOST_IMAGES = 100
_LARGEST_SIDE = 256
_MOST_CELLS = 128
_COLOURS = (1, 3, 4)


def image(
    pictures: Any,
    *,
    title: str = "",
    labels: Any = None,
    columns: int | None = None,
    low: float | None = None,
    high: float | None = None,
) -> None:
    """A picture `[height, width]`, `[height, width, 1, 3 or 4]`, or a grid of them: a list, `[n, height, width]` or rank 4.

    uint8 runs from 0 to 255, floats from 0 to 1; anything else from its least to its greatest, or from `low` to `high`.
    Values on both sides of zero are drawn in two colours. `labels` `[n]` stand below the pictures, `columns` of them in a row.
    Raises TypeError for what is no number, ValueError for other shapes, and beyond 100 pictures or 256 x 256.
    """
    arrays = [_with_channels(each) for each in _separate(pictures)]
    names = labels_of(labels, len(arrays), "show.image: labels")
    if columns is not None and (isinstance(columns, bool) or not isinstance(columns, int) or columns < 1):
        raise ValueError(f"show.image: columns must be a whole number from 1, found {columns!r}")
    least, greatest, is_signed = _scale_of(arrays, low, high)
    emit({
        "kind": "image", "title": str(title), "columns": columns, "low": plain_number(least), "high": plain_number(greatest),
        "is_signed": is_signed,
        "images": [
            {
                "label": names[index] if names else "", "width": array.shape[1], "height": array.shape[0],
                "channels": array.shape[2], "pixels": _bytes_of(array, least, greatest),
            }
            for index, array in enumerate(arrays)
        ],
    })  # fmt: skip


def heat_map(
    values: Any,
    *,
    title: str = "",
    row_labels: Any = None,
    column_labels: Any = None,
    x_label: str = "",
    y_label: str = "",
) -> None:
    """A matrix `[rows, columns]` in colours, with its numbers when they are few: a confusion matrix.

    Raises TypeError for what is no number, ValueError for another rank, labels of another number, and beyond 128 x 128.
    """
    matrix = numbers_of(values, "show.heat_map: values")
    if matrix.ndim != 2 or not matrix.size:
        raise ValueError(f"show.heat_map: needed a matrix [rows, columns], found shape {list(matrix.shape)}")
    if max(matrix.shape) > _MOST_CELLS:
        raise ValueError(
            f"show.heat_map: at most {_MOST_CELLS} x {_MOST_CELLS}, found {list(matrix.shape)}; show.image takes larger ones"
        )
    finite = matrix[np.isfinite(matrix)]
    low, high = (finite.min(), finite.max()) if finite.size else (0, 0)
    rows = labels_of(row_labels, matrix.shape[0], "show.heat_map: row_labels")
    columns = labels_of(column_labels, matrix.shape[1], "show.heat_map: column_labels")
    emit({
        "kind": "heat map", "title": str(title), "x_label": str(x_label), "y_label": str(y_label),
        "row_labels": rows or [str(each) for each in range(matrix.shape[0])],
        "column_labels": columns or [str(each) for each in range(matrix.shape[1])],
        "low": plain_number(low), "high": plain_number(high), "values": plain_numbers(matrix),
    })  # fmt: skip


def _separate(pictures: Any) -> list[np.ndarray]:
    """One array each."""
    if isinstance(pictures, list | tuple) and pictures and np.ndim(pictures[0]) >= 2:
        arrays = [numbers_of(each, f"show.image: picture {index}") for index, each in enumerate(pictures)]
    else:
        whole = numbers_of(pictures, "show.image: pictures")
        is_grid = whole.ndim == 4 or (whole.ndim == 3 and whole.shape[2] not in _COLOURS)
        arrays = list(whole) if is_grid else [whole]
    if not 0 < len(arrays) <= _MOST_IMAGES:
        raise ValueError(f"show.image: needed 1 to {_MOST_IMAGES} pictures, found {len(arrays)}")
    return arrays


def _with_channels(array: np.ndarray) -> np.ndarray:
    if array.ndim == 2:
        array = array[..., np.newaxis]
    if array.ndim != 3 or array.shape[2] not in _COLOURS or not array.size:
        side = math.isqrt(array.size)
        hint = f"; reshape it: .reshape({side}, {side})" if array.ndim == 1 and side * side == array.size else ""
        needed = "[height, width] or [height, width, 1, 3 or 4]"
        raise ValueError(f"show.image: needed {needed}, found {list(array.shape)}{hint}")
    if max(array.shape[:2]) > _LARGEST_SIDE:
        step = -(-max(array.shape[:2]) // _LARGEST_SIDE)
        raise ValueError(
            f"show.image: at most {_LARGEST_SIDE} x {_LARGEST_SIDE}, found {list(array.shape)}; take [::{step}, ::{step}]"
        )
    return array


def _scale_of(arrays: list[np.ndarray], low: float | None, high: float | None) -> tuple[float, float, bool]:
    """The values of black and of white, and whether zero is the middle between them."""
    if all(array.dtype == np.uint8 for array in arrays):
        least, greatest = 0.0, 255.0
    else:
        finite = np.concatenate([array[np.isfinite(array)].ravel() for array in arrays])
        least, greatest = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 1.0)
        if least >= 0 and greatest <= 1:
            least, greatest = 0.0, 1.0
    least, greatest = least if low is None else float(low), greatest if high is None else float(high)
    if not least <= greatest:
        raise ValueError(f"show.image: low must not be above high, found {least} and {greatest}")
    is_signed = least < 0 < greatest and all(array.shape[2] == 1 for array in arrays)
    if is_signed:
        greatest = max(-least, greatest)
        least = -greatest
    return least, greatest, is_signed


def _bytes_of(array: np.ndarray, low: float, high: float) -> str:
    """0 to 255 from `low` to `high`; what is not finite is drawn as `low`."""
    part = (np.nan_to_num(array.astype(np.float64), nan=low, posinf=high, neginf=low) - low) / ((high - low) or 1.0)
    return base64.b64encode(np.rint(255 * np.clip(part, 0, 1)).astype(np.uint8).tobytes()).decode()
