"""Types of scripts' own that stand for tensors."""

import pytest

import heureum as tf
from heureum.graph.convert import conversions


class Money:
    def __init__(self, amount: float) -> None:
        self.amount = amount


def as_tensor(value: Money, dtype: object = None, name: str | None = None, as_ref: bool = False) -> object:
    return NotImplemented if value.amount < 0 else tf.constant(value.amount, dtype, name=name)


def test_an_own_type_stands_where_a_tensor_may() -> None:
    kept = list(conversions)
    try:
        tf.register_tensor_conversion_function(Money, as_tensor)
        with tf.Session() as session:
            assert session.run(tf.add(Money(2.5), 1.0)) == 3.5
        with pytest.raises(TypeError, match="Money"):
            tf.add(Money(-1), 1.0)
    finally:
        conversions[:] = kept


@pytest.mark.parametrize(("kind", "function"), [(3, as_tensor), ((), as_tensor), (Money, 3)])
def test_refused(kind: object, function: object) -> None:
    with pytest.raises(TypeError, match="must be"):
        tf.register_tensor_conversion_function(kind, function)


def test_the_shape_of_a_scalar_is_no_fraction() -> None:
    assert tf.convert_to_tensor(tf.constant(1.0).shape).dtype is tf.int32
    with tf.Session() as session:
        assert session.run(tf.truncated_normal(tf.constant(1.0).get_shape())).shape == ()


def test_scripts_hang_their_own_attributes_on_tensors_and_operations() -> None:
    x = tf.constant(1.0)
    x.alias, x.op.note = "x", "y"
    assert (x.alias, x.op.note) == ("x", "y")
