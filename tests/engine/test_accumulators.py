"""Accumulators: means and sums of gradients that came in several runs, stale ones left out, and a run that waits for more."""

import threading

import numpy as np
import pytest

import heureum as tf


def test_gives_the_mean_of_what_has_come() -> None:
    with tf.Session() as session:
        kept = tf.ConditionalAccumulator(tf.float32, shape=[2])
        for gradient in ([1.0, 2.0], [3.0, 6.0]):
            session.run(kept.apply_grad(gradient))
        assert session.run(kept.num_accumulated()) == 2
        np.testing.assert_array_equal(session.run(kept.take_grad(1)), [2.0, 4.0])
        assert session.run(kept.num_accumulated()) == 0


def test_gives_sums_if_wanted() -> None:
    with tf.Session() as session:
        kept = tf.ConditionalAccumulator(tf.float32, reduction_type="SUM")
        session.run([kept.apply_grad(1.0), kept.apply_grad(2.5)])
        assert session.run(kept.take_grad(2)) == 3.5


def test_drops_gradients_of_earlier_steps() -> None:
    with tf.Session() as session:
        kept = tf.ConditionalAccumulator(tf.float32)
        session.run(kept.set_global_step(3))
        session.run(kept.apply_grad(1.0, local_step=2))
        assert session.run(kept.num_accumulated()) == 0
        session.run(kept.apply_grad(2.0, local_step=3))
        assert session.run(kept.take_grad(1)) == 2.0
        session.run(kept.apply_grad(1.0, local_step=3))  # taking began step 4
        assert session.run(kept.num_accumulated()) == 0


@pytest.mark.needs_threads
def test_taking_waits_for_enough() -> None:
    with tf.Session() as session:
        kept = tf.ConditionalAccumulator(tf.float32)
        taken, apply = kept.take_grad(2), kept.apply_grad(3.0)
        found: list[float] = []
        thread = threading.Thread(target=lambda: found.append(session.run(taken)))
        thread.start()
        session.run(apply)
        session.run(apply)
        thread.join()
        assert found == [3.0]


def test_refuses_what_does_not_fit() -> None:
    with pytest.raises(ValueError, match="reduction_type"):
        tf.ConditionalAccumulator(tf.float32, reduction_type="MAX")
    kept = tf.ConditionalAccumulator(tf.float32, shape=[2])
    with pytest.raises(ValueError, match="incompatible"):
        kept.apply_grad([1.0])
    fed = tf.placeholder(tf.float32)
    with tf.Session() as session:
        with pytest.raises(tf.errors.InvalidArgumentError, match="Shape mismatch"):
            session.run(kept.apply_grad(fed), {fed: [1.0]})
        with pytest.raises(tf.errors.InvalidArgumentError, match="num_required must be positive, but was 0"):
            session.run(kept.take_grad(0))


def test_the_mean_of_a_row_is_over_the_gradients_that_had_it() -> None:
    with tf.Session() as session:
        kept = tf.SparseConditionalAccumulator(tf.float32, shape=[3, None])
        for numbers, rows in (([0, 1], [[1.0, 0.0], [0.0, 2.0]]), ([2, 0], [[3.0, 0.0], [0.0, 1.0]])):
            session.run(kept.apply_indexed_slices_grad(tf.IndexedSlices(tf.constant(rows), tf.constant(numbers))))
        found = session.run(kept.take_indexed_slices_grad(2))
        np.testing.assert_array_equal(found.indices, [0, 1, 2])
        np.testing.assert_array_equal(found.values, [[0.5, 0.5], [0.0, 2.0], [3.0, 0.0]])
        np.testing.assert_array_equal(found.dense_shape, [3, 2])


@pytest.mark.parametrize(
    ("indices", "values", "shape", "complaint"),
    [
        ([0], np.ones([1, 2]), [2, 2], "expected shape rank at least 3, got 2"),
        ([0], np.ones([1, 3, 2]), [2, 3, 2], "expected shape dim 1 to be 2, got 3"),
        ([3], np.ones([1, 2, 2]), None, "index of slice 0 exceeded limits of shape; index is 3 exceeded 2"),
        ([0, 1], np.ones([2, 2]), None, "expected values rank at least 3, got 2"),
        (0, [1.0], None, "should be vector"),
        ([0], 1.0, None, "Values cannot be 0-dimensional."),
        ([0, 1], np.ones([1, 2, 2]), None, " non-empty input values, got 1"),
    ],
)
def test_rows_must_fit(indices: object, values: object, shape: object, complaint: str) -> None:
    kept = tf.SparseConditionalAccumulator(tf.float32, shape=[2, 2, None])
    with tf.Session() as session, pytest.raises(tf.errors.InvalidArgumentError, match=complaint):
        session.run(kept.apply_grad(indices, values, shape))


def test_rows_of_one_step_are_of_one_shape() -> None:
    with tf.Session() as session:
        kept = tf.SparseConditionalAccumulator(tf.float32)
        session.run(kept.apply_grad([0], [[1.0, 2.0]]))
        with pytest.raises(tf.errors.InvalidArgumentError, match="expected values dim 1 to be 2, got 3"):
            session.run(kept.apply_grad([0], [[1.0, 2.0, 3.0]]))
