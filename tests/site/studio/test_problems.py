"""What keeps a graph from running, shown before it is run: a document, and what is said at which node."""

from typing import Any

import pytest

from heureum_live.studio.answering import answer_to

from .graphs import document, node, number

MATRIX = {"value": {"tensor": {"dtype": "float32", "shape": [2, 3], "values": [1.0] * 6}}, "dtype": {"dtype": "float32"}}
WHOLE = {"value": {"tensor": {"dtype": "int32", "shape": [], "values": [1]}}, "dtype": {"dtype": "int32"}}
PLACEHOLDER = {"dtype": {"dtype": "float32"}, "shape": {"shape": [None]}}
FED = {"x:0": {"tensor": {"dtype": "float32", "shape": [1], "values": [1.0]}}}

CASES: list[tuple[str, dict[str, Any], list[tuple[str | None, str, int | None]]]] = [
    ("nothing wrong", document(number("a"), node("n", "Neg", "a:0"), fetches=["n:0"]), []),
    ("nothing to compute", document(number("a")), [(None, "fetch", None)]),
    ("missing", document(number("a"), node("c", "Add", "a:0", None), fetches=["c:0"]), [("c", "missing input", 1)]),
    ("too few", document(node("c", "Add"), fetches=["c:0"]), [("c", "missing input", 0), ("c", "missing input", 1)]),
    ("too many", document(number("a"), node("n", "Neg", "a:0", "a:0"), fetches=["n:0"]), [("n", "too many inputs", 1)]),
    (
        "a cycle",
        document(number("a"), node("b", "Add", "a:0", "c:0"), node("c", "Neg", "b:0"), node("d", "Neg", "c:0"), fetches=["d:0"]),
        [("b", "cycle", None), ("c", "cycle", None)],
    ),
    ("of itself", document(node("n", "Neg", "n:0"), fetches=["n:0"]), [("n", "cycle", None)]),
    (
        "a control cycle",
        document(number("a"), node("b", "Neg", "a:0", "^c"), node("c", "Neg", "b:0"), fetches=["c:0"]),
        [("b", "cycle", None), ("c", "cycle", None)],
    ),
    (
        "dtypes",
        document(number("a"), node("i", "Const", attrs=WHOLE), node("c", "Add", "a:0", "i:0"), fetches=["c:0"]),
        [("c", "dtype", None)],
    ),
    (
        "shapes",
        document(node("m", "Const", attrs=MATRIX), node("c", "MatMul", "m:0", "m:0"), fetches=["c:0"]),
        [("c", "shape", None)],
    ),
    (
        "only where it begins",
        document(
            number("a"), node("i", "Const", attrs=WHOLE), node("c", "Add", "a:0", "i:0"), node("d", "Neg", "c:0"), fetches=["d:0"]
        ),
        [("c", "dtype", None)],
    ),
    ("an attribute", document(number("a"), node("c", "Cast", "a:0"), fetches=["c:0"]), [("c", "attribute", None)]),
    (
        "unfed",
        document(node("x", "Placeholder", attrs=PLACEHOLDER), node("n", "Neg", "x:0"), fetches=["n:0"]),
        [("x", "unfed", None)],
    ),
    ("fed", document(node("x", "Placeholder", attrs=PLACEHOLDER), node("n", "Neg", "x:0"), fetches=["n:0"], feeds=FED), []),
    ("unfed and unneeded", document(number("a"), node("x", "Placeholder", attrs=PLACEHOLDER), fetches=["a:0"]), []),
    (
        "no such worker",
        document(number("a"), node("n", "Neg", "a:0", device="/job:worker/task:3"), fetches=["n:0"]),
        [("n", "device", None)],
    ),
    ("no variable", document(number("a"), node("s", "Assign", "a:0", "a:0"), fetches=["s:0"]), [("s", "reference", 0)]),
]


@pytest.mark.parametrize(("made", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_problems_are_shown_at_their_node_before_a_run(
    made: dict[str, Any], expected: list[tuple[str | None, str, int | None]], language: str
) -> None:
    view = answer_to({"do": "view", "document": made, "language": language})["view"]
    assert [(each["node"], each["kind"], each["input"]) for each in view["problems"]] == expected
    assert view["is_ready"] == (not expected)
    for each in view["problems"]:
        if each["node"] is not None:
            assert each["node"] in each["text"]
            assert (
                next(node for node in made["nodes"] if node["name"] == each["node"])["op"] in each["text"]
                or each["kind"] == "unfed"
            )
    at_nodes = [problem for node in view["nodes"] for problem in node["problems"]]
    assert at_nodes == [each for each in view["problems"] if each["node"] is not None]


@pytest.mark.parametrize(
    "made",
    [case[1] for case in CASES if case[2]],
    ids=[case[0] for case in CASES if case[2]],
)
def test_a_graph_with_problems_is_not_run_and_keeps_its_code(made: dict[str, Any]) -> None:
    assert answer_to({"do": "run", "document": made, "language": "en"})["error"]["kind"] == "unready"
    assert answer_to({"do": "code", "document": made})["code"].startswith("import heureum as tf")


def test_shapes_and_dtypes_flow_along_the_edges() -> None:
    made = document(
        node("m", "Const", attrs=MATRIX),
        node("t", "Transpose", "m:0", "p:0"),
        node("c", "MatMul", "m:0", "t:0"),
        node(
            "p",
            "Const",
            attrs={"value": {"tensor": {"dtype": "int32", "shape": [2], "values": [1, 0]}}, "dtype": {"dtype": "int32"}},
        ),
    )
    view = answer_to({"do": "view", "document": made})["view"]
    assert {(each["from"], each["type"]) for each in view["edges"]} == {
        ("m:0", "float32[2,3]"),
        ("t:0", "float32[3,2]"),
        ("p:0", "int32[2]"),
    }
    assert [each["outputs"][0]["type"] for each in view["nodes"] if each["name"] == "c"] == ["float32[2,2]"]
