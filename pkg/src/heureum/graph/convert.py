"""Python values as arrays of a dtype, by TensorFlow's rules.

Takes a number, string, nested list or array, and a dtype or None; gives a NumPy array.
Law: Python floats become float32 and ints int32; an array keeps its dtype; nothing is rounded silently.
Source: tf.make_tensor_proto.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from .. import dtypes
from ..dtypes import DType, as_dtype
from ..tensor_shape import Dimension, TensorShape

__all__ = ["Conversion", "as_array", "conversions", "converted_by_user", "kept", "register_tensor_conversion_function"]

_KIND_NAMES = {"b": "bool", "i": "int", "u": "int", "f": "float", "c": "complex", "O": "str"}
# Which kinds of Python values may become which kinds of elements.
_ACCEPTS = {"b": "b", "i": "iu", "u": "iu", "f": "iuf", "c": "iufc", "O": "O"}


@dataclass(frozen=True, slots=True)
class Conversion:
    """How values of some types become tensors: `convert(value, dtype, name, as_ref)` gives one, or NotImplemented."""

    base_type: type | tuple[type, ...]
    convert: Callable[..., Any]
    priority: int


# As the op registry, it belongs to the process: scripts enter their own types once. By priority, then in order.
conversions: list[Conversion] = []


def register_tensor_conversion_function(base_type: Any, conversion_func: Callable[..., Any], priority: int = 100) -> None:
    """From now on instances of `base_type`, a type or a tuple of types, may stand wherever a tensor may.

    `conversion_func(value, dtype=None, name=None, as_ref=False)` gives the tensor, or NotImplemented; the lowest
    `priority` is asked first. Raises TypeError for what is no type, or can't be called.
    Source: tf.register_tensor_conversion_function.
    """
    kinds = base_type if isinstance(base_type, tuple) else (base_type,)
    if not kinds or not all(isinstance(each, type) for each in kinds):
        raise TypeError("base_type must be a type or a tuple of types.")
    if not callable(conversion_func):
        raise TypeError("conversion_func must be callable.")
    conversions.append(Conversion(base_type, conversion_func, priority))
    conversions.sort(key=lambda each: each.priority)


def converted_by_user(value: Any, dtype: DType | None, name: str) -> Any:
    """What the conversion that was registered for the type of `value` makes of it; None when there is none."""
    for each in conversions:
        if isinstance(value, each.base_type):
            made = each.convert(value, dtype=dtype, name=name, as_ref=False)
            if made is not NotImplemented:
                return made
    return None


def as_array(value: Any, dtype: DType | None = None) -> np.ndarray:
    """`value` as an array.

    Raises TypeError when it can't be of `dtype`, ValueError for None and for lists whose rows differ in length.
    """
    if value is None:
        raise ValueError("None values not supported.")
    if isinstance(value, (np.ndarray, np.generic)) and value.dtype != object:
        return _convert_array(np.asarray(value), dtype)
    if isinstance(value, TensorShape) and dtype is None and value.rank == 0:
        return np.zeros(0, np.int32)  # an empty list would be of fractions
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
        if not value.is_fully_defined():
            raise ValueError(f"Cannot convert a partially known TensorShape to a Tensor: {value}")
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
    except NotImplementedError as reason:
        raise TypeError(f"Expected a value, found a tensor in it: {original!r}; use tf.stack or tf.convert_to_tensor") from reason
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
