"""Beam search: against a search over lists, inside attention, with a penalty for length; helpers that mix in what was said."""

from typing import Any

import numpy as np
import pytest

import heureum as tf

s2s = tf.contrib.seq2seq
SYMBOLS, END, WIDTH = 6, 0, 3
CHAIN = np.random.RandomState(5).normal(0, 1.5, (SYMBOLS, SYMBOLS)).astype(np.float32)


@pytest.fixture(autouse=True)
def _own_graph() -> Any:
    with tf.Graph().as_default():
        tf.set_random_seed(2)
        yield


class Chain(tf.contrib.rnn.RNNCell):
    """Says what may follow the symbol it is fed; its state counts the steps."""

    @property
    def state_size(self) -> Any:
        """One number."""
        return 1

    @property
    def output_size(self) -> Any:
        """A number for each symbol."""
        return SYMBOLS

    def call(self, inputs: Any, state: Any) -> Any:
        """The row of the table."""
        return tf.matmul(inputs, tf.constant(CHAIN)), state + 1


def by_hand(start: int, steps: int, weight: float) -> list[tuple[list[int], float]]:
    """The best sequences from `start`, by lists: symbols and score. An end counts in the length once it is behind."""
    chances = CHAIN - np.log(np.exp(CHAIN).sum(1, keepdims=True))
    beams: list[tuple[list[int], float]] = [([], 0.0)]
    for _ in range(steps):
        following: list[tuple[list[int], float, float]] = []
        for symbols, total in beams:
            if END in symbols:
                following.append((symbols, total, scored(total, len(symbols), weight)))
                continue
            for each in range(SYMBOLS):
                more = total + float(chances[symbols[-1] if symbols else start, each])
                following.append(([*symbols, each], more, scored(more, len(symbols) + (each != END), weight)))
        following.sort(key=lambda beam: -beam[2])
        beams = [beam[:2] for beam in following[:WIDTH]]
        if all(END in symbols for symbols, _ in beams):
            break
    return beams


def scored(total: float, length: int, weight: float) -> float:
    """The logarithm of a sequence's chance, over its penalty."""
    return total / ((5 + length) / 6) ** weight


@pytest.mark.parametrize("weight", [0.0, 1.0])
def test_it_finds_what_a_search_over_lists_finds(weight: float) -> None:
    starts = [1, 4]
    decoder = s2s.BeamSearchDecoder(
        Chain(),
        tf.eye(SYMBOLS),
        tf.constant(starts),
        END,
        tf.zeros([len(starts) * WIDTH, 1]),
        WIDTH,
        length_penalty_weight=weight,
    )
    outputs, _, lengths = s2s.dynamic_decode(decoder, maximum_iterations=5)
    with tf.Session() as session:
        found, scores, steps = session.run([outputs.predicted_ids, outputs.beam_search_decoder_output.scores, lengths])
    assert steps.shape == (2, WIDTH)
    for row, start in enumerate(starts):
        for beam, (symbols, total) in enumerate(by_hand(start, 5, weight)):
            padded = symbols + [END] * (found.shape[1] - len(symbols))
            assert found[row, :, beam].tolist() == padded
            if weight == 0.0:
                assert scores[row, -1, beam] == pytest.approx(total, rel=1e-4)


def test_a_search_with_attention_and_one_beam_is_greedy() -> None:
    units, source = 4, tf.constant(np.random.RandomState(1).normal(size=(2, 3, 4)).astype(np.float32))
    table, project = tf.get_variable("table", [SYMBOLS, 3]), tf.layers.Dense(SYMBOLS)
    said = []
    for width in (0, 1):
        memory = source if width == 0 else s2s.tile_batch(source, width)
        with tf.variable_scope("decoder", reuse=width == 1):
            attention = s2s.LuongAttention(units, memory)
            cell = s2s.AttentionWrapper(tf.contrib.rnn.GRUCell(units), attention, attention_layer_size=units, name="attending")
            state = cell.zero_state(2, tf.float32)
            if width == 0:
                helper = s2s.GreedyEmbeddingHelper(table, tf.constant([1, 1]), END)
                decoder: Any = s2s.BasicDecoder(cell, helper, state, project)
            else:
                decoder = s2s.BeamSearchDecoder(cell, table, tf.constant([1, 1]), END, state, width, project)
            said.append(s2s.dynamic_decode(decoder, maximum_iterations=4, scope="loop")[0])
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        greedy, searched = session.run([said[0].sample_id, said[1].predicted_ids])
    over = np.cumsum(greedy == END, axis=1) > 0
    assert searched[:, :, 0].tolist() == np.where(over, END, greedy).tolist()


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="must be a vector"):
        s2s.BeamSearchDecoder(Chain(), tf.eye(SYMBOLS), 1, END, tf.zeros([3, 1]), WIDTH)
    with tf.Session() as session, pytest.raises(tf.errors.InvalidArgumentError, match="are not in"):
        session.run(s2s.gather_tree([[[1, 2]]], [[[0, 2]]], [1], END))


@pytest.mark.parametrize("chance", [0.0, 1.0])
def test_a_scheduled_helper_feeds_what_is_true_or_what_was_said(chance: float) -> None:
    true = np.eye(SYMBOLS, dtype=np.float32)[[[1, 2, 3, 4], [5, 4, 3, 2]]]
    helper = s2s.ScheduledEmbeddingTrainingHelper(tf.constant(true), [4, 4], tf.eye(SYMBOLS), chance, seed=3)
    outputs, _, _ = s2s.dynamic_decode(s2s.BasicDecoder(Chain(), helper, tf.zeros([2, 1])))
    with tf.Session() as session:
        given, drawn = session.run([outputs.rnn_output, outputs.sample_id])
    fed = true.argmax(-1)
    if chance == 0.0:
        assert set(drawn.ravel()) == {-1}
    else:
        fed = np.concatenate([fed[:, :1], drawn[:, :-1]], axis=1)
    np.testing.assert_allclose(given, CHAIN[fed], rtol=1e-5)


def test_helpers_of_functions() -> None:
    def first() -> Any:
        return tf.fill([2], False), tf.one_hot([1, 2], SYMBOLS)

    def following(time: Any, outputs: Any, state: Any, sample_ids: Any) -> Any:
        return tf.equal(sample_ids, END), tf.one_hot(sample_ids, SYMBOLS), state

    def likeliest(outputs: Any, **_: Any) -> Any:
        return tf.argmax(outputs, -1, output_type=tf.int32)

    custom = s2s.CustomHelper(first, likeliest, following)
    greedy = s2s.GreedyEmbeddingHelper(tf.eye(SYMBOLS), tf.constant([1, 2]), END)
    scheduled = s2s.ScheduledOutputTrainingHelper(tf.one_hot([[1, 3], [2, 3]], SYMBOLS), [2, 2], 1.0)
    fed_back = s2s.InferenceHelper(tf.identity, [SYMBOLS], tf.float32, tf.one_hot([1, 2], SYMBOLS), lambda x: tf.fill([2], False))
    found = []
    for helper in (custom, greedy, scheduled, fed_back):
        decoder = s2s.BasicDecoder(Chain(), helper, tf.zeros([2, 1]))
        found.append(s2s.dynamic_decode(decoder, maximum_iterations=2)[0].rnn_output)
    with tf.Session() as session:
        made, expected, mixed, back = session.run(found)
    np.testing.assert_allclose(made, expected)
    np.testing.assert_allclose(mixed[:, 1], CHAIN[[1, 2]] @ CHAIN, rtol=1e-5)
    np.testing.assert_allclose(back, mixed, rtol=1e-5)
