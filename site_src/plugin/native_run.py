"""Runs a live cell's code natively at build time: a page shows its output and graph before anything is pressed.

As a module it starts a fresh interpreter per run and keeps results by content; as a script it is that interpreter:
code on standard input, the page's language as its argument, one JSON record on standard output.
Its law: the record depends on the code, the language, the engine and heureum_live alone, so it may be kept.
"""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

TIME_LIMIT_S = 60
PICTURE = {"ko": "계산 그래프", "en": "The graph"}


class CellFailed(Exception):
    """The code raised, or did not end in time."""


@dataclass(frozen=True, slots=True)
class NativeRun:
    """What the code printed and showed, in order, by stream; and its graph."""

    pieces: list[tuple[str, str]]
    svg: str | None

    @property
    def output(self) -> str:
        """What it printed."""
        return "".join(text for stream, text in self.pieces if stream != "show")


def run_natively(code: str, language: str) -> NativeRun:
    return NativeRun(**json.loads(answered(Path(__file__), language, code)))


def answered(script: Path, argument: str, text: str) -> bytes:
    """What a script of the plugin writes, given `text` on its standard input; kept for as long as nothing it rests on changes.

    Raises CellFailed with what it wrote to standard error.
    """
    from plugin.places import CACHE, ENGINE, LIVE
    from plugin.stamps import content_key

    key = content_key(text, argument, ENGINE, LIVE, script)
    kept = CACHE / "cells" / f"{key[:32]}.json"
    if not kept.exists():
        made = _run_fresh(script, argument, text, [ENGINE, LIVE.parent])
        kept.parent.mkdir(parents=True, exist_ok=True)
        fresh = kept.with_suffix(f".{os.getpid()}")
        fresh.write_bytes(made)
        fresh.replace(kept)
    return kept.read_bytes()


def _run_fresh(script: Path, argument: str, text: str, packages: list[Path]) -> bytes:
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(map(str, packages)),
        "PYTHONIOENCODING": "utf-8",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONWARNINGS": "error",
        # As in a browser: a worker's matrix product keeps to its own thread, so that two workers are measured against one.
        "OPENBLAS_NUM_THREADS": "1",
    }
    with tempfile.TemporaryDirectory() as scratch:
        try:
            done = subprocess.run(
                [sys.executable, str(script), argument],
                input=text.encode(),
                capture_output=True,
                cwd=scratch,
                env=environment,
                timeout=TIME_LIMIT_S,
            )
        except subprocess.TimeoutExpired:
            raise CellFailed(f"it ran for more than {TIME_LIMIT_S} s") from None
    if done.returncode:
        raise CellFailed(done.stderr.decode())
    return done.stdout


def main() -> None:
    from heureum_live.layout import lay_out
    from heureum_live.run_cell import run_cell
    from heureum_live.svg import describe, draw

    language = sys.argv[1]
    code = sys.stdin.buffer.read().decode()
    pieces: list[tuple[str, str]] = []
    result = run_cell(code, on_output=lambda stream, text: pieces.append((stream, text)))
    if result.error:
        sys.exit(result.error.traceback)
    svg = None
    if result.graph and result.layout:
        layout = lay_out(result.graph)
        svg = draw(layout, title=PICTURE[language], description=describe(layout, language), key=code)
    sys.stdout.buffer.write(json.dumps({"pieces": pieces, "svg": svg}).encode())


if __name__ == "__main__":
    main()
