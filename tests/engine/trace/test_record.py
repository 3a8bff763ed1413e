"""What an observed run records: every node once, transfers, one time axis."""

import json

import pytest

import heureum as tf
from heureum.trace import RunRecord, observing, unobserved

ONE, TWO = "/job:worker/task:0", "/job:worker/task:1"


def observed(session: tf.Session, *arguments: object) -> RunRecord:
    records: list[RunRecord] = []
    with observing(records.append):
        session.run(*arguments)
    (record,) = records
    return record


@pytest.fixture
def record() -> RunRecord:
    p = tf.placeholder(tf.float32, [2, 3], name="p")
    with tf.device(ONE):
        c = tf.negative(p, name="c")
    with tf.device(TWO):
        d = tf.square(c, name="d")
    with tf.device(ONE), tf.control_dependencies([d]):
        e = tf.add(c, 1.0, name="e")
    with tf.Session("inline://2") as session:
        return observed(session, e, {p: [[1.0] * 3] * 2})


def test_every_node_is_computed_once_where_it_was_placed(record: RunRecord) -> None:
    computed = {span.node: span.device for span in record.spans if span.kind == "compute"}
    assert computed == {"c": ONE, "d": TWO, "e": ONE}
    assert len([span for span in record.spans if span.kind == "compute"]) == 3
    assert record.workers == (ONE, TWO)
    assert {node.name: node.device for node in record.graph.nodes} == record.placement
    assert record.placement["p"] == ONE
    assert {"p", "c", "d", "e"} <= set(record.placement)


def test_spans_lie_on_one_axis_inside_the_run(record: RunRecord) -> None:
    assert [span.start_s for span in record.spans] == sorted(span.start_s for span in record.spans)
    for span in record.spans:
        assert 0 <= span.start_s <= span.end_s <= record.elapsed_s
    at = {(span.kind, span.node): span for span in record.spans}
    assert at["compute", "c"].end_s <= at["send", "c:0"].start_s <= at["recv", "c:0"].end_s <= at["compute", "d"].start_s


def test_transfers(record: RunRecord) -> None:
    crossed = [(t.tensor, t.sender, t.to, t.size_bytes, t.dtype, t.shape) for t in record.transfers]
    assert crossed == [("c:0", ONE, TWO, 24, "float32", (2, 3)), ("^d", TWO, ONE, 0, None, None)]
    assert all(transfer.elapsed_s >= 0 for transfer in record.transfers)
    sends = [(span.node, span.device, span.peer) for span in record.spans if span.kind == "send"]
    assert sorted(sends) == sorted((t.tensor, t.sender, t.to) for t in record.transfers)


def test_the_record_is_plain_json(record: RunRecord) -> None:
    read = json.loads(json.dumps(record.to_json(), allow_nan=False))
    assert set(read) == {
        "workers", "elapsed_s", "placement", "graph", "spans", "transfers", "gaps", "begun_s", "clocks", "values",
        "values_left_out", "analysis", "steps",
    }  # fmt: skip
    assert set(read["transfers"][0]) == {"tensor", "from", "to", "size_bytes", "dtype", "shape", "elapsed_s"}
    assert {"device", "node", "op", "kind", "start_s", "end_s", "size_bytes", "peer"} <= set(read["spans"][0])
    tf.GraphDef.from_json(read["graph"])


def test_a_session_without_workers_is_recorded_too() -> None:
    a = tf.constant(2.0, name="a")
    with tf.Session() as session:
        record = observed(session, tf.multiply(tf.add(a, a, name="b"), a, name="c"))
    assert [(span.node, span.kind) for span in record.spans] == [("b", "compute"), ("c", "compute")]
    assert record.transfers == []
    assert len(record.workers) == 1


def test_observing_ends_with_its_block_and_nests() -> None:
    outer: list[RunRecord] = []
    inner: list[RunRecord] = []
    x = tf.add(tf.constant(1.0), 1.0)
    with tf.Session("inline://2") as session:
        with observing(outer.append):
            with observing(inner.append):
                session.run(x)
            session.run(x)
        session.run(x)
    assert (len(outer), len(inner)) == (2, 1)


def test_what_is_measured_unobserved_leaves_the_run_before_it_described() -> None:
    records: list[RunRecord] = []
    v = tf.Variable(1.0, name="v")
    grown = tf.assign_add(v, 1.0, name="grown")
    with tf.Session("inline://2") as session, observing(records.append, values="last"):
        session.run(v.initializer)
        session.run(grown)
        with unobserved():
            session.run(grown)
            assert records[1].values["grown:0"]["value"] == 2.0
        session.run(grown)
    assert len(records) == 3


def test_a_failed_run_is_not_recorded() -> None:
    records: list[RunRecord] = []
    x = tf.placeholder(tf.float32, None)
    with tf.Session("inline://1") as session, observing(records.append):
        with pytest.raises(tf.errors.InvalidArgumentError):
            session.run(tf.matmul(x, x), {x: [[1.0, 2.0]]})
        session.run(tf.matmul(x, x), {x: [[1.0]]})
    assert len(records) == 1
