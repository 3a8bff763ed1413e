"""`tf.compat`: the package under its other name, text and bytes, and the switches that scripts begin with."""

import importlib
from collections.abc import Callable

import pytest

import heureum as tf


def test_version_1_is_the_package_itself() -> None:
    v1 = importlib.import_module("heureum.compat.v1")
    assert v1 is tf.compat.v1 is tf


def test_switches_to_graphs_are_granted() -> None:
    tf.disable_v2_behavior()
    tf.disable_eager_execution()
    tf.compat.v1.disable_resource_variables()
    tf.enable_resource_variables()
    assert not tf.executing_eagerly()


@pytest.mark.parametrize("switch", [tf.enable_eager_execution, tf.enable_v2_behavior])
def test_others_are_refused(switch: Callable[[], None]) -> None:
    with pytest.raises(ValueError, match=r"run it in a tf\.Session"):
        switch()


TEXTS = [
    (tf.compat.as_bytes, "한글", "한글".encode()),
    (tf.compat.as_bytes, b"a", b"a"),
    (tf.compat.as_text, "한글".encode(), "한글"),
    (tf.compat.as_str, "a", "a"),
    (tf.compat.as_str_any, 3, "3"),
    (tf.compat.as_str_any, b"a", "a"),
]


@pytest.mark.parametrize(("convert", "value", "converted"), TEXTS)
def test_text_and_bytes(convert: Callable[[object], object], value: object, converted: object) -> None:
    assert convert(value) == converted


@pytest.mark.parametrize("convert", [tf.compat.as_bytes, tf.compat.as_text])
def test_numbers_are_neither(convert: Callable[[object], object]) -> None:
    with pytest.raises(TypeError, match="Expected binary or unicode string, got 3"):
        convert(3)
