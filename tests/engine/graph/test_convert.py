"""What Python values become as tensors."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import heureum as tf

BECOMES: list[tuple[Any, Any, str, tuple[int, ...]]] = [
    (1.0, None, "float32", ()),
    (1, None, "int32", ()),
    (2**40, None, "int64", ()),
    (True, None, "bool", ()),
    (1j, None, "complex128", ()),
    ("한글", None, "string", ()),
    (b"\0", None, "string", ()),
    ([1, 2], None, "int32", (2,)),
    ([1, 2.5], None, "float32", (2,)),
    ([[1.0], [2.0]], None, "float32", (2, 1)),
    ([["a", "b"]], None, "string", (1, 2)),
    ([], None, "float32", (0,)),
    ([[], []], None, "float32", (2, 0)),
    ([], tf.int32, "int32", (0,)),
    (1, tf.float32, "float32", ()),
    (1, tf.uint8, "uint8", ()),
    (1, "half", "float16", ()),
    (1.5, tf.complex64, "complex64", ()),
    (np.float64(1), None, "float64", ()),
    (np.int64(1), None, "int64", ()),
    (np.zeros((2, 3)), None, "float64", (2, 3)),
    (np.zeros(3, np.uint16), None, "uint16", (3,)),
    (np.array(["a", "bc"]), None, "string", (2,)),
    (np.arange(3), tf.float32, "float32", (3,)),
    (tf.TensorShape([2, 3]), None, "int32", (2,)),
    ([tf.Dimension(2), 3], None, "int32", (2,)),
    ((1, 2), tf.int64, "int64", (2,)),
]


@pytest.mark.parametrize(("value", "dtype", "name", "shape"), BECOMES, ids=[repr(row[:2]) for row in BECOMES])
def test_becomes(value: Any, dtype: Any, name: str, shape: tuple[int, ...]) -> None:
    tensor = tf.constant(value, dtype)
    assert tensor.dtype.name == name
    assert tensor.shape == shape


REFUSED: list[tuple[Any, Any, type[Exception], str]] = [
    (None, None, ValueError, "None values not supported"),
    ([1, None], None, TypeError, "Can't convert"),
    ([[1], [2, 3]], None, ValueError, "rows differ in length"),
    (1.5, tf.int32, TypeError, "Expected int32, got 1.5 of type 'float'"),
    ("a", tf.int32, TypeError, "Expected int32, got 'a' of type 'str'"),
    (1, tf.string, TypeError, "Expected string, got 1 of type 'int'"),
    (True, tf.int32, TypeError, "Expected int32, got True of type 'bool'"),
    (1j, tf.float32, TypeError, "Expected float32"),
    (300, tf.uint8, TypeError, "out of range for uint8"),
    (-1, tf.uint8, TypeError, "out of range for uint8"),
    (2**40, tf.int32, TypeError, "out of range for int32"),
    (np.zeros(2), tf.string, TypeError, "Expected string"),
    ([1, "a"], None, TypeError, "Can't convert"),
    (object(), None, TypeError, "Can't convert"),
    ({1: 2}, None, TypeError, "Can't convert"),
]


@pytest.mark.parametrize(("value", "dtype", "error", "message"), REFUSED, ids=[repr(row[:2]) for row in REFUSED])
def test_refused(value: Any, dtype: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        tf.constant(value, dtype)


def test_strings_are_bytes_in_utf_8() -> None:
    with tf.Session() as session:
        assert session.run(tf.constant("한글")) == "한글".encode()
        found = session.run(tf.constant([["a"], ["b\0"]]))
    assert found.dtype == object
    assert found.tolist() == [[b"a"], [b"b\0"]]


def test_a_constant_keeps_its_value_when_the_array_changes() -> None:
    array = np.zeros(3)
    views = [tf.constant(array), tf.constant(array[:2]), tf.constant(array.reshape(3, 1))]
    array[:] = 7
    with tf.Session() as session:
        assert [found.max() for found in session.run(views)] == [0, 0, 0]


FILLED = [
    (1.0, [2, 2], [[1.0, 1.0], [1.0, 1.0]]),
    ([1, 2], [2, 2], [[1, 2], [2, 2]]),
    ([1, 2, 3, 4], [2, 2], [[1, 2], [3, 4]]),
]


@pytest.mark.parametrize(("value", "shape", "wanted"), FILLED)
def test_a_shorter_value_fills_a_shape_with_its_last_element(value: Any, shape: list[int], wanted: Any) -> None:
    with tf.Session() as session:
        assert session.run(tf.constant(value, shape=shape)).tolist() == wanted


def test_a_shape_that_does_not_fit() -> None:
    with pytest.raises(ValueError, match="at most 2, but received 3"):
        tf.constant([1, 2, 3], shape=[2])
    with pytest.raises(ValueError, match="No element"):
        tf.constant([], shape=[2])
    with pytest.raises(TypeError, match=r"Expected Tensor's shape: \(2,\), got \(\)"):
        tf.constant(1, shape=[2], verify_shape=True)


def test_a_tensor_is_no_constant() -> None:
    with pytest.raises(TypeError, match=r"use tf\.identity"):
        tf.constant(tf.constant(1.0))


def test_convert_to_tensor() -> None:
    x = tf.constant(1.0)
    assert tf.convert_to_tensor(x) is x
    assert tf.convert_to_tensor(1, tf.float64).dtype is tf.float64
    assert tf.convert_to_tensor(1, preferred_dtype=tf.float64).dtype is tf.float64
    assert tf.convert_to_tensor("a", preferred_dtype=tf.float64).dtype is tf.string
    with pytest.raises(ValueError, match="requested dtype int32"):
        tf.convert_to_tensor(x, tf.int32)


@pytest.mark.parametrize(
    "view", [lambda array: array, lambda array: array[:2], lambda array: array.T], ids=["whole", "part", "turned"]
)
def test_a_graph_keeps_numbers_of_its_own(view: Callable[[np.ndarray], np.ndarray]) -> None:
    mine = np.ones(3, np.float32)
    given = view(mine)
    fetches = [tf.constant(given), tf.placeholder_with_default(given, None) + given]
    mine[:] = 100
    with tf.Session() as sess:
        assert [value.tolist() for value in sess.run(fetches)] == [[1.0] * given.size, [2.0] * given.size]
