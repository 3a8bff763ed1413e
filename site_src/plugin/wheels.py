"""What goes into the browser's site-packages: NumPy, trimmed, and the engine. Takes wheels, gives their files by path.

Pyodide's NumPy is on no registry of its own: one npm package carries Pyodide's wheel, of which this one file is taken,
if its hash is that of Pyodide's release.
"""

import hashlib
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

NUMPY_WHEEL = "@bentopdf/pymupdf-wasm/assets/numpy-2.2.5-cp313-cp313-pyodide_2025_0_wasm32.whl"
NUMPY_SHA256 = "125230b4c3ecd08803e5c43f1162e017c0718d9f253146225a705a952b9c16c2"
NUMPY_LICENCE = "numpy-2.2.5.dist-info/LICENSE.txt"

# Readers' code cannot reach these, or only compilers and NumPy's own tests would.
NOT_FOR_READERS = re.compile(
    r"""/tests/ | ^numpy/(f2py|distutils|doc|_pyinstaller)/ | /include/ | ^numpy/_core/lib/ | ^numpy/random/lib/
    | conftest\.py$ | \.(pyi|pxd|pyx|h|c|a|ini|md)$ | /py\.typed$
    | /_(simd|rational_tests|struct_ufunc_tests|operand_flag_tests|umath_tests|multiarray_tests)\.
    | \.dist-info/(?!METADATA$|LICENSE)""",
    re.VERBOSE,
)


def numpy_files(node_modules: Path) -> dict[str, bytes]:
    wheel = node_modules / NUMPY_WHEEL
    found = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if found != NUMPY_SHA256:
        raise ValueError(f"{wheel.name} has sha256 {found}; Pyodide's release has {NUMPY_SHA256}")
    return {path: content for path, content in _contents(wheel).items() if not NOT_FOR_READERS.search(path)}


def engine_files(project: Path) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as scratch:
        build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", scratch]
        done = subprocess.run(build, cwd=project, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"the engine's wheel could not be built:\n{done.stdout}{done.stderr}")
        (wheel,) = Path(scratch).glob("*.whl")
        return _contents(wheel)


def _contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist() if not entry.is_dir()}
