"""The nodes and edges of a graph while it runs: what waits, is ready, runs or is done, and what has arrived.

Takes a graph, each node on its device, and then what happens; gives the states, and what each happening changed.
Law: a node is ready when all its inputs are there, which for a tensor of another worker means that it has arrived.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from typing import Any

from ..graph import GraphDef
from ..graph.graph_def import maker_of

__all__ = ["States"]


class States:
    """Of `graph`, in which the nodes named in `computed` are still to be computed and all others are there already.

    `crosses(tensor, device)` says which tensors come to a device from another one.
    """

    def __init__(
        self, graph: GraphDef, placement: Mapping[str, str], computed: Collection[str], crosses: Callable[[str, str], bool]
    ) -> None:
        self.nodes: dict[str, dict[str, Any]] = {}
        self.edges: list[dict[str, Any]] = []
        self._made_by: dict[str, list[int]] = defaultdict(list)
        self._carried: dict[tuple[str, str], list[int]] = defaultdict(list)
        for node in graph.nodes:
            pending = 0
            for edge in node.inputs:
                if crosses(edge, node.device):
                    self._carried[edge, node.device].append(len(self.edges))
                    is_there = False
                else:
                    self._made_by[maker_of(edge)].append(len(self.edges))
                    is_there = maker_of(edge) not in computed
                self.edges.append({"source": edge, "target": node.name, "state": "arrived" if is_there else "waiting"})
                pending += not is_there
            state = "done" if node.name not in computed else "waiting" if pending else "ready"
            self.nodes[node.name] = {"state": state, "pending": pending, "worker": placement.get(node.name, "")}
        self._changed_nodes: dict[str, dict[str, Any]] = {}
        self._changed_edges: dict[str, str] = {}

    def carrying(self, tensor: str, device: str) -> list[int]:
        """The numbers of the edges on which a tensor comes to a device from another one."""
        return self._carried[tensor, device]

    def start(self, name: str) -> None:
        """A node begins to run."""
        self._node(name, state="running")

    def finish(self, name: str) -> None:
        """A node has run: what it made is there for the nodes on its device."""
        self._node(name, state="done")
        for index in self._made_by[name]:
            self._edge(index, "arrived")

    def send(self, tensor: str, device: str) -> None:
        """A tensor leaves for another device."""
        for index in self._carried[tensor, device]:
            self._edge(index, "travelling")

    def arrive(self, tensor: str, device: str) -> None:
        """A tensor has come to a device."""
        for index in self._carried[tensor, device]:
            self._edge(index, "arrived")

    def take_changes(self) -> dict[str, Any]:
        """What has changed since it was last asked: of nodes by their names, of edges by their numbers."""
        changes = {"nodes": self._changed_nodes, "edges": self._changed_edges}
        self._changed_nodes, self._changed_edges = {}, {}
        return changes

    def _node(self, name: str, **changes: Any) -> None:
        self.nodes[name].update(changes)
        self._changed_nodes.setdefault(name, {}).update(changes)

    def _edge(self, index: int, state: str) -> None:
        edge = self.edges[index]
        if edge["state"] in (state, "arrived"):
            return
        edge["state"] = state
        self._changed_edges[str(index)] = state
        if state == "arrived":
            node = self.nodes[edge["target"]]
            pending = node["pending"] - 1
            is_ready = pending == 0 and node["state"] == "waiting"
            self._node(edge["target"], pending=pending, **({"state": "ready"} if is_ready else {}))
