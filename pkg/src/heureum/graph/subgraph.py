"""The part of a graph that one kind of run computes, as data: what the stages after describing hand on.

Takes nothing from a live graph any more; holds node records, what is known of each tensor, feeds and fetches.
Law: nodes stand in topological order; a fed tensor is given, and the node that would make it may be missing.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..tensor_shape import TensorSpec
from .graph_def import GraphDef, NodeDef, maker_of

__all__ = ["Subgraph"]


@dataclass(frozen=True, slots=True)
class Subgraph:
    """`feeds` maps each fed tensor to the device asked for its node; `fetches` are tensors, `targets` only nodes."""

    nodes: tuple[NodeDef, ...]
    specs: dict[str, TensorSpec]
    feeds: dict[str, str]
    fetches: tuple[str, ...]
    targets: tuple[str, ...] = ()

    def source_of(self, edge: str) -> str:
        """What an edge comes from: a fed tensor is its own source, any other edge has a node."""
        return edge if edge in self.feeds else maker_of(edge)

    def graph_def(self) -> GraphDef:
        """Its nodes as a graph."""
        return GraphDef(self.nodes)
