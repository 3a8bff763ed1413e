"""Partitioning: one part of the graph for each device, with a Send and a Receive on every edge that was cut.

Takes a Subgraph and a placement; gives one Partition per device.
Law: a tensor crosses once per destination, however many nodes take it there; all edges inside a part are local. Floats
may cross in fewer bits when asked; nothing else ever does.
Source: M. Abadi et al. 2015 (arXiv:1603.04467), sections 3.2.2 and 5.5.
"""

from __future__ import annotations

from ..graph.graph_def import NodeDef
from ..graph.subgraph import Subgraph
from ..place import CostModel
from ..tensor_shape import TensorSpec
from .bundle import bundle
from .records import TRANSFER_TYPES, Partition, Receive, Send

__all__ = ["partition"]


def partition(
    subgraph: Subgraph, placement: dict[str, str], transfer_dtype: str | None = None, costs: CostModel | None = None
) -> dict[str, Partition]:
    """One Partition for each device that has anything to do. Floats wider than `transfer_dtype` cross as that.

    `costs` says how long a tensor may wait to share a message; without it only those that are ready together do.
    """
    used = sorted({placement[name] for name in (*(node.name for node in subgraph.nodes), *subgraph.feeds)})
    items: dict[str, list[NodeDef | Send]] = {device: [] for device in used}
    receives: dict[str, list[Receive]] = {device: [] for device in used}
    sends = _crossing(subgraph, placement, receives, transfer_dtype)
    for tensor in subgraph.feeds:
        items[placement[tensor]].extend(sends.get(tensor, ()))
    for node in subgraph.nodes:
        here = items[placement[node.name]]
        here.append(node.on(placement[node.name]))
        here.extend(sends.get(node.name, ()))
    homes = {tensor: placement.get(tensor) or placement[tensor.rpartition(":")[0]] for tensor in subgraph.fetches}
    return {
        device: Partition(
            device,
            tuple(receives[device]),
            bundle(items[device], subgraph.specs, costs or CostModel()),
            tuple(tensor for tensor in subgraph.feeds if placement[tensor] == device),
            tuple(tensor for tensor in subgraph.fetches if homes[tensor] == device),
        )
        for device in used
    }


def _crossing(
    subgraph: Subgraph, placement: dict[str, str], receives: dict[str, list[Receive]], transfer_dtype: str | None
) -> dict[str, list[Send]]:
    """The sends after each node or fed tensor, by its name; fills in the receives."""
    sends: dict[str, list[Send]] = {}
    crossed: set[tuple[str, str]] = set()
    for node in subgraph.nodes:
        to = placement[node.name]
        for edge in node.inputs:
            source = subgraph.source_of(edge)
            home = placement[source]
            if home != to and (edge, to) not in crossed:
                crossed.add((edge, to))
                wire_dtype, dtype = _crosses_as(subgraph.specs.get(edge), transfer_dtype)
                sends.setdefault(source, []).append(Send(edge, to, wire_dtype))
                receives[to].append(Receive(edge, home, wire_dtype, dtype))
    return sends


def _crosses_as(spec: TensorSpec | None, transfer_dtype: str | None) -> tuple[str, str]:
    if spec is None or transfer_dtype is None or not spec.dtype.is_floating:
        return "", ""
    return (transfer_dtype, spec.dtype.name) if TRANSFER_TYPES[transfer_dtype] < spec.dtype.size else ("", "")
