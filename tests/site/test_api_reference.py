"""The reference: every public name has one place in it, with the signature that a caller needs."""

from __future__ import annotations

import inspect
import re
from collections import Counter

import griffe
import pytest

import heureum as tf
from heureum.op_def import all_ops
from plugin.api_reference import MARKER, Name, chosen, public_names, with_api
from plugin.places import DOCS, ENGINE
from plugin.public_signatures import PublicSignatures


@pytest.fixture(scope="module")
def names() -> list[Name]:
    return public_names()


@pytest.fixture(scope="module")
def engine() -> griffe.Object:
    extensions = griffe.Extensions(PublicSignatures())
    read = griffe.load("heureum", search_paths=[str(ENGINE)], extensions=extensions, allow_inspection=False)
    assert isinstance(read, griffe.Module)
    return read


@pytest.mark.parametrize("ending", [".md", ".en.md"])
def test_every_public_name_stands_on_one_page(names: list[Name], ending: str) -> None:
    pages = [page for page in (DOCS / "api").glob("*.md") if page.name.partition(".")[2] == ending[1:]]
    standing = Counter(
        name.path for page in pages for marker in MARKER.finditer(page.read_text()) for name in chosen(names, marker)
    )
    assert [path for path, count in standing.items() if count > 1] == []
    assert {name.path for name in names} - standing.keys() == set()


def test_what_tensorflow_users_look_for_is_public(names: list[Name]) -> None:
    spelled = {each for name in names for each in (name.path, *name.also)}
    assert {"heureum.Session", "heureum.nn.relu", "heureum.math.add", "heureum.nn.rnn_cell.LSTMCell"} <= spelled
    assert spelled >= {f"heureum.{name}" for name in tf.__all__ if name != "newaxis" and not inspect.ismodule(getattr(tf, name))}


def test_each_is_found_in_the_source_with_words(names: list[Name], engine: griffe.Object) -> None:
    for name in names:
        if name.kind != "value":
            found = engine[name.source.removeprefix("heureum.")]
            assert (found.kind.value, bool(found.docstring)) == (name.kind, True), name


def test_ops_are_shown_as_they_are_called(names: list[Name], engine: griffe.Object) -> None:
    kernels = {op.kernel for op in all_ops()}
    builders = [name for name in names if getattr(_value(name), "__wrapped__", None) in kernels]
    assert len(builders) > 90
    for name in builders:
        shown = [(each.name, each.kind.value) for each in engine[name.source.removeprefix("heureum.")].parameters]
        real = inspect.signature(_value(name)).parameters.values()
        assert shown == [(each.name, each.kind.description) for each in real if each.name != "context"], name


def _value(name: Name) -> object:
    value: object = tf
    for part in name.path.split(".")[1:]:
        value = getattr(value, part, None)
    return value


def test_a_draft_lists_names_and_a_build_writes_them_out() -> None:
    page = "<!-- api heureum: ops.linear -->\n"
    assert with_api(page, "ko", is_draft=True) == "`tf.matmul`\n"
    assert re.search(r"^::: heureum\.matmul\n.*heading: tf\.matmul.*Also: `tf\.linalg\.matmul`", with_api(page, "en"), re.DOTALL)


def test_what_is_new_and_has_no_place_yet_stands_with_the_rest(names: list[Name]) -> None:
    rest = MARKER.search("<!-- api rest -->")
    assert rest
    new = Name("heureum", "fresh", "heureum.fresh", "function", "heureum.fresh")
    assert chosen([*names, new], rest)[-1] == new


def test_a_module_that_moved_fails_the_build() -> None:
    with pytest.raises(LookupError, match=r"heureum\.ops\.moved"):
        with_api("<!-- api heureum: ops.moved -->", "ko")
