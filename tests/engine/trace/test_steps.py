"""A run, step by step: by hand, and laws over simulated and measured runs."""

from typing import Any

from hypothesis import given

import heureum as tf
from heureum.trace import RunRecord, observing

from ..random_graphs import Recipe, build, recipes
from .simulated import Simulated, runs, simulate


def test_by_hand() -> None:
    """n0 on worker 0 -> n1 on worker 1."""
    found = simulate(Simulated(((), (0,)), (2, 4), (0, 1), (3, 0))).to_json()["steps"]
    one, two = "/job:worker/task:0", "/job:worker/task:1"
    assert found["nodes"] == {
        "n0": {"state": "ready", "pending": 0, "worker": one},
        "n1": {"state": "waiting", "pending": 1, "worker": two},
    }
    assert found["edges"] == [{"source": "n0:0", "target": "n1", "size_bytes": 8, "elapsed_s": 3, "state": "waiting"}]
    told = [(e["at_s"], e["kind"], e["node"], e["device"], e["nodes"], e["edges"]) for e in found["events"]]
    assert told == [
        (0, "start", "n0", one, {"n0": {"state": "running"}}, {}),
        (2, "finish", "n0", one, {"n0": {"state": "done"}}, {}),
        (2, "send", "n0:0", one, {}, {"0": "travelling"}),
        (5, "arrive", "n0:0", two, {"n1": {"pending": 0, "state": "ready"}}, {"0": "arrived"}),
        (5, "start", "n1", two, {"n1": {"state": "running"}}, {}),
        (9, "finish", "n1", two, {"n1": {"state": "done"}}, {}),
    ]


def test_constants_and_feeds_are_there_from_the_start() -> None:
    p = tf.placeholder(tf.float32, [], name="p")
    y = tf.add(p, tf.constant(1.0, name="k"), name="y")
    found = observed(y, {p: 2.0}).to_json()["steps"]
    assert {name: (node["state"], node["pending"]) for name, node in found["nodes"].items()} == {
        "p": ("done", 0), "k": ("done", 0), "y": ("ready", 0),
    }  # fmt: skip
    assert [event["kind"] for event in found["events"]] == ["start", "finish"]


def observed(fetches: Any, feeds: Any, target: str = "") -> RunRecord:
    records: list[RunRecord] = []
    with tf.Session(target) as session, observing(records.append):
        session.run(fetches, feeds)
    return records[0]


@given(runs())
def test_laws_of_simulated_runs(run: Simulated) -> None:
    record = simulate(run)
    assert_laws(record)
    times = [event["at_s"] for event in record.to_json()["steps"]["events"]]
    assert times == sorted(times)


@given(recipes(workers=3))
def test_laws_of_measured_runs(recipe: Recipe) -> None:
    with tf.Graph().as_default():
        built = build(recipe)
        assert_laws(observed(built.tensors, built.feeds, "inline://3"))


def assert_laws(record: RunRecord) -> None:
    found = record.to_json()["steps"]
    nodes, edges = found["nodes"], found["edges"]
    for event in found["events"]:
        before = {name: dict(node) for name, node in nodes.items()}
        for name, changes in event["nodes"].items():
            nodes[name].update(changes)
        for index, state in event["edges"].items():
            order = ["waiting", "travelling", "arrived"]
            assert order.index(state) > order.index(edges[int(index)]["state"])
            edges[int(index)]["state"] = state
        if event["kind"] in ("start", "finish"):
            was = {"start": "ready", "finish": "running"}[event["kind"]]
            assert before[event["node"]]["state"] == was
        running = [node["worker"] for node in nodes.values() if node["state"] == "running"]
        assert len(running) == len(set(running)), "a worker does one thing at a time"
        for name, node in nodes.items():
            missing = [edge for edge in edges if edge["target"] == name and edge["state"] != "arrived"]
            assert node["pending"] == len(missing)
            assert (node["state"] == "waiting") == bool(missing)
    assert {node["state"] for node in nodes.values()} == {"done"}
    assert {edge["state"] for edge in edges} <= {"arrived"}
