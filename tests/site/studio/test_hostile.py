"""What anybody may send: damaged, hostile, huge and future files are refused with a reason, and nothing breaks."""

import copy
import json
import string
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from heureum_live.studio import answer
from heureum_live.studio.answering import answer_to
from heureum_live.studio.words import LANGUAGES, WORDS
from heureum_live.studio.words_of_problems import PROBLEMS

from .graphs import document, node, number

GRAPH = {"version": 1, "nodes": [number("a"), node("b", "Neg", "a:0")]}


def with_node(**more: Any) -> dict[str, Any]:
    return {"version": 1, "nodes": [number("a"), {"name": "b", "op": "Neg", "inputs": ["a:0"], **more}]}


def with_value(tensor: Any) -> dict[str, Any]:
    return with_node(op="Const", inputs=[], attrs={"value": {"tensor": tensor}, "dtype": {"dtype": "float32"}})


FILES: list[tuple[str, str]] = [
    ("", "line 1"),
    ("{", "line 1"),
    ("[" * 100_000, "nested too deeply"),
    ('{"version": 1,\n "nodes": [}', "line 2"),
    ("[]", "GraphDef"),
    ('{"nodes": 3, "version": 1}', "GraphDef"),
    ('{"nodes": []}', "version None"),
    ('{"nodes": [], "version": 99}', "version 99"),
    ('{"studio": 2, "nodes": []}', "version 2"),
    (json.dumps({"version": 1, "nodes": [{"name": "a"}]}), "name and an op"),
    (json.dumps(with_node(op="Explode")), "Explode"),
    (json.dumps(with_node(name="A")), "same name"),
    (json.dumps(with_node(name="<script>")), "<script>"),
    (json.dumps(with_node(name="x" * 1000)), "can't be a node's name"),
    (json.dumps(with_node(inputs=["nobody:0"])), "nobody:0"),
    (json.dumps(with_node(inputs=["a:7"])), "a:7"),
    (json.dumps(with_node(inputs=["a:99999999999999999999"])), "a:9999"),
    (json.dumps(with_node(inputs="a:0")), "inputs must be a list"),
    (json.dumps(with_node(inputs=["^a", "a:0"])), "inputs must be a list"),
    (json.dumps(with_node(device="moon")), "moon"),
    (json.dumps(with_node(attrs={"x": {"int": 1}})), "no attribute x"),
    (json.dumps(with_node(attrs={"x": {"pickle": "gASV"}})), "pickle"),
    (json.dumps(with_value({"dtype": "float32", "shape": [10**12], "values": [1]})), "value"),
    (json.dumps(with_value({"dtype": "float32", "shape": [2], "base64": "!"})), "value"),
    (json.dumps(with_value(None)), "value"),
    (json.dumps({"version": 1, "nodes": [node(f"n{i}", "NoOp") for i in range(5001)]}), "5001"),
    (" " * (17 * 1024 * 1024), "too large"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "reason"), FILES, ids=[reason for _, reason in FILES])
def test_a_file_that_is_no_graph_is_refused_with_the_reason(text: str, reason: str) -> None:
    error = answer_to({"do": "open", "text": text, "language": "en"})["error"]
    assert error["kind"] in ("document", "op", "name")
    assert reason in error["text"]
    assert answer_to({"do": "open", "text": text, "language": "ko"})["error"]["kind"] == error["kind"]


def test_a_graph_with_a_cycle_is_opened_and_says_so() -> None:
    record = {"version": 1, "nodes": [number("a"), node("b", "Add", "a:0", "c:0"), node("c", "Neg", "b:0")]}
    answered = answer_to({"do": "open", "graph": record, "language": "en"})
    assert {(each["node"], each["kind"]) for each in answered["view"]["problems"]} >= {("b", "cycle"), ("c", "cycle")}
    assert "b → c → b" in answered["view"]["problems"][0]["text"]
    assert answer_to({"do": "export", "document": answered["document"], "language": "en"})["error"]["kind"] == "unready"


