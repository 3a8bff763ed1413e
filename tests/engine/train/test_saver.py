"""Checkpoints: what is saved comes back; what is damaged, missing or of another shape is refused; a crash loses nothing."""

import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import heureum as tf
from heureum.train import files


def saved(folder: Path, value: Any = (1.0, 2.0), **options: Any) -> str:
    """A checkpoint of one variable `w`."""
    with tf.Graph().as_default(), tf.Session() as session:
        tf.Variable(np.array(value, np.float32), name="w")
        session.run(tf.global_variables_initializer())
        return tf.train.Saver(**options).save(session, str(folder / "model"))


def test_every_kind_of_variable_comes_back(tmp_path: Path) -> None:
    values = [
        np.arange(6, dtype=np.float32).reshape(2, 3), np.float64(3), np.array([1, -2], np.int64), np.array([True, False]),
        np.array([b"a\0", "가".encode()], object), b"one", np.zeros((0, 3), np.float16), np.array([1 + 2j], np.complex64),
    ]  # fmt: skip
    with tf.name_scope("layer"):
        variables = [tf.Variable(value, name="v") for value in values]
    saver = tf.train.Saver()
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        path = saver.save(session, str(tmp_path / "model"), global_step=7)
    assert path == str(tmp_path / "model-7")
    with tf.Session() as session:
        saver.restore(session, path)
        for found, wanted in zip(session.run(variables), values, strict=True):
            np.testing.assert_array_equal(np.asarray(found), np.asarray(wanted))
            assert np.asarray(found).dtype.kind in (np.asarray(wanted).dtype.kind, "S")
    with np.load(f"{path}.npz", allow_pickle=False) as arrays:
        np.testing.assert_array_equal(arrays["layer/v"], values[0])


def test_restoring_needs_no_initialisation_and_adds_no_nodes(tmp_path: Path) -> None:
    path = saved(tmp_path)
    w = tf.Variable([0.0, 0.0], name="w")
    saver = tf.train.Saver()
    tf.get_default_graph().finalize()
    with tf.Session() as session:
        saver.restore(session, path)
        assert session.run(w).tolist() == [1, 2]
        saver.save(session, str(tmp_path / "again"))


def test_variables_may_share_an_initial_value(tmp_path: Path) -> None:
    initial = tf.zeros([2])
    a, b = tf.Variable(initial, name="a"), tf.Variable(initial, name="b")
    saver = tf.train.Saver()
    with tf.Session() as session:
        session.run([a.assign([1.0, 2.0]), b.assign([3.0, 4.0])])
        path = saver.save(session, str(tmp_path / "model"))
    with tf.Session() as session:
        saver.restore(session, path)
        assert [each.tolist() for each in session.run([a, b])] == [[1, 2], [3, 4]]


def test_some_variables_under_other_names(tmp_path: Path) -> None:
    a, b = tf.Variable(1.0, name="a"), tf.Variable(2.0, name="b")
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        path = tf.train.Saver({"first": a}).save(session, str(tmp_path / "model"))
        assert tf.train.list_variables(path) == [("first", [])]
        tf.train.Saver({"first": b}).restore(session, path)
        assert session.run(b) == 1.0


@pytest.mark.parametrize(
    ("variable", "error", "says"),
    [
        (lambda: tf.Variable([1.0, 2.0], name="v"), tf.errors.NotFoundError, "Key v not found in checkpoint"),
        (lambda: tf.Variable([1.0], name="w"), tf.errors.InvalidArgumentError, r"lhs shape= \(1,\) rhs shape= \(2,\)"),
        (lambda: tf.Variable([1, 2], name="w"), tf.errors.InvalidArgumentError, "expected dtype int32"),
    ],
)
def test_what_does_not_fit_changes_nothing(tmp_path: Path, variable: Any, error: type[Exception], says: str) -> None:
    path = saved(tmp_path)
    other = tf.Variable([5.0, 5.0], name="other")
    wrong = variable()
    with tf.Session() as session:
        session.run(other.initializer)
        with pytest.raises(error, match=says):
            tf.train.Saver({"w": other, wrong.op.name if wrong.op.name != "w" else "w": wrong}).restore(session, path)
        assert session.run(other).tolist() == [5, 5]


