"""Types stand on their edges, and not on one another."""

from itertools import combinations
from typing import Any

import pytest

from heureum_live.studio.answering import answer_to
from heureum_live.studio.labelling import LETTER_PX, LINE_PX


def boxes(view: dict[str, Any]) -> dict[tuple[str, str, int], tuple[float, float, float, float]]:
    found = {}
    for edge in view["edges"]:
        if edge["type"] and edge["label"]:
            (x, y), half = edge["label"], len(edge["type"]) * LETTER_PX / 2
            found[edge["from"], edge["to"], edge["input"]] = (x - half, y - LINE_PX / 2, x + half, y + LINE_PX / 2)
    return found


@pytest.mark.parametrize("graph", ["expression", "diamond", "fan", "blocks", "network", "sgd", "cond", "loop"])
def test_labels_do_not_cover_each_other(graph: str) -> None:
    view = answer_to({"do": "start", "id": graph, "language": "en"})["view"]
    found = boxes(view)
    covering = [
        (one, other)
        for (one, a), (other, b) in combinations(found.items(), 2)
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]
    assert len(covering) <= len(found) // 20, covering


def test_a_label_stands_on_its_line() -> None:
    view = answer_to({"do": "start", "id": "expression", "language": "en"})["view"]
    for edge in view["edges"]:
        (x, y), points = edge["label"], edge["points"]
        assert points[0][0] < x < points[-1][0]
        assert min(points[0][1], points[-1][1]) <= y <= max(points[0][1], points[-1][1])


def test_of_edges_that_leave_together_one_says_the_type_where_there_is_no_room() -> None:
    document: dict[str, Any] = answer_to({"do": "start", "id": "expression", "language": "en"})["document"]
    for _ in range(4):
        answer = answer_to({"do": "add", "op": "Add", "inputs": ["a:0", "a:0"], "document": document, "language": "en"})
        document = answer["document"]
    view = answer["view"]
    assert {edge["from"] for edge in view["edges"]} == {key[0] for key in boxes(view)}
