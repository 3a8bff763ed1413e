"""Runs that never happened, with exact times: hypothesis draws graphs, lengths and delays, and workers go through them.

Times are whole numbers, so that sums are exact and brute force can be compared with `==`.
"""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from heureum.execution import Span
from heureum.graph import GraphDef, NodeDef
from heureum.graph.graph_def import maker_of
from heureum.trace import RunRecord

__all__ = ["Simulated", "runs", "simulate"]


@dataclass(frozen=True)
class Simulated:
    """`inputs[i]` are numbers of earlier nodes that node i takes; `lengths`, `devices` by node; `delays` by node that sends."""

    inputs: tuple[tuple[int, ...], ...]
    lengths: tuple[int, ...]
    devices: tuple[int, ...]
    delays: tuple[int, ...]


@st.composite
def runs(draw: st.DrawFn, most_nodes: int = 8, workers: int = 3) -> Simulated:
    count = draw(st.integers(1, most_nodes))
    numbers = lambda least, most: st.lists(st.integers(least, most), min_size=count, max_size=count).map(tuple)  # noqa: E731
    inputs = tuple(tuple(draw(st.lists(st.integers(0, i - 1), max_size=3))) if i else () for i in range(count))
    return Simulated(inputs, draw(numbers(0, 9)), draw(numbers(0, workers - 1)), draw(numbers(0, 9)))


def simulate(run: Simulated, workers: int = 3) -> RunRecord:
    """Each worker runs its nodes in order, as soon as it is free and what they take is there."""
    names = [f"/job:worker/task:{task}" for task in range(workers)]
    nodes = [
        NodeDef(f"n{i}", "AddN" if i % 2 else "Add", tuple(f"n{each}:0" for each in inputs), names[run.devices[i]])
        for i, inputs in enumerate(run.inputs)
    ]
    free = dict.fromkeys(names, 0)
    there: dict[tuple[str, str], float] = {}
    takers: dict[str, dict[str, None]] = {}
    for node in nodes:
        for edge in node.inputs:
            takers.setdefault(maker_of(edge), {})[node.device] = None
    spans: list[Span] = []
    for i, node in enumerate(nodes):
        ready = max((there[maker_of(edge), node.device] for edge in node.inputs), default=0)
        start = max(free[node.device], ready)
        end = start + run.lengths[i]
        spans.append(Span(node.device, node.name, node.op, "compute", start, end, 8))
        there[node.name, node.device] = end
        for to in takers.get(node.name, ()):
            if to != node.device:
                there[node.name, to] = end + run.delays[i]
                spans.append(Span(node.device, f"{node.name}:0", "_Send", "send", end, end, 8, to, "float64", ()))
                spans.append(Span(to, f"{node.name}:0", "_Recv", "recv", end, end + run.delays[i], 8, node.device, "float64", ()))
        free[node.device] = end
    elapsed = max(span.end_s for span in spans)
    placement = {node.name: node.device for node in nodes}
    return RunRecord.of(names, 0, elapsed, placement, GraphDef(tuple(nodes)), spans, begun_s=dict.fromkeys(names, 0.0))
