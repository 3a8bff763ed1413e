"""Estimators: what they learn and keep, what they give, and what they refuse."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import heureum as tf

ModeKeys, Spec = tf.estimator.ModeKeys, tf.estimator.EstimatorSpec
rng = np.random.RandomState(0)
X = rng.randn(40, 3).astype(np.float32)
Y = (X @ [1.0, -2.0, 0.5] > 0).astype(np.int32)


def classifier(features: Any, labels: Any, mode: str, params: Any) -> Any:
    logits = tf.layers.dense(features["x"], 2, name="logits")
    predictions = {"class": tf.argmax(logits, 1), "chances": tf.nn.softmax(logits)}
    if mode == ModeKeys.PREDICT:
        return Spec(mode, predictions=predictions)
    loss = tf.losses.sparse_softmax_cross_entropy(labels, logits)
    if mode == ModeKeys.EVAL:
        return Spec(mode, loss=loss, eval_metric_ops={"accuracy": tf.metrics.accuracy(labels, predictions["class"])})
    step = tf.train.GradientDescentOptimizer(params["rate"]).minimize(loss, global_step=tf.train.get_global_step())
    return Spec(mode, loss=loss, train_op=step)


def given(**options: Any) -> Any:
    return tf.estimator.inputs.numpy_input_fn({"x": X}, Y, batch_size=8, **options)


def made(folder: Path) -> tf.estimator.Estimator:
    return tf.estimator.Estimator(classifier, str(folder), params={"rate": 0.5})


def test_it_learns_goes_on_and_predicts(tmp_path: Path) -> None:
    model = made(tmp_path)
    assert model.train(given(num_epochs=None, shuffle=True), steps=60) is model
    first = model.evaluate(given(shuffle=False))
    assert first["global_step"] == 60
    assert first["accuracy"] > 0.9
    assert model.get_variable_names() == ["global_step", "logits/bias", "logits/kernel"]
    assert model.get_variable_value("logits/kernel").shape == (3, 2)
    again = made(tmp_path).train(given(num_epochs=None, shuffle=True), max_steps=70)
    assert again.evaluate(given(shuffle=False), name="again")["global_step"] == 70
    assert again.train(given(num_epochs=None, shuffle=True), max_steps=70).latest_checkpoint() == again.latest_checkpoint()
    found = list(again.predict(tf.estimator.inputs.numpy_input_fn({"x": X[:5]}, shuffle=False)))
    assert [each["class"] for each in found] == Y[:5].tolist()
    assert found[0]["chances"].shape == (2,)
    assert list(tmp_path.glob("eval*/events*"))


def test_training_ends_with_the_input_and_evaluation_after_its_steps(tmp_path: Path) -> None:
    model = made(tmp_path).train(given(num_epochs=2, shuffle=False))
    assert model.evaluate(given(shuffle=False), steps=1)["global_step"] == 10
    batches = model.predict(given(shuffle=False), predict_keys="class", yield_single_examples=False)
    assert [each["class"].shape for each in batches] == [(8,)] * 5


def test_an_input_function_may_give_tensors_or_a_data_set(tmp_path: Path) -> None:
    def plain(features: Any, labels: Any, mode: str) -> Any:
        w = tf.get_variable("w", [], initializer=tf.zeros_initializer())
        loss = tf.reduce_mean(tf.square(features * w - labels))
        step = tf.train.GradientDescentOptimizer(0.1).minimize(loss, tf.train.get_global_step())
        return Spec(mode, predictions=features * w, loss=loss, train_op=step)

    model = tf.estimator.Estimator(plain, str(tmp_path), tf.estimator.RunConfig(tf_random_seed=1, save_checkpoints_steps=5))
    model.train(lambda: (tf.constant([1.0, 2.0]), tf.constant([3.0, 6.0])), steps=20)
    assert model.get_variable_value("w") == pytest.approx(3.0, abs=0.01)
    spec = tf.estimator.TrainSpec(lambda: tf.data.Dataset.from_tensors(([1.0], [3.0])).repeat(), max_steps=25)
    found, _ = tf.estimator.train_and_evaluate(
        model, spec, tf.estimator.EvalSpec(lambda: tf.data.Dataset.from_tensors(([1.0], [3.0])))
    )
    assert found["global_step"] == 25
    assert found["loss"] < 1e-3


REFUSED = [
    (lambda: Spec(ModeKeys.TRAIN, loss=1.0), ValueError, "Missing train_op"),
    (lambda: Spec(ModeKeys.EVAL), ValueError, "Missing loss"),
    (lambda: Spec(ModeKeys.PREDICT), ValueError, "Missing predictions"),
    (lambda: Spec("training", loss=1.0), ValueError, "one of tf.estimator.ModeKeys, found 'training'"),
    (lambda: Spec(ModeKeys.EVAL, loss=1.0, eval_metric_ops={"a": 3}), TypeError, "as tf.metrics gives them"),
    (lambda: tf.estimator.Estimator(lambda labels: None, "m"), ValueError, "must include features"),
    (lambda: tf.estimator.Estimator(lambda features: None, "m", params={"a": 1}), ValueError, "does not include params"),
    (given, ValueError, "shuffle must be provided"),
    (lambda: tf.estimator.inputs.numpy_input_fn({"x": X}, Y[:3], shuffle=False), ValueError, "mismatched"),
    (lambda: tf.estimator.inputs.numpy_input_fn([1, 2], shuffle=False), TypeError, "is list"),
]


@pytest.mark.parametrize(("make", "error", "message"), REFUSED)
def test_refused(make: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        make()


def test_a_model_that_was_never_trained_predicts_nothing(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"Could not find trained model in model_dir: .*call train first"):
        next(made(tmp_path / "new").predict(given(shuffle=False)))
    with pytest.raises(ValueError, match="should return an EstimatorSpec, found NoneType"):
        tf.estimator.Estimator(lambda features: None, str(tmp_path)).train(lambda: tf.constant(1.0), steps=1)
