"""Timelines of a training loop, waiting for a step, and checkpoints as they come."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import heureum as tf


def step() -> Any:
    w = tf.Variable([1.0, 2.0])
    counter = tf.train.get_or_create_global_step()
    return tf.train.GradientDescentOptimizer(0.1).minimize(tf.reduce_sum(w * w), global_step=counter)


def test_timelines_are_written(tmp_path: Path) -> None:
    with tf.Graph().as_default():
        train = step()
        hooks = [tf.train.ProfilerHook(save_steps=3, output_dir=str(tmp_path)), tf.train.StopAtStepHook(last_step=8)]
        with tf.train.MonitoredTrainingSession(hooks=hooks) as session:
            while not session.should_stop():
                session.run(train)
    written = sorted(each.name for each in tmp_path.glob("timeline-*.json"))
    assert written == ["timeline-4.json", "timeline-7.json"]
    events = json.loads((tmp_path / written[0]).read_text())["traceEvents"]
    assert {"ApplyGradientDescent", "AssignAdd"} <= {each["name"] for each in events}
    assert tf.contrib.hooks.ProfilerHook is tf.train.ProfilerHook


def test_training_waits_for_a_step() -> None:
    with tf.Graph().as_default():
        counter = tf.train.get_or_create_global_step()
        with tf.train.MonitoredTrainingSession(hooks=[tf.train.GlobalStepWaiterHook(0)]) as session:
            assert session.run(counter) == 0
    with tf.Graph().as_default(), pytest.raises(RuntimeError, match="Global step should be created"):
        tf.train.GlobalStepWaiterHook(1).begin()


def test_checkpoints_are_given_as_they_come(tmp_path: Path) -> None:
    with tf.Graph().as_default(), tf.Session() as session:
        w = tf.Variable(1.0, name="w")
        session.run(w.initializer)
        saver = tf.train.Saver()
        saver.save(session, str(tmp_path / "m"), 1)
        coming = tf.train.checkpoints_iterator(str(tmp_path), timeout=0)
        assert next(coming).endswith("m-1")
        saver.save(session, str(tmp_path / "m"), 2)
        assert next(coming).endswith("m-2")
        assert list(coming) == []
