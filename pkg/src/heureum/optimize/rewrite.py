"""Rewriting a Subgraph: what every pass needs to replace nodes by tensors that have the same value.

Takes a Subgraph and a table of which tensor stands for which; gives the Subgraph with what nobody needs left out.
Law: fetches and targets keep their names and values; a node that the program pinned, feeds or waits for stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ..dtypes import resource, variant
from ..graph.graph_def import NodeDef, maker_of
from ..graph.subgraph import Subgraph
from ..op_def import find_op

__all__ = ["free", "kept", "replace_tensors"]


def kept(subgraph: Subgraph) -> frozenset[str]:
    """The nodes that somebody outside the graph, or a control edge, knows by name."""
    waited_for = (name for node in subgraph.nodes for name in node.control_inputs)
    fetched = (tensor.rpartition(":")[0] for tensor in subgraph.fetches)
    return frozenset((*fetched, *subgraph.targets, *waited_for))


def free(subgraph: Subgraph) -> frozenset[str]:
    """The nodes that a pass may replace: they keep and read no state, wait for nobody, and were left to placement."""
    holds_state: set[str] = set()
    found = []
    for node in subgraph.nodes:
        op_def = find_op(node.op)
        if op_def.stateful or any(output.is_ref for output in op_def.outputs) or _is_handle(node, subgraph):
            holds_state.add(node.name)
        is_given = op_def.is_source and node.op != "Const"  # a placeholder is like no other, whatever its attributes
        reads_state = any(tensor.rpartition(":")[0] in holds_state for tensor in node.data_inputs)
        if not (is_given or reads_state or node.name in holds_state or node.device or node.control_inputs):
            found.append(node.name)
    return frozenset(found)


def _is_handle(node: NodeDef, subgraph: Subgraph) -> bool:
    spec = subgraph.specs.get(f"{node.name}:0")
    return spec is not None and spec.dtype in (resource, variant)


def replace_tensors(subgraph: Subgraph, stands_for: Mapping[str, str]) -> Subgraph:
    """Let each input that `stands_for` names be taken from its stand-in; then drop nodes that nobody takes from."""

    def resolve(edge: str) -> str:
        while edge in stands_for:
            edge = stands_for[edge]
        return edge

    rewritten = [replace(node, inputs=tuple(map(resolve, node.inputs))) for node in subgraph.nodes]
    return _without_unneeded(replace(subgraph, nodes=tuple(rewritten)))


def _without_unneeded(subgraph: Subgraph) -> Subgraph:
    needed = {tensor.rpartition(":")[0] for tensor in subgraph.fetches if tensor not in subgraph.feeds}
    needed.update(subgraph.targets)
    left: list[NodeDef] = []
    for node in reversed(subgraph.nodes):
        if node.name in needed:
            left.append(node)
            needed.update(maker_of(edge) for edge in node.inputs if edge not in subgraph.feeds)
    return replace(subgraph, nodes=tuple(reversed(left)))
