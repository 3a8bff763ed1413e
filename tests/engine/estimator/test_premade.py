"""Ready-made estimators: what they learn, what their variables are called, and what they refuse."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import heureum as tf

rng = np.random.RandomState(3)
X = rng.randn(60, 2).astype(np.float32)
SIDE = (X @ [1.0, -1.0] > 0).astype(np.int64)
SUM = (X @ [2.0, 3.0] + 1.0).astype(np.float32)
SEEDED = tf.estimator.RunConfig(tf_random_seed=4)
COLUMNS = [tf.feature_column.numeric_column("a"), tf.feature_column.numeric_column("b")]


def given(labels: Any = None, **options: Any) -> Any:
    options = {"shuffle": False, "batch_size": 20, "num_epochs": None, **options}
    return tf.estimator.inputs.numpy_input_fn({"a": X[:, 0], "b": X[:, 1]}, labels, **options)


def once(labels: Any = None) -> Any:
    return given(labels, num_epochs=1)


def test_a_deep_classifier_tells_two_classes_apart(tmp_path: Path) -> None:
    model = tf.estimator.DNNClassifier([8, 4], COLUMNS, str(tmp_path), optimizer="Adam", dropout=0.1, config=SEEDED)
    found = model.train(given(SIDE), steps=200).evaluate(once(SIDE))
    assert found["accuracy"] > 0.8
    assert found.keys() >= {
        "accuracy", "accuracy_baseline", "auc", "auc_precision_recall", "average_loss", "label/mean", "loss", "precision",
        "prediction/mean", "recall", "global_step",
    }  # fmt: skip
    # The loss of a batch is a sum there, that of the evaluation the mean over batches.
    assert found["loss"] == pytest.approx(20 * found["average_loss"], rel=1e-4)
    normal = tf.estimator.DNNClassifier([3], COLUMNS, str(tmp_path / "normal"), batch_norm=True).train(given(SIDE), steps=1)
    assert {"dnn/hiddenlayer_0/kernel", "dnn/batchnorm_0/gamma", "dnn/logits/bias"} <= set(normal.get_variable_names())
    one = next(model.predict(once()))
    assert one["probabilities"].sum() == pytest.approx(1)
    assert one["classes"] == [str(one["class_ids"][0]).encode()]


def test_a_step_of_a_linear_regressor_is_ftrl_on_the_sum_of_squares(tmp_path: Path) -> None:
    model = tf.estimator.LinearRegressor(COLUMNS, str(tmp_path)).train(given(SUM), steps=3)
    with tf.Graph().as_default(), tf.Session() as session:
        weights, bias = tf.Variable(tf.zeros([2, 1])), tf.Variable(tf.zeros([1]))
        x, y = tf.placeholder(tf.float32, [None, 2]), tf.placeholder(tf.float32, [None, 1])
        loss = tf.reduce_sum(tf.square(tf.matmul(x, weights) + bias - y))
        step = tf.train.FtrlOptimizer(0.2).minimize(loss)
        session.run(tf.global_variables_initializer())
        for start in (0, 20, 40):
            session.run(step, {x: X[start : start + 20], y: SUM[start : start + 20, None]})
        expected = session.run([weights, bias])
    learned = [model.get_variable_value(f"linear/linear_model/{name}/weights").item() for name in "ab"]
    np.testing.assert_allclose(learned, expected[0].ravel(), rtol=1e-5)
    np.testing.assert_allclose(model.get_variable_value("linear/linear_model/bias_weights"), expected[1], rtol=1e-5)


def test_words_for_classes_and_weights_for_examples(tmp_path: Path) -> None:
    words = np.array(["left", "right"])[SIDE]
    counted = (X[:, :1] > 0).astype(np.float32)
    model = tf.estimator.LinearClassifier(COLUMNS, str(tmp_path), label_vocabulary=["left", "right"], weight_column="count")
    feed = tf.estimator.inputs.numpy_input_fn({"a": X[:, 0], "b": X[:, 1], "count": counted}, words, 60, None, shuffle=False)
    found = model.train(feed, steps=60).evaluate(feed, steps=1)
    assert found["label/mean"] == pytest.approx(SIDE[X[:, 0] > 0].mean())
    assert {tuple(each["classes"]) for each in model.predict(once())} == {(b"left",), (b"right",)}


def test_wide_and_deep_have_an_optimizer_each(tmp_path: Path) -> None:
    buckets = tf.feature_column.bucketized_column(COLUMNS[0], [-0.5, 0.5])
    model = tf.estimator.DNNLinearCombinedRegressor(
        str(tmp_path), linear_feature_columns=[buckets], dnn_feature_columns=COLUMNS, dnn_hidden_units=[4], dnn_optimizer="SGD"
    )
    model.train(given(SUM), steps=5)
    names = model.get_variable_names()
    assert "linear/linear_model/a_bucketized/weights/Ftrl" in names
    assert not [name for name in names if name.startswith("dnn/") and name.count("/") > 2]
    assert model.get_variable_value("global_step") == 5


def test_three_classes(tmp_path: Path) -> None:
    model = tf.estimator.DNNClassifier([6], COLUMNS, str(tmp_path), n_classes=3).train(given(SIDE + (SUM > 3)), steps=60)
    found = model.evaluate(once(SIDE + (SUM > 3)))
    assert found.keys() == {"accuracy", "average_loss", "loss", "global_step"}
    assert next(model.predict(once()))["all_classes"].tolist() == [b"0", b"1", b"2"]


@pytest.mark.parametrize(
    ("message", "make"),
    [
        ("n_classes must be > 1", lambda: tf.estimator.DNNClassifier([2], COLUMNS, n_classes=1)),
        ("must have 3 words", lambda: tf.estimator.LinearClassifier(COLUMNS, n_classes=3, label_vocabulary=["a", "b"])),
        ("Either linear_feature_columns", tf.estimator.DNNLinearCombinedClassifier),
        ("dnn_hidden_units", lambda: tf.estimator.DNNLinearCombinedClassifier(dnn_feature_columns=COLUMNS)),
        ("Supported names", lambda: tf.estimator.LinearRegressor(COLUMNS, optimizer="Adom").train(given(SUM), steps=1)),
        (
            "Labels dtype should be integer",
            lambda: tf.estimator.DNNClassifier([2], COLUMNS, n_classes=3).train(given(SUM), steps=1),
        ),
        ("must provide a labels", lambda: tf.estimator.LinearRegressor(COLUMNS).train(given(), steps=1)),
    ],
)
def test_mistakes_say_what_to_do(message: str, make: Any) -> None:
    with pytest.raises(ValueError, match=message):
        make()


def test_a_trained_model_is_exported_and_asked(tmp_path: Path) -> None:
    model = tf.estimator.DNNClassifier([4], COLUMNS, str(tmp_path / "model")).train(given(SIDE), steps=20)
    expected = [each["probabilities"] for each in model.predict(once())][:5]
    with tf.Graph().as_default():
        features = {name: tf.placeholder(tf.float32, [None, 1], name=name) for name in "ab"}
        raw = tf.estimator.export.build_raw_serving_input_receiver_fn(features)
    by_name = tf.contrib.predictor.from_saved_model(model.export_savedmodel(str(tmp_path / "raw"), raw), "predict")
    found = by_name({"a": X[:5, :1], "b": X[:5, 1:]})
    np.testing.assert_allclose(found["probabilities"], expected, rtol=1e-5)

    parse = tf.estimator.export.build_parsing_serving_input_receiver_fn(tf.feature_column.make_parse_example_spec(COLUMNS))
    train = tf.estimator.TrainSpec(given(SIDE), max_steps=25)
    exporters = [tf.estimator.FinalExporter("last", parse), tf.estimator.BestExporter("best", parse)]
    _, folders = tf.estimator.train_and_evaluate(model, train, tf.estimator.EvalSpec(once(SIDE), exporters=exporters))
    assert [Path(folder.decode()).parent.name for folder in folders] == ["last", "best"]
    features = {name: tf.train.Feature(float_list=tf.train.FloatList(value=[0.5])) for name in "ab"}
    example = tf.train.Example(features=tf.train.Features(feature=features)).SerializeToString()
    served = tf.contrib.predictor.from_saved_model(folders[0])({"inputs": [example]})
    assert served["classes"].tolist() == [[b"0", b"1"]]
    assert served["scores"].sum() == pytest.approx(1)


def test_labels_may_be_yes_and_no(tmp_path: Path) -> None:
    x = np.linspace(0, 1, 20, dtype=np.float32)

    def given() -> Any:
        return tf.data.Dataset.from_tensor_slices(({"x": x}, x > 0.5)).batch(10)

    model = tf.estimator.LinearClassifier([tf.feature_column.numeric_column("x")], str(tmp_path))
    model.train(given)
    assert 0 <= model.evaluate(given)["accuracy"] <= 1
