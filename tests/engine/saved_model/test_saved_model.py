"""Saved models: files that are whole, assets that travel along, and errors that say what is missing."""

import json
from pathlib import Path

import numpy as np
import pytest

import heureum as tf


def saved(folder: Path) -> str:
    with tf.Graph().as_default(), tf.Session() as session:
        x = tf.placeholder(tf.float32, [None, 2], name="x")
        y = tf.matmul(x, tf.Variable([[1.0], [2.0]]), name="y")
        session.run(tf.global_variables_initializer())
        path = str(folder / "model")
        tf.saved_model.simple_save(session, path, {"x": x}, {"y": y})
        return path


def test_a_vocabulary_file_travels_along(tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("red\ngreen\n")
    with tf.Graph().as_default() as graph, tf.Session() as session:
        words = tf.placeholder(tf.string, [None], name="words")
        file = tf.constant(str(tmp_path / "words.txt"), name="file")
        graph.add_to_collection(tf.GraphKeys.ASSET_FILEPATHS, file)
        ids = tf.identity(tf.contrib.lookup.index_table_from_file(file).lookup(words), name="ids")
        session.run(tf.tables_initializer())
        tf.saved_model.simple_save(session, str(tmp_path / "model"), {"words": words}, {"ids": ids})
    (tmp_path / "words.txt").unlink()
    with tf.Graph().as_default(), tf.Session() as session:
        tf.saved_model.load(session, ["serve"], str(tmp_path / "model"))
        assert session.run("ids:0", {"words:0": ["green", "blue"]}).tolist() == [1, -1]


def test_a_predictor_is_a_function_of_arrays(tmp_path: Path) -> None:
    predictor = tf.contrib.predictor.from_saved_model(saved(tmp_path))
    assert predictor({"x": [[1.0, 1.0]]})["y"].tolist() == [[3.0]]
    assert (list(predictor.feed_tensors), list(predictor.fetch_tensors)) == (["x"], ["y"])
    with pytest.raises(ValueError, match="unexpected keys"):
        predictor({"z": 1})
    with pytest.raises(ValueError, match="Available signatures are"):
        tf.contrib.predictor.from_saved_model(str(tmp_path / "model"), "other")
    by_name = tf.contrib.predictor.from_saved_model(str(tmp_path / "model"), input_names={"a": "x:0"}, output_names={"b": "y:0"})
    assert by_name({"a": np.ones((2, 2))})["b"].shape == (2, 1)
    predictor.close()


def test_what_is_damaged_or_missing_is_said(tmp_path: Path) -> None:
    path = saved(tmp_path)
    with tf.Graph().as_default(), tf.Session() as session:
        with pytest.raises(RuntimeError, match=r"has graphs for \[\['serve'\]\]"):
            tf.saved_model.load(session, ["train"], path)
        file = Path(path, "saved_model.json")
        record = json.loads(file.read_text())
        for text in ("{", json.dumps({**record, "saved_model_schema_version": 2}), "[]"):
            file.write_text(text)
            with pytest.raises(tf.errors.DataLossError, match="damaged, or no saved model"):
                tf.saved_model.load(session, ["serve"], path)
        file.unlink()
        Path(path, "saved_model.pb").touch()
        with pytest.raises(OSError, match="written by TensorFlow"):
            tf.saved_model.load(session, ["serve"], path)


def test_the_order_of_writing_is_held(tmp_path: Path) -> None:
    with tf.Graph().as_default(), tf.Session() as session:
        tf.Variable(1.0).initializer.run(session=session)
        builder = tf.saved_model.Builder(str(tmp_path / "new"))
        with pytest.raises(AssertionError, match="has not been saved yet"):
            builder.add_meta_graph(["serve"])
        builder.add_meta_graph_and_variables(session, ["train"])
        with pytest.raises(AssertionError, match="already been saved"):
            builder.add_meta_graph_and_variables(session, ["again"])
        with pytest.raises(TypeError, match=r"write \['serve'\]"):
            builder.add_meta_graph("serve")
        builder.add_meta_graph(["serve"])
        assert not tf.saved_model.contains_saved_model(str(tmp_path / "new"))
        assert builder.save() == str(tmp_path / "new" / "saved_model.json").encode()
        with pytest.raises(AssertionError, match="isn't empty"):
            tf.saved_model.Builder(str(tmp_path / "new"))


def test_signatures_are_checked() -> None:
    with tf.Graph().as_default():
        words, numbers = tf.placeholder(tf.string, [None]), tf.placeholder(tf.float32, [None, 1])
        valid = tf.saved_model.is_valid_signature
        assert valid(tf.saved_model.regression_signature_def(words, numbers))
        assert valid(tf.saved_model.classification_signature_def(words, words, numbers))
        assert not valid(tf.saved_model.build_signature_def({}, {}, "tensorflow/serving/predict"))
        with pytest.raises(ValueError, match="must be of type float"):
            tf.saved_model.regression_signature_def(words, words)
        with pytest.raises(ValueError, match="scores must be of type float32"):
            tf.saved_model.classification_signature_def(words, None, words)
        sparse = tf.sparse_placeholder(tf.float32, [3, 4], name="sparse")
        info = tf.saved_model.build_tensor_info(sparse)
        assert tf.saved_model.get_tensor_from_tensor_info(info).indices is sparse.indices
