"""Two runs side by side."""

import json
from typing import Any

import numpy as np
import pytest

import heureum as tf
from heureum.trace import RunRecord, compare_runs, observing

from .simulated import Simulated, simulate

FAN = ((), (0,), (0,), (1, 2))


def test_one_worker_against_two() -> None:
    one = simulate(Simulated(FAN, (2, 6, 4, 5), (0, 0, 0, 0), (0, 0, 0, 0)), workers=1)
    two = simulate(Simulated(FAN, (2, 6, 4, 5), (0, 0, 1, 0), (1, 0, 1, 0)), workers=2)
    found = compare_runs(one, two)
    assert found["elapsed_s"] == [17, 13]
    assert found["times_as_fast"] == 17 / 13
    assert (found["worker_count"], found["moved_bytes"], found["transfer_count"]) == ([1, 2], [0, 16], [0, 2])
    assert found["moved_nodes"] == ["n2"]
    assert (found["wait_s"], found["idle_s"]) == ([0, 3], [0, 6])
    assert (found["only_in_first"], found["only_in_second"], found["value_difference"]) == ([], [], None)


def test_nodes_of_one_run_only() -> None:
    small = simulate(Simulated(((),), (1,), (0,), (0,)))
    large = simulate(Simulated(((), (0,)), (1, 1), (0, 0), (0, 0)))
    assert compare_runs(small, large)["only_in_second"] == ["n1"]
    assert compare_runs(large, small)["only_in_first"] == ["n1"]


def observed(**how: Any) -> RunRecord:
    with tf.Graph().as_default():
        with tf.device("/job:worker/task:0"):
            p = tf.placeholder(tf.float64, [3], name="p")
        with tf.device("/job:worker/task:1"):
            y = tf.square(p, name="y")
            total = tf.reduce_sum(y, name="total")
        records: list[RunRecord] = []
        with tf.Session("inline://2", **how) as session, observing(records.append):
            session.run(total, {p: np.array([1.0, 1.001, 3.0])})
    return records[0]


def test_narrower_transfers_move_less_and_say_less() -> None:
    found = compare_runs(observed(), observed(transfer_dtype="bfloat16"))
    assert found["moved_bytes"] == [24, 6]
    assert found["transfer_dtypes"] == [["float64"], ["bfloat16"]]
    worst = found["value_difference"]
    assert worst["tensor"] in ("y:0", "total:0")
    assert worst["difference"] == pytest.approx(1.001**2 - 1, abs=1e-12)


def test_equal_runs_have_equal_values() -> None:
    found = compare_runs(observed(), observed())
    assert found["value_difference"]["difference"] == 0
    assert found["moved_nodes"] == []
    json.dumps(found, allow_nan=False)


def test_a_record_can_be_read_back() -> None:
    record = observed()
    assert RunRecord.from_json(json.loads(json.dumps(record.to_json()))).to_json() == record.to_json()
