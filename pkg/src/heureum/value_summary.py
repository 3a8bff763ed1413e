"""What a value looks like, in a few kilobytes of plain JSON.

Takes a runtime value (a NumPy scalar or array, a string, or something else); gives a dict: dtype, shape, kind, and what a
picture of that kind needs.
Law: its size is bounded whatever the value's, and it is valid JSON: numbers that JSON or JavaScript can't hold are text.
"""

from __future__ import annotations

import base64
import math
from typing import Any

import numpy as np

__all__ = ["LARGEST_SUMMARY_BYTES", "summarize"]

LARGEST_SUMMARY_BYTES = 5000
"""No summary's JSON is longer; a test holds it over generated values."""

_MOST_CELLS = 48
_MOST_COLUMNS = 12
_LONGEST_TEXT = 200
_LONGEST_CELL = 40
_PIXELS = 32
_BARS = 16
_MOST_ELEMENTS = 1_000_000
_EXACT_INTEGER = 2**53  # beyond it JavaScript's numbers have gaps


def summarize(value: Any) -> dict[str, Any]:
    """A ValueSummary of `value`: number, text, table, heat map, image or histogram. Never fails, never keeps the value."""
    if isinstance(value, (bytes, str)):
        return {"dtype": "string", "shape": [], "kind": "text", **_text(value, _LONGEST_TEXT)}
    if isinstance(value, (bool, int, float, complex)):
        value = np.asarray(value)[()]
    if not isinstance(value, (np.ndarray, np.generic)):
        return {"dtype": "resource", "shape": [], "kind": "text", **_text(type(value).__name__, _LONGEST_TEXT)}
    dtype = "string" if value.dtype.kind in "OSU" else value.dtype.name
    known = {"dtype": dtype, "shape": list(value.shape)}
    if value.ndim == 0:
        return {**known, **_scalar(value[()])}
    array = np.asarray(value)
    stats = {"stats": _stats(array)} if dtype != "string" and array.dtype.kind != "c" and array.size else {}
    return {**known, **_picture(array), **stats}


def _scalar(value: Any) -> dict[str, Any]:
    if isinstance(value, (bytes, str)):
        return {"kind": "text", **_text(value, _LONGEST_TEXT)}
    return {"kind": "number", "value": _cell(value)}


def _picture(array: np.ndarray) -> dict[str, Any]:
    if array.dtype.kind not in "biuf":
        return _table(array, _MOST_CELLS if array.dtype.kind == "c" else _MOST_COLUMNS)
    if array.ndim <= 2 and array.size <= _MOST_CELLS and array.shape[-1] <= _MOST_COLUMNS:
        return _table(array, _MOST_CELLS)
    if array.size == 0:
        return {"kind": "table", "rows": []}
    if array.ndim == 2:
        return _heat_map(array)
    if array.ndim == 3 and array.shape[2] in (1, 3, 4) and _is_colour(array):
        return _image(array)
    return _histogram(array)


