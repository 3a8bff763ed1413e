"""Compiles sources for the browser's Python, so that no reader's machine has to. Takes files, gives .pyc for .py.

Its law: equal sources make equal bytes, so content-hashed addresses change only when the content does.
"""

import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

SITE_PACKAGES = "/lib/python3.13/site-packages/"
STANDARD_LIBRARY = "/lib/python313.zip/"

# Any fixed time makes py_compile write the source's hash in place of its age, and zip files comparable.
FIXED_TIME_S = "1577836800"
FIXED_DATE = (2020, 1, 1, 0, 0, 0)


def compiled(files: Mapping[str, bytes], lies_at: str) -> dict[str, bytes]:
    """`files` with every .py compiled; tracebacks will name the place where the browser puts them, `lies_at`."""
    with tempfile.TemporaryDirectory() as scratch:
        archive = Path(scratch) / "sources.zip"
        archive.write_bytes(zipped({lies_at + path: content for path, content in files.items()}, zipfile.ZIP_STORED))
        done = subprocess.run(
            [sys.executable, "-m", "pyodide_cli", "py-compile", "--silent", "--compression-level", "0", str(archive)],
            env=os.environ | {"SOURCE_DATE_EPOCH": FIXED_TIME_S, "PYTHONNODEBUGRANGES": "1"},
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise RuntimeError(f"`pyodide py-compile` failed:\n{done.stdout}{done.stderr}")
        with zipfile.ZipFile(archive) as result:
            return {name.removeprefix(lies_at): result.read(name) for name in result.namelist()}


def zipped(files: Mapping[str, bytes], compression: int) -> bytes:
    """A zip file whose bytes depend on nothing but its contents."""
    with tempfile.TemporaryFile() as out:
        with zipfile.ZipFile(out, "w", compression) as archive:
            for path in sorted(files):
                entry = zipfile.ZipInfo(path, FIXED_DATE)
                entry.compress_type = compression
                archive.writestr(entry, files[path])
        out.seek(0)
        return out.read()
