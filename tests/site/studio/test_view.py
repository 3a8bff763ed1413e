"""Laws of the view: what is drawn hangs together, the table says the same, and forms change nothing by themselves."""

import itertools
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from heureum_live.studio.answering import answer_to
from heureum_live.studio.document import Document
from heureum_live.studio.making import new_nodes
from heureum_live.studio.palette import offered
from heureum_live.studio.ports import PORT_PX

from .graphs import document
from .test_coding import documents


def view_of(made: dict[str, Any], **more: Any) -> dict[str, Any]:
    view: dict[str, Any] = answer_to({"do": "view", "document": made, "language": "en", **more})["view"]
    return view


def check(view: dict[str, Any]) -> None:
    nodes = {each["name"]: each for each in view["nodes"]}
    for edge in view["edges"]:
        if edge["is_control"]:
            continue
        name, _, output = edge["from"].rpartition(":")
        start, end = nodes[name]["outputs"][int(output)], nodes[edge["to"]]["inputs"]
        place = next(each for each in end if each["input"] == edge["input"])
        assert edge["points"][0] == [start["x"], start["y"]]
        assert edge["points"][-1] == [place["x"], place["y"]]
        assert place["source"] == edge["from"]
    for each in view["nodes"]:
        for ports in (each["inputs"], each["outputs"]):
            heights = [port["y"] for port in ports]
            assert all(abs(b - a) >= PORT_PX - 0.15 for a, b in itertools.pairwise(heights))
            assert all(each["y"] <= height <= each["y"] + each["height"] for height in heights)
        assert each["x"] >= 0
        assert each["x"] + each["width"] <= view["width"]
        assert each["y"] + each["height"] <= view["height"]
    for a, b in itertools.combinations(view["nodes"], 2):
        apart = (
            a["x"] + a["width"] <= b["x"]
            or b["x"] + b["width"] <= a["x"]
            or a["y"] + a["height"] <= b["y"]
            or b["y"] + b["height"] <= a["y"]
        )
        assert apart, (a["name"], b["name"])
    assert [row["node"] for row in view["table"]["rows"]] == [each["name"] for each in view["nodes"]]
    assert all(len(row["cells"]) == len(view["table"]["columns"]) for row in view["table"]["rows"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_edges_end_on_ports_nodes_stand_apart_and_the_table_says_the_same(made: Document) -> None:
    check(view_of(made.to_json()))


@pytest.mark.parametrize("op", offered())
def test_every_op_has_a_form_whose_fields_change_nothing_by_themselves(op: str) -> None:
    nodes = new_nodes(op, "n", "", Document())
    name = nodes[1].name if op == "Variable" else nodes[-1].name
    made = Document(tuple(nodes)).to_json()
    view = view_of(made, selected=[name])
    check(view)
    for language in ("ko", "en"):
        fields = view_of(made, selected=[name], language=language)["forms"][name]
        assert all(field["label"] for field in fields)
        for field in fields:
            again = answer_to({**field["request"], field["puts"]: field["value"], "document": made, "language": "en"})
            assert again.get("document") == made, (field, again.get("error"))


def test_an_edit_that_changes_nothing_says_so() -> None:
    made = Document(tuple(new_nodes("Const", "a", "", Document()))).to_json()
    assert answer_to({"do": "set value", "name": "a", "text": "0.0", "document": made})["changed"] is False
    assert "changed" not in answer_to({"do": "set value", "name": "a", "text": "1.0", "document": made})


def test_a_view_without_code_or_forms_is_smaller() -> None:
    made = Document(tuple(new_nodes("Const", "a", "", Document()))).to_json()
    assert "code" not in view_of(made, code=False)
    assert view_of(made, selected=["a"], read_only=True)["forms"] == {}
    assert "view" not in answer_to({"do": "delete", "names": ["a"], "document": made, "view": False})


@pytest.mark.parametrize("language", ["ko", "en"])
def test_an_empty_document_says_how_to_begin(language: str) -> None:
    view = answer_to({"do": "view", "document": document(), "language": language})["view"]
    assert view["nodes"] == []
    assert view["summary"]
    assert not view["is_ready"]


def test_a_list_of_numbers_is_edited_as_one() -> None:
    made = Document(tuple(new_nodes("SampleDistortedBoundingBoxV2", "n", "", Document()))).to_json()
    edit = {"do": "set attribute", "name": "n", "attribute": "area_range", "document": made, "language": "en"}
    assert "{'float': 0.5}, {'float': 1.0}" in str(answer_to({**edit, "text": "[0.5, 1]"})["document"])
    assert "is a list of numbers such as [0.5, 1]" in answer_to({**edit, "text": '["a"]'})["error"]["text"]
