"""Python's side of a heap snapshot, which lets a reader's browser start where the build left off: with everything imported.

`prepare` runs when the snapshot is made, `restore` in each worker that starts from it. Law: a worker cannot be told from one that
imported everything itself. Its chance is its own; what the heap does not hold is imported from files that arrive when first asked
for. (Strings hash alike in all workers: that secret is fixed in the heap.)
"""

from __future__ import annotations

import gc
import importlib
import random
import sys
from collections.abc import Callable, Sequence
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType

import numpy as np

__all__ = ["prepare", "restore"]

HELD = ("heureum", "heureum_live.run_cell", "heureum_live.studio", "heureum.transports.browser", "numpy")
PACKS = {"heureum": "heureum", "heureum_live": "heureum", "numpy": "numpy"}
# It would carry one seed to all readers; left out, each worker seeds it anew when it is first used.
NOT_HELD = "numpy.random"


def prepare() -> None:
    """Import what the snapshot is to hold."""
    for name in HELD:
        importlib.import_module(name)
    if NOT_HELD in sys.modules:
        raise RuntimeError(f"{NOT_HELD} was imported, and with it random numbers that all readers would share")
    gc.collect()


def restore(bring_files: Callable[[str], None]) -> None:
    """Start a life of its own from the snapshot. `bring_files(pack)` puts a pack's files into place, and blocks until it has.

    Raises RuntimeError where the memory is there and NumPy's modules do not fit it.
    """
    random.seed()
    sys.meta_path.insert(sys.meta_path.index(PathFinder), _LateFiles(bring_files))
    if np.arange(3).sum() != 3:
        raise RuntimeError("the snapshot cannot add")


class _LateFiles:
    """A finder just before the one that looks for files. The first that it is asked for of a pack makes that pack arrive."""

    def __init__(self, bring_files: Callable[[str], None]) -> None:
        self._bring_files = bring_files
        self._arrived: set[str] = set()

    def find_spec(self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> ModuleSpec | None:
        if _is_javascript(name):
            return None
        pack = PACKS.get(name.partition(".")[0], "stdlib")
        if pack not in self._arrived:
            try:
                self._bring_files(pack)
            except Exception as error:
                # The next import tries again.
                raise ImportError(f"{name} could not be loaded: {error}", name=name) from None
            self._arrived.add(pack)
            importlib.invalidate_caches()
        return None  # it is the next finder's turn


def _is_javascript(name: str) -> bool:
    finder = importlib.import_module("_pyodide._importhook").jsfinder
    return name.partition(".")[0] in finder.jsproxies
