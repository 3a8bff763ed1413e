"""Attributes cross JSON bit for bit; what is not one is refused."""

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

import heureum as tf
from heureum.graph.attr_values import decode, encode

PLAIN = [
    None, True, False, 0, -(2**70), 0.1, -0.0, "", "한글", tf.float32, tf.string, tf.TensorShape(None),
    tf.TensorShape([]), tf.TensorShape([2, None]), [], [1, [2.0, "a"]], [tf.int32, None],
]  # fmt: skip


def crossed(value: Any) -> Any:
    return decode(json.loads(json.dumps(encode(value), allow_nan=False)))


@pytest.mark.parametrize("value", PLAIN, ids=repr)
def test_plain_values(value: Any) -> None:
    found = crossed(value)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_floats_that_json_lacks(value: float) -> None:
    np.testing.assert_equal(crossed(value), value)


DTYPES = [
    np.dtype(each.as_numpy_dtype)
    for each in tf.__dict__.values()
    if isinstance(each, tf.DType) and each.as_numpy_dtype is not object
]


@given(
    st.sampled_from(DTYPES).flatmap(lambda dtype: arrays.arrays(dtype, arrays.array_shapes(min_dims=0, min_side=0, max_side=9)))
)
def test_arrays(array: np.ndarray) -> None:
    found = crossed(array)
    np.testing.assert_array_equal(found, array, strict=True)
    assert found.tobytes() == array.tobytes() or np.isnan(array).any()


def test_arrays_that_are_no_blocks_of_memory() -> None:
    array = np.arange(600, dtype=np.float64).reshape(20, 30)
    for view in (array.T, array[::2, ::3], array.astype(">f8"), array[:, :0]):
        np.testing.assert_array_equal(crossed(view), view)


def test_strings() -> None:
    array = np.array([[b"", b"a\0"], ["한글".encode(), b"\xff"]], object)
    assert crossed(array).tolist() == array.tolist()
    assert crossed(np.array(b"a", object)).shape == ()


def test_numpy_s_own_scalars_become_plain() -> None:
    assert [crossed(each) for each in (np.int64(3), np.float32(0.5), np.bool_(True))] == [3, 0.5, True]


DAMAGED: list[tuple[Any, str]] = [
    (3, "one tag"),
    ({}, "one tag"),
    ({"int": 1, "float": 2}, "one tag"),
    ({"object": 1}, "unknown attribute tag 'object'"),
    ({"int": 1.5}, "int is needed"),
    ({"int": True}, "int is needed"),
    ({"bool": 1}, "bool is needed"),
    ({"string": 1}, "str is needed"),
    ({"float": "big"}, "a float is needed"),
    ({"float": True}, "a float is needed"),
    ({"dtype": "float99"}, "float99"),
    ({"dtype": 3}, "named by a string"),
    ({"shape": [-1]}, "list of sizes"),
    ({"shape": [True]}, "list of sizes"),
    ({"shape": 3}, "list of sizes"),
    ({"list": 3}, "list is needed"),
    ({"list": [{"int": "a"}]}, "int is needed"),
    ({"tensor": 3}, "'dtype' and 'shape'"),
    ({"tensor": {"dtype": "float32", "shape": None, "values": []}}, "must be known"),
    ({"tensor": {"dtype": "float32", "shape": [2], "values": [1.0]}}, "needs 2 elements, found 1"),
    ({"tensor": {"dtype": "float32", "shape": [1], "values": ["a"]}}, "can't be read as float32"),
    ({"tensor": {"dtype": "uint8", "shape": [1], "values": [300]}}, "can't be read as uint8"),
    ({"tensor": {"dtype": "float32", "shape": [1], "values": [3.5e38]}}, "can't be read as float32"),
    ({"tensor": {"dtype": "int32", "shape": [1]}}, "is needed"),
    ({"tensor": {"dtype": "float32", "shape": [2], "base64": "AAAA"}}, "need 8 bytes, found 3"),
    ({"tensor": {"dtype": "float32", "shape": [1], "base64": "?"}}, "can't be read"),
    ({"tensor": {"dtype": "string", "shape": [1], "base64_each": ["?"]}}, "can't be read"),
    ({"tensor": {"dtype": "string", "shape": [1], "base64_each": 5}}, "can't be read"),
    ({"tensor": {"dtype": "float32", "shape": [1], "base64_each": ["AAAA"]}}, "can't be read"),
    ({"tensor": {"dtype": "string", "shape": [1], "base64": "AAAA"}}, "can't be read"),
    ({"tensor": {"dtype": "string", "shape": [1], "values": ["a"]}}, "can't be read"),
    ({"tensor": {"dtype": "int32", "shape": [1], "values": [1.5]}}, "can't be read as int32"),
    ({"tensor": {"dtype": "bool", "shape": [1], "values": [7]}}, "can't be read as bool"),
    ({"tensor": {"dtype": "float32", "shape": [1], "values": [[1.0]]}}, "can't be read"),
    ({"tensor": {"dtype": "float32", "shape": [10**12], "base64": ""}}, "can't be read"),
]


@pytest.mark.parametrize(("tagged", "message"), DAMAGED, ids=repr)
def test_damaged(tagged: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        decode(tagged)


def test_what_has_no_tag() -> None:
    with pytest.raises(TypeError, match="can't be a set"):
        encode({1})
