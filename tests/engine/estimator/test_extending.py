"""Estimators with further metrics, warm starts, training that stops early, evaluation in memory, changed optimizers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import heureum as tf

X = np.linspace(0, 1, 20, dtype=np.float32)
COLUMNS = [tf.feature_column.numeric_column("x")]


def given(**options: Any) -> Any:
    labels = (X > 0.5).astype(np.int32)
    return tf.estimator.inputs.numpy_input_fn({"x": X}, labels, batch_size=10, **options)


ENDLESS, ONCE = given(num_epochs=None, shuffle=True), given(num_epochs=1, shuffle=False)


def classifier(folder: Path, **options: Any) -> Any:
    config = tf.estimator.RunConfig(tf_random_seed=1)
    return tf.estimator.DNNClassifier([4], COLUMNS, str(folder), config=config, **options)


def test_metrics_are_added_and_features_forwarded(tmp_path: Path) -> None:
    def more(labels: Any, predictions: Any, features: Any) -> dict[str, Any]:
        return {"mine": tf.metrics.mean(tf.cast(predictions["class_ids"], tf.float32)), "x": tf.metrics.mean(features["x"])}

    extended = tf.estimator.add_metrics(classifier(tmp_path), more)
    extended.train(ENDLESS, steps=2)
    found = extended.evaluate(ONCE)
    assert found["x"] == pytest.approx(0.5)
    assert {"mine", "accuracy"} <= found.keys()
    rows = list(tf.contrib.estimator.forward_features(extended, "x").predict(ONCE))
    np.testing.assert_allclose([row["x"] for row in rows], X)
    with pytest.raises(ValueError, match="not expected args"):
        tf.estimator.add_metrics(extended, lambda wrong: {})
    with pytest.raises(ValueError, match="feature names"):
        next(iter(tf.contrib.estimator.forward_features(extended, "y").predict(ONCE)))


def test_training_begins_with_what_another_model_learned(tmp_path: Path) -> None:
    first = classifier(tmp_path / "a")
    first.train(ENDLESS, steps=20)
    settings = tf.estimator.WarmStartSettings(first.model_dir, vars_to_warm_start=".*hiddenlayer_0/kernel")
    second = classifier(tmp_path / "b", optimizer=tf.train.GradientDescentOptimizer(0.0), warm_start_from=settings)
    second.train(ENDLESS, steps=1)
    for name, is_same in (("dnn/hiddenlayer_0/kernel", True), ("dnn/logits/kernel", False)):
        assert np.array_equal(first.get_variable_value(name), second.get_variable_value(name)) is is_same
    # What is there already goes on from itself.
    second.train(ENDLESS, steps=1)
    assert second.get_variable_value("global_step") == 2
    wider = tf.estimator.DNNClassifier([4, 4], COLUMNS, str(tmp_path / "c"), warm_start_from=first.model_dir)
    with pytest.raises(ValueError, match="does not hold"):
        wider.train(ENDLESS, steps=1)
    with pytest.raises(ValueError, match="Vocabularies"):
        tf.estimator.WarmStartSettings(first.model_dir, var_name_to_vocab_info={"a": tf.estimator.VocabInfo("w", 2, 0, "v")})


def write_evaluations(folder: str, losses: list[float]) -> None:
    with tf.summary.FileWriter(folder) as writer:
        for step, loss in enumerate(losses):
            value = tf.Summary.Value(tag="loss", simple_value=loss)
            writer.add_summary(tf.Summary(value=[value]), step * 10)


@pytest.mark.parametrize(
    ("hook", "argument", "losses", "stops"),
    [
        ("stop_if_no_decrease_hook", 20, [3.0, 2.0, 2.5, 2.5], True),
        ("stop_if_no_decrease_hook", 20, [3.0, 2.0, 2.5], False),
        ("stop_if_no_increase_hook", 20, [3.0, 2.0, 2.5], True),
        ("stop_if_lower_hook", 2.1, [3.0, 2.0], True),
        ("stop_if_lower_hook", 1.0, [3.0, 2.0], False),
        ("stop_if_higher_hook", 2.9, [3.0, 2.0], True),
    ],
)
def test_training_stops_when_evaluations_say_so(
    hook: str, argument: float, losses: list[float], stops: bool, tmp_path: Path
) -> None:
    model = classifier(tmp_path)
    write_evaluations(model.eval_dir(), losses)
    make = getattr(tf.contrib.estimator, hook)
    stopping = make(model, "loss", argument, run_every_secs=None, run_every_steps=1)
    model.train(ENDLESS, steps=4, hooks=[stopping])
    assert (int(model.get_variable_value("global_step")) < 4) is stops


def test_one_interval_is_asked_for() -> None:
    with pytest.raises(ValueError, match="Only one of"):
        tf.estimator.experimental.make_early_stopping_hook(object(), lambda: True, 1, 1)  # type: ignore[arg-type]


def test_evaluation_in_memory_sees_the_variables_of_training(tmp_path: Path) -> None:
    model = classifier(tmp_path)
    watching = tf.contrib.estimator.InMemoryEvaluatorHook(model, ONCE, every_n_iter=2)
    model.train(ENDLESS, steps=5, hooks=[watching])
    steps = {}
    for path in sorted(Path(model.eval_dir()).iterdir()):
        for event in tf.train.summary_iterator(str(path)):
            for value in event.summary.value:
                if value.tag == "loss":
                    steps[event.step] = value.simple_value
    assert sorted(steps) == [0, 2, 4, 5]
    assert steps[5] == pytest.approx(model.evaluate(ONCE)["loss"])


def test_gradients_of_an_optimizer_are_clipped() -> None:
    with tf.Graph().as_default(), tf.Session() as session:
        w = tf.Variable([3.0, 4.0])
        clipping = tf.contrib.estimator.clip_gradients_by_norm(tf.train.GradientDescentOptimizer(1.0), 1.0)
        step = clipping.minimize(tf.reduce_sum(5 * w))
        session.run(tf.global_variables_initializer())
        session.run(step)
        np.testing.assert_allclose(session.run(w), np.array([3.0, 4.0]) - np.sqrt(0.5), rtol=1e-6)
