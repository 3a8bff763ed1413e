"""Summaries byte for byte, event files through TensorBoard's own reader, and checkpoints' outward behaviour."""

import os
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import heureum

_RANDOM = np.random.default_rng(0)
SUMMARIES: dict[str, Callable[[Any], Any]] = {
    "scalar": lambda tf: tf.summary.scalar("loss", 0.5),
    "integer": lambda tf: tf.summary.scalar("a b", tf.constant(3)),
    "family": lambda tf: tf.summary.scalar("x", 1.0, family="group"),
    "histogram": lambda tf: tf.summary.histogram("h", _VALUES),
    "edges": lambda tf: tf.summary.histogram("h", np.array([0.0, 1e-12, -1e-12, 1e30, -1e30, 1e-300, 1.1])),
    "empty": lambda tf: tf.summary.histogram("h", np.zeros(0, np.float32)),
    "integers": lambda tf: tf.summary.histogram("h", [1, 1, 2, -5]),
    "text": lambda tf: tf.summary.text("t", tf.constant(["a", "b"])),
    "merge": lambda tf: tf.summary.merge([tf.summary.scalar("a", 1.0), tf.summary.histogram("b", [1.0, 2.0])]),
}
_VALUES = _RANDOM.normal(size=(50, 20)).astype(np.float32)


def summary_of(tf: Any, make: Callable[[Any], Any]) -> tuple[Any, list[str]]:
    with tf.Graph().as_default() as graph:
        made = make(tf)
        names = [each.name for each in graph.get_operations()]
        with tf.Session() as session:
            return session.run(made), names


@pytest.mark.parametrize("make", SUMMARIES.values(), ids=SUMMARIES)
def test_summaries_are_the_same_message(oracle: types.ModuleType, make: Any) -> None:
    ours, names = summary_of(heureum, make)
    theirs, their_names = summary_of(oracle, make)
    assert oracle.Summary.FromString(ours) == oracle.Summary.FromString(theirs)
    assert names == their_names
    assert oracle.Summary.FromString(heureum.Summary.FromString(theirs).SerializeToString()) == oracle.Summary.FromString(theirs)


@pytest.mark.parametrize("kind", ["bytes", "fractions", "signed", "broken"])
@pytest.mark.parametrize("channels", [1, 3, 4])
def test_pictures_show_the_same_pixels(oracle: types.ModuleType, kind: str, channels: int) -> None:
    pictures = _RANDOM.uniform(-1.0 if kind == "signed" else 0.0, 2.0, (2, 5, 4, channels)).astype(np.float32)
    if kind == "bytes":
        pictures = (pictures * 100).astype(np.uint8)
    if kind == "broken":
        pictures[0, 1, 1, 0] = np.nan
        pictures[1, 2, 2, 0] = np.inf
    decoded = []
    for tf in (heureum, oracle):
        serialized, _ = summary_of(tf, lambda tf: tf.summary.image("i", pictures))
        values = oracle.Summary.FromString(serialized).value
        with oracle.Graph().as_default(), oracle.Session() as session:
            pixels = [session.run(oracle.image.decode_png(value.image.encoded_image_string)) for value in values]
        decoded.append(
            [(v.tag, v.image.height, v.image.width, v.image.colorspace, p) for v, p in zip(values, pixels, strict=True)]
        )
    for (*ours, pixels), (*theirs, their_pixels) in zip(*decoded, strict=True):
        assert ours == theirs
        np.testing.assert_allclose(pixels.astype(int), their_pixels.astype(int), atol=1)


def test_tensorboard_reads_our_event_files(tmp_path: Path) -> None:
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

    with heureum.Session() as session, heureum.summary.FileWriter(str(tmp_path), session.graph) as writer:
        x = heureum.placeholder(heureum.float32, [3], name="x")
        heureum.summary.scalar("average", heureum.reduce_mean(x))
        heureum.summary.histogram("spread", x)
        heureum.summary.image("picture", np.zeros((1, 4, 4, 3), np.uint8))
        heureum.summary.text("words", heureum.constant("hello"))
        merged = heureum.summary.merge_all()
        writer.add_graph(session.graph)
        for step in range(3):
            writer.add_summary(session.run(merged, {x: [step, step, step]}), step)
    events = EventAccumulator(str(tmp_path))
    events.Reload()
    assert [(each.step, each.value) for each in events.Scalars("average")] == [(0, 0.0), (1, 1.0), (2, 2.0)]
    assert events.Histograms("spread")[-1].histogram_value.num == 3
    assert [each.width for each in events.Images("picture/image/0")] == [4, 4, 4]
    assert "words" in events.Tags()["tensors"]
    nodes = {node.name: node for node in events.Graph().node}
    assert nodes["x"].op == "Placeholder"
    assert [dim.size for dim in nodes["x"].attr["shape"].shape.dim] == [3]
    assert list(nodes["Mean"].input) == ["x", "Const"]


