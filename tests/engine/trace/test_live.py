"""A run while it goes on: what is told on the way adds up to what its record says."""

import json
import threading
from typing import Any

import numpy as np
import pytest

import heureum as tf
from heureum.execution import recorder
from heureum.trace import RunRecord, observing
from heureum.transports import threads

ONE, TWO = "/job:worker/task:0", "/job:worker/task:1"


class Told:
    """The news of a session, put together as a page does."""

    def __init__(self) -> None:
        self.parts: list[dict[str, Any]] = []
        self.nodes: dict[str, dict[str, Any]] = {}
        self.edges: list[dict[str, Any]] = []
        self.values: dict[str, Any] = {}

    def __call__(self, news: dict[str, Any]) -> None:
        self.parts.append(json.loads(json.dumps(news)))
        if news["start"]:
            self.nodes, self.edges, self.values = news["start"]["nodes"], news["start"]["edges"], {}
        for name, change in news["nodes"].items():
            self.nodes[name].update(change)
        for index, state in news["edges"].items():
            self.edges[int(index)]["state"] = state
        for index, size_bytes in news["sizes"].items():
            self.edges[int(index)]["size_bytes"] = size_bytes
        self.values |= news["values"]


@pytest.fixture
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whenever there is anything to tell, it is time to."""
    monkeypatch.setattr(recorder, "_NEWS_APART_S", 0.0)
    monkeypatch.setattr(recorder, "_NEWS_SHARE", 0.0)


def diamond() -> tuple[tf.Tensor, tf.Tensor]:
    with tf.device(ONE):
        p = tf.placeholder(tf.float32, [2], name="p")
        c = tf.add(p, 1.0, name="c")
        e = tf.multiply(c, c, name="e")
    with tf.device(TWO):
        d = tf.multiply(p, 2.0, name="d")
        f = tf.add(d, d, name="f")
    with tf.device(ONE):
        return p, tf.add(e, f, name="g")


@pytest.mark.usefixtures("often")
@pytest.mark.parametrize("target", ["inline://2", pytest.param("threads://2", marks=pytest.mark.needs_threads)])
def test_news_adds_up_to_the_record(target: str) -> None:
    p, g = diamond()
    records: list[RunRecord] = []
    told = Told()
    with tf.Session(target) as session, observing(records.append, news=told):
        for _ in range(2):
            assert session.run(g, {p: [1.0, 2.0]}).tolist() == [8.0, 17.0]
    begun = [part["start"]["nodes"] for part in told.parts if part["start"]]
    assert begun[0] == {
        "p": {"state": "done", "pending": 0, "worker": ONE},
        "c/y": {"state": "done", "pending": 0, "worker": ONE},
        "d/y": {"state": "done", "pending": 0, "worker": TWO},
        "c": {"state": "ready", "pending": 0, "worker": ONE},
        "e": {"state": "waiting", "pending": 2, "worker": ONE},
        "d": {"state": "waiting", "pending": 1, "worker": TWO},
        "f": {"state": "waiting", "pending": 2, "worker": TWO},
        "g": {"state": "waiting", "pending": 2, "worker": ONE},
    }
    last = records[-1].to_json()
    steps = last["steps"]
    for event in steps["events"]:
        for name, change in event["nodes"].items():
            steps["nodes"][name].update(change)
    # The node that a worker ran last is told of by the record: nobody was waiting to hear of it.
    known = {name: state for name, state in told.nodes.items() if state["state"] == "done"}
    assert known.keys() >= {"p", "c", "d"}
    assert all(steps["nodes"][name] | {"pending": 0} == state | {"pending": 0} for name, state in known.items())
    assert told.values.items() <= last["values"].items()
    assert {"c:0", "d:0"} <= told.values.keys()
    crossed = {edge["source"]: edge["size_bytes"] for edge in told.edges if "size_bytes" in edge}
    assert crossed.items() <= {span["node"]: span["size_bytes"] for span in last["spans"] if span["kind"] == "recv"}.items()
    assert crossed["p:0"] == 8


@pytest.mark.needs_threads
@pytest.mark.usefixtures("often")
def test_a_worker_with_nothing_to_do_tells_what_it_has_done(monkeypatch: pytest.MonkeyPatch) -> None:
    """d ends only when c's value has been heard of: news that came after the run would leave it waiting."""
    monkeypatch.setattr(threads, "QUIET_S", 0.001)
    heard = threading.Event()
    told = Told()

    def listen(news: dict[str, Any]) -> None:
        told(news)
        if "c:0" in told.values:
            heard.set()

    with tf.device(ONE):
        c = tf.add(tf.placeholder_with_default(np.float32(2.0), [], name="a"), 1.0, name="c")
    with tf.device(TWO):
        d = tf.py_func(lambda: np.float32(heard.wait(60)), [], tf.float32, name="d")
    with tf.device(ONE):
        e = tf.multiply(c, d, name="e")
    with tf.Session("threads://2") as session, observing(lambda record: None, news=listen):
        assert session.run(e) == 3.0
    assert told.values["c:0"]["value"] == 3.0


@pytest.mark.usefixtures("often")
def test_a_session_without_workers_tells_too() -> None:
    p = tf.placeholder(tf.float32, [2], name="p")
    c = tf.multiply(tf.add(p, 1.0, name="b"), 2.0, name="c")
    told = Told()
    with tf.Session() as session, observing(lambda record: None, news=told):
        session.run(c, {p: [1.0, 2.0]})
    assert {name for name, state in told.nodes.items() if state["state"] == "done"} == told.nodes.keys()
    assert told.values["c:0"]["rows"] == [[4.0, 6.0]]


def test_a_short_run_is_told_where_it_runs_and_no_more() -> None:
    p, g = diamond()
    told = Told()
    with tf.Session("inline://2") as session, observing(lambda record: None, news=told):
        for _ in range(3):
            session.run(g, {p: [1.0, 2.0]})
    assert [bool(part["start"]) for part in told.parts] == [True]