def test_reshape_takes_the_same_number_of_elements(tmp_path: Path) -> None:
    path = saved(tmp_path)
    w = tf.Variable([[0.0], [0.0]], name="w")
    with tf.Session() as session:
        tf.train.Saver(reshape=True).restore(session, path)
        assert session.run(w).tolist() == [[1], [2]]


def test_a_damaged_checkpoint_is_refused(tmp_path: Path) -> None:
    """Cut anywhere, or with any byte changed, it gives the right numbers or a DataLossError."""
    path = saved(tmp_path)
    whole = Path(f"{path}.npz").read_bytes()
    w = tf.Variable([0.0, 0.0], name="w")
    saver = tf.train.Saver()
    refused = 0
    with tf.Session() as session:
        for damaged in [whole[:cut] for cut in range(0, len(whole), 7)] + [
            whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :] for at in range(len(whole))
        ]:
            Path(f"{path}.npz").write_bytes(damaged)
            try:
                saver.restore(session, path)
            except tf.errors.DataLossError as error:
                refused += f"{path}.npz" in error.message
            else:
                assert session.run(w).tolist() == [1, 2]
    assert refused > len(whole) / 3  # the rest are times and the like, which nobody reads


@pytest.mark.parametrize("stage", ["write", "fsync", "replace"])
def test_a_crash_while_saving_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str) -> None:
    path = saved(tmp_path)

    def crash(*_: Any, **__: Any) -> None:
        raise OSError("no space left")

    if stage == "write":
        monkeypatch.setattr(np.lib.format, "write_array", crash)
    else:
        monkeypatch.setattr(files.os, stage, crash)
    with pytest.raises(OSError, match="no space left"):
        saved(tmp_path, (8.0, 9.0))
    monkeypatch.undo()
    assert tf.train.load_variable(path, "w").tolist() == [1, 2]
    assert not [each for each in os.listdir(tmp_path) if each.endswith(".part")]


def test_the_newest_checkpoints_are_kept(tmp_path: Path) -> None:
    tf.Variable(1.0, name="w")
    saver = tf.train.Saver(max_to_keep=2)
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        for step in (1, 2, 3, 3):
            saver.save(session, str(tmp_path / "model"), global_step=step)
    assert sorted(os.listdir(tmp_path)) == ["checkpoint", "model-2.meta", "model-2.npz", "model-3.meta", "model-3.npz"]
    state = tf.train.get_checkpoint_state(str(tmp_path))
    assert state.model_checkpoint_path == tf.train.latest_checkpoint(str(tmp_path)) == str(tmp_path / "model-3")
    assert state.all_model_checkpoint_paths == saver.last_checkpoints == [str(tmp_path / f"model-{n}") for n in (2, 3)]


def test_checkpoints_are_kept_for_the_hours(tmp_path: Path) -> None:
    tf.Variable(1.0, name="w")
    saver = tf.train.Saver(max_to_keep=1, keep_checkpoint_every_n_hours=-1e-9)
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        for step in range(3):
            saver.save(session, str(tmp_path / "model"), global_step=step, write_meta_graph=False)
    assert [tf.train.checkpoint_exists(str(tmp_path / f"model-{n}")) for n in range(3)] == [True, True, True]


def test_paths_in_the_state_file_are_seen_from_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sub").mkdir()
    tf.Variable(1.0, name="w")
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        assert tf.train.Saver().save(session, "sub/model") == "sub/model"
        assert tf.train.Saver().save(session, "model", latest_filename="mine") == "model"
    assert 'model_checkpoint_path: "model"' in (tmp_path / "sub" / "checkpoint").read_text()
    assert tf.train.latest_checkpoint("sub") == "sub/model"
    assert tf.train.latest_checkpoint(".", "mine") == "./model"
    assert tf.train.latest_checkpoint("nowhere") is None


