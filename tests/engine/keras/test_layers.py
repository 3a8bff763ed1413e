"""Keras' layers against NumPy, their options by name, and their place among other nodes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

import heureum as tf

layers, K = tf.keras.layers, tf.keras.backend
X = np.random.RandomState(2).randn(2, 4, 4, 3).astype(np.float32)


@pytest.fixture(autouse=True)
def graph() -> Iterator[None]:
    with tf.Graph().as_default():
        yield


def test_shapes_are_changed_as_told() -> None:
    found: dict[str, Any] = {
        "reshape": (layers.Reshape((-1, 3)), X.reshape(2, 16, 3)),
        "permute": (layers.Permute((3, 1, 2)), X.transpose(0, 3, 1, 2)),
        "flatten": (layers.Flatten(), X.reshape(2, -1)),
        "padding": (layers.ZeroPadding2D(((1, 0), (0, 2))), np.pad(X, ((0, 0), (1, 0), (0, 2), (0, 0)))),
        "cropping": (layers.Cropping2D(((1, 0), (1, 1))), X[:, 1:, 1:-1]),
        "larger": (layers.UpSampling2D((2, 3)), X.repeat(2, 1).repeat(3, 2)),
        "mean": (layers.GlobalAveragePooling2D(), X.mean((1, 2))),
        "largest": (layers.GlobalMaxPooling2D(), X.max((1, 2))),
        "pooled": (layers.MaxPooling2D(), X.reshape(2, 2, 2, 2, 2, 3).max((2, 4))),
    }
    for name, (layer, expected) in found.items():
        made = layer(tf.placeholder_with_default(X, [None, 4, 4, 3]))
        assert made.shape.as_list() == [None, *expected.shape[1:]], name
        np.testing.assert_allclose(K.eval(made), expected, rtol=1e-5, err_msg=name)


def test_sequences_are_changed_as_told() -> None:
    rows = X[:, :, :, 0]
    np.testing.assert_array_equal(K.eval(layers.UpSampling1D(2)(rows)), rows.repeat(2, 1))
    np.testing.assert_array_equal(K.eval(layers.ZeroPadding1D((1, 2))(rows)), np.pad(rows, ((0, 0), (1, 2), (0, 0))))
    np.testing.assert_array_equal(K.eval(layers.RepeatVector(3)(rows[:, 0])), rows[:, :1].repeat(3, 1))
    with pytest.raises(ValueError, match="must be unchanged"):
        layers.Reshape((5,))(rows)


def test_inputs_are_merged() -> None:
    a, b = X[0], X[1]
    pairs: list[tuple[Any, Any]] = [
        (layers.add, a + b), (layers.subtract, a - b), (layers.multiply, a * b), (layers.average, (a + b) / 2),
        (layers.maximum, np.maximum(a, b)), (layers.minimum, np.minimum(a, b)), (layers.concatenate, np.concatenate([a, b], -1)),
    ]  # fmt: skip
    for merge, expected in pairs:
        np.testing.assert_allclose(K.eval(merge([tf.constant(a), tf.constant(b)])), expected, rtol=1e-5)
    rows, others = X[:, 0, :, 0], X[:, 1, :, 0]
    np.testing.assert_allclose(K.eval(layers.dot([rows, others], 1)), (rows * others).sum(1, keepdims=True), rtol=1e-5)
    with pytest.raises(ValueError, match="a list of at least 2"):
        layers.Add()(tf.constant(a))


def test_names_of_activations_initializers_and_constraints() -> None:
    dense = layers.Dense(2, "hard_sigmoid", kernel_initializer="ones", bias_initializer="he_normal", kernel_constraint="non_neg")
    assert dense(X[:, 0, 0]).shape.as_list() == [2, 2]
    assert dense.get_weights()[0].tolist() == [[1, 1]] * 3
    with pytest.raises(ValueError, match="Unknown activation function"):
        layers.Dense(2, "rely")
    with pytest.raises(ValueError, match="Unknown initializer"):
        layers.Dense(2, kernel_initializer="glorot")(X)
    w = np.array([[3.0, -1.0], [4.0, 0.0]], np.float32)
    norms = np.linalg.norm(w, axis=0)
    kept: list[tuple[Any, Any]] = [
        (tf.keras.constraints.MaxNorm(2), w * np.minimum(norms, 2) / norms), (tf.keras.constraints.UnitNorm(), w / norms),
        (tf.keras.constraints.NonNeg(), np.maximum(w, 0)),
        (tf.keras.constraints.MinMaxNorm(2, 3), w * np.clip(norms, 2, 3) / norms),
    ]  # fmt: skip
    for constraint, expected in kept:
        np.testing.assert_allclose(K.eval(constraint(tf.constant(w))), expected, rtol=1e-5)


def test_penalties_stay_with_the_layer() -> None:
    dense = layers.Dense(1, kernel_regularizer=tf.keras.regularizers.l1_l2(0.1, 0.2), kernel_initializer="ones")
    dense(X[:, 0, 0])
    assert K.eval(dense.losses[0]) == pytest.approx(3 * 0.1 + 3 * 0.2)
    assert tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES) == []


def test_the_learning_phase_decides() -> None:
    dropped = layers.Dropout(0.5)(tf.ones([100]))
    noisy = layers.GaussianNoise(1.0)(tf.ones([100]))
    session = K.get_session()
    assert [session.run(each).tolist() for each in (dropped, noisy)] == [[1.0] * 100] * 2
    found = session.run([dropped, noisy], {K.learning_phase(): True})
    assert set(found[0]) == {0.0, 2.0}
    assert found[1].std() > 0.5


def test_a_layer_of_ones_own_has_what_it_needs() -> None:
    class Scale(layers.Layer):  # type: ignore[misc, name-defined]
        def build(self, input_shape: Any) -> None:
            self.w = self.add_weight("w", (int(input_shape[-1]),), initializer="ones", regularizer="l2")
            super().build(input_shape)

        def call(self, inputs: Any) -> Any:
            return inputs * self.w

    scale = Scale(name="mine")
    scale(X)
    assert [each.name for each in scale.weights] == ["mine/w:0"]
    assert scale.count_params() == 3
    assert len(scale.losses) == 1


def test_layers_in_a_session_of_ones_own() -> None:
    x = tf.placeholder(tf.float32, [None, 3])
    said = layers.Dense(1, kernel_initializer="zeros")(x)
    step = tf.train.GradientDescentOptimizer(0.1).minimize(tf.reduce_mean(tf.square(said - 1)))
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        session.run(step, {x: X[:, 0, 0]})
        assert session.run(said, {x: np.zeros((1, 3))}) == pytest.approx(0.2)


def test_metrics_keep_sums() -> None:
    precision, recall, mean = tf.keras.metrics.Precision(), tf.keras.metrics.Recall(), tf.keras.metrics.Mean()
    labels, said = tf.constant([1.0, 0.0, 1.0, 1.0]), tf.constant([0.9, 0.8, 0.2, 0.7])
    updates = [precision.update_state(labels, said), recall.update_state(labels, said), mean.update_state(said)]
    session = K.get_session()
    session.run(updates)
    found = session.run([each.result() for each in (precision, recall, mean)])
    np.testing.assert_allclose(found, [2 / 3, 2 / 3, 0.65], rtol=1e-6)
    mean.reset_states()
    assert session.run(mean.result()) == 0


def test_what_is_not_offered_says_so() -> None:
    with pytest.raises(ValueError, match="mask_zero"):
        layers.Embedding(3, 2, mask_zero=True)
    with pytest.raises(ValueError, match="initial_state"):
        layers.LSTM(2, stateful=True)
    with pytest.raises(TypeError, match="not understood"):
        layers.Dense(2, size=3)
