"""Work, span and the critical path: a table worked out by hand, brute force over all chains, and laws of every run."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given

import heureum as tf
from heureum.graph.graph_def import maker_of
from heureum.trace import RunRecord, observing

from ..random_graphs import Recipe, build, recipes
from .simulated import Simulated, runs, simulate

ONE, TWO, THREE = (f"/job:worker/task:{task}" for task in range(3))

# c and d take from a and b; d runs on the second worker. a (2) -> send (3) -> d (4) -> send (1) -> e (5)
BY_HAND = Simulated(((), (0,), (0,), (1, 2)), (2, 6, 4, 5), (0, 0, 1, 0), (3, 0, 1, 0))


def test_by_hand() -> None:
    found = simulate(BY_HAND).analysis
    assert (found["work_s"], found["span_s"], found["span_path"]) == (17, 13, ["n0", "n1", "n3"])
    assert found["critical_s"] == 15
    assert [(step["kind"], step["node"], step["elapsed_s"]) for step in found["critical_path"]] == [
        ("compute", "n0", 2), ("transfer", "n0:0", 3), ("compute", "n2", 4), ("transfer", "n2:0", 1), ("compute", "n3", 5),
    ]  # fmt: skip
    assert (found["parallelism"], found["speed_up"]) == (17 / 13, 17 / 15)
    assert (found["moved_bytes"], found["transfer_count"]) == (16, 2)
    assert found["workers"][ONE] == {
        "node_count": 3, "compute_s": 13, "send_s": 0, "wait_s": 2, "idle_s": 0, "other_s": 0,
        "sent_bytes": 8, "received_bytes": 8,
    }  # fmt: skip
    assert found["workers"][TWO]["wait_s"] == 5
    assert found["workers"][TWO]["idle_s"] == 6
    assert found["workers"][THREE]["idle_s"] == 15
    assert found["operations"] == [{"op": "AddN", "count": 2, "total_s": 11}, {"op": "Add", "count": 2, "total_s": 6}]


def test_who_waits_for_what() -> None:
    gaps = simulate(BY_HAND).gaps
    waits = [(gap.device, gap.start_s, gap.end_s, gap.tensor, gap.peer, gap.node) for gap in gaps if gap.kind == "wait"]
    assert waits == [(ONE, 8, 10, "n2:0", TWO, "n3"), (TWO, 0, 5, "n0:0", ONE, "n2")]
    assert [(gap.device, gap.start_s, gap.end_s) for gap in gaps if gap.kind == "idle"] == [(TWO, 9, 15), (THREE, 0, 15)]


def test_the_inbox_of_a_busy_worker_is_no_transfer() -> None:
    """n0 sends at 1; the receiver computes until 9 and takes it then: the way itself took nothing that was measured."""
    record = simulate(Simulated(((), (), (0, 1)), (1, 9, 1), (1, 0, 0), (8, 0, 0)))
    found = record.analysis
    assert record.transfers[0].elapsed_s == 8
    assert (found["critical_s"], [step["node"] for step in found["critical_path"]]) == (10, ["n1", "n2"])


def chains(record: RunRecord, edge_s: Callable[[str, str], float]) -> Iterator[float]:
    """The length of every chain, by walking all of them."""
    compute_s = {span.node: span.end_s - span.start_s for span in record.spans if span.kind == "compute"}
    inputs = {node.name: node.inputs for node in record.graph.nodes}

    def ending_at(name: str) -> Iterator[float]:
        yield compute_s[name]
        for edge in inputs[name]:
            for length in ending_at(maker_of(edge)):
                yield length + edge_s(edge, name) + compute_s[name]

    for name in inputs:
        yield from ending_at(name)


@given(runs())
def test_against_brute_force(run: Simulated) -> None:
    record = simulate(run)
    found = record.analysis
    assert found["span_s"] == max(chains(record, lambda edge, name: 0))
    busy = [span for span in record.spans if span.kind == "compute"]

    def flight(edge: str, name: str) -> float:
        """Its way, less the time in which the receiver was busy at its end."""
        home = record.placement[name]
        for span in record.spans:
            if span.kind == "recv" and (span.node, span.device) == (edge, home):
                before = [each.end_s for each in busy if each.device == home and each.end_s <= span.end_s]
                return span.end_s - max([span.start_s, *before])
        return 0

    assert found["critical_s"] == max(chains(record, flight))
    assert sum(step["elapsed_s"] for step in found["critical_path"]) == found["critical_s"]
    assert_laws(record)


@given(recipes(workers=3))
def test_laws_of_measured_runs(recipe: Recipe) -> None:
    records: list[RunRecord] = []
    with tf.Graph().as_default():
        built = build(recipe)
        with tf.Session("inline://3") as session, observing(records.append):
            session.run(built.tensors, built.feeds)
    assert_laws(records[0])


def assert_laws(record: RunRecord) -> None:
    found = record.analysis
    almost = 1e-9  # sums of floats
    assert found["span_s"] <= found["critical_s"] + almost
    assert found["critical_s"] <= record.elapsed_s + almost
    assert found["span_s"] <= found["work_s"] + almost
    assert found["parallelism"] is None or 1 - almost <= found["parallelism"]
    assert found["speed_up"] is None or found["speed_up"] <= len(record.workers) + almost
    for mine in found["workers"].values():
        assert sum(mine[f"{kind}_s"] for kind in ("compute", "send", "wait", "idle", "other")) == pytest.approx(record.elapsed_s)
    assert sum(mine["sent_bytes"] for mine in found["workers"].values()) == found["moved_bytes"]
    assert sum(mine["received_bytes"] for mine in found["workers"].values()) == found["moved_bytes"]
    for gap in record.gaps:
        assert 0 <= gap.start_s < gap.end_s <= record.elapsed_s
