"""Chains: nodes in a row, each of which is all that takes from the one before and takes from no other.

Takes a Subgraph and pins; gives its nodes in such rows, in a topological order.
Law: nothing in a chain could run at the same time, so to hand on what is within one never pays; a pin or a bond ends it.
Source: S. J. Kim and J. C. Browne, "A General Approach to Mapping of Parallel Computations upon Multiprocessor
Architectures", 1988 (linear clustering).
"""

from __future__ import annotations

from ..graph.graph_def import NodeDef
from ..graph.subgraph import Subgraph
from .pins import Pins

__all__ = ["Chain", "chains_of"]

Chain = list[NodeDef]


def chains_of(subgraph: Subgraph, pins: Pins) -> list[Chain]:
    """Every node once. Sources, which take nothing and go where they are needed, count for none: each is by itself."""
    givers = {node.name: _givers(node, subgraph) for node in subgraph.nodes}
    takers: dict[str, set[str]] = {}
    for node in subgraph.nodes:
        for giver in givers[node.name]:
            takers.setdefault(giver, set()).add(node.name)
    chains: dict[str, Chain] = {}
    ending: dict[str, Chain] = {}
    working = {node.name for node in subgraph.nodes if node.inputs}
    for node in subgraph.nodes:
        before = [giver for giver in givers[node.name] if giver in working]
        chain = ending.get(before[0]) if len(before) == 1 else None
        if chain is None or len(takers[before[0]]) > 1 or not (pins.is_free(node.name) and pins.is_free(before[0])):
            chain = chains[node.name] = []
        chain.append(node)
        ending[node.name] = chain
    return list(chains.values())


def _givers(node: NodeDef, subgraph: Subgraph) -> set[str]:
    return {subgraph.source_of(edge) for edge in node.inputs}
