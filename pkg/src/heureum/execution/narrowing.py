"""Floats in fewer bits, for the way between two workers.

Takes a tensor and the name of a narrower type; gives what crosses, and from that the tensor as the receiver has it.
Law: round to the nearest, ties to even; nan stays nan. NumPy has no bfloat16, so those cross as the upper halves of
float32, in uint16.
Source: M. Abadi et al. 2015 (arXiv:1603.04467), section 5.5, "Lossy compression".
"""

from __future__ import annotations

from typing import Any

import numpy as np

__all__ = ["narrowed", "widened"]


def narrowed(value: Any, wire_dtype: str) -> Any:
    """The tensor as it crosses. What is too large for float16 becomes inf."""
    array = np.asarray(value)
    return (_upper_halves(array) if wire_dtype == "bfloat16" else array.astype(wire_dtype))[()]


def widened(value: Any, wire_dtype: str, dtype: str) -> Any:
    """The tensor as its receiver computes with it."""
    array = np.asarray(value)
    if wire_dtype == "bfloat16":
        array = (array.astype(np.uint32) << 16).view(np.float32)
    return array.astype(dtype)[()]


def _upper_halves(array: np.ndarray) -> np.ndarray:
    as_float = np.ascontiguousarray(array, np.float32).reshape(array.shape)
    bits = as_float.view(np.uint32)
    # Half of what is cut off, less one bit when the last bit that stays is even: then a tie rounds down.
    rounded = (bits + (0x7FFF + ((bits >> 16) & 1))) >> 16
    is_nan = np.isnan(as_float)
    return np.where(is_nan, (bits >> 16) | 0x40, rounded).astype(np.uint16)
