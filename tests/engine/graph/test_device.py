"""Device strings: what is read, how they print, how they merge, and whom they allow."""

import pytest

import heureum as tf
from heureum import DeviceSpec

READ = [
    ("", ""),
    ("/job:worker", "/job:worker"),
    ("/job:worker/task:1", "/job:worker/task:1"),
    ("/task:1/job:worker", "/job:worker/task:1"),
    ("/cpu:0", "/device:CPU:0"),
    ("/device:GPU:1", "/device:GPU:1"),
    ("/gpu:*", "/device:GPU:*"),
    ("/job:ps/replica:2/task:3/device:cpu:0", "/job:ps/replica:2/task:3/device:CPU:0"),
    ("/job:1/task:*", "/job:1"),
]


@pytest.mark.parametrize(("text", "printed"), READ)
def test_reading_and_printing(text: str, printed: str) -> None:
    spec = DeviceSpec.from_string(text)
    assert str(spec) == printed
    assert DeviceSpec.from_string(printed) == spec


@pytest.mark.parametrize("text", ["worker", "/job:", "/task:x", "/job:worker/", "/job:worker task:1", "/cpu"])
def test_malformed(text: str) -> None:
    with pytest.raises(ValueError, match="Malformed device specification"):
        DeviceSpec.from_string(text)


MERGED = [
    ("/task:1", "/job:worker/task:0", "/job:worker/task:1"),
    ("", "/job:worker/task:0", "/job:worker/task:0"),
    ("/job:ps", "/job:worker/task:1/cpu:0", "/job:ps/task:1/device:CPU:0"),
    ("/gpu:1", "/job:worker", "/job:worker/device:GPU:1"),
]


@pytest.mark.parametrize(("inner", "outer", "merged"), MERGED)
def test_merging(inner: str, outer: str, merged: str) -> None:
    assert str(DeviceSpec.from_string(inner).over(DeviceSpec.from_string(outer))) == merged
    with tf.device(outer), tf.device(inner):
        assert tf.constant(0.0).op.device == merged


ALLOWED = [
    ("", "/job:worker/task:1", True),
    ("/job:worker", "/job:worker/task:1", True),
    ("/job:ps", "/job:worker/task:1", False),
    ("/task:0", "/job:worker/task:1", False),
    ("/job:worker/task:1/cpu:0", "/job:worker/task:1", True),
]


@pytest.mark.parametrize(("asked", "device", "is_allowed"), ALLOWED)
def test_allowing(asked: str, device: str, is_allowed: bool) -> None:
    assert DeviceSpec.from_string(asked).allows(DeviceSpec.from_string(device)) is is_allowed


def test_none_clears_and_scopes_end() -> None:
    with tf.device("/job:worker/task:1"):
        with tf.device(None):
            assert tf.constant(0.0).op.device == ""
        assert tf.constant(0.0).op.device == "/job:worker/task:1"
    assert tf.constant(0.0).op.device == ""


def test_a_function_is_asked_about_each_operation() -> None:
    with tf.device("/job:worker"), tf.device(lambda op: "/cpu:0" if op.type == "Const" else ""):
        assert tf.constant(0.0).op.device == "/job:worker/device:CPU:0"
        with tf.device("/task:1"):
            # The outer function overrides what the inner scope said.
            assert tf.placeholder(tf.float32).op.device == "/job:worker"
        with tf.device(None):
            assert tf.constant(0.0).op.device == ""
        with tf.colocate_with(tf.placeholder(tf.float32)):
            assert tf.constant(0.0).op.device == "/job:worker"
    assert tf.constant(0.0).op.device == ""


def test_an_unknown_device_string_is_refused_where_it_is_written() -> None:
    with pytest.raises(ValueError, match="Malformed device specification 'worker 1'"), tf.device("worker 1"):
        pass
