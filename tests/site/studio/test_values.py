"""Values, shapes and dtypes as readers type them."""

import hypothesis.extra.numpy as npst
import numpy as np
import pytest
from hypothesis import given, settings

from heureum.dtypes import as_dtype
from heureum_live.studio.refusal import Refused
from heureum_live.studio.values import array_text, read_array, read_shape, shape_text

TYPED = [
    ("3", None, np.int32(3)),
    ("3.0", None, np.float32(3)),
    (" -2.5e3 ", None, np.float32(-2500)),
    ("3", "float64", np.float64(3)),
    ("[1, 2, 3]", "float32", np.float32([1, 2, 3])),
    ("[[1, 2], [3, 4]]", None, np.int32([[1, 2], [3, 4]])),
    ("(1, 2)", None, np.int32([1, 2])),
    ("true", None, np.bool_(True)),
    ("[True, false]", None, np.array([True, False])),
    ("[1, 0]", "bool", np.array([True, False])),
    ("nan", "float32", np.float32("nan")),
    ("-inf", "float32", np.float32("-inf")),
    ("[]", None, np.zeros(0, np.float32)),
    ("9999999999", None, np.int64(9999999999)),
    ("255", "uint8", np.uint8(255)),
    ("1+2j", "complex64", np.complex64(1 + 2j)),
]
REFUSED = [
    ("", None, "no value"),
    ("1 2", None, "no value"),
    ("[1, [2]]", None, "no array"),
    ("[1, 'a']", None, "no array"),
    ("x", None, "no value"),
    ("1 + 1", None, "no value"),
    ("f()", None, "no value"),
    ("open('/etc/passwd')", None, "no value"),
    ("[i for i in range(9)]", None, "no value"),
    ("9**99999", None, "no value"),
    ("(" * 500 + ")" * 500, None, "no value"),
    ("256", "uint8", "other dtype"),
    ("2.5", "int32", "other dtype"),
    ("text", "float32", "no value"),
    ("None", None, "no array"),
]


@pytest.mark.parametrize(("text", "dtype", "value"), TYPED)
def test_what_is_typed_is_read(text: str, dtype: str | None, value: np.ndarray) -> None:
    read = read_array(text, None if dtype is None else as_dtype(dtype))
    assert read.dtype == value.dtype
    assert read.shape == value.shape
    np.testing.assert_array_equal(read, value)


@pytest.mark.parametrize(("text", "dtype", "reason"), REFUSED)
def test_what_is_no_value_is_refused_and_nothing_is_run(text: str, dtype: str | None, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        read_array(text, None if dtype is None else as_dtype(dtype))
    assert refused.value.key == reason


@pytest.mark.parametrize("text", ["word", '"word"', "'word'"])
def test_a_word_needs_no_quotes_where_only_words_may_stand(text: str) -> None:
    assert read_array(text, as_dtype("string"))[()] == b"word"


DTYPES = npst.floating_dtypes(sizes=(16, 32, 64), endianness="=") | npst.integer_dtypes(endianness="=") | npst.boolean_dtypes()


@settings(deadline=None)
@given(npst.arrays(DTYPES, npst.array_shapes(min_dims=0, max_dims=3, max_side=4)))
def test_what_is_written_is_read_as_the_same(array: np.ndarray) -> None:
    text = array_text(array)
    assert text is not None
    read = read_array(text, as_dtype(array.dtype))
    assert read.dtype == array.dtype
    np.testing.assert_array_equal(read, array)


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("[2, 3]", "[2, 3]"),
        ("2,3", "[2, 3]"),
        ("2 x 3", "[2, 3]"),
        ("(2, None)", "[2, ?]"),
        ("[?, 2]", "[?, 2]"),
        ("[]", "[]"),
        ("", "[]"),
        ("()", "[]"),
        ("...", "..."),
        ("5", "[5]"),
        ("(5,)", "[5]"),
        ("-1, 4", "[?, 4]"),
        ("2,3,", "[2, 3]"),
    ],
)
def test_shapes_are_read_in_every_spelling(text: str, shape: str) -> None:
    assert shape_text(read_shape(text)) == shape
    assert read_shape(shape) == read_shape(text)


@pytest.mark.parametrize("text", ["two", "2.5", "-7", "[[2]]", None, 7, "1" * 40])
def test_what_is_no_shape_is_refused(text: object) -> None:
    with pytest.raises(Refused):
        read_shape(text)
