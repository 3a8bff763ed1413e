"""What TensorFlow's modules of ops keep to themselves: each gives what its public sibling does."""

import importlib
from typing import Any

import numpy as np
import pytest
from heureum.python.ops import array_ops, math_ops, string_ops

import heureum as tf
from heureum import inner_ops, raw_ops
from heureum.inner_names import RENAMED


def values(*tensors: Any) -> list[Any]:
    with tf.Session() as session:
        return [np.asarray(each).tolist() for each in session.run(list(tensors))]


@pytest.mark.parametrize("name", sorted(RENAMED))
def test_each_other_name_leads_somewhere(name: str) -> None:
    found = importlib.import_module("heureum.python.ops.math_ops")
    assert callable(getattr(found, name))


def test_names_are_found_by_the_paths_of_tests() -> None:
    assert string_ops.string_lower is tf.strings.lower
    assert array_ops.newaxis is None
    assert array_ops.shape_internal is inner_ops.shape_internal
    assert math_ops.floor_mod.__doc__ == raw_ops.FloorMod.__doc__


def test_shapes_can_be_asked_for_while_it_runs() -> None:
    x = tf.zeros([2, 3])
    asked = (inner_ops.shape_internal, inner_ops.size_internal, inner_ops.rank_internal)
    assert values(*(each(x) for each in asked)) == values(*(each(x, optimize=False) for each in asked)) == [[2, 3], 6, 2]
    assert [each(x, optimize=False).op.type for each in asked] == ["Shape", "Size", "Rank"]
    assert [each(x).op.type for each in asked] == ["Const"] * 3


def test_arguments_in_another_order() -> None:
    x = tf.constant([[1.0, 2.0], [3.0, 4.0]])
    found = values(
        inner_ops.gather_v2(x, [1], axis=1),
        inner_ops.batch_gather_nd(x, [[[1]], [[0]]], 1),
        inner_ops.pad_v2([1.0], [[0, 1]], constant_values=5.0),
        inner_ops.expand_dims_v2([1.0], 1),
        inner_ops.squeeze_v2([[1.0]], 0),
        inner_ops.reduce_join_v2([["a", "b"]], 1, separator="-"),
        inner_ops.dropout_v2(x, 0.0),
        inner_ops.xw_plus_b_v1(x, [[1.0], [1.0]], [0.5]),
        inner_ops.bias_add_v1(x, [1.0, 2.0]),
        inner_ops.zeros_like_v2(x, tf.int32),
        inner_ops.ones_like_v2(x, tf.int32),
    )
    assert found[:5] == [[[2.0], [4.0]], [[2.0], [3.0]], [1.0, 5.0], [[1.0]], [1.0]]
    assert found[5:9] == [[b"a-b"], [[1.0, 2.0], [3.0, 4.0]], [[3.5], [7.5]], [[2.0, 4.0], [4.0, 6.0]]]
    assert found[9:] == [[[0, 0], [0, 0]], [[1, 1], [1, 1]]]


def test_the_sizes_of_a_reduction() -> None:
    assert values(inner_ops.reduced_shape([3, 5, 7], [-1, 0]), inner_ops.reduced_shape([3, 5, 7], 1)) == [[1, 5, 1], [3, 1, 7]]


def test_nearly_equal() -> None:
    assert values(inner_ops.approximate_equal([1.0, 2.0], [1.0 + 1e-6, 2.1])) == [[True, False]]
    with pytest.raises(ValueError, match="must be equal"):
        inner_ops.approximate_equal([1.0], [1.0, 2.0])


def test_last_axes_of_one() -> None:
    labels, predictions = inner_ops.remove_squeezable_dimensions(tf.zeros([4, 1]), tf.zeros([4]))
    assert labels.shape.as_list() == predictions.shape.as_list() == [4]
    labels, predictions = inner_ops.remove_squeezable_dimensions(tf.zeros([4]), tf.zeros([4, 1]))
    assert labels.shape.as_list() == predictions.shape.as_list() == [4]


def test_weights_that_broadcast() -> None:
    for given in ([], [1, 1], [2, 1], [2, 3]):
        assert inner_ops.assert_broadcastable(tf.zeros(given), tf.zeros([2, 3])).type == "NoOp"
    for given in ([3], [2, 2], [1, 2, 3]):
        with pytest.raises(ValueError, match="weights can not be broadcast to values"):
            inner_ops.assert_broadcastable(tf.zeros(given), tf.zeros([2, 3]))
    weights = tf.placeholder(tf.float32)
    check = inner_ops.assert_broadcastable(weights, tf.zeros([2, 3]))
    with tf.Session() as session:
        for fits in (np.zeros(()), np.zeros([2, 1])):
            session.run(check, {weights: fits})
        for wrong in (np.zeros([3]), np.zeros([2, 2])):
            with pytest.raises(tf.errors.InvalidArgumentError):
                session.run(check, {weights: wrong})


def test_rows_as_slices() -> None:
    slices = inner_ops.as_indexed_slices(tf.constant([[1.0], [2.0]]))
    assert values(slices.indices, slices.dense_shape) == [[0, 1], [2, 1]]
    assert inner_ops.as_indexed_slices(slices) is slices


def test_ops_answer_to_their_older_numbers() -> None:
    x = tf.constant([[4.0, 1.0], [1.0, 3.0]])
    assert values(raw_ops.AddV2(x=x, y=x), raw_ops.batch_matrix_inverse(raw_ops.batch_matrix_inverse(x)))[0] == [[8, 2], [2, 6]]
    assert raw_ops.BatchMatMul(x=x, y=x).op.type == "BatchMatMulV2"
    assert raw_ops.TopK(input=[1.0, 3.0], k=1)[0].op.type == "TopKV2"
    for name in ("Concat", "concat", "SelfAdjointEig"):
        with pytest.raises(AttributeError):
            getattr(raw_ops, name)
