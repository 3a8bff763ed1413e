"""Models: what they learn and keep, how they are put together and called anew, and what they refuse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import heureum as tf

keras = tf.keras
rng = np.random.RandomState(0)
X = rng.rand(30, 3).astype(np.float32)
Y = X @ np.array([[1.0], [-2.0], [0.5]], np.float32)


@pytest.fixture(autouse=True)
def graph() -> Iterator[None]:
    with tf.Graph().as_default():
        yield


def linear() -> Any:
    model = keras.Sequential([keras.layers.Dense(1, input_shape=(3,))])
    model.compile(keras.optimizers.SGD(0.2), "mse", ["mae"])
    return model


def test_a_model_learns_and_tells_how_it_went(capsys: pytest.CaptureFixture[str]) -> None:
    model = linear()
    history = model.fit(X, Y, batch_size=10, epochs=30, validation_split=0.2)
    assert history.history["loss"][-1] < history.history["loss"][0] / 20
    assert set(history.history) == {"loss", "mean_absolute_error", "val_loss", "val_mean_absolute_error"}
    assert history.epoch == list(range(30))
    said = capsys.readouterr().out
    assert said.startswith("Train on 24 samples, validate on 6 samples\nEpoch 1/30\n24/24 [====")
    assert " - val_loss: " in said
    loss, error = model.evaluate(X, Y, verbose=0)
    assert loss == pytest.approx(float(np.mean((model.predict(X) - Y) ** 2)), rel=1e-4)
    assert error == pytest.approx(float(np.mean(abs(model.predict(X) - Y))), rel=1e-4)


def test_data_sets_and_generators_are_fitted_too() -> None:
    model = linear()
    data = tf.data.Dataset.from_tensor_slices((X, Y)).batch(10)
    assert len(model.fit(data.repeat(), epochs=2, steps_per_epoch=3, verbose=0).history["loss"]) == 2
    assert len(model.fit(data, epochs=2, validation_data=(X, Y), verbose=0).history["val_loss"]) == 2

    def pairs() -> Iterator[Any]:
        while True:
            yield X[:4], Y[:4]

    model.fit_generator(pairs(), steps_per_epoch=2, verbose=0)
    assert model.predict(data).shape == (30, 1)
    with pytest.raises(ValueError, match="give steps_per_epoch"):
        model.fit(pairs())

    class Batches(keras.utils.Sequence):  # type: ignore[misc, name-defined]
        def __len__(self) -> int:
            return 3

        def __getitem__(self, index: int) -> Any:
            return X[index * 10 : index * 10 + 10], Y[index * 10 : index * 10 + 10]

    assert model.evaluate(Batches()) == pytest.approx(model.evaluate(X, Y))


def test_weights_are_saved_read_and_refused(tmp_path: Path) -> None:
    model, other = linear(), linear()
    path = str(tmp_path / "weights.h5")
    model.fit(X, Y, verbose=0)
    model.save_weights(path)
    other.load_weights(path)
    np.testing.assert_array_equal(model.predict(X), other.predict(X))
    with pytest.raises(ValueError, match="has 2 weights, got 1"):
        model.set_weights([np.ones((3, 1))])
    with pytest.raises(ValueError, match=r"has the shape \(3, 1\)"):
        model.set_weights([np.ones((1, 3)), np.ones(1)])


def test_a_model_is_a_layer() -> None:
    inner = keras.Sequential([keras.layers.Dense(4, input_dim=3, name="inside")], name="inner")
    outer = keras.Sequential([inner, keras.layers.Dense(2)])
    assert outer.predict(X).shape == (30, 2)
    assert [each.name for each in outer.layers] == ["inner", "dense"]
    assert inner.get_layer("inside").output_shape == (None, 4)
    assert len(outer.weights) == 4
    outer.layers[0].trainable = False
    assert len(outer.trainable_weights) == 2
    with pytest.raises(ValueError, match="No such layer"):
        outer.get_layer("elsewhere")


def test_models_are_found_from_their_outputs() -> None:
    a, b = keras.Input((2,), name="a"), keras.Input((3,), name="b")
    both = keras.layers.concatenate([a, b])
    middle = keras.layers.Dense(4, name="middle")(both)
    model = keras.Model([a, b], [keras.layers.Dense(1, name="out")(middle), middle])
    assert [each.name for each in model.layers] == ["a", "b", "concatenate", "middle", "out"]
    first, second = model.predict({"a": X[:, :2], "b": X})
    assert (first.shape, second.shape) == ((30, 1), (30, 4))
    # The same weights, for what another tensor holds.
    again = keras.Model(b, keras.Model([a, b], middle)([keras.layers.Lambda(lambda x: x[:, :2])(b), b]))
    np.testing.assert_allclose(again.predict(X), second, rtol=1e-6)
    with pytest.raises(ValueError, match="Graph disconnected"):
        keras.Model(a, middle)
    with pytest.raises(ValueError, match=r"tf\.keras\.Input"):
        keras.Model(tf.zeros([2, 2]), middle)


def test_operations_between_layers_are_seen_but_not_called_anew() -> None:
    a = keras.Input((3,))
    model = keras.Model(a, keras.layers.Dense(1)(tf.square(keras.layers.Dense(2)(a))))
    assert len(model.layers) == 3
    assert model.predict(X).shape == (30, 1)
    with pytest.raises(ValueError, match="Lambda"):
        model(tf.zeros([2, 3]))


def test_a_class_with_a_call_is_a_model() -> None:
    class Mine(keras.Model):  # type: ignore[misc, name-defined]
        def __init__(self) -> None:
            super().__init__(name="mine")
            self.first = keras.layers.Dense(4, activation="relu")
            self.rest = [keras.layers.BatchNormalization(), keras.layers.Dense(2)]

        def call(self, inputs: Any, training: Any = None) -> Any:
            return self.rest[1](self.rest[0](self.first(inputs), training=training))

    tf.set_random_seed(1)
    model = Mine()
    model.compile(keras.optimizers.Adam(0.05), keras.losses.SparseCategoricalCrossentropy(from_logits=True), ["accuracy"])
    classes = (Y[:, 0] > 0).astype(int)
    history = model.fit(X, classes, epochs=40, verbose=0).history
    assert history["loss"][-1] < history["loss"][0] * 0.9
    assert [len(model.weights), len(model.trainable_weights), len(model.updates)] == [8, 6, 2]


def test_moving_averages_move_while_training_only() -> None:
    model = keras.Sequential([keras.layers.BatchNormalization(input_shape=(3,), momentum=0.5), keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    model.evaluate(X, Y, verbose=0)
    assert (model.get_weights()[2] == 0).all()
    model.train_on_batch(X, Y)
    np.testing.assert_allclose(model.get_weights()[2], X.mean(0) / 2, rtol=1e-5)


def test_examples_count_as_they_are_told() -> None:
    model = linear()
    weights = np.r_[np.ones(15), np.zeros(15)]
    only = model.test_on_batch(X[:15], Y[:15])[0]
    assert model.evaluate(X, Y, sample_weight=weights, batch_size=30, verbose=0)[0] == pytest.approx(only / 2, rel=1e-5)
    with pytest.raises(ValueError, match="must contain all classes"):
        model.fit(X, (Y > 0).astype(int), class_weight={0: 1.0}, verbose=0)


def test_what_does_not_fit_is_refused() -> None:
    model = linear()
    with pytest.raises(RuntimeError, match="compile your model"):
        keras.Sequential([keras.layers.Dense(1, input_dim=3)]).fit(X, Y)
    with pytest.raises(ValueError, match="same number of samples"):
        model.fit(X, Y[:3])
    with pytest.raises(ValueError, match="did you mean 'adam'"):
        model.compile("adm", "mse")
    with pytest.raises(ValueError, match="Unknown loss function"):
        model.compile("sgd", "mean_sq")
    with pytest.raises(TypeError, match="must be an instance of class Layer"):
        model.add(tf.nn.relu)
    with pytest.raises(ValueError, match="not yet been built"):
        keras.Sequential([keras.layers.Dense(1)]).summary()


def test_the_summary_counts_what_there_is() -> None:
    lines: list[str] = []
    linear().summary(print_fn=lines.append)
    assert lines[0] == 'Model: "sequential"'
    assert lines[4].split() == ["dense", "(Dense)", "(None,", "1)", "4"]
    assert "Total params: 4" in lines
