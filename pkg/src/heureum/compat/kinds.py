"""Which Python and NumPy types are numbers and texts, for isinstance, and paths as text.

Source: tensorflow/python/util/compat.py.
"""

from __future__ import annotations

import numbers
import os
from typing import Any

import numpy as np

__all__ = ["bytes_or_text_types", "complex_types", "integral_types", "path_to_str", "real_types"]

integral_types: tuple[type, ...] = (numbers.Integral, np.integer)
"""Whole numbers. Source: tf.compat.integral_types."""
real_types: tuple[type, ...] = (numbers.Real, np.integer, np.floating)
"""Real numbers. Source: tf.compat.real_types."""
complex_types: tuple[type, ...] = (numbers.Complex, np.number)
"""All numbers. Source: tf.compat.complex_types."""
bytes_or_text_types: tuple[type, ...] = (bytes, str)
"""Strings. Source: tf.compat.bytes_or_text_types."""


def path_to_str(path: Any) -> str:
    """A path, or a file's name, as text. Source: tf.compat.path_to_str."""
    return os.fspath(path) if hasattr(path, "__fspath__") else path
