"""Placing: which worker runs which node.

Takes a Subgraph, the devices and a cost model; gives a device for each node and each fed tensor.
Law: what was pinned stays where it was pinned, and nodes that share a variable or a queue stay together; the rest is
divided only when that is expected to finish clearly before any one worker could alone.
Source: M. Abadi et al. 2015 (arXiv:1603.04467), section 3.2.1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..graph.subgraph import Subgraph
from .bonds import bindings, bindings_within, groups_of, homes_of_state
from .chains import chains_of
from .costs import SPREAD, CostModel
from .pins import Pins
from .schedule import Schedule, most_urgent_first

__all__ = ["SPREAD", "CostModel", "bindings", "homes_of_state", "place"]

# Estimates are rough, and of what is hardly worth a second worker a measurement shows the loss as often as the gain.
_WORTH_DIVIDING = 0.8


def place(
    subgraph: Subgraph,
    devices: Sequence[str],
    costs: CostModel,
    homes: Mapping[str, str] | None = None,
    bound: Sequence[tuple[str, str]] = (),
) -> dict[str, str]:
    """The device of each node, by its name, and of each fed tensor, by its name (`x:0`).

    `homes` says where nodes have kept state since an earlier run, and so must stay; `bound` are the `bindings` of the
    graph around the subgraph.
    Raises InvalidArgumentError that names the node when it is pinned to a device that the session does not have.
    """
    asked = {node.name: node.device for node in subgraph.nodes} | subgraph.feeds | dict(homes or {})
    pins = Pins(subgraph.nodes, devices, asked, groups_of((*bindings_within(subgraph), *bound)))
    if len(devices) == 1:
        return Schedule(subgraph, devices, pins, costs).fill(()).placed  # nothing to weigh, only pins to check
    ordered = most_urgent_first(subgraph, chains_of(subgraph, pins), costs)
    divided = Schedule(subgraph, devices, pins, costs).fill(ordered)
    if costs is SPREAD:
        return divided.placed
    # Finishing each node early does not count what joining costs later: alone may still be quicker.
    alone = [Schedule(subgraph, devices, pins, costs, home).fill(ordered) for home in devices]
    best_alone = min(alone, key=lambda schedule: schedule.end_s)
    return (divided if divided.end_s < _WORTH_DIVIDING * best_alone.end_s else best_alone).placed
