"""A run that waits for a queue for too long: by its own options, and by its session's configuration."""

from __future__ import annotations

import pytest

import heureum as tf

pytestmark = pytest.mark.needs_threads


def test_a_run_that_waits_too_long_ends() -> None:
    with tf.Graph().as_default():
        queue = tf.FIFOQueue(1, [tf.float32], shapes=[()])
        take, put, close = queue.dequeue(), queue.enqueue(1.0), queue.close()
        with tf.Session(config=tf.ConfigProto(operation_timeout_in_ms=5)) as session:
            with pytest.raises(tf.errors.DeadlineExceededError, match="Timed out"):
                session.run(take)
            session.run(put)
            with pytest.raises(tf.errors.DeadlineExceededError, match="fifo_queue_enqueue"):
                session.run(put)
            # What gave up is not waited for.
            session.run(close)
            assert session.run(take) == 1.0
            with pytest.raises(tf.errors.OutOfRangeError):
                session.run(take)


def test_a_single_run_may_have_a_time_of_its_own() -> None:
    with tf.Graph().as_default(), tf.Session() as session:
        queue = tf.FIFOQueue(1, [tf.float32], shapes=[()])
        take, put = queue.dequeue(), queue.enqueue(1.0)
        with pytest.raises(tf.errors.DeadlineExceededError):
            session.run(take, options=tf.RunOptions(timeout_in_ms=5))
        session.run(put)
        assert session.run(take, options=tf.RunOptions(timeout_in_ms=60000)) == 1.0