def _table(array: np.ndarray, most_cells: int) -> dict[str, Any]:
    """Its rows; as many as there is room for, from the beginning, when it is too large."""
    if array.size == 0:
        return {"kind": "table", "rows": []}
    rows = array.reshape(-1, array.shape[-1])
    columns = min(_MOST_COLUMNS, rows.shape[1])
    shown = rows[: max(1, most_cells // columns), :columns]
    cut = {"is_cut": True} if shown.size < array.size else {}
    return {"kind": "table", "rows": [[_cell(each) for each in row] for row in shown], **cut}


def _cell(value: Any) -> Any:
    """A number as JSON and JavaScript can hold it."""
    if isinstance(value, (bytes, str)):
        return _text(value, _LONGEST_CELL)["text"]
    plain = value.item() if isinstance(value, np.generic) else value
    if isinstance(plain, (bool, np.bool_)):
        return bool(plain)
    if isinstance(plain, int):
        return plain if abs(plain) <= _EXACT_INTEGER else str(plain)
    if isinstance(plain, float):
        if not math.isfinite(plain):
            return str(plain)
        return _shortest(value) if isinstance(value, (np.float32, np.float16)) else plain
    return _text(str(plain), _LONGEST_CELL)["text"]


def _shortest(value: Any) -> float:
    """The decimal number that says which float32 it is: 0.1, not 0.10000000149011612."""
    return float(str(value))


def _text(value: bytes | str, longest: int) -> dict[str, Any]:
    text = value.decode("utf-8", "backslashreplace") if isinstance(value, bytes) else value
    return {"text": text[:longest], "is_cut": len(text) > longest}


def _thinned(array: np.ndarray) -> np.ndarray:
    """At most a million elements of it, evenly taken."""
    flat = array.reshape(-1)
    return flat[:: -(-flat.size // _MOST_ELEMENTS)]


def _stats(array: np.ndarray) -> dict[str, Any]:
    taken = _thinned(array)
    finite = _finite(taken)
    found = {"not_finite": int(taken.size - finite.size)}
    if array.size > _MOST_ELEMENTS:
        found["is_sampled"] = True
    if not finite.size:
        return {"least": None, "greatest": None, "mean": None, **found}
    with np.errstate(all="ignore"):
        mean = finite.mean(dtype=np.float64)
    return {"least": _cell(finite.min()), "greatest": _cell(finite.max()), "mean": _cell(mean), **found}


def _finite(array: np.ndarray) -> np.ndarray:
    if array.dtype.kind != "f":
        return array
    is_finite = np.isfinite(array)
    return array if is_finite.all() else array[is_finite]


def _heat_map(array: np.ndarray) -> dict[str, Any]:
    small = _shrunk(array[:, :, None])[:, :, 0]
    is_finite = np.isfinite(small)
    found = {"kind": "heat map", "width": small.shape[1], "height": small.shape[0]}
    low, high = _range(small[is_finite])
    levels = np.zeros(small.shape, np.uint8)
    levels[is_finite] = 1 + np.round(_between(small[is_finite], low, high) * 254)
    return {**found, "low": _cell(low), "high": _cell(high), "cells": _base64(levels)}


def _between(values: np.ndarray, low: float, high: float) -> np.ndarray:
    """Where each stands from low (0) to high (1); halves, because the distance may be too large for a float."""
    return (values / 2 - low / 2) / (high / 2 - low / 2 or 1.0)


def _range(finite: np.ndarray) -> tuple[float, float]:
    return (float(finite.min()), float(finite.max())) if finite.size else (0.0, 0.0)


def _is_colour(array: np.ndarray) -> bool:
    if array.dtype == np.uint8:
        return True
    if array.dtype.kind != "f":
        return False
    taken = _thinned(array)
    return bool(taken.min() >= 0 and taken.max() <= 1)  # False for nan


def _image(array: np.ndarray) -> dict[str, Any]:
    small = _shrunk(array)
    scaled = np.round(small if array.dtype == np.uint8 else small * 255)
    height, width, channels = scaled.shape
    pixels = _base64(np.clip(scaled, 0, 255).astype(np.uint8))
    return {"kind": "image", "width": width, "height": height, "channels": channels, "pixels": pixels}


def _shrunk(array: np.ndarray) -> np.ndarray:
    """At most _PIXELS high and wide, as float64: each cell the mean of those it stands for."""
    skips = [max(1, length // 1024) for length in array.shape[:2]]
    small = array[:: skips[0], :: skips[1]].astype(np.float64)
    with np.errstate(all="ignore"):
        for axis in (0, 1):
            length = small.shape[axis]
            if length > _PIXELS:
                starts = np.arange(_PIXELS) * length // _PIXELS
                counts = np.diff([*starts, length])
                small = np.add.reduceat(small, starts, axis) / counts.reshape([-1 if each == axis else 1 for each in range(3)])
    return small


def _histogram(array: np.ndarray) -> dict[str, Any]:
    finite = _finite(_thinned(array)).astype(np.float64)
    low, high = _range(finite)
    places = np.minimum((_between(finite, low, high) * _BARS).astype(np.int64), _BARS - 1)
    counts = np.bincount(places, minlength=_BARS)
    return {"kind": "histogram", "counts": counts.tolist(), "low": _cell(low), "high": _cell(high)}


def _base64(array: np.ndarray) -> str:
    return base64.b64encode(array.tobytes()).decode("ascii")
