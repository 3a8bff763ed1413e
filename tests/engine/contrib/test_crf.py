"""Conditional random fields, against sums and maxima over all sequences of tags."""

import itertools
from typing import Any

import numpy as np
import pytest

import heureum as tf

crf = tf.contrib.crf
rng = np.random.RandomState(0)
BATCH, STEPS, TAGS = 3, 4, 3
SCORES = rng.normal(size=(BATCH, STEPS, TAGS)).astype(np.float32)
PAIRS = rng.normal(size=(TAGS, TAGS)).astype(np.float32)
LENGTHS = np.array([4, 2, 1], np.int32)
GIVEN = rng.randint(0, TAGS, (BATCH, STEPS)).astype(np.int32)


@pytest.fixture(autouse=True)
def _own_graph() -> Any:
    with tf.Graph().as_default():
        yield


def score(row: int, tags: Any) -> float:
    own = sum(SCORES[row, step, tag] for step, tag in enumerate(tags))
    return float(own + sum(PAIRS[a, b] for a, b in itertools.pairwise(tags)))


def all_tags(row: int) -> list[tuple[int, ...]]:
    return list(itertools.product(range(TAGS), repeat=int(LENGTHS[row])))


def test_likelihoods_are_those_of_all_sequences_together() -> None:
    found, pairs = crf.crf_log_likelihood(SCORES, GIVEN, LENGTHS, PAIRS)
    with tf.Session() as session:
        likelihoods = session.run(found)
    assert pairs is PAIRS
    for row in range(BATCH):
        total = np.log(sum(np.exp(score(row, tags)) for tags in all_tags(row)))
        assert likelihoods[row] == pytest.approx(score(row, GIVEN[row, : LENGTHS[row]]) - total, rel=1e-4)


def test_the_likeliest_tags_are_found() -> None:
    tags, scores = crf.crf_decode(tf.constant(SCORES), tf.constant(PAIRS), tf.constant(LENGTHS))
    with tf.Session() as session:
        found, best = session.run([tags, scores])
    for row, length in enumerate(LENGTHS):
        expected = max(all_tags(row), key=lambda each: score(row, each))
        assert found[row].tolist() == [*expected, *[0] * (STEPS - length)]
        assert best[row] == pytest.approx(score(row, expected), rel=1e-4)
        by_hand, total = crf.viterbi_decode(SCORES[row, :length], PAIRS)
        assert tuple(by_hand) == expected
        assert total == pytest.approx(best[row], rel=1e-5)


def test_it_learns_tags_through_sequences_of_unknown_length() -> None:
    scores = tf.placeholder(tf.float32, [None, None, TAGS])
    weights = tf.get_variable("weights", [TAGS, TAGS], initializer=tf.zeros_initializer())
    potentials = tf.tensordot(scores, weights, 1)
    potentials.set_shape([None, None, TAGS])
    likelihood, transitions = crf.crf_log_likelihood(potentials, GIVEN, LENGTHS)
    loss = tf.reduce_mean(-likelihood)
    train = tf.train.AdamOptimizer(0.1).minimize(loss)
    assert [variable.name for variable in tf.trainable_variables()] == ["weights:0", "transitions:0"]
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        error = tf.test.compute_gradient_error(transitions, [TAGS, TAGS], loss, [], extra_feed_dict={scores: SCORES})
        assert error < 2e-2
        first = session.run(loss, {scores: SCORES})
        for _ in range(60):
            session.run(train, {scores: SCORES})
        assert session.run(loss, {scores: SCORES}) < first / 2
