import gzip
import json
from pathlib import Path

import pytest

from plugin.assets import heureum_pack, numpy_pack
from plugin.packs import unpack
from plugin.places import NODE_MODULES
from plugin.snapshot import snapshot
from plugin.wheels import NUMPY_WHEEL

PYODIDE = NODE_MODULES / "pyodide"


@pytest.fixture
def packs() -> dict[str, Path]:
    return {"stdlib": PYODIDE / "python_stdlib.zip", "numpy": numpy_pack(), "heureum": heureum_pack()}


def test_it_is_made_when_it_may_be_and_kept(tmp_path: Path, packs: dict[str, Path]) -> None:
    assert snapshot(tmp_path / "snapshot", PYODIDE, packs, makes=False) is None
    path = snapshot(tmp_path / "snapshot", PYODIDE, packs, makes=True)
    assert path is not None
    made_ns = path.stat().st_mtime_ns
    assert snapshot(tmp_path / "snapshot", PYODIDE, packs, makes=False) == path
    assert path.stat().st_mtime_ns == made_ns
    files = unpack(gzip.decompress(path.read_bytes()))
    modules = [name for name, handles in json.loads(files["about.json"])["handles"] if handles]
    assert modules == ["numpy/_core/_multiarray_umath", "numpy/linalg/_umath_linalg"]
    heap = {int(name.removeprefix("heap/")): files[name] for name in files if name.startswith("heap/")}
    assert max(offset + len(piece) for offset, piece in heap.items()) <= json.loads(files["about.json"])["heapBytes"]
    assert list(heap) == sorted(heap)
    assert not any(str(PYODIDE).encode() in piece for piece in heap.values())


def test_a_site_can_do_without(tmp_path: Path, packs: dict[str, Path], caplog: pytest.LogCaptureFixture) -> None:
    no_pack = {**packs, "heureum": NODE_MODULES / NUMPY_WHEEL}
    assert snapshot(tmp_path / "snapshot", PYODIDE, no_pack, makes=True) is None
    assert "without a snapshot" in caplog.text
    assert not (tmp_path / "snapshot").exists()
