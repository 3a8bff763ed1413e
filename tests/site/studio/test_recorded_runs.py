"""What the page asks about recorded runs."""

import json

import pytest

import heureum as tf
from heureum.trace import RunRecord, observing
from heureum_live.studio.answering import answer_to


@pytest.fixture
def record() -> dict[str, object]:
    records: list[RunRecord] = []
    with tf.Graph().as_default(), tf.Session("inline://2") as session, observing(records.append):
        session.run(tf.negative(tf.constant([1.0, float("nan")]), name="c"))
    read: dict[str, object] = json.loads(json.dumps(records[0].to_json()))
    return read


def test_comparing(record: dict[str, object]) -> None:
    facts = answer_to({"do": "compare runs", "first": record, "second": record})["facts"]
    assert facts["times_as_fast"] == 1.0
    assert facts["moved_nodes"] == []


def test_a_chrome_trace(record: dict[str, object]) -> None:
    answered = answer_to({"do": "chrome trace", "run": record})
    assert answered["filename"] == "heureum-trace.json"
    assert "c" in [event["name"] for event in json.loads(answered["text"])["traceEvents"]]


def test_a_layout_with_room_between_columns(record: dict[str, object]) -> None:
    layout = answer_to({"do": "lay out run", "run": record})["layout"]
    assert {node["name"] for node in layout["nodes"]} == {"Const", "c"}
    (edge,) = layout["edges"]
    assert edge["points"][-1][0] - edge["points"][0][0] >= 140


@pytest.mark.parametrize("damaged", [None, {}, {"workers": 3}, {"spans": [{}]}], ids=str)
def test_damaged_records_are_refused(damaged: object) -> None:
    assert answer_to({"do": "chrome trace", "run": damaged, "language": "en"})["error"]["kind"] == "request"
