"""tf.contrib.learn: the vocabulary of texts, and data sets by name."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import heureum as tf

learn = tf.contrib.learn

TEXTS = ["The cat sat", "the cat's hat", "A dog-like CatDog"]


def test_documents_become_rows_of_ids_in_the_order_of_words() -> None:
    processor = tf.contrib.learn.preprocessing.VocabularyProcessor(4)
    rows = np.array(list(processor.fit_transform(TEXTS)))
    assert rows.dtype == np.int64
    assert rows.tolist() == [[1, 2, 3, 0], [4, 5, 6, 0], [7, 8, 9, 10]]
    assert len(processor.vocabulary_) == 11
    assert next(processor.transform(["the unseen cat"])).tolist() == [4, 0, 2, 0]
    assert list(processor.reverse([[1, 2]])) == ["The cat"]


def test_rare_words_are_left_out_and_the_rest_is_ordered_by_frequency() -> None:
    processor = tf.contrib.learn.preprocessing.VocabularyProcessor(3, min_frequency=1)
    rows = list(processor.fit_transform(["b a a", "a b c", "b b d"]))
    assert [row.tolist() for row in rows] == [[1, 2, 2], [2, 1, 0], [1, 1, 0]]
    assert len(processor.vocabulary_) == 3


def test_a_vocabulary_is_kept_in_a_file(tmp_path: Path) -> None:
    learn = tf.contrib.learn.preprocessing.VocabularyProcessor
    learn(3).fit(["b a", "고양이"]).save(tmp_path / "vocab")
    restored = learn.restore(tmp_path / "vocab")
    assert [row.tolist() for row in restored.transform(["고양이 b x"])] == [[3, 1, 0]]
    (tmp_path / "other").write_text("not a vocabulary")
    with pytest.raises(ValueError, match=r"other was not written by VocabularyProcessor\.save"):
        learn.restore(tmp_path / "other")


def test_only_packaged_data_sets_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.warns(UserWarning, match="not MNIST"):
        assert tf.contrib.learn.datasets.load_dataset("mnist").train.images.shape[1] == 784
    with pytest.raises(ValueError, match=r"not found: iris.*scikit-learn"):
        tf.contrib.learn.datasets.load_dataset("iris")


X = np.random.RandomState(8).normal(size=(60, 3)).astype(np.float32)
SIDE = (X @ [1.0, -1.0, 0.5] > 0).astype(np.int64)


def test_a_classifier_is_fitted_to_arrays(tmp_path: Path) -> None:
    columns = tf.contrib.learn.infer_real_valued_columns_from_input(X)
    model = tf.contrib.learn.DNNClassifier([8], columns, str(tmp_path), config=tf.contrib.learn.RunConfig(tf_random_seed=1))
    assert model.fit(X, SIDE, batch_size=20, steps=200) is model
    found = tf.contrib.learn.SKCompat(model).score(X, SIDE)
    assert found["accuracy"] > 0.9
    assert found["loss"] == pytest.approx(found["average_loss"])
    said = list(model.predict(X))
    assert np.mean(said == SIDE) == pytest.approx(found["accuracy"])
    # Features that are constants are asked about once.
    assert list(model.predict(input_fn=lambda: tf.constant(X[:4]))) == said[:4]
    assert tf.contrib.learn.SKCompat(model).predict(X).tolist() == said
    assert next(model.predict_proba(X)).sum() == pytest.approx(1)
    with pytest.raises(ValueError, match="either steps or max_steps"):
        model.fit(X, SIDE)
    with pytest.raises(ValueError, match="not both"):
        model.fit(X, SIDE, input_fn=lambda: None, steps=1)


def test_a_regressor_learns_a_line(tmp_path: Path) -> None:
    x = np.linspace(0, 1, 20)
    given = tf.contrib.learn.io.numpy_input_fn({"x": x}, 2 * x - 1, 20, None)
    column = tf.contrib.layers.real_valued_column("x", dimension=1)
    model = tf.contrib.learn.LinearRegressor([column], str(tmp_path), optimizer=tf.train.AdamOptimizer(0.1))
    model.fit(input_fn=given, steps=200)
    assert model.get_variable_value("linear/linear_model/x/weights").item() == pytest.approx(2, abs=0.1)
    assert model.predict({"x": x[:2]}, as_iterable=False).shape == (2,)


def test_a_model_function_gives_ops(tmp_path: Path) -> None:
    def model(features: Any, labels: Any, mode: str) -> Any:
        weight = tf.get_variable("weight", [], tf.float64)
        said = weight * features["x"]
        loss = tf.reduce_mean(tf.square(said - labels))
        step = tf.train.GradientDescentOptimizer(0.2).minimize(loss, tf.train.get_global_step())
        return tf.contrib.learn.ModelFnOps(mode=mode, predictions=said, loss=loss, train_op=step)

    x = np.linspace(0, 1, 8)
    estimator = tf.contrib.learn.Estimator(model, str(tmp_path)).fit({"x": x}, 3 * x, steps=100)
    assert estimator.get_variable_value("weight") == pytest.approx(3, abs=0.01)
    metric = tf.contrib.learn.MetricSpec(tf.contrib.metrics.streaming_mean_absolute_error)
    found = estimator.evaluate({"x": x}, 3 * x, metrics={"error": metric})
    assert found["error"] < 0.01
    assert found.keys() == {"error", "loss", "global_step"}


def test_tables_from_files(tmp_path: Path) -> None:
    file = tmp_path / "flowers.csv"
    file.write_text("2,2,one,other\n1.5,2.5,0\n3.5,4.5,1\n")
    base = tf.contrib.learn.datasets.base
    found = base.load_csv_with_header(str(file), np.int64, np.float32)
    assert (found.data.tolist(), found.target.tolist()) == ([[1.5, 2.5], [3.5, 4.5]], [0, 1])
    file.write_text("7,1.5\n8,2.5\n")
    assert base.load_csv_without_header(str(file), np.int64, np.float64, 0).target.tolist() == [7, 8]
    file.write_text("3,2\n1,2,3\n")
    with pytest.raises(ValueError, match="tells of 3 rows"):
        base.load_csv_with_header(str(file), np.int64, np.float32)


def test_columns_under_their_old_names() -> None:
    layers = tf.contrib.layers
    hashed = layers.sparse_column_with_hash_bucket("word", 10)
    crossed = layers.crossed_column([hashed, layers.sparse_column_with_keys("colour", ["red", "blue"])], 20)
    assert crossed.name == "colour_X_word"
    assert layers.embedding_column(hashed, 3).combiner == "sqrtn"
    assert layers.sparse_column_with_integerized_feature("shop", 4).num_buckets == 4


def columns() -> list[Any]:
    return [tf.contrib.layers.real_valued_column("", dimension=2)]


ROWS = np.random.RandomState(4).rand(30, 2).astype(np.float32)
SIDES = (ROWS.sum(1) > 1).astype(np.int32)


def test_validation_stops_when_nothing_becomes_better(tmp_path: Path) -> None:
    config = tf.contrib.learn.RunConfig(save_checkpoints_steps=2, tf_random_seed=1)
    still = tf.train.GradientDescentOptimizer(0.0)
    model = learn.DNNClassifier([4], columns(), str(tmp_path), optimizer=still, config=config)
    watching = learn.monitors.ValidationMonitor(ROWS, SIDES, every_n_steps=2, early_stopping_rounds=4)
    model.fit(ROWS, SIDES, steps=40, batch_size=10, monitors=[watching])
    assert watching.early_stopped
    assert watching.best_step is not None
    assert int(model.get_variable_value("global_step")) < 20
    assert watching.best_value == watching.best_metrics["loss"]
    with pytest.raises(ValueError, match="Either x or input_fn"):
        learn.monitors.ValidationMonitor()


@pytest.mark.parametrize("kind", ["Classifier", "Regressor"])
def test_wide_and_deep_at_once(kind: str, tmp_path: Path) -> None:
    make = getattr(learn, f"DNNLinearCombined{kind}")
    model = make(str(tmp_path), linear_feature_columns=columns(), dnn_feature_columns=columns(), dnn_hidden_units=[4])
    model.fit(ROWS, SIDES if kind == "Classifier" else SIDES.astype(np.float32), steps=5)
    assert len(list(model.predict(ROWS))) == 30
    assert {"linear", "dnn"} <= {name.partition("/")[0] for name in model.get_variable_names()}
    with pytest.raises(ValueError, match="must be defined"):
        make(str(tmp_path))


def test_experiments_train_and_evaluate(tmp_path: Path) -> None:
    def given(epochs: int | None) -> Any:
        return tf.estimator.inputs.numpy_input_fn({"": ROWS}, SIDES, 10, epochs, shuffle=False)

    def experiment(folder: str) -> Any:
        model = learn.LinearClassifier(columns(), folder)
        return learn.Experiment(model, given(None), given(1), train_steps=3, eval_steps=None)

    found = learn.learn_runner.run(experiment, str(tmp_path / "a"))
    assert found["global_step"] == 3
    assert "accuracy" in found

    def current(config: Any, hparams: Any) -> Any:
        columns = [tf.feature_column.numeric_column("", 2)]
        model = tf.estimator.LinearClassifier(columns, config=config)
        return learn.Experiment(model, given(None), given(1), train_steps=hparams, eval_steps=1)

    config = tf.estimator.RunConfig(model_dir=str(tmp_path / "b"))
    assert learn.learn_runner.run(current, run_config=config, hparams=2)["global_step"] == 2
    with pytest.raises(ValueError, match="non-existent task"):
        learn.learn_runner.run(experiment, str(tmp_path / "c"), schedule="dance")
    with pytest.raises(ValueError, match="either output_dir"):
        learn.learn_runner.run(experiment)
