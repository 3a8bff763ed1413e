"""Shapes known in part: tables of what they merge to, print as and allow."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import heureum as tf
from heureum.tensor_shape import TensorSpec, format_spec

Dims = list[int | None] | None

MERGED: list[tuple[Dims, Dims, Any]] = [
    (None, None, None),
    (None, [2, None], [2, None]),
    ([2, None], [None, 3], [2, 3]),
    ([], [], []),
    ([2], [3], ValueError),
    ([2], [2, 2], ValueError),
    ([0], [None], [0]),
]


@pytest.mark.parametrize(("left", "right", "merged"), MERGED)
def test_merging(left: Dims, right: Dims, merged: Any) -> None:
    a, b = tf.TensorShape(left), tf.TensorShape(right)
    assert a.is_compatible_with(b) == b.is_compatible_with(a) == (merged is not ValueError)
    if merged is ValueError:
        with pytest.raises(ValueError, match="not compatible"):
            a.merge_with(b)
        return
    assert a.merge_with(b) == b.merge_with(a) == tf.TensorShape(merged)


PRINTED: list[tuple[Dims, str, str, int | None]] = [
    (None, "<unknown>", "float32[...]", None),
    ([], "()", "float32[]", 1),
    ([3], "(3,)", "float32[3]", 3),
    ([3, None], "(3, ?)", "float32[3,?]", None),
    ([3, 2], "(3, 2)", "float32[3,2]", 6),
    ([3, 0], "(3, 0)", "float32[3,0]", 0),
]


@pytest.mark.parametrize(("dims", "text", "spec", "count"), PRINTED)
def test_printing_and_counting(dims: Dims, text: str, spec: str, count: int | None) -> None:
    shape = tf.TensorShape(dims)
    assert str(shape) == text
    assert format_spec(tf.float32, shape) == str(TensorSpec(tf.float32, shape)) == spec
    assert shape.num_elements() == count
    assert shape.is_fully_defined() == (count is not None)


def test_indexing_gives_dimensions() -> None:
    shape = tf.TensorShape([2, None, 3])
    assert [type(shape[0]), shape[0].value, shape[1].value] == [tf.Dimension, 2, None]
    assert (shape[1:], len(shape), shape.ndims, shape.as_list()) == (tf.TensorShape([None, 3]), 3, 3, [2, None, 3])
    assert [dimension.value for dimension in shape] == [2, None, 3]
    assert shape.concatenate([4]) == tf.TensorShape([2, None, 3, 4])
    assert tf.TensorShape(None)[4].value is None


@pytest.mark.parametrize("use", [len, list, lambda shape: shape.as_list()])
def test_an_unknown_rank_can_t_be_walked(use: Any) -> None:
    with pytest.raises(ValueError, match="unknown rank"):
        use(tf.TensorShape(None))


@pytest.mark.parametrize(("dims", "error"), [([-1], ValueError), ([1.5], TypeError), (["a"], TypeError)])
def test_no_shape(dims: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        tf.TensorShape(dims)


def test_with_rank() -> None:
    assert tf.TensorShape(None).with_rank(2) == tf.TensorShape([None, None])
    with pytest.raises(ValueError, match=r"Shape \(2,\) must have rank 3"):
        tf.TensorShape([2]).with_rank(3)


SIZES = st.none() | st.integers(0, 9)


@given(SIZES, SIZES)
def test_arithmetic_with_an_unknown_size_is_unknown(a: int | None, b: int | None) -> None:
    x, y = tf.Dimension(a), tf.Dimension(b)
    is_known = a is not None and b is not None
    assert (x + y).value == (a + b if is_known else None)
    assert (x * y).value == (a * b if is_known else None)
    assert (x == y) is ((a == b) if is_known else None)
    assert x.is_compatible_with(y) == (not is_known or a == b)


def test_an_unknown_dimension_has_no_value() -> None:
    with pytest.raises(TypeError, match="set_shape"):
        int(tf.Dimension(None))
    assert (str(tf.Dimension(None)), repr(tf.Dimension(3)), int(tf.Dimension(3))) == ("?", "Dimension(3)", 3)
