"""Decoders with attention in tf.contrib.legacy_seq2seq: names of variables, what they learn, what they refuse."""

import numpy as np
import pytest

import heureum as tf

seq2seq = tf.contrib.legacy_seq2seq
SYMBOLS, UNITS, LENGTH, ROWS = 5, 12, 3, 8


def built(**options: object) -> tuple[list[tf.Tensor], list[tf.Tensor], list[tf.Tensor]]:
    given = [tf.placeholder(tf.int32, [ROWS]) for _ in range(LENGTH)]
    wanted = [tf.placeholder(tf.int32, [ROWS]) for _ in range(LENGTH)]
    decoder = [tf.zeros([ROWS], tf.int32), *wanted[:-1]]
    cell = tf.nn.rnn_cell.GRUCell(UNITS)
    outputs, _ = seq2seq.embedding_attention_seq2seq(given, decoder, cell, SYMBOLS, SYMBOLS, 6, **options)
    return given, wanted, outputs


def test_variables_have_tensorflows_names() -> None:
    built()
    decoder = "embedding_attention_seq2seq/embedding_attention_decoder"
    names = {each.op.name for each in tf.trainable_variables()}
    assert {
        "embedding_attention_seq2seq/rnn/embedding_wrapper/embedding",
        f"{decoder}/embedding",
        f"{decoder}/attention_decoder/AttnW_0",
        f"{decoder}/attention_decoder/AttnV_0",
        f"{decoder}/attention_decoder/Attention_0/kernel",
        f"{decoder}/attention_decoder/AttnOutputProjection/bias",
        f"{decoder}/attention_decoder/kernel",
    } <= names
    assert len(names) == len(tf.trainable_variables())


def test_it_learns_to_turn_a_sequence_round() -> None:
    tf.set_random_seed(3)
    given, wanted, outputs = built()
    loss = seq2seq.sequence_loss(outputs, wanted, [tf.ones([ROWS])] * LENGTH)
    step = tf.train.AdamOptimizer(0.02).minimize(loss)
    rows = np.random.RandomState(0).randint(1, SYMBOLS, (LENGTH, ROWS))
    feeds = {**dict(zip(given, rows, strict=True)), **dict(zip(wanted, rows[::-1], strict=True))}
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        for _ in range(80):
            session.run(step, feeds)
        assert session.run(loss, feeds) < 0.1
        found = np.stack(session.run(outputs, feeds)).argmax(2)
        assert (found == rows[::-1]).mean() > 0.9


@pytest.mark.parametrize("options", [{"feed_previous": True}, {"num_heads": 2}, {"initial_state_attention": True}])
def test_options(options: dict[str, object]) -> None:
    given, wanted, outputs = built(**options)
    feeds = {each: np.zeros(ROWS, np.int32) for each in [*given, *wanted]}
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        assert [each.shape for each in session.run(outputs, feeds)] == [(ROWS, SYMBOLS)] * LENGTH


def test_refused() -> None:
    cell, states = tf.nn.rnn_cell.GRUCell(4), tf.zeros([2, 3, 4])
    with pytest.raises(ValueError, match="at least 1 input"):
        seq2seq.attention_decoder([], tf.zeros([2, 4]), states, cell)
    with pytest.raises(ValueError, match="use a non-attention decoder"):
        seq2seq.attention_decoder([tf.zeros([2, 4])], tf.zeros([2, 4]), states, cell, num_heads=0)
    with pytest.raises(TypeError, match="build the decoder twice"):
        built(feed_previous=tf.constant(True))
