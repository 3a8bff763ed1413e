"""Flags and `tf.app.run`: what a command line sets, what it leaves, what it may not say."""

from typing import Any

import pytest

import heureum as tf


@pytest.fixture
def values() -> tf.flags.FlagValues:
    found = tf.flags.FlagValues()
    tf.flags.DEFINE_string("data_dir", "/data", "where", flag_values=found)
    tf.flags.DEFINE_integer("steps", 10, "how many", lower_bound=1, flag_values=found)
    tf.flags.DEFINE_float("rate", 1, "how fast", flag_values=found)
    tf.flags.DEFINE_boolean("train", True, "whether", flag_values=found)
    tf.flags.DEFINE_enum("mode", "fast", ["fast", "slow"], "how", flag_values=found)
    tf.flags.DEFINE_list("layers", "3,2", "sizes", flag_values=found)
    return found


DEFAULTS = {"data_dir": "/data", "steps": 10, "rate": 1.0, "train": True, "mode": "fast", "layers": ["3", "2"]}
LINES: list[tuple[list[str], dict[str, Any], list[str]]] = [
    ([], {}, []),
    (["--steps=3", "--rate", "0.5"], {"steps": 3, "rate": 0.5}, []),
    (["--notrain", "-data_dir=here", "rest"], {"train": False, "data_dir": "here"}, ["rest"]),
    (["--train=false", "--mode=slow"], {"train": False, "mode": "slow"}, []),
    (["--layers=a, b", "--unknown=1", "--", "--steps=2"], {"layers": ["a", "b"]}, ["--unknown=1", "--steps=2"]),
]


@pytest.mark.parametrize(("line", "changed", "rest"), LINES)
def test_command_lines(values: tf.flags.FlagValues, line: list[str], changed: dict[str, Any], rest: list[str]) -> None:
    assert values(["script.py", *line]) == ["script.py", *rest]
    assert values.flag_values_dict() == DEFAULTS | changed


REFUSED = [
    (["--steps=many"], "--steps=many"),
    (["--steps=0"], r"0 is not in the range \[1, None\]"),
    (["--train=perhaps"], "non-boolean"),
    (["--mode=odd"], "one of <fast|slow>"),
    (["--steps"], "needs a value"),
]


@pytest.mark.parametrize(("line", "message"), REFUSED)
def test_refused(values: tf.flags.FlagValues, line: list[str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        values(["script.py", *line])


def test_flags_are_attributes(values: tf.flags.FlagValues) -> None:
    values.steps = 4
    assert (values.steps, "steps" in values, "other" in values) == (4, True, False)
    with pytest.raises(AttributeError):
        _ = values.other
    with pytest.raises(AttributeError):
        values.other = 1


def test_a_required_flag_must_be_given(values: tf.flags.FlagValues) -> None:
    tf.flags.DEFINE_string("name", None, "who", flag_values=values)
    tf.flags.mark_flag_as_required("name", flag_values=values)
    with pytest.raises(ValueError, match="--name must have a value"):
        values(["script.py"])


def test_run_leaves_with_what_main_gives() -> None:
    with pytest.raises(SystemExit) as left:
        tf.app.run(len, ["script.py", "a", "b"])
    assert left.value.code == 3
    assert tf.app.flags is tf.flags


def test_older_scripts_parse_and_list_the_flags(values: tf.flags.FlagValues, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["script.py", "--steps=7"])
    values._parse_flags()
    assert values.steps == 7
    assert getattr(values, "__flags")["steps"] == 7