def test_a_graph_comes_back_with_its_variables(tmp_path: Path) -> None:
    x = tf.placeholder(tf.float32, [], name="x")
    w = tf.Variable(3.0, name="w")
    tf.add_to_collection("out", tf.multiply(w, x, name="y"))
    tf.add_to_collection("out", "text")
    train = tf.train.AdamOptimizer(0.1).minimize(tf.square(w))
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        session.run(train)
        path = tf.train.Saver().save(session, str(tmp_path / "model"))
        wanted = session.run(w)
    for scope in (None, "again"):
        with tf.Graph().as_default() as graph, tf.Session() as session:
            saver = tf.train.import_meta_graph(f"{path}.meta", import_scope=scope)
            saver.restore(session, path)
            prefix = f"{scope}/" if scope else ""
            y, text = tf.get_collection("out")
            assert (y.name, text) == (f"{prefix}y:0", "text")
            assert session.run(y, {f"{prefix}x:0": 2.0}) == 2 * wanted
            assert [v.name for v in tf.trainable_variables()] == [f"{prefix}w:0"]
            session.run(graph.get_operation_by_name(f"{prefix}Adam"))
            assert session.run(f"{prefix}w:0") < wanted


def test_a_graph_without_variables_has_no_saver() -> None:
    tf.constant(1.0)
    record = tf.train.export_meta_graph()
    with tf.Graph().as_default():
        assert tf.train.import_meta_graph(record) is None
        assert tf.get_default_graph().get_operation_by_name("Const").type == "Const"


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda s, p: tf.train.Saver([]), ValueError, "No variables to save"),
        (lambda s, p: tf.train.Saver([tf.constant(1.0)]), TypeError, "not a Variable"),
        (lambda s, p: s.save(3, p), TypeError, "must be a Session"),
        (lambda s, p: s.save(tf.Session(), p), tf.errors.FailedPreconditionError, "uninitialized value w"),
        (lambda s, p: s.save(tf.Session(), p, latest_filename="a/b"), ValueError, "path components"),
        (lambda s, p: s.save(tf.Session(), p + "/no/such/model"), ValueError, "Parent directory of .* doesn't exist"),
        (lambda s, p: s.restore(tf.Session(), None), ValueError, "when it is None"),
        (lambda s, p: s.restore(tf.Session(), p), ValueError, "not a valid checkpoint"),
        (lambda s, p: tf.train.load_checkpoint(os.path.dirname(p)), ValueError, "Couldn't find"),
        (lambda s, p: tf.train.NewCheckpointReader(p), tf.errors.NotFoundError, "any matching files"),
        (lambda s, p: tf.train.import_meta_graph(p), OSError, "does not exist"),
    ],
)
def test_what_is_refused(tmp_path: Path, call: Any, error: type[Exception], says: str) -> None:
    tf.Variable(1.0, name="w")
    with pytest.raises(error, match=says):
        call(tf.train.Saver(), str(tmp_path / "model"))


def test_a_graph_is_written_as_json(tmp_path: Path) -> None:
    tf.constant(1.0, name="c")
    path = tf.train.write_graph(tf.get_default_graph(), str(tmp_path / "new"), "graph.json")
    with tf.Graph().as_default() as graph:
        tf.import_graph_def(json.loads(Path(path).read_text()), name="")
        assert graph.get_operation_by_name("c").type == "Const"


def test_a_checkpoint_of_tensorflow_is_said_to_be_one(tmp_path: Path) -> None:
    with tf.Graph().as_default(), tf.Session() as session:
        tf.Variable(1.0)
        (tmp_path / "model.ckpt.index").touch()
        with pytest.raises(ValueError, match="TensorFlow wrote it"):
            tf.train.Saver().restore(session, str(tmp_path / "model.ckpt"))
