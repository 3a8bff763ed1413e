"""What is public is listed, documented, and says where it comes from."""

import importlib
import inspect
import pkgutil
import types
from typing import Any

import pytest

import heureum as tf

# Reached only where there is a page, and listed by its own tests.
MODULES = ["heureum", *sorted(each.name for each in pkgutil.walk_packages(tf.__path__, "heureum."))]
OP_MODULES = [name for name in MODULES if name.startswith("heureum.ops.")]

# Their shape is what the caller says.
SHAPELESS = {"constant", "placeholder", "convert_to_tensor", "no_op"}


def natural(name: str) -> list[Any]:
    """The order ruff keeps: CONSTANTS, Classes, functions; numbers by size (complex64 before complex128)."""
    kind = 0 if name.isupper() else 1 if name[:1].isupper() else 2
    pieces: list[Any] = []
    for char in name:
        if char.isdigit() and pieces and isinstance(pieces[-1], int):
            pieces[-1] = pieces[-1] * 10 + int(char)
        else:
            pieces.append(int(char) if char.isdigit() else char)
    return [kind, *((0, each, "") if isinstance(each, int) else (1, 0, each) for each in pieces)]


def public_names(module: types.ModuleType) -> set[str]:
    """What a module itself defines without an underscore: classes and functions."""
    return {
        name
        for name, value in vars(module).items()
        if not name.startswith("_")
        and (inspect.isclass(value) or inspect.isfunction(value))
        and value.__module__ == module.__name__
    }


def listed_callables(name: str) -> list[Any]:
    module = importlib.import_module(name)
    values = [getattr(module, each) for each in module.__all__]
    return [value for value in values if inspect.isclass(value) or inspect.isfunction(value)]


@pytest.mark.parametrize("name", MODULES)
def test_all_is_sorted_and_resolves(name: str) -> None:
    module = importlib.import_module(name)
    gathered = module is tf  # and sorted by itself
    assert module.__all__ == sorted(module.__all__, key=None if gathered else natural)
    assert len(set(module.__all__)) == len(module.__all__)
    assert [each for each in module.__all__ if not hasattr(module, each)] == []


@pytest.mark.parametrize("name", [each for each in MODULES if each not in OP_MODULES])
def test_all_is_complete(name: str) -> None:
    module = importlib.import_module(name)
    assert public_names(module) - set(module.__all__) == set()


def test_the_package_lists_all_it_offers() -> None:
    offered = {name for name, value in vars(tf).items() if not name.startswith("_") and not inspect.ismodule(value)}
    modules = {"errors", "trace"}
    assert offered - set(tf.__all__) == set()
    assert modules <= set(tf.__all__)


@pytest.mark.parametrize("name", MODULES)
def test_every_module_says_what_it_is(name: str) -> None:
    doc = importlib.import_module(name).__doc__
    assert doc
    assert len(doc.strip().splitlines()) <= 6


@pytest.mark.parametrize("name", MODULES)
def test_every_public_callable_is_documented(name: str) -> None:
    for value in listed_callables(name):
        assert inspect.getdoc(value), value
        if not inspect.isclass(value) or value.__module__ != name:
            continue
        undocumented = [
            attribute
            for attribute, member in vars(value).items()
            if not attribute.startswith("_")
            and (inspect.isfunction(member) or isinstance(member, (property, classmethod, staticmethod)))
            and not inspect.getdoc(getattr(value, attribute))
        ]
        assert not undocumented, f"{value.__name__}: {undocumented}"


def public_ops() -> dict[str, Any]:
    """What users call to add a node, by name: from the package itself and its public modules, declared in `ops`."""
    found = {}
    for module in (tf, *(value for each in tf.__all__ if inspect.ismodule(value := getattr(tf, each)))):
        for name in module.__all__:
            value = getattr(module, name)
            if inspect.isfunction(value) and value.__module__.startswith("heureum.ops."):
                found[f"{module.__name__}.{name}"] = value
    return found


@pytest.mark.parametrize("name", sorted(public_ops()))
def test_public_ops_show_shapes_and_source(name: str) -> None:
    doc = inspect.getdoc(public_ops()[name]) or ""
    assert "Source:" in doc
    assert "->" in doc or name.rpartition(".")[2] in SHAPELESS
