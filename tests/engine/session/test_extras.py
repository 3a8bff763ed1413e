"""Sessions beyond `run`: callables, runs in parts, statistics, the interactive session."""

import numpy as np
import pytest

import heureum as tf

TARGETS = ["", "inline://2"]


@pytest.mark.parametrize("target", TARGETS)
def test_make_callable(target: str) -> None:
    x, y = tf.placeholder(tf.float32), tf.placeholder(tf.float32)
    with tf.Session(target) as session:
        call = session.make_callable({"sum": x + y, "twice": [x * 2.0]}, [x, y])
        assert call(1.0, 2.0) == {"sum": 3.0, "twice": [2.0]}
        with pytest.raises(TypeError, match="2 values"):
            call(1.0)


@pytest.mark.parametrize("target", TARGETS)
def test_a_run_in_parts_runs_no_node_twice(target: str) -> None:
    a, b = tf.placeholder(tf.float32, []), tf.placeholder(tf.float32, [])
    v = tf.Variable(0.0)
    counted = tf.assign_add(v, 1.0) + a
    product = counted * b
    with tf.Session(target) as session:
        session.run(tf.global_variables_initializer())
        handle = session.partial_run_setup([counted, product, v], [a, b])
        assert session.partial_run(handle, counted, {a: 2.0}) == 3.0
        assert session.partial_run(handle, product, {b: 10.0}) == 30.0
        assert session.run(v) == 1.0
        with pytest.raises(ValueError, match="fed before"):
            session.partial_run(handle, product, {b: 1.0})
        with pytest.raises(ValueError, match="announced"):
            session.partial_run(handle, tf.constant(1.0))


@pytest.mark.parametrize("target", TARGETS)
def test_a_full_trace_fills_the_metadata(target: str) -> None:
    x = tf.placeholder(tf.float32, [], name="x")
    y = tf.add(x, 1.0, name="y")
    metadata = tf.RunMetadata()
    with tf.Session(target) as session:
        assert session.run(y, {x: 1.0}, tf.RunOptions(trace_level=tf.RunOptions.FULL_TRACE), metadata) == 2.0
        names = [stats.node_name for device in metadata.step_stats.dev_stats for stats in device.node_stats]
        assert "y" in names
        assert [each.name for each in session.list_devices()]


def test_an_interactive_session_is_the_default_until_it_is_closed() -> None:
    session = tf.InteractiveSession(config=tf.ConfigProto(gpu_options=tf.GPUOptions(allow_growth=True)))
    try:
        assert tf.get_default_session() is session
        assert (tf.constant(2.0) * 3.0).eval() == 6.0
    finally:
        session.close()
    assert tf.get_default_session() is None


def test_configurations_can_be_filled_later() -> None:
    config = tf.ConfigProto(allow_soft_placement=True, log_device_placement=False)
    config.gpu_options.per_process_gpu_memory_fraction = 0.5
    config.graph_options.optimizer_options.global_jit_level = tf.OptimizerOptions.ON_1
    with tf.Session(config=config) as session:
        np.testing.assert_array_equal(session.run(tf.constant([1, 2])), [1, 2])


@pytest.mark.parametrize(("target", "device"), [("", "/job:localhost/task:0"), ("inline://2", "/job:worker/task:1")])
def test_placements_are_logged_once_for_each_kind_of_run(target: str, device: str, capsys: pytest.CaptureFixture[str]) -> None:
    a = tf.constant([[1.0]], name="a")
    with tf.device(device):
        b = tf.matmul(a, a, name="b")
    c = tf.add(b, 1.0, name="c")
    with tf.Session(target, config=tf.ConfigProto(log_device_placement=True)) as session:
        for _ in range(2):
            assert session.run(b) == [[1.0]]
        lines = capsys.readouterr().err.splitlines()
        assert len(lines) == 2
        assert f"b: (MatMul): {device}" in lines
        session.run(c)
    assert "c: (Add)" in capsys.readouterr().err
