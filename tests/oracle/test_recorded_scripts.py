"""Scripts of the TensorFlow 1 era, one line replaced, give what TensorFlow gave: needs no TensorFlow, runs in Pyodide too."""

import json
from pathlib import Path

import pytest

from .described import differences
from .script import EXPECTED, SCRIPTS, Script, run

RECORDED = json.loads(EXPECTED.read_text())


def _case(script: Script) -> object:
    marks = [pytest.mark.needs_threads] if script.needs_threads else []
    return pytest.param(script, id=script.name, marks=marks)


@pytest.mark.parametrize("script", [_case(each) for each in SCRIPTS])
def test_script_gives_what_tensorflow_recorded(script: Script, tmp_path: Path) -> None:
    found = run(script, "heureum", tmp_path)
    expected = RECORDED[script.name]
    found = json.loads(json.dumps(found))
    assert list(differences(expected["result"], found["result"], rtol=expected["rtol"])) == []


def test_nothing_is_recorded_for_scripts_that_are_gone() -> None:
    assert RECORDED.keys() == {each.name for each in SCRIPTS}
