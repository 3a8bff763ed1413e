"""TensorFlow's inner module paths: `from heureum.python.framework import ops`, as scripts reach past the public names.

Takes the dotted path of a TensorFlow module; gives a module whose names are looked up in the public modules that hold them.
Law: nothing is defined here; a path that TensorFlow does not have is not found. A module of ours by that path comes first.
Once a program has said `import heureum`, its `from tensorflow.x import y` finds the same, unless TensorFlow is installed.
"""

from __future__ import annotations

import importlib
import sys
import types
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from typing import Any

from .inner_names import RENAMED
from .path_table import PACKAGES, PLACES

__all__ = ["InnerModule", "TensorFlowPaths", "install"]

_OURS, _THEIRS = "heureum", "tensorflow"


class InnerModule(types.ModuleType):
    """A module that holds nothing itself: its names are those of public modules, the first that has one."""

    def __init__(self, name: str, places: Sequence[str]) -> None:
        super().__init__(name, f"What TensorFlow keeps in {name.replace(_OURS, _THEIRS, 1)}.")
        self._places = places

    def __getattr__(self, name: str) -> Any:
        """The public name. Raises AttributeError that says where it was looked for."""
        if name.startswith("__"):
            raise AttributeError(name)
        if name in RENAMED and self._places[:1] != ("raw_ops",):  # generated modules call ops by their own names
            place, _, called = RENAMED[name].rpartition(".")
            return getattr(importlib.import_module(f"{_OURS}.{place}" if place else _OURS), called)
        for place in self._places:
            module = importlib.import_module(f"{_OURS}.{place}" if place else _OURS)
            found = getattr(module, name, self)
            if found is not self:  # None may be what it is called: newaxis
                return found
        beside = f"{self.__name__.rpartition('.')[0]}.{name}"
        if beside.partition(".")[2] in PLACES:  # TensorFlow's modules import each other, and scripts take them from there
            return importlib.import_module(beside)
        searched = ", ".join(f"tf.{place}" if place else "tf" for place in self._places) or "no public module"
        raise AttributeError(f"{self.__name__} has no {name!r} in heureum (looked for in {searched})")

    def __dir__(self) -> list[str]:
        """What the public modules list."""
        modules = [importlib.import_module(f"{_OURS}.{place}" if place else _OURS) for place in self._places]
        return sorted({name for module in modules for name in module.__all__})


class TensorFlowPaths(MetaPathFinder, Loader):
    """Finds `heureum.python...` in the table, and `tensorflow...` for programs that use heureum in its place."""

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        """How to load such a module; None for any other."""
        top, _, rest = fullname.partition(".")
        if top == _THEIRS and self._stands_in(fullname):
            return ModuleSpec(fullname, self, is_package=True)
        if top == _OURS and (rest in PACKAGES or rest in PLACES):
            return ModuleSpec(fullname, self, is_package=rest in PACKAGES)
        return None

    def _stands_in(self, fullname: str) -> bool:
        if fullname != _THEIRS:
            return sys.modules.get(_THEIRS) is sys.modules[_OURS]
        return _asked_by_a_user_of(sys.modules[_OURS]) and PathFinder.find_spec(_THEIRS) is None

    def create_module(self, spec: ModuleSpec) -> types.ModuleType:
        """A module of the table; for a name of TensorFlow the module of ours itself."""
        if spec.name.partition(".")[0] == _THEIRS:
            module = importlib.import_module(spec.name.replace(_THEIRS, _OURS, 1))
            # The import system is about to write its own into it.
            spec.loader_state = module.__spec__
            return module
        rest = spec.name.partition(".")[2]
        owner = (".".join(rest.split(".")[:2]),) if rest.startswith("contrib.") else ()
        return InnerModule(spec.name, PLACES.get(rest, owner))

    def exec_module(self, module: types.ModuleType) -> None:
        """Nothing to run; a module of ours is itself again."""
        if module.__spec__ is not None and module.__spec__.loader_state is not None:
            module.__spec__ = module.__spec__.loader_state


def _asked_by_a_user_of(package: types.ModuleType) -> bool:
    """Whether the module whose import statement is under way has `package` among its names, as `tf`."""
    frame = sys._getframe(1)
    while frame is not None and (
        frame.f_code.co_filename.startswith("<frozen importlib") or frame.f_globals.get("__name__") == __name__
    ):
        frame = frame.f_back  # type: ignore[assignment]
    return frame is not None and any(value is package for value in list(frame.f_globals.values()))


def install() -> None:
    """Let the import system know of these paths. Before all others: ours would be loaded twice under TensorFlow's name."""
    if not any(isinstance(each, TensorFlowPaths) for each in sys.meta_path):
        sys.meta_path.insert(0, TensorFlowPaths())
