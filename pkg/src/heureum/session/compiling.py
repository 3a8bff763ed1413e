"""From a graph and what is asked of it to something that can run: prune, optimise, place, partition, plan.

Takes fetches, feeds and devices; gives a Compiled.
Law: glue only; each stage is the module of its name.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..errors import InvalidArgumentError, OpError
from ..fetching import Fetches
from ..graph import Graph, GraphDef, NodeDef, Tensor
from ..graph.subgraph import Subgraph
from ..optimize import PASSES, optimize, prune, reread
from ..partition import TRANSFER_TYPES, Partition, partition
from ..place import SPREAD, CostModel, bindings, homes_of_state, place
from ..plan import Plan, compile_plan
from ..resources import Resources
from ..tensor_shape import TensorSpec

__all__ = ["LOCAL", "Compiled", "Where", "compile_asked", "compile_subgraph", "named_passes", "transfer_type", "with_operation"]

LOCAL = "/job:localhost/task:0"


@dataclass(frozen=True, slots=True)
class Compiled:
    """A kind of run, compiled: same fetches, same feeds, same workers. `plan` is there when it runs in the caller's thread."""

    key: str
    placement: dict[str, str]
    partitions: dict[str, Partition]
    subgraph: Subgraph
    plan: Plan | None

    def placed(self) -> tuple[dict[str, str], GraphDef]:
        """The placement and the graph of a run, with a placeholder for what was fed."""
        fed = [
            NodeDef(name.rpartition(":")[0], "Placeholder", (), self.placement[name], _declared(self.subgraph.specs[name]))
            for name in self.subgraph.feeds
        ]
        made = {node.name for node in fed}
        nodes = (*fed, *(node.on(self.placement[node.name]) for node in self.subgraph.nodes if node.name not in made))
        return {node.name: node.device for node in nodes}, GraphDef(nodes)


@dataclass(frozen=True, slots=True)
class Where:
    """Where a session runs: its devices and what hand-offs between them cost and cross as.

    `homes` says where state is, and learns where more of it went. `resources` are there for the caller's thread.
    """

    devices: Sequence[str]
    costs: CostModel
    homes: dict[str, str] = field(default_factory=dict)
    resources: Resources | None = None
    transfer_dtype: str | None = None
    spread: bool = False
    """Whether independent nodes go to different workers even where that does not pay."""
    config: Any = None
    """A ConfigProto, which may want placements logged."""


def compile_asked(
    key: str, graph: Graph, asked: Fetches, feeds: Collection[Tensor], passes: Collection[str], where: Where
) -> Compiled:
    """Compile what `asked` needs.

    Raises InvalidArgumentError for a placeholder that is not fed, or a device that is not there.
    """
    subgraph = optimize(reread(prune(asked.tensors, asked.targets, feeds)), passes)
    return compile_subgraph(key, graph, subgraph, where)


def compile_subgraph(key: str, graph: Graph, subgraph: Subgraph, where: Where) -> Compiled:
    """Compile a Subgraph as it is; see `compile_asked`."""
    _require_feeds(graph, subgraph)
    bound = [] if where.resources is not None else bindings(graph.get_operations())
    try:
        placement = place(subgraph, where.devices, SPREAD if where.spread else where.costs, where.homes, bound)
    except OpError as error:
        raise with_operation(graph, error, getattr(error.node_def, "name", "")) from None
    if _logs_placement(where.config):
        for node in subgraph.nodes:
            print(f"{node.name}: ({node.op}): {placement[node.name]}", file=sys.stderr)
    where.homes.update(homes_of_state(subgraph, placement))
    partitions = partition(subgraph, placement, where.transfer_dtype, where.costs)
    plan = compile_plan(partitions[LOCAL], where.resources) if where.resources is not None and partitions else None
    return Compiled(key, placement, partitions, subgraph, plan)


def _declared(spec: TensorSpec) -> dict[str, Any]:
    return {"dtype": spec.dtype, "shape": spec.shape}


def _require_feeds(graph: Graph, subgraph: Subgraph) -> None:
    for node in subgraph.nodes:
        if node.op == "Placeholder":
            spec = subgraph.specs[f"{node.name}:0"]
            message = (
                f"You must feed a value for placeholder tensor {node.name!r} with dtype {spec.dtype.name} "
                f"and shape {spec.shape}: found no value, needed {spec}; pass feed_dict={{{node.name}: ...}}"
            )
            raise InvalidArgumentError(node, graph.get_operation_by_name(node.name), message)


def with_operation(graph: Graph, error: OpError, name: str) -> OpError:
    """The error, which learns where its node was written."""
    if error.op is None and graph.has_operation(name):
        error.op = graph.get_operation_by_name(name)
        error.node_def = error.op.node_def
    return error


def _logs_placement(config: Any) -> bool:
    return bool(getattr(config, "log_device_placement", False))


def named_passes(wanted: bool | Collection[str] | None, config: Any = None) -> tuple[str, ...] | None:
    """The passes that a session's `optimize` means; None when the session may choose. Raises ValueError.

    Where placements are logged, that is of the graph as it was written.
    """
    if wanted is None:
        return () if _logs_placement(config) else None
    if isinstance(wanted, bool):
        return tuple(PASSES) if wanted else ()
    unknown = [name for name in wanted if name not in PASSES]
    if isinstance(wanted, str) or unknown:
        raise ValueError(f"optimize is True, False or a list of passes out of {', '.join(PASSES)}; got {wanted!r}")
    return tuple(wanted)


def transfer_type(wanted: Any) -> str | None:
    """The name of what floats are to cross as: a name or a DType. Raises ValueError for any other."""
    name = getattr(wanted, "name", wanted)
    if name is None or name in TRANSFER_TYPES:
        return name
    raise ValueError(f"transfer_dtype is None or one of {', '.join(TRANSFER_TYPES)}; got {wanted!r}")
