"""Our public functions and methods take TensorFlow's arguments: the same names, in the same order, with the same defaults.

What differs on purpose is in signature_differences.py, each with its reason; a reason that no longer holds fails too.
"""

from __future__ import annotations

import inspect
import types
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest

import heureum

from .signature_differences import DIFFERENCES, NEWER, OURS, UNSUPPORTED

_LISTED = Path(__file__).with_name("beginners_names.txt").read_text().splitlines()
BEGINNERS_NAMES = [name for line in _LISTED if not line.startswith("#") for name in line.split()]


def look_up(root: Any, name: str) -> Any:
    """`root.a.b` by its dotted name; None when it is not there, `...` for what is None by itself."""
    for part in name.split("."):
        if not hasattr(root, part):
            return None
        root = getattr(root, part)
    return ... if root is None else root


def public_callables(module: types.ModuleType, prefix: str = "", seen: frozenset[int] = frozenset()) -> Iterator[str]:
    """Dotted names of all that can be called in a module's public names: functions, constructors and methods."""
    for name in sorted(getattr(module, "__all__", ())):
        value = getattr(module, name)
        if inspect.ismodule(value):
            if id(value) not in seen:
                yield from public_callables(value, f"{prefix}{name}.", seen | {id(value)})
        elif inspect.isclass(value):
            if not issubclass(value, BaseException):
                yield from (f"{prefix}{name}.{method}" for method in _methods(value))
        elif inspect.isfunction(value):
            yield f"{prefix}{name}"


def _methods(value: type) -> list[str]:
    names = {"__init__"} if inspect.isfunction(value.__init__) else set()
    for each in dir(value):
        if not each.startswith("_") and callable(getattr(value, each)):
            names.add(each)
    return sorted(names)


def _is_method(name: str) -> bool:
    return "." in name and inspect.isclass(look_up(heureum, name.rpartition(".")[0]))


def parameters(function: Any) -> list[str] | None:
    """`name`, `name=default`, `*name` of each parameter, `self` left out; None where Python cannot tell."""
    decorator = getattr(function, "_tf_decorator", None)
    while decorator is not None:
        function = decorator.decorated_target
        decorator = getattr(function, "_tf_decorator", None)
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        return None
    stars = {inspect.Parameter.VAR_POSITIONAL: "*", inspect.Parameter.VAR_KEYWORD: "**"}
    return [
        stars.get(each.kind, "") + name + ("" if each.default is each.empty else f"={_shown(each.default)}")
        for name, each in signature.parameters.items()
        if name not in ("self", "cls")
    ]


def _shown(default: Any) -> str:
    if hasattr(default, "as_numpy_dtype"):
        return str(default.name)
    if inspect.isclass(default) or inspect.isfunction(default):
        return str(default.__name__)
    if type(default).__module__ not in ("builtins",):
        return type(default).__name__
    return repr(tuple(default) if isinstance(default, list) else default)


def _is_ours(name: str) -> bool:
    return any(name == each or name.startswith(f"{each}.") for each in OURS)


def _each_once(names: Iterator[str]) -> list[str]:
    """What many classes have from one is looked at once, where it is at home: keras has much from tf.layers."""
    first: dict[Any, str] = {}
    for name in sorted({each for each in names if not _is_ours(each)}, key=lambda name: (name.startswith("keras."), name)):
        function = look_up(heureum, name)
        first.setdefault(getattr(function, "__func__", function), name)
    return sorted(first.values())


CALLABLES = _each_once(public_callables(heureum))


@pytest.mark.parametrize("name", CALLABLES)
def test_takes_the_arguments_that_tensorflow_takes(name: str, oracle: types.ModuleType) -> None:
    theirs = look_up(oracle, name)
    if theirs is None and _is_method(name):
        return  # Our classes may have more; what they share with TensorFlow's must agree.
    assert theirs is not None, f"TensorFlow has no tf.{name}: name it in OURS, or make it private"
    expected, found = parameters(theirs), parameters(look_up(heureum, name))
    if expected is None or found is None or expected == ["*args", "**kwargs"]:
        return  # Made in C++ or by a decorator: Python cannot tell.
    newer = {parameter for pattern, parameters in NEWER.items() if fnmatch(name, pattern) for parameter in parameters}
    newer -= {each.partition("=")[0] for each in found}
    expected = [each for each in expected if each.partition("=")[0] not in newer]
    if any(fnmatch(name, pattern) for pattern in DIFFERENCES):
        assert found != expected or name not in DIFFERENCES, f"tf.{name} differs no longer: take it out of DIFFERENCES"
    else:
        assert f"({', '.join(found)})" == f"({', '.join(expected)})"


def test_beginners_find_what_they_call() -> None:
    missing = [name for name in BEGINNERS_NAMES if look_up(heureum, name) is None and name not in UNSUPPORTED]
    assert missing == []


def test_what_is_left_out_is_left_out() -> None:
    assert [name for name in UNSUPPORTED if look_up(heureum, name) is not None] == []
    assert [pattern for pattern in DIFFERENCES if not any(fnmatch(name, pattern) for name in CALLABLES)] == []
