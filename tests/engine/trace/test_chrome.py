"""The Chrome trace against the rules of its format, over simulated runs; Perfetto drops what breaks them."""

import json
from collections import defaultdict
from typing import Any

from hypothesis import given

from heureum.trace import RunRecord, chrome_trace

from .simulated import Simulated, runs, simulate

REQUIRED = {
    "X": {"name", "cat", "ph", "ts", "dur", "pid", "tid"},
    "M": {"name", "ph", "pid", "args"},
    "s": {"name", "cat", "id", "ph", "ts", "pid", "tid"},
    "f": {"name", "cat", "id", "ph", "ts", "pid", "tid", "bp"},
}


def events_of(record: RunRecord) -> list[dict[str, Any]]:
    trace = json.loads(json.dumps(chrome_trace(record), allow_nan=False))
    assert trace["displayTimeUnit"] in ("ms", "ns")
    found: list[dict[str, Any]] = trace["traceEvents"]
    return found


@given(runs())
def test_the_rules_of_the_format(run: Simulated) -> None:
    record = simulate(run)
    events = events_of(record)
    for event in events:
        assert REQUIRED[event["ph"]] <= event.keys()
        assert isinstance(event["pid"], int)
    slices = [event for event in events if event["ph"] == "X"]
    lanes: dict[tuple[str, int], list[tuple[float, float]]] = defaultdict(list)
    for event in slices:
        assert event["dur"] >= 0
        assert event["ts"] >= 0
        lanes["added", event["tid"]].append((event["ts"], event["ts"] + event["dur"]))
        start, length = in_nanoseconds(event["ts"]), in_nanoseconds(event["dur"])
        lanes["rounded", event["tid"]].append((start, start + length))
    for lane in lanes.values():
        assert_nested(lane)
    assert_arrows(events, slices, len(record.transfers))


def in_nanoseconds(microseconds: float) -> int:
    """As Perfetto's importer makes them of every number by itself; speedscope's adds them as they are."""
    return round(microseconds * 1000.0)


def assert_nested(lane: list[tuple[float, float]]) -> None:
    """Two slices of a lane lie apart, or one inside the other."""
    open_until: list[float] = []
    for start, end in sorted(lane, key=lambda each: (each[0], -each[1])):
        while open_until and open_until[-1] <= start:
            open_until.pop()
        assert not open_until or end <= open_until[-1], "slices of a lane overlap"
        open_until.append(end)


def assert_arrows(events: list[dict[str, Any]], slices: list[dict[str, Any]], count: int) -> None:
    starts = {event["id"]: event for event in events if event["ph"] == "s"}
    ends = {event["id"]: event for event in events if event["ph"] == "f"}
    assert starts.keys() == ends.keys()
    assert len(starts) == count
    for number, start in starts.items():
        end = ends[number]
        assert (start["name"], start["cat"]) == (end["name"], end["cat"])
        assert start["ts"] <= end["ts"]
        assert start["tid"] != end["tid"]
        for arrow in (start, end):
            inside = [s for s in slices if s["tid"] == arrow["tid"] and s["ts"] <= arrow["ts"] <= s["ts"] + s["dur"]]
            assert inside, "an arrow hangs in the air"


def test_lanes_and_the_process_have_names() -> None:
    events = events_of(simulate(Simulated(((), (0,)), (2, 4), (0, 1), (3, 0))))
    names = {(event["name"], event.get("tid")): event["args"] for event in events if event["ph"] == "M"}
    assert names["process_name", None] == {"name": "heureum"}
    assert names["thread_name", 1] == {"name": "/job:worker/task:0"}
    assert names["thread_name", 2] == {"name": "/job:worker/task:1"}
    assert names["thread_sort_index", 2] == {"sort_index": 2}


def test_what_is_told_of_a_hand_off() -> None:
    events = events_of(simulate(Simulated(((), (0,)), (2, 4), (0, 1), (3, 0)), workers=2))
    told = [(event["name"], event["tid"], event["ts"], event["dur"]) for event in events if event["ph"] == "X"]
    assert told == [
        ("n0", 1, 0, 2e6),
        ("wait for n0:0", 2, 0, 5e6),
        ("send n0:0", 1, 2e6, 0),
        ("idle", 1, 2e6, 7e6),
        ("recv n0:0", 2, 5e6, 0),
        ("n1", 2, 5e6, 4e6),
    ]
