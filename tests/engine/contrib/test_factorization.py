"""K-means: clusters that are apart are found, by all rows and by batches, by distance and by angle."""

from typing import Any

import numpy as np
import pytest

import heureum as tf

rng = np.random.RandomState(7)
CENTRES = np.array([[0.0, 9.0], [8.0, 0.0], [-7.0, -7.0]], np.float32)
ROWS = np.concatenate([rng.normal(centre, 0.3, (20, 2)) for centre in CENTRES]).astype(np.float32)
KMeans = tf.contrib.factorization.KMeans


@pytest.mark.parametrize("use_mini_batch", [False, True])
@pytest.mark.parametrize("metric", ["squared_euclidean", "cosine"])
def test_clusters_are_found(metric: str, use_mini_batch: bool) -> None:
    with tf.Graph().as_default(), tf.Session() as session:
        x = tf.placeholder(tf.float32, [None, 2])
        model = KMeans(x, 3, ROWS[[1, 21, 41]], distance_metric=metric, use_mini_batch=use_mini_batch)
        scores, numbers, closest, is_ready, centres, begin, step = model.training_graph()
        session.run(tf.global_variables_initializer())
        assert not session.run(is_ready)
        session.run(begin, {x: ROWS})
        assert session.run(is_ready)
        for start in range(3):
            session.run(step, {x: ROWS[start::3] if use_mini_batch else ROWS})
        found, near, every, where = session.run([numbers[0], closest[0], scores[0], centres], {x: ROWS})
    assert found.tolist() == [0] * 20 + [1] * 20 + [2] * 20
    np.testing.assert_allclose(near, every.min(1))
    rows = ROWS if metric == "squared_euclidean" else ROWS / np.linalg.norm(ROWS, axis=1, keepdims=True)
    # Batches together are all rows, each once.
    np.testing.assert_allclose(where, [rows[found == each].mean(0) for each in range(3)], rtol=1e-4)


def test_it_begins_with_rows_chosen_at_random() -> None:
    with tf.Graph().as_default(), tf.Session() as session:
        x = tf.placeholder(tf.float32, [None, 2])
        *_, centres, begin, _ = KMeans([x], 4, random_seed=3).training_graph()
        session.run(tf.global_variables_initializer())
        session.run(begin, {x: ROWS})
        chosen = session.run(centres)
    assert len({tuple(row) for row in chosen.tolist()}) == 4
    assert {tuple(row) for row in chosen.tolist()} <= {tuple(row) for row in ROWS.tolist()}


@pytest.mark.parametrize(
    ("message", "arguments"),
    [
        ("distance metric", {"distance_metric": "manhattan"}),
        ("initialization algorithm", {"initial_clusters": "kmeans_plus_plus"}),
        ("one matrix", {"inputs": [ROWS, ROWS]}),
        ("known width", {"inputs": ROWS[0]}),
    ],
)
def test_mistakes_say_what_to_do(message: str, arguments: Any) -> None:
    with tf.Graph().as_default(), pytest.raises(ValueError, match=message):
        KMeans(**{"inputs": ROWS, "num_clusters": 2, **arguments})
