"""Every line of op_expressions.txt shows what TensorFlow showed when it was asked: needs no TensorFlow."""

import pytest

import heureum

from .expressions import require_same, seen
from .recorded_outcomes import LINES, from_json, read, to_json

RECORDED = read()


@pytest.mark.parametrize("line", LINES)
def test_expression_shows_what_tensorflow_showed(line: str) -> None:
    assert line in RECORDED, "ask TensorFlow: make expected"
    require_same(line, RECORDED[line], seen(line, heureum))


def test_nothing_is_recorded_for_lines_that_are_gone() -> None:
    assert RECORDED.keys() == set(LINES)


def test_outcomes_survive_being_written() -> None:
    outcome = seen("[c, x > 0, tf.as_string(i), x / 0]", heureum)
    again = from_json(to_json(outcome))
    require_same("", outcome, again)
    assert [each.dtype.name for each in again["values"]] == ["complex64", "bool", "object", "float32"]
