"""TensorFlow's inner module paths lead to the public names, also by TensorFlow's own name."""

import importlib
import sys
from pathlib import Path

import pytest

import heureum as tf
from heureum.path_table import PACKAGES, PLACES


@pytest.mark.parametrize("path", sorted(PLACES))
def test_each_place_of_a_path_is_a_module(path: str) -> None:
    module = importlib.import_module(f"heureum.{path}")
    assert module is importlib.import_module(f"heureum.{path}")
    for place in PLACES[path]:
        importlib.import_module(f"heureum.{place}" if place else "heureum")
    assert isinstance(dir(module), list)


def test_folders_are_packages_and_hide_none_of_ours() -> None:
    for folder in PACKAGES:
        assert hasattr(importlib.import_module(f"heureum.{folder}"), "__path__")
        assert not list(Path(tf.__path__[0], *folder.split(".")).glob("*.py"))


@pytest.mark.parametrize(
    ("statement", "value"),
    [
        ("from heureum.python.framework import ops; found = ops.reset_default_graph", tf.reset_default_graph),
        ("from heureum.python.ops import math_ops; found = math_ops.matmul", tf.matmul),
        ("from heureum.python.ops import nn_ops; found = nn_ops.relu", tf.nn.relu),
        ("from heureum.python.ops import variable_scope as vs; found = vs.get_variable", tf.get_variable),
        ("from heureum.python.ops.rnn_cell import GRUCell as found", tf.nn.rnn_cell.GRUCell),
        ("from heureum.python.platform import gfile; found = gfile.GFile", tf.gfile.GFile),
        ("from heureum.core.protobuf import config_pb2; found = config_pb2.ConfigProto", tf.ConfigProto),
        ("from heureum.contrib.learn.python.learn.datasets.mnist import read_data_sets as found",
         tf.examples.tutorials.mnist.input_data.read_data_sets),
        ("from heureum.contrib.layers.python.layers import utils, layers; found = layers.conv2d", tf.contrib.layers.conv2d),
        ("from heureum.contrib.framework.python.ops import add_arg_scope as found", tf.contrib.framework.add_arg_scope),
        ("from heureum.python.ops.rnn import rnn_cell_impl; found = rnn_cell_impl.GRUCell", tf.nn.rnn_cell.GRUCell),
        ("from heureum.python.saved_model import tag_constants as t; found = t.GPU", tf.saved_model.tag_constants.GPU),
        ("import heureum.examples.tutorials.mnist.input_data as found", tf.examples.tutorials.mnist.input_data),
        ("import heureum as tf; found = tf.python.framework.ops.Graph", tf.Graph),
    ],
)  # fmt: skip
def test_scripts_find_what_they_import(statement: str, value: object) -> None:
    names: dict[str, object] = {}
    exec(statement, names)
    assert names["found"] is value


@pytest.fixture
def without_tensorflow(monkeypatch: pytest.MonkeyPatch) -> None:
    """TensorFlow is not there, and whatever is imported by its name is forgotten afterwards."""
    if importlib.machinery.PathFinder.find_spec("tensorflow") is not None:
        pytest.skip("TensorFlow is installed, and comes first")
    kept = {name: module for name, module in sys.modules.items() if name.partition(".")[0] != "tensorflow"}
    monkeypatch.setattr(sys, "modules", sys.modules)
    yield
    for name in set(sys.modules) - set(kept):
        if name.partition(".")[0] == "tensorflow":
            del sys.modules[name]


def test_what_uses_heureum_may_say_tensorflow(without_tensorflow: None) -> None:
    spec = tf.__spec__
    names: dict[str, object] = {"__name__": "__main__"}
    exec("import heureum as tf\nfrom tensorflow.examples.tutorials.mnist import input_data\nimport tensorflow", names)
    assert names["input_data"] is tf.examples.tutorials.mnist.input_data
    assert names["tensorflow"] is tf
    assert tf.__spec__ is spec
    with pytest.raises(ModuleNotFoundError, match=r"heureum\.nothing"):
        exec("import heureum as tf\nimport tensorflow.nothing", {"__name__": "__main__"})


def test_what_does_not_use_heureum_does_not_find_it_under_another_name(without_tensorflow: None) -> None:
    with pytest.raises(ModuleNotFoundError, match="tensorflow"):
        exec("import tensorflow", {"__name__": "another"})


def test_a_name_that_a_path_lacks_says_where_it_was_looked_for() -> None:
    ops = importlib.import_module("heureum.python.framework.ops")
    with pytest.raises(AttributeError, match=r"no 'enable_magic' in heureum \(looked for in tf, tf.dtypes, tf.inner\)"):
        _ = ops.enable_magic
