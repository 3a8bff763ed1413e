"""Which public functions the lines of generated inputs call: those of a list of modules, found by what the lines' sources name.

Takes nothing; gives the functions that have no line, each by its first public name.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import heureum

__all__ = ["functions", "without_a_line"]

MODULES = ("", "bitwise", "debugging", "image", "linalg", "losses", "manip", "math", "nn", "quantization", "random", "sets",
           "signal", "sparse", "strings")  # fmt: skip
_HERE = Path(__file__).parent
_NAMES = re.compile(r"""\btf\.([A-Za-z_][\w.]*)|"([a-z_][\w.]*)(?: [^"]*)?\"""")


def functions() -> dict[Any, str]:
    """Every public function, with the first name it has."""
    found: dict[Any, str] = {}
    for module in MODULES:
        place = getattr(heureum, module) if module else heureum
        for name in place.__all__:
            value = getattr(place, name)
            if inspect.isfunction(value):
                found.setdefault(value, f"{module}.{name}" if module else name)
    return found


def _named() -> Iterator[Any]:
    """What the sources name, as far as it is something public."""
    for path in (*sorted((_HERE / "lines").glob("*.py")), _HERE / "test_generated.py"):
        for groups in _NAMES.findall(path.read_text(encoding="utf-8")):
            found: Any = heureum
            for part in next(filter(None, groups)).split("."):
                found = getattr(found, part, None)
            yield found


def without_a_line() -> set[str]:
    """The functions that no line calls."""
    named = [each for each in _named() if inspect.isfunction(each)]
    return {name for value, name in functions().items() if value not in named}
