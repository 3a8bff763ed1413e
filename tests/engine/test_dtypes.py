"""Element types: what names them, and what they say of themselves."""

import pickle
from typing import Any

import numpy as np
import pytest

import heureum as tf

NAMED: list[tuple[Any, tf.DType]] = [
    (tf.float32, tf.float32),
    ("float32", tf.float32),
    ("float", tf.float32),
    ("double", tf.float64),
    ("half", tf.float16),
    (float, tf.float32),
    (int, tf.int32),
    (bool, tf.bool),
    (complex, tf.complex128),
    (str, tf.string),
    (bytes, tf.string),
    (np.float64, tf.float64),
    (np.dtype("int16"), tf.int16),
    (np.dtype("S3"), tf.string),
    (np.dtype("<U3"), tf.string),
    (np.dtype(object), tf.string),
    (">f4", tf.float32),
]


@pytest.mark.parametrize(("value", "dtype"), NAMED, ids=[repr(row[0]) for row in NAMED])
def test_as_dtype(value: Any, dtype: tf.DType) -> None:
    assert tf.as_dtype(value) is dtype
    assert dtype == value


@pytest.mark.parametrize("value", ["float99", None, 99, [], np.dtype("M8[s]"), np.dtype("longdouble")], ids=repr)
def test_no_dtype(value: Any) -> None:
    if value is None:
        assert tf.float32 != value
        return
    with pytest.raises(TypeError, match="Cannot convert value"):
        tf.as_dtype(value)
    assert tf.float32 != value


# name: floating, integer, unsigned, complex, size
KINDS = [
    (tf.float16, True, False, False, False, 2),
    (tf.float64, True, False, False, False, 8),
    (tf.int8, False, True, False, False, 1),
    (tf.uint64, False, True, True, False, 8),
    (tf.complex64, False, False, False, True, 8),
    (tf.bool, False, False, False, False, 1),
    (tf.string, False, False, False, False, 1),
]


@pytest.mark.parametrize(("dtype", "floating", "integer", "unsigned", "complex_", "size"), KINDS)
def test_kinds(dtype: tf.DType, floating: bool, integer: bool, unsigned: bool, complex_: bool, size: int) -> None:
    assert (dtype.is_floating, dtype.is_integer, dtype.is_unsigned, dtype.is_complex) == (floating, integer, unsigned, complex_)
    assert (dtype.size, dtype.is_bool, dtype.base_dtype) == (size, dtype is tf.bool, dtype)


def test_limits() -> None:
    assert (tf.int8.min, tf.int8.max, tf.uint8.max) == (-128, 127, 255)
    assert tf.float32.max == np.finfo(np.float32).max
    for dtype in (tf.string, tf.bool, tf.complex64):
        with pytest.raises(TypeError, match="has no smallest or largest number"):
            _ = dtype.max


def test_a_dtype_is_a_constant() -> None:
    assert pickle.loads(pickle.dumps(tf.float32)) is tf.float32
    assert {tf.float32: 1}[tf.as_dtype("float32")] == 1
    assert (repr(tf.float32), str(tf.float32)) == ("tf.float32", "<dtype: 'float32'>")
    assert (tf.complex64.real_dtype, tf.complex128.real_dtype, tf.int8.real_dtype) == (tf.float32, tf.float64, tf.int8)


def test_tensorflow_s_numbers_name_them() -> None:
    assert (tf.as_dtype(1), tf.as_dtype(9), tf.as_dtype(23)) == (tf.float32, tf.int64, tf.uint64)
    assert tf.constant([1, 2], dtype=tf.float64.as_datatype_enum).dtype == tf.float64
    with pytest.raises(TypeError, match="Cannot convert value 99"):
        tf.as_dtype(99)
