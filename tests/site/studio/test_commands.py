"""Edits as tables: a graph in short notation, a request, the graph after it."""

from typing import Any

import pytest

from heureum_live.studio.answering import answer_to

from .graphs import document, node, number, short

FIRST = document(number("a"), number("b"), node("c", "Add", "a:0", "b:0"), node("e", "Mul", "c:0", "b:0"), fetches=["e:0"])
A, B, C, E = "a = Const()", "b = Const()", "c = Add(a:0, b:0)", "e = Mul(c:0, b:0)"

EDITS = [
    ({"do": "add", "op": "Sub"}, [A, B, C, E, "Sub = Sub(-, -)"]),
    ({"do": "add", "op": "Add", "name": "d", "inputs": ["b:0", None]}, [A, B, C, E, "d = Add(b:0, -)"]),
    ({"do": "add", "op": "AddN"}, [A, B, C, E, "AddN = AddN(-, -)"]),
    ({"do": "add", "op": "Sum"}, [A, B, C, E, "Sum/reduction_indices = Const()", "Sum = Sum(-, Sum/reduction_indices:0)"]),
    (
        {"do": "add", "op": "Variable", "name": "v"},
        [
            A,
            B,
            C,
            E,
            "v/initial_value = Const()",
            "v = VariableV2()",
            "v/Assign = Assign(v:0, v/initial_value:0)",
            "v/read = Identity(v:0)",
        ],
    ),
    ({"do": "delete", "names": ["a"]}, [B, "c = Add(-, b:0)", E]),
    ({"do": "delete", "names": ["c", "a"]}, [B, "e = Mul(-, b:0)"]),
    ({"do": "rename", "name": "b", "to": "beta"}, [A, "beta = Const()", "c = Add(a:0, beta:0)", "e = Mul(c:0, beta:0)"]),
    ({"do": "connect", "source": "a:0", "target": "e", "input": 1}, [A, B, C, "e = Mul(c:0, a:0)"]),
    ({"do": "connect", "source": "e", "target": "c", "input": 0}, [A, B, "c = Add(e:0, b:0)", E]),
    ({"do": "connect", "source": "^a", "target": "e"}, [A, B, C, "e = Mul(c:0, b:0, ^a)"]),
    ({"do": "disconnect", "target": "e", "input": 0}, [A, B, C, "e = Mul(-, b:0)"]),
    ({"do": "move input", "target": "e", "input": 0, "to": 1}, [A, B, C, "e = Mul(b:0, c:0)"]),
    ({"do": "reorder", "name": "b", "before": "a"}, [B, A, C, E]),
    ({"do": "reorder", "name": "a", "before": None}, [B, C, E, A]),
    ({"do": "set device", "names": ["c"], "worker": 1}, [A, B, "c = Add(a:0, b:0) @1", E]),
    ({"do": "duplicate", "names": ["c"]}, [A, B, C, E, "c_1 = Add(a:0, b:0)"]),
    ({"do": "duplicate", "names": ["c", "e"]}, [A, B, C, E, "c_1 = Add(a:0, b:0)", "e_1 = Mul(c_1:0, b:0)"]),
]


@pytest.mark.parametrize(("request_", "after"), EDITS, ids=lambda each: each.get("do") if isinstance(each, dict) else None)
def test_an_edit_gives_another_document(request_: dict[str, Any], after: list[str]) -> None:
    answer = answer_to({"document": FIRST, "language": "en", **request_})
    assert "error" not in answer
    assert short(answer["document"]) == after
    assert answer["said"]
    assert {each["name"] for each in answer["view"]["nodes"]} == {each["name"] for each in answer["document"]["nodes"]}


REFUSED = [
    ({"do": "rename", "name": "a", "to": "B"}, "name", "B"),
    ({"do": "rename", "name": "a", "to": "a b"}, "name", "a b"),
    ({"do": "rename", "name": "nobody", "to": "d"}, "node", "nobody"),
    ({"do": "add", "op": "Nonsense"}, "op", "Nonsense"),
    ({"do": "add", "op": "MapDataset"}, "op", "MapDataset"),
    ({"do": "add", "op": "Add", "name": "A"}, "name", "A"),
    ({"do": "connect", "source": "a:1", "target": "e", "input": 0}, "edge", "a:1"),
    ({"do": "connect", "source": "a:0", "target": "e", "input": 2}, "edge", "2"),
    ({"do": "connect", "source": "^e", "target": "e"}, "edge", "e"),
    ({"do": "disconnect", "target": "e", "input": 7}, "edge", "7"),
    ({"do": "set value", "name": "a", "text": "[[1, 2], [3]]"}, "value", "[[1, 2], [3]]"),
    ({"do": "set value", "name": "a", "text": "__import__('os')"}, "value", "__import__"),
    ({"do": "set value", "name": "c", "text": "1"}, "value", "Add"),
    ({"do": "set dtype", "name": "a", "dtype": "float99"}, "value", "float99"),
    ({"do": "set shape", "name": "a", "text": "x"}, "value", "x"),
    ({"do": "set device", "names": ["a"], "worker": 99}, "value", "99"),
    ({"do": "set device", "names": ["a"], "device": "moon"}, "document", "moon"),
    ({"do": "paste", "clipboard": "hello"}, "value", "nodes"),
    ({"do": "fly"}, "request", "fly"),
]


@pytest.mark.parametrize(
    ("request_", "kind", "mentions"), REFUSED, ids=lambda each: each.get("do") if isinstance(each, dict) else None
)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_what_has_no_meaning_is_refused_with_the_reason(
    request_: dict[str, Any], kind: str, mentions: str, language: str
) -> None:
    error = answer_to({"document": FIRST, "language": language, **request_})["error"]
    assert error["kind"] == kind
    if language == "en":
        assert mentions in error["text"]


def test_how_it_is_run_can_be_changed_by_what_the_view_offers() -> None:
    view = answer_to({"do": "view", "document": FIRST, "language": "en"})["view"]
    sent = next(field for field in view["settings"] if field["key"] == "transfer_dtype")
    assert [choice["value"] for choice in sent["choices"]] == [None, "bfloat16", "float16"]
    made = answer_to({**sent["request"], sent["puts"]: "bfloat16", "document": FIRST, "language": "en"})["document"]
    assert made["transfer_dtype"] == "bfloat16"
    assert made["workers"] == 2
    back = answer_to({**sent["request"], sent["puts"]: None, "document": made, "language": "en"})["document"]
    assert "transfer_dtype" not in back
    assert answer_to({**sent["request"], sent["puts"]: "int8", "document": made, "language": "en"})["error"]["kind"] == "request"
