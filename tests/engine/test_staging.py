"""Staging areas keep elements between runs; stacks give the last first."""

import threading

import numpy as np
import pytest

import heureum as tf
from heureum import raw_ops
from heureum.contrib.staging import StagingArea


def test_what_one_run_puts_another_takes() -> None:
    x = tf.placeholder(tf.float32)
    area = StagingArea([tf.float32, tf.float32])
    put, (first, second) = area.put([x, 2 * x]), area.get()
    with tf.Session() as session:
        session.run(put, {x: 1.0})
        for step in range(2, 5):
            _, taken, doubled = session.run([put, first, second], {x: step})
            assert (taken, doubled) == (step - 1, 2 * (step - 1))


def test_elements_may_have_names_and_shapes() -> None:
    area = StagingArea([tf.float32, tf.int32], shapes=[[], [2]], names=["x", "n"])
    put, got, size, clear = area.put({"x": 1.0, "n": [3, 4]}), area.get(), area.size(), area.clear()
    assert got["n"].shape.as_list() == [2]
    with tf.Session() as session:
        session.run(put)
        session.run(put)
        assert session.run(size) == 2
        np.testing.assert_array_equal(session.run(got["n"]), [3, 4])
        session.run(clear)
        assert session.run(size) == 0
    with pytest.raises(ValueError, match="must be a dictionary"):
        area.put([1.0, [3, 4]])
    with pytest.raises(ValueError, match="incompatible"):
        area.put({"x": 1.0, "n": [3]})


def test_peek_leaves_the_element() -> None:
    x, at = tf.placeholder(tf.int32, []), tf.placeholder(tf.int32, [])
    area = StagingArea([tf.int32], shapes=[[]])
    put, (seen,) = area.put([x]), area.peek(at)
    with tf.Session() as session:
        for value in (5, 6, 7):
            session.run(put, {x: value})
        assert [session.run(seen, {at: i}) for i in (2, 0, 1)] == [7, 5, 6]
        assert session.run(area.size()) == 3


@pytest.mark.needs_threads
def test_putting_waits_while_it_is_full() -> None:
    x = tf.placeholder(tf.int32, [])
    area = StagingArea([tf.int32], shapes=[[]], capacity=2)
    put, (got,), size = area.put([x]), area.get(), area.size()
    with tf.Session() as session:

        def run() -> None:
            for value in range(4):
                session.run(put, {x: value})

        thread = threading.Thread(target=run)
        thread.start()
        taken = [session.run(got) for _ in range(2)]
        thread.join()
        assert taken == [0, 1]
        assert session.run(size) == 2


def test_refuses_what_can_not_be() -> None:
    with pytest.raises(ValueError, match="same length as dtypes"):
        StagingArea([tf.float32], shapes=[[], []])
    with pytest.raises(ValueError, match=">= 0"):
        StagingArea([tf.float32], capacity=-1)
    area = StagingArea([tf.float32], memory_limit=4)
    with tf.Session() as session, pytest.raises(tf.errors.InvalidArgumentError, match="8 bytes into a staging area of 4"):
        session.run(area.put([[1.0, 2.0]]))


def test_a_stack_gives_the_last_first() -> None:
    stack = raw_ops.StackV2(max_size=-1, elem_type=tf.float32)
    first = raw_ops.StackPushV2(handle=stack, elem=[1.0])
    with tf.control_dependencies([first]):
        second = raw_ops.StackPushV2(handle=stack, elem=[2.0])
    with tf.control_dependencies([second]):
        last = raw_ops.StackPopV2(handle=stack, elem_type=tf.float32)
    with tf.Session() as session:
        np.testing.assert_array_equal(session.run(last), [2.0])
        with pytest.raises(tf.errors.InvalidArgumentError, match="empty"):
            session.run(raw_ops.StackPopV2(handle=raw_ops.StackV2(max_size=1, elem_type=tf.int32), elem_type=tf.int32))
