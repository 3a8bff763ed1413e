"""What is recorded is what TensorFlow gives today: a script that was edited must be recorded anew (`make expected`)."""

import json
import types

import pytest

from .described import differences
from .record import recorded
from .script import EXPECTED, SCRIPTS, Script

RECORDED = json.loads(EXPECTED.read_text())


@pytest.mark.parametrize("script", SCRIPTS, ids=[each.name for each in SCRIPTS])
def test_tensorflow_gives_what_is_recorded(script: Script, oracle: types.ModuleType) -> None:
    current = json.loads(json.dumps(recorded(script)))
    assert list(differences(current["result"], RECORDED[script.name]["result"], rtol=1e-4)) == []
    assert current["rtol"] == RECORDED[script.name]["rtol"]
