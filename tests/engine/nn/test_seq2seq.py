"""tf.contrib.seq2seq and legacy_seq2seq: decoders that learn, names of variables, losses by formula."""

from typing import Any

import numpy as np
import pytest

import heureum as tf

SYMBOLS, WIDTH, UNITS = 7, 5, 6
FEEDS = {"source:0": [[1, 2, 3], [4, 5, 6]], "target:0": [[1, 2, 3], [4, 5, 0]], "lengths:0": [3, 2]}


@pytest.fixture(autouse=True)
def _own_graph() -> Any:
    with tf.Graph().as_default():
        tf.set_random_seed(1)
        yield


def attending(kind: Any, **options: Any) -> tuple[Any, Any, Any, Any]:
    """A cell that attends to an encoder, what gives its first state, the table of embeddings, and the lengths."""
    source = tf.placeholder(tf.int32, [None, None], name="source")
    lengths = tf.placeholder(tf.int32, [None], name="lengths")
    table = tf.get_variable("table", [SYMBOLS, WIDTH])
    encoded, state = tf.nn.dynamic_rnn(tf.contrib.rnn.GRUCell(UNITS), tf.nn.embedding_lookup(table, source), dtype=tf.float32)
    attention = kind(UNITS, encoded, memory_sequence_length=lengths)
    cell = tf.contrib.seq2seq.AttentionWrapper(tf.contrib.rnn.GRUCell(UNITS), attention, attention_layer_size=UNITS, **options)

    def start() -> Any:
        return cell.zero_state(tf.shape(source)[0], tf.float32).clone(cell_state=state)

    return cell, start, table, lengths


@pytest.mark.parametrize("kind", [tf.contrib.seq2seq.LuongAttention, tf.contrib.seq2seq.BahdanauAttention])
def test_a_decoder_learns_what_it_is_shown(kind: Any) -> None:
    cell, start, table, lengths = attending(kind, alignment_history=True)
    target = tf.placeholder(tf.int32, [None, None], name="target")
    project = tf.layers.Dense(SYMBOLS, name="project")
    helper = tf.contrib.seq2seq.TrainingHelper(tf.nn.embedding_lookup(table, target), lengths)
    decoder = tf.contrib.seq2seq.BasicDecoder(cell, helper, start(), output_layer=project)
    outputs, state, found = tf.contrib.seq2seq.dynamic_decode(decoder, impute_finished=True)
    loss = tf.contrib.seq2seq.sequence_loss(outputs.rnn_output, target, tf.sequence_mask(lengths, dtype=tf.float32))
    train = tf.train.AdamOptimizer(0.05).minimize(loss)
    with tf.variable_scope(tf.get_variable_scope(), reuse=True):
        greedy = tf.contrib.seq2seq.GreedyEmbeddingHelper(table, tf.fill([2], 1), 2)
        free = tf.contrib.seq2seq.BasicDecoder(cell, greedy, start(), output_layer=project)
        said, _, how_long = tf.contrib.seq2seq.dynamic_decode(free, maximum_iterations=4)
    shares = state.alignment_history.stack()
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        before = session.run(loss, FEEDS)
        for _ in range(30):
            session.run(train, FEEDS)
        after, symbols, ends, given, words, steps = session.run(
            [loss, outputs.sample_id, found, shares, said.sample_id, how_long], FEEDS
        )
    assert after < before / 10
    assert ends.tolist() == [3, 2]
    assert symbols.tolist() == FEEDS["target:0"]
    np.testing.assert_allclose(given.sum(axis=2), 1, rtol=1e-5)
    assert given[:, 1, 2].max() == 0  # past the end of the memory
    assert words.shape == (2, max(steps))
    assert max(steps) <= 4


def test_the_loss_of_sequences() -> None:
    random = np.random.default_rng(0)
    logits = random.normal(size=(2, 3, 4)).astype(np.float32)
    targets, weights = random.integers(0, 4, (2, 3)), np.array([[1, 1, 0], [1, 0, 0]], np.float32)
    chances = np.exp(logits) / np.exp(logits).sum(-1, keepdims=True)
    losses = -np.log(np.take_along_axis(chances, targets[..., None], 2)[..., 0]) * weights
    whole = tf.contrib.seq2seq.sequence_loss(logits, targets, weights)
    by_sequence = tf.contrib.seq2seq.sequence_loss(logits, targets, weights, average_across_batch=False)
    steps = [list(np.moveaxis(each, 1, 0)) for each in (logits, targets, weights)]
    legacy = tf.contrib.legacy_seq2seq.sequence_loss_by_example(*steps)
    with tf.Session() as session:
        found = session.run([whole, by_sequence, legacy])
    np.testing.assert_allclose(found[0], losses.sum() / weights.sum(), rtol=1e-5)
    np.testing.assert_allclose(found[1], losses.sum(1) / weights.sum(1), rtol=1e-5)
    np.testing.assert_allclose(found[2], losses.sum(1) / weights.sum(1), rtol=1e-5)


def test_buckets_share_their_variables() -> None:
    inputs = [tf.placeholder(tf.int32, [None]) for _ in range(3)]
    weights = [tf.ones_like(each, tf.float32) for each in inputs]
    cell = tf.contrib.rnn.MultiRNNCell([tf.contrib.rnn.BasicLSTMCell(4) for _ in range(2)])

    def model(source: Any, target: Any) -> Any:
        return tf.contrib.legacy_seq2seq.embedding_rnn_seq2seq(source, target, cell, 9, 9, 5)

    outputs, losses = tf.contrib.legacy_seq2seq.model_with_buckets(inputs, inputs, inputs, weights, [(2, 2), (3, 3)], model)
    assert [len(each) for each in outputs] == [2, 3]
    names = [each.op.name for each in tf.trainable_variables()]
    assert len(names) == len(set(names)) == 12
    assert "embedding_rnn_seq2seq/rnn/embedding_wrapper/embedding" in names
    assert names[-2:] == [
        f"embedding_rnn_seq2seq/embedding_rnn_decoder/rnn_decoder/output_projection_wrapper/{each}" for each in ("kernel", "bias")
    ]
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        assert np.isfinite(session.run(losses, {each: [1, 2] for each in inputs})).all()


def test_a_batch_is_tiled_row_by_row() -> None:
    made = tf.contrib.seq2seq.tile_batch(tf.constant([[1], [2]]), 2)
    with tf.Session() as session:
        assert session.run(made).tolist() == [[1], [1], [2], [2]]


@pytest.mark.parametrize("kind", ["LayerNormBasicLSTMCell", "LSTMBlockCell", "GRUBlockCell"])
def test_further_cells_unroll(kind: str) -> None:
    x = tf.ones([2, 3, 4])
    y, _ = tf.nn.dynamic_rnn(getattr(tf.contrib.rnn, kind)(5), x, dtype=tf.float32)
    wrapped = tf.contrib.rnn.AttentionCellWrapper(tf.contrib.rnn.BasicLSTMCell(5), 3)
    z, _ = tf.nn.dynamic_rnn(wrapped, x, dtype=tf.float32, scope="attending")
    cells = [[tf.contrib.rnn.GRUCell(3) for _ in range(2)] for _ in range(2)]
    both, _, _ = tf.contrib.rnn.stack_bidirectional_dynamic_rnn(*cells, x, dtype=tf.float32)
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        assert [each.shape for each in session.run([y, z, both])] == [(2, 3, 5), (2, 3, 5), (2, 3, 6)]
