"""Fused cells give what their cells give step by step, from both ends, with lengths of their own."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import heureum as tf

rnn = tf.contrib.rnn
ROWS = np.random.RandomState(6).randn(5, 3, 2).astype(np.float32)  # time first
LENGTHS = np.array([5, 2, 3], np.int32)


def run(tensors: Any) -> Any:
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        return session.run(tensors)


@pytest.mark.parametrize("lengths", [None, LENGTHS])
def test_a_fused_lstm_is_an_lstm(lengths: Any) -> None:
    with tf.Graph().as_default():
        tf.set_random_seed(1)
        fused = rnn.LSTMBlockFusedCell(4)
        outputs, state = fused(tf.constant(ROWS), dtype=tf.float32, sequence_length=lengths)
        assert [each.name for each in tf.trainable_variables()] == ["lstm_fused_cell/kernel:0", "lstm_fused_cell/bias:0"]
        with tf.variable_scope("other"):
            cell = tf.nn.rnn_cell.BasicLSTMCell(4)
            expected = tf.nn.dynamic_rnn(cell, tf.constant(ROWS), lengths, dtype=tf.float32, time_major=True)
        mine, theirs = tf.trainable_variables()[:2], tf.trainable_variables()[2:]
        same = [b.assign(a) for a, b in zip(mine, theirs, strict=True)]
        with tf.Session() as session:
            session.run(tf.global_variables_initializer())
            session.run(same)
            (found, held), (wanted, last) = session.run([(outputs, state), expected])
        assert fused.num_units == 4
    np.testing.assert_allclose(found, wanted, rtol=1e-5)
    np.testing.assert_allclose(held.c, last.c, rtol=1e-5)


def test_backwards_is_forwards_over_the_reverse() -> None:
    with tf.Graph().as_default():
        forwards = rnn.LSTMBlockFusedCell(4)
        backwards = rnn.TimeReversedFusedRNN(forwards)
        turned = tf.reverse_sequence(ROWS, LENGTHS, seq_axis=0, batch_axis=1)
        straight, _ = forwards(turned, dtype=tf.float32, sequence_length=LENGTHS)
        found, _ = backwards(tf.constant(ROWS), dtype=tf.float32, sequence_length=LENGTHS)
        mirrored = tf.reverse_sequence(straight, LENGTHS, seq_axis=0, batch_axis=1)
        np.testing.assert_allclose(*run([found, mirrored]), rtol=1e-6)
        assert len(tf.trainable_variables()) == 2


def test_any_cell_may_be_fused() -> None:
    with tf.Graph().as_default():
        cell = tf.nn.rnn_cell.GRUCell(3)
        with tf.variable_scope("rnn") as scope:
            unrolled, _ = rnn.FusedRNNCellAdaptor(cell)(tf.constant(ROWS), dtype=tf.float32, scope=scope)
        looped, _ = rnn.FusedRNNCellAdaptor(cell, use_dynamic_rnn=True)(tf.constant(ROWS), dtype=tf.float32, scope="rnn")
        listed, _ = rnn.FusedRNNCellAdaptor(cell)(list(tf.unstack(ROWS)), dtype=tf.float32, scope="rnn")
        first, second, third = run([unrolled, looped, tf.stack(listed)])
        np.testing.assert_allclose(first, second, rtol=1e-6)
        np.testing.assert_allclose(first, third, rtol=1e-6)
        assert rnn.transpose_batch_time(ROWS).shape.as_list() == [3, 5, 2]
