"""One line for each public function that takes tensors, by subject; see tests/oracle/test_every_function.py."""

from __future__ import annotations

from ..generating import Line
from . import boxes, elementwise, learning, linear, networks, pictures, shaping, sparse, state, texts, windows

__all__ = ["LINES", "MODULES"]

MODULES = (elementwise, boxes, shaping, linear, pictures, networks, windows, learning, sparse, state, texts)
LINES: dict[str, Line] = {
    f"{module.__name__.rpartition('.')[2]}-{name}": each for module in MODULES for name, each in module.LINES.items()
}
