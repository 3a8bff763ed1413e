"""Python values as arrays of a dtype, by TensorFlow's rules.

Takes a number, string, nested list or array, and a dtype or None; gives a NumPy array.
Law: Python floats become float32 and ints int32; an array keeps its dtype; nothing is rounded silently.
Source: tf.make_tensor_proto.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import dtypes
from ..dtypes import DType, as_dtype
from ..tensor_shape import Dimension, TensorShape

__all__ = ["as_array", "kept"]

_KIND_NAMES = {"b": "bool", "i": "int", "u": "int", "f": "float", "c": "complex", "O": "str"}
# Which kinds of Python values may become which kinds of elements.
_ACCEPTS = {"b": "b", "i": "iu", "u": "iu", "f": "iuf", "c": "iufc", "O": "O"}


def as_array(value: Any, dtype: DType | None = None) -> np.ndarray:
    """`value` as an array.

    Raises TypeError when it can't be of `dtype`, ValueError for None and for lists whose rows differ in length.
    """
    if value is None:
        raise ValueError("None values not supported.")
    if isinstance(value, (np.ndarray, np.generic)) and value.dtype != object:
        return _convert_array(np.asarray(value), dtype)
    return _convert_python(_plain(value), value, dtype)


def kept(array: np.ndarray, given: Any) -> np.ndarray:
    """`array`, made of what a caller has `given`, as a graph may keep it: what he does with his own can't change it."""
    if isinstance(given, np.ndarray) and (array is given or array.base is not None):
        array = array.copy()
    array.flags.writeable = False
    return array


def _convert_array(array: np.ndarray, dtype: DType | None) -> np.ndarray:
    if array.dtype.kind in "SU":
        array = _strings(array)
    wanted = as_dtype(array.dtype) if dtype is None else dtype
    if (wanted is dtypes.string) != (array.dtype.kind == "O"):
        raise TypeError(f"Expected {wanted.name}, got an array of {array.dtype}")
    return array.astype(wanted.as_numpy_dtype, copy=False)


def _plain(value: Any) -> Any:
    if isinstance(value, TensorShape):
        return value.as_list()
    if isinstance(value, Dimension):
        return value.value
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return value


def _convert_python(plain: Any, original: Any, dtype: DType | None) -> np.ndarray:
    try:
        array = np.array(plain)
    except ValueError as reason:
        raise ValueError(f"Can't convert a list whose rows differ in length to a tensor: {original!r}") from reason
    if array.dtype.kind in "SU":
        # Read again as objects: NumPy's own strings lose zero bytes at the end, and hide numbers among words.
        array = np.array(plain, object)
    if array.size == 0 and array.dtype == np.float64:
        return array.astype(np.float32 if dtype is None else dtype.as_numpy_dtype)
    if array.dtype.kind == "O" and not all(isinstance(each, (str, bytes)) for each in array.flat):
        raise TypeError(f"Can't convert {original!r} of type {type(original).__name__!r} to a tensor")
    if array.dtype.kind == "O":
        array = _strings(array)
    if dtype is None:
        return _narrowed(array)
    kind = np.dtype(dtype.as_numpy_dtype).kind
    if array.dtype.kind not in _ACCEPTS[kind]:
        raise TypeError(f"Expected {dtype.name}, got {original!r} of type {_KIND_NAMES[array.dtype.kind]!r} instead")
    converted = array.astype(dtype.as_numpy_dtype)
    if kind in "iu" and not np.array_equal(converted, array):
        raise TypeError(f"{original!r} is out of range for {dtype.name}")
    return converted


def _narrowed(array: np.ndarray) -> np.ndarray:
    if array.dtype == np.float64:
        return array.astype(np.float32)
    if array.dtype == np.int64:
        narrow = array.astype(np.int32)
        return narrow if np.array_equal(narrow, array) else array
    return array


def _strings(array: np.ndarray) -> np.ndarray:
    # TensorFlow's strings are bytes; str is encoded as UTF-8.
    encoded = np.empty(array.shape, object)
    encoded.flat = [each.encode() if isinstance(each, str) else each for each in array.ravel().tolist()]
    return encoded
