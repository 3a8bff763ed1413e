import hashlib
import json
import re
from pathlib import Path

import pytest

from plugin.assets import PYODIDE_FILES
from plugin.packs import unpack
from plugin.wheels import NUMPY_WHEEL, numpy_files


@pytest.fixture
def assets(built_site: Path) -> Path:
    return built_site / "assets" / "heureum"


def test_the_manifest_says_what_is_there(assets: Path) -> None:
    manifest = json.loads((assets / "manifest.json").read_text())
    assert manifest["pyodide"] == "0.29.5"
    assert re.fullmatch("[0-9a-f]{16}", manifest["version"])
    assert manifest["files"].keys() == {*PYODIDE_FILES, "stdlib", "numpy", "heureum", "snapshot"}
    for entry in manifest["files"].values():
        content = (assets / entry["url"]).read_bytes()
        assert entry["size_bytes"] == len(content)
        assert entry["sha256"] == hashlib.sha256(content).hexdigest()
    for name in ("numpy", "heureum", "snapshot"):
        assert manifest["files"][name]["sha256"][:8] in manifest["files"][name]["url"]


def test_packs_hold_compiled_packages_and_their_licence(assets: Path) -> None:
    packed = {path.name.split("-")[0]: unpack(path.read_bytes()) for path in (assets / "packs").glob("*.pack")}
    assert {"numpy/__init__.pyc", "numpy/random/__init__.pyc", "numpy-2.2.5.dist-info/LICENSE.txt"} <= packed["numpy"].keys()
    assert {"heureum/__init__.pyc", "heureum_live/run_cell.pyc"} <= packed["heureum"].keys()
    for files in packed.values():
        assert not [path for path in files if path.endswith((".py", ".pyi", ".h"))]
    assert (assets / "licences" / "numpy.txt").read_bytes() == packed["numpy"]["numpy-2.2.5.dist-info/LICENSE.txt"]


def test_a_wheel_other_than_pyodides_is_refused(tmp_path: Path) -> None:
    wheel = tmp_path / NUMPY_WHEEL
    wheel.parent.mkdir(parents=True)
    wheel.write_bytes(b"another")
    with pytest.raises(ValueError, match="Pyodide's release has"):
        numpy_files(tmp_path)


def test_what_a_run_takes_is_named_in_the_first_script(assets: Path) -> None:
    main = (assets / "main.js").read_text()
    (listed,) = re.findall(r'"((?:chunks/[\w-]+\.js ?)+)"\.split', main)
    chunks = listed.split()
    assert all((assets / name).is_file() for name in chunks)
    imported = {
        f"chunks/{name}"
        for chunk in chunks
        for name in re.findall(r'(?:from|import)\s*"\./([\w-]+\.js)"', (assets / chunk).read_text())
    }
    by_main = set(re.findall(r'(?:from|import)\s*"\./(chunks/[\w-]+\.js)"', main))
    assert imported <= set(chunks) | by_main
    assert {name.partition("-")[0] for name in chunks} >= {"chunks/live_cell", "chunks/page_runtime"}