def test_the_file_of_an_export_opens_as_the_same_graph() -> None:
    opened = answer_to({"do": "open", "graph": GRAPH})["document"]
    text = answer_to({"do": "export", "document": opened})["text"]
    assert answer_to({"do": "open", "text": text})["document"] == opened


@pytest.mark.parametrize("request_", ["", "nonsense", "[]", "3", "null", '{"do": 3}', '{"do": "add"}', "[" * 100_000])
def test_a_request_that_is_none_is_answered_with_an_error(request_: str) -> None:
    assert json.loads(answer(request_))["error"]["kind"] in ("request", "document")


def test_all_languages_say_everything_with_the_same_parts() -> None:
    def parts(text: str) -> list[str]:
        return sorted({name for _, name, _, _ in string.Formatter().parse(text) if name})

    ko, en = ({key: parts(text) for key, text in WORDS[language].items()} for language in ("ko", "en"))
    assert ko == en
    assert set(PROBLEMS) == set(LANGUAGES)


# -- anything in place of anything -------------------------------------------------------------------------------------

BASE = document(
    number("a"),
    node("x", "Placeholder", attrs={"dtype": {"dtype": "float32"}, "shape": {"shape": [2]}}),
    node("c", "Add", "a:0", "x:0", "^a", device="/job:worker/task:1"),
    node("s", "ConcatV2", "c:0", None, "a:0"),
    fetches=["c:0"],
    feeds={"x:0": {"tensor": {"dtype": "float32", "shape": [1], "values": [1.0]}}},
    variables={"c:0": "c"},
)
REQUESTS: list[dict[str, Any]] = [
    {"do": "view", "selected": ["c"]}, {"do": "add", "op": "Sum", "name": "n", "inputs": ["a:0"]},
    {"do": "delete", "names": ["a"]},
    {"do": "rename", "name": "a", "to": "b"}, {"do": "connect", "source": "a:0", "target": "s", "input": 3},
    {"do": "disconnect", "target": "s", "input": 0}, {"do": "move input", "target": "c", "input": 0, "to": 1},
    {"do": "reorder", "name": "a", "before": "c"}, {"do": "set value", "name": "a", "text": "[1, 2]"},
    {"do": "set dtype", "name": "a", "dtype": "int32"}, {"do": "set shape", "name": "x", "text": "2, ?"},
    {"do": "set attribute", "name": "x", "attribute": "shape", "text": "..."},
    {"do": "set device", "names": ["c"], "worker": 0},
    {"do": "set fetches", "fetches": ["a:0"]}, {"do": "fetch", "tensor": "s:0"},
    {"do": "set feed", "tensor": "x:0", "text": "1"},
    {"do": "set workers", "workers": 3}, {"do": "copy", "names": ["c"]}, {"do": "duplicate", "names": ["c"]},
    {"do": "code"},
    {"do": "run"}, {"do": "export"}, {"do": "open", "graph": GRAPH},
    {"do": "take code", "code": "x", "described": BASE, "base": BASE},
]  # fmt: skip
KNOWN = ["a", "a:0", "c:1", "^a", "^c", "s:0", "Const", "VariableV2", "While", "float32", "/cpu:0", "...", "[1", "-1"]
NUMBERS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False))
SCALARS = st.one_of(NUMBERS, st.text(max_size=8), st.sampled_from(KNOWN))
ANYTHING = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3), max_leaves=5
)


def places_in(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every part of a JSON value."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, part in parts for place in places_in(part, (*path, key)))]


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(REQUESTS), st.data())
def test_no_request_breaks_it(request_: dict[str, Any], data: st.DataObject) -> None:
    whole = copy.deepcopy({"language": "en", "document": BASE, **request_})
    for _ in range(data.draw(st.integers(1, 3))):
        *way, last = data.draw(st.sampled_from(places_in(whole)[1:]))
        holder: Any = whole
        for key in way:
            holder = holder[key]
        holder[last] = data.draw(ANYTHING)
    answered = json.loads(answer(json.dumps(whole)))
    assert answered.get("error", {}).get("kind") != "fault", answered["error"]["text"]
