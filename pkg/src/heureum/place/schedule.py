"""Scheduling: chains of nodes in the order of their urgency, each on the device where it would finish first.

Takes a Subgraph, the devices, pins and costs; gives a placement and when its last node is expected to finish.
Law: a chain is looked at after all that it takes from; a source waits and goes where it is first needed.
Source: H. Topcuoglu et al., "Performance-Effective and Low-Complexity Task Scheduling", 2002 (HEFT).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..graph.graph_def import NodeDef
from ..graph.subgraph import Subgraph
from .chains import Chain
from .costs import CostModel
from .pins import Pins

__all__ = ["Schedule", "most_urgent_first"]


def most_urgent_first(subgraph: Subgraph, chains: Iterable[Chain], costs: CostModel) -> list[tuple[Chain, float]]:
    """Chains and their run times, by the longest path to the end that starts with each: a topological order."""
    longest: dict[str, float] = {}
    urgency: dict[str, float] = {}
    run_s: dict[str, float] = {}
    for node in reversed(subgraph.nodes):
        run_s[node.name] = costs.run_s(node, subgraph.specs)
        urgency[node.name] = longest.get(node.name, 0.0) + run_s[node.name]
        for edge in node.inputs:
            source = subgraph.source_of(edge)
            path_s = urgency[node.name] + costs.move_s(edge, subgraph.specs)
            longest[source] = max(longest.get(source, 0.0), path_s)
    order = {node.name: index for index, node in enumerate(subgraph.nodes)}
    ordered = sorted(chains, key=lambda chain: (-urgency[chain[0].name], order[chain[0].name]))
    return [(chain, sum(run_s[node.name] for node in chain)) for chain in ordered]


class Schedule:
    """One schedule in the making. With a `home`, every node that may run there does."""

    def __init__(self, subgraph: Subgraph, devices: Sequence[str], pins: Pins, costs: CostModel, home: str | None = None) -> None:
        self.placed: dict[str, str] = {}
        self._subgraph = subgraph
        self._pins = pins
        self._costs = costs
        self._home = home
        self._free_s = dict.fromkeys(devices, 0.0)
        self._finished_s: dict[str, float] = {}
        self._arrived_s: dict[tuple[str, str], float] = {}

    @property
    def end_s(self) -> float:
        """When the last node is expected to finish."""
        return max(self._finished_s.values(), default=0.0)

    def fill(self, ordered: Iterable[tuple[Chain, float]]) -> Schedule:
        """Place chains, which stand in a topological order with their run times, and all that is left after them."""
        for chain, run_s in ordered:
            first, last = chain[0], chain[-1]
            allowed = self._allowed(first.name)
            if not first.inputs and len(allowed) > 1:
                continue
            start_s = {device: max(self._free_s[device], self._ready_s(first, device)) for device in allowed}
            # Between equals, the device that holds most of the inputs saves hand-offs.
            device = min(allowed, key=lambda d: (start_s[d], -self._held(first, d), allowed.index(d)))
            for node in chain:
                self._settle(node, device)
                self.placed[node.name] = device
            self._finished_s[last.name] = self._free_s[device] = start_s[device] + run_s
        for name in (*(node.name for node in self._subgraph.nodes), *self._subgraph.feeds):
            if name not in self.placed:
                self.placed[name] = self._allowed(name)[0]
        return self

    def _allowed(self, name: str) -> list[str]:
        allowed = self._pins.allowed(name, self.placed)
        return [self._home] if self._home in allowed else allowed

    def _ready_s(self, node: NodeDef, device: str) -> float:
        return max((self._arrival_s(edge, device) for edge in node.inputs), default=0.0)

    def _arrival_s(self, edge: str, device: str) -> float:
        source = self._subgraph.source_of(edge)
        finished_s = self._finished_s.get(source, 0.0)
        if self.placed.get(source, device) == device:
            return finished_s
        known = self._arrived_s.get((edge, device))
        return finished_s + self._costs.move_s(edge, self._subgraph.specs) if known is None else known

    def _held(self, node: NodeDef, device: str) -> int:
        return sum(self.placed.get(self._subgraph.source_of(edge)) == device for edge in node.inputs)

    def _settle(self, node: NodeDef, device: str) -> None:
        """Sources that wait for a place go with the node; whatever crosses is on that device from now on."""
        for edge in node.inputs:
            source = self._subgraph.source_of(edge)
            if source not in self.placed:
                allowed = self._pins.allowed(source, self.placed)
                self.placed[source] = device if device in allowed else allowed[0]
            self._arrived_s[edge, device] = self._arrival_s(edge, device)
