"""Training loops that look after themselves: hooks, monitored sessions, the Supervisor."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import heureum as tf


@pytest.fixture(autouse=True)
def _own_graph() -> Iterator[None]:
    with tf.Graph().as_default():
        yield


def training() -> tuple[Any, Any]:
    step = tf.train.get_or_create_global_step()
    loss = tf.square(tf.Variable(1.0, name="v"))
    tf.summary.scalar("loss", loss)
    return loss, tf.train.GradientDescentOptimizer(0.1).minimize(loss, global_step=step)


class Told(tf.train.SessionRunHook):
    """Writes down what it is told."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def begin(self) -> None:
        self.heard.append("begin")

    def after_create_session(self, session: Any, coord: Any) -> None:
        self.heard.append("created")

    def before_run(self, run_context: Any) -> Any:
        return tf.train.SessionRunArgs({"step": tf.train.get_global_step()})

    def after_run(self, run_context: Any, run_values: Any) -> None:
        self.heard.append(f"after {int(run_values.results['step'])}")
        if len(self.heard) == 5:
            run_context.request_stop()

    def end(self, session: Any) -> None:
        self.heard.append("end")


def test_hooks_are_told_of_every_moment() -> None:
    _, train = training()
    told = Told()
    with tf.train.MonitoredSession(hooks=[told]) as session:
        while not session.should_stop():
            session.run(train)
    assert [each.split()[0] for each in told.heard] == ["begin", "created", "after", "after", "after", "end"]


def test_a_loop_that_fails_does_not_end_well() -> None:
    _, train = training()
    told = Told()

    def loop() -> None:
        with tf.train.MonitoredSession(hooks=[told]) as session:
            session.run(train)
            raise KeyError("wrong")

    with pytest.raises(KeyError):
        loop()
    assert "end" not in told.heard


def test_it_goes_on_from_its_checkpoint(tmp_path: Path) -> None:
    folder = str(tmp_path / "run")
    for last in (3, 5):
        with tf.Graph().as_default():
            loss, train = training()
            hooks = [tf.train.StopAtStepHook(last_step=last), tf.train.NanTensorHook(loss)]
            with tf.train.MonitoredTrainingSession(checkpoint_dir=folder, hooks=hooks, save_summaries_steps=1) as session:
                while not session.should_stop():
                    session.run(train)
    assert tf.train.latest_checkpoint(folder) == f"{folder}/model.ckpt-5"
    assert tf.train.load_variable(folder, "v") == pytest.approx(0.8**5)
    files = [str(each) for each in Path(folder).glob("events*")]
    tags = {value.tag for file in files for event in tf.train.summary_iterator(file) for value in event.summary.value}
    assert "loss" in tags


def test_the_end_of_input_is_no_failure() -> None:
    element = tf.data.Dataset.range(3).make_one_shot_iterator().get_next()
    seen = []
    with tf.train.MonitoredSession() as session:
        while not session.should_stop():
            seen.append(int(session.run(element)))
    assert seen == [0, 1, 2]


def test_the_graph_is_finished() -> None:
    with tf.train.MonitoredSession() as session:
        with pytest.raises(RuntimeError, match="finalized"):
            tf.constant(1)
        assert not session.should_stop()
    with pytest.raises(RuntimeError, match="should_stop"):
        session.run([])


def test_a_loss_that_is_no_number_raises() -> None:
    loss = tf.constant(float("nan"))
    with (
        tf.train.MonitoredSession(hooks=[tf.train.NanTensorHook(loss)]) as session,
        pytest.raises(tf.train.NanLossDuringTrainingError),
    ):
        session.run(loss)


@pytest.mark.parametrize("arguments", [{}, {"every_n_iter": 1, "every_n_secs": 1}, {"every_n_iter": 0}])
def test_a_log_needs_one_rhythm(arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="every_n"):
        tf.train.LoggingTensorHook(["x:0"], **arguments)


@pytest.mark.needs_threads
def test_the_supervisor_starts_and_saves(tmp_path: Path) -> None:
    for wanted in (0, 1):
        with tf.Graph().as_default():
            _, train = training()
            supervisor = tf.train.Supervisor(logdir=str(tmp_path), save_model_secs=0)
            with supervisor.managed_session() as session:
                assert session.run(supervisor.global_step) == wanted
                session.run(train)
                supervisor.saver.save(session, supervisor.save_path, global_step=supervisor.global_step)
            assert supervisor.should_stop()


def test_a_session_manager_initialises_or_restores(tmp_path: Path) -> None:
    with tf.Graph().as_default():
        kept, local = tf.Variable(1.0, name="kept"), tf.Variable(2.0, collections=[tf.GraphKeys.LOCAL_VARIABLES], trainable=False)
        saver, everything = tf.train.Saver([kept]), tf.report_uninitialized_variables([kept, local])
        manager = tf.train.SessionManager(local.initializer, everything)
        with manager.prepare_session("", init_op=kept.initializer, saver=saver, checkpoint_dir=str(tmp_path)) as session:
            assert session.run([kept, local]) == [1.0, 2.0]
            session.run(kept.assign(5.0))
            saver.save(session, str(tmp_path / "model"), global_step=3)
        session, is_ready = manager.recover_session("", saver, str(tmp_path))
        assert (is_ready, session.run(kept)) == (True, 5.0)
        session, is_ready = manager.recover_session("", saver, str(tmp_path / "none"))
        assert not is_ready
        with pytest.raises(RuntimeError, match="Variables not initialized: kept"):
            manager.prepare_session("")
        with pytest.raises(RuntimeError, match="no init_op"):
            tf.train.SessionManager(ready_op=everything).prepare_session("")


def test_a_node_is_named_for_its_only_output() -> None:
    with tf.Graph().as_default():
        chances = tf.nn.softmax(tf.constant([[0.0, 0.0]]), name="chances")
        tf.split(chances, 2, 1, name="halves")
        with tf.train.MonitoredTrainingSession(hooks=[tf.train.LoggingTensorHook(["chances"], every_n_iter=1)]) as session:
            session.run(chances)
    with tf.Graph().as_default():
        tf.split(tf.constant([[0.0, 0.0]]), 2, 1, name="halves")
        with pytest.raises(ValueError, match="'halves:0'"):
            tf.train.LoggingTensorHook(["halves"], every_n_iter=1).begin()
