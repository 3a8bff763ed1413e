"""Writes what every script and expression gives under TensorFlow. `make expected`; then read the diff before you commit."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from .expressions import seen
from .loading import tensorflow
from .recorded_outcomes import LINES, write
from .script import EXPECTED, SCRIPTS, Script, run

__all__ = ["recorded"]

CACHE = Path(__file__).parents[2] / ".cache" / "oracle"


def recorded(script: Script) -> dict[str, Any]:
    """What a script gives under TensorFlow, from the cache when neither it nor the way of describing has changed."""
    kept = CACHE / f"{script.name}-{script.key}.json"
    if kept.exists():
        return dict(json.loads(kept.read_text()))
    tensorflow().reset_default_graph()
    with tempfile.TemporaryDirectory() as folder:
        found = run(script, "tensorflow", Path(folder))
    CACHE.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps(found))
    return found


def main() -> int:
    """Records scripts, then expressions; a script that fails under TensorFlow is no script: it is named, and left out."""
    results: dict[str, Any] = {}
    failed = False
    for script in SCRIPTS:
        try:
            results[script.name] = recorded(script)
        except Exception as error:
            failed = True
            print(f"{script.name}: {type(error).__name__}: {error}", file=sys.stderr)
    lines = ",\n".join(f'"{name}": {json.dumps(found, separators=(",", ":"))}' for name, found in results.items())
    EXPECTED.write_text(f"{{\n{lines}\n}}\n")
    write({line: seen(line, tensorflow()) for line in LINES})
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