def test_tensorflow_reads_our_event_files(oracle: types.ModuleType, tmp_path: Path) -> None:
    with heureum.summary.FileWriter(str(tmp_path)) as writer:
        writer.add_summary(heureum.Summary(value=[heureum.Summary.Value(tag="a", simple_value=2.0)]), 5)
    (path,) = tmp_path.iterdir()
    first, second = oracle.train.summary_iterator(str(path))
    assert (first.file_version, second.step, second.summary.value[0].tag) == ("brain.Event:2", 5, "a")
    with oracle.summary.FileWriter(str(tmp_path / "theirs"), graph=oracle.Graph()) as writer:
        writer.add_summary(oracle.Summary(value=[oracle.Summary.Value(tag="b", simple_value=3.0)]), 7)
    (path,) = (tmp_path / "theirs").iterdir()
    *_, last = heureum.train.summary_iterator(str(path))
    assert (last.step, last.summary.value[0].tag, last.summary.value[0].simple_value) == (7, "b", 3.0)


def saved(tf: Any, folder: str) -> Any:
    w, b = tf.Variable([1.0, 2.0], name="w"), tf.Variable(3, name="scope/b")
    step = tf.train.get_or_create_global_step()
    saver = tf.train.Saver(max_to_keep=2)
    seen: list[Any] = []
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        for _ in range(3):
            session.run([w.assign_add([1.0, 1.0]), step.assign_add(1)])
            seen.append(os.path.relpath(saver.save(session, os.path.join(folder, "model"), global_step=step), folder))
        held = session.run([w, b])
    newest = tf.train.latest_checkpoint(folder)
    state = tf.train.get_checkpoint_state(folder)
    with tf.Session() as session:
        saver.restore(session, newest)
        restored = session.run([w, b])
    return [
        seen, held, restored, os.path.relpath(newest, folder), sorted(tf.train.list_variables(newest)),
        [os.path.relpath(each, folder) for each in state.all_model_checkpoint_paths],
        [os.path.relpath(each, folder) for each in saver.last_checkpoints],
        tf.train.checkpoint_exists(newest), tf.train.load_variable(folder, "w"),
    ]  # fmt: skip


def test_saving_and_restoring(compare: Any, tmp_path: Path) -> None:
    compare(lambda tf: saved(tf, str(tmp_path / tf.__name__)) if os.makedirs(tmp_path / tf.__name__) is None else None)


WRONG: dict[str, Callable[[Any, str], Any]] = {
    "missing": lambda tf, path: tf.train.Saver([tf.Variable([1.0, 2.0], name="other")]).restore(tf.Session(), path),
    "shape": lambda tf, path: tf.train.Saver([tf.Variable([1.0], name="w")]).restore(tf.Session(), path),
    "dtype": lambda tf, path: tf.train.Saver([tf.Variable([1, 2], name="w")]).restore(tf.Session(), path),
    "no file": lambda tf, path: tf.train.Saver([tf.Variable([1.0], name="w")]).restore(tf.Session(), path + "x"),
    "none": lambda tf, path: tf.train.Saver([tf.Variable([1.0], name="w")]).restore(tf.Session(), None),
    "no variables": lambda tf, path: tf.train.Saver(),
    "a tensor": lambda tf, path: tf.train.Saver([tf.constant(1.0)]),
    "two of a name": lambda tf, path: tf.train.Saver({"w": tf.Variable(1.0), "v": 3}),
    "uninitialised": lambda tf, path: tf.train.Saver([tf.Variable([1.0], name="w")]).save(tf.Session(), path + "y"),
}


def _without_folder(tf: Any, path: str) -> Any:
    w = tf.Variable([1.0], name="w")
    with tf.Session() as session:
        session.run(w.initializer)
        return tf.train.Saver().save(session, path + "/no/such/folder/model")


WRONG["no folder"] = _without_folder


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_errors(compare: Any, tmp_path: Path, wrong: Any) -> None:
    def program(tf: Any) -> Any:
        path = str(tmp_path / f"model.{tf.__name__}")
        with tf.Graph().as_default(), tf.Session() as session:
            tf.Variable([1.0, 2.0], name="w")
            session.run(tf.global_variables_initializer())
            tf.train.Saver().save(session, path)
        return wrong(tf, path)

    compare(program)
