"""Placing: which worker runs which node.

Takes a Subgraph, the devices and a cost model; gives a device for each node and each fed tensor.
Law: what was pinned stays where it was pinned, and nodes that share a variable or a queue stay together; the rest goes
where it is estimated to finish first, so to another worker only when that pays for handing its inputs over.
Source: list scheduling by earliest finish time (H. Topcuoglu et al. 2002, HEFT); M. Abadi et al. 2015, section 3.2.1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from .dtypes import resource, variant
from .errors import InvalidArgumentError
from .graph import Operation
from .graph.device import DeviceSpec
from .graph.graph_def import NodeDef
from .graph.subgraph import Subgraph
from .inference import argument_of_each_input
from .op_def import find_op
from .tensor_shape import TensorSpec

__all__ = ["SPREAD", "CostModel", "bindings", "homes_of_state", "place"]


@dataclass(frozen=True, slots=True)
class CostModel:
    """What nodes and hand-offs cost, in seconds; each transport has its own."""

    node_s: float = 2e-6
    operation_s: float = 2e-10
    hand_off_s: float = 3e-5
    byte_s: float = 0.0

    def run_s(self, node: NodeDef, specs: dict[str, TensorSpec]) -> float:
        """How long a node is expected to run."""
        op_def = find_op(node.op)
        inputs = [specs[name] for name in node.data_inputs]
        if op_def.work is not None:
            work = op_def.work(*inputs, **{**op_def.attrs, **node.attrs})
        else:
            work = max((_elements(spec) for spec in (*inputs, *_outputs(node, specs))), default=0)
        return self.node_s + work * self.operation_s

    def move_s(self, tensor: str, specs: dict[str, TensorSpec]) -> float:
        """How long a tensor takes to another device; a control edge has no bytes."""
        spec = specs.get(tensor)
        return self.hand_off_s + (0.0 if spec is None else _elements(spec) * spec.dtype.size * self.byte_s)


class _Spread(CostModel):
    """Every node costs the same and hand-offs nothing, so independent nodes go to different workers."""

    def run_s(self, node: NodeDef, specs: dict[str, TensorSpec]) -> float:
        return 1.0

    def move_s(self, tensor: str, specs: dict[str, TensorSpec]) -> float:
        return 0.0


SPREAD: CostModel = _Spread()


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
    return _Placer(subgraph, devices, costs, homes or {}, bound).place()


def homes_of_state(subgraph: Subgraph, placement: Mapping[str, str]) -> dict[str, str]:
    """Where the nodes that keep something from run to run were placed: the next run must find it there."""
    return {node.name: placement[node.name] for node in subgraph.nodes if find_op(node.op).stateful}


def _elements(spec: TensorSpec) -> int:
    count = 1
    for size in spec.shape.sizes or ():
        count *= 1 if size is None else size
    return count


def _outputs(node: NodeDef, specs: dict[str, TensorSpec]) -> list[TensorSpec]:
    found: list[TensorSpec] = []
    while (name := f"{node.name}:{len(found)}") in specs:
        found.append(specs[name])
    return found


def _made_by(edge: str, feeds: dict[str, str]) -> str:
    """What an edge comes from: a fed tensor is its own source."""
    if edge.startswith("^"):
        return edge[1:]
    return edge if edge in feeds else edge.rpartition(":")[0]


def bindings(operations: Iterable[Operation]) -> list[tuple[str, str]]:
    """The edges of a whole graph that carry a reference or a handle, as pairs of node names.

    What one run needs may join what another run has placed, so a session hands them all to `place`.
    """
    found = []
    for operation in operations:
        arguments = argument_of_each_input(operation.op_def, len(operation.inputs))
        for tensor, argument in zip(operation.inputs, arguments, strict=True):
            refs = argument.is_ref and any(output.is_ref for output in tensor.op.op_def.outputs)
            if refs or tensor.dtype in (resource, variant):
                found.append((tensor.op.name, operation.name))
    return found


def _bindings_within(subgraph: Subgraph) -> Iterator[tuple[str, str]]:
    # A list may mix references and tensors: only what is a reference binds.
    refs = {node.name for node in subgraph.nodes if any(output.is_ref for output in find_op(node.op).outputs)}
    for node in subgraph.nodes:
        arguments = argument_of_each_input(find_op(node.op), len(node.data_inputs))
        for tensor, argument in zip(node.data_inputs, arguments, strict=True):
            source = _made_by(tensor, subgraph.feeds)
            if (argument.is_ref and source in refs) or subgraph.specs[tensor].dtype in (resource, variant):
                yield source, node.name


def _groups(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """For each node that is bound to others, all of them with itself."""
    groups: dict[str, list[str]] = {}
    for source, taker in pairs:
        larger, smaller = groups.get(source, [source]), groups.get(taker, [taker])
        if larger is not smaller:
            larger.extend(smaller)
            groups.update(dict.fromkeys(larger, larger))
    return groups


@dataclass
class _Placer:
    subgraph: Subgraph
    devices: Sequence[str]
    costs: CostModel
    homes: Mapping[str, str]
    bound: Sequence[tuple[str, str]]
    placed: dict[str, str] = field(default_factory=dict)
    finished_s: dict[str, float] = field(default_factory=dict)
    arrived_s: dict[tuple[str, str], float] = field(default_factory=dict)
    asked: dict[str, str] = field(default_factory=dict)
    groups: dict[str, list[str]] = field(default_factory=dict)
    matching: dict[str, list[str]] = field(default_factory=dict)
    run_s: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.asked = {node.name: node.device for node in self.subgraph.nodes} | self.subgraph.feeds | dict(self.homes)
        self.groups = _groups((*_bindings_within(self.subgraph), *self.bound))

    def place(self) -> dict[str, str]:
        free_s = dict.fromkeys(self.devices, 0.0)
        # With one device there is nothing to weigh, only pins to check.
        for node in self._most_urgent_first() if len(self.devices) > 1 else ():
            allowed = self._allowed(node.name)
            if not node.inputs and len(allowed) > 1:
                continue  # a source goes where it is first needed
            start_s = {device: max(free_s[device], self._ready_s(node, device)) for device in allowed}
            # Between equals, the device that holds most of the inputs saves hand-offs.
            device = min(allowed, key=lambda d: (start_s[d], -self._held(node, d), allowed.index(d)))
            self._settle(node, device)
            self.placed[node.name] = device
            self.finished_s[node.name] = free_s[device] = start_s[device] + self.run_s[node.name]
        for name in (*(node.name for node in self.subgraph.nodes), *self.subgraph.feeds):
            self.placed.setdefault(name, self._allowed(name)[0])
        return self.placed

    def _most_urgent_first(self) -> list[NodeDef]:
        """Nodes by the length of the longest path to the end that starts with them: a topological order."""
        specs, feeds = self.subgraph.specs, self.subgraph.feeds
        longest: dict[str, float] = {}
        urgency: dict[str, float] = {}
        for node in reversed(self.subgraph.nodes):
            self.run_s[node.name] = self.costs.run_s(node, specs)
            urgency[node.name] = longest.get(node.name, 0.0) + self.run_s[node.name]
            for edge in node.inputs:
                source = _made_by(edge, feeds)
                path_s = urgency[node.name] + self.costs.move_s(edge, specs)
                longest[source] = max(longest.get(source, 0.0), path_s)
        order = {node.name: index for index, node in enumerate(self.subgraph.nodes)}
        return sorted(self.subgraph.nodes, key=lambda node: (-urgency[node.name], order[node.name]))

    def _allowed(self, name: str) -> list[str]:
        """The devices that a node, and all that share state with it, may go to: one only, once one of them is placed."""
        together = self.groups.get(name, [name])
        settled = next((self.placed[each] for each in together if each in self.placed), None)
        allowed = [settled] if settled else list(self.devices)
        for each in together:
            matching = self._matching(self.asked.get(each, ""))
            left = [device for device in allowed if device in matching]
            if not left:
                raise self._cannot_assign(name, each, allowed)
            allowed = left
        return allowed

    def _matching(self, asked: str) -> list[str]:
        """The devices that a device string means. Graphs have many nodes and few such strings."""
        if asked not in self.matching:
            spec = DeviceSpec.from_string(asked)
            self.matching[asked] = [device for device in self.devices if spec.allows(DeviceSpec.from_string(device))]
        return self.matching[asked]

    def _cannot_assign(self, name: str, pinned: str, allowed: list[str]) -> InvalidArgumentError:
        message = f"Cannot assign a device for operation {name!r}: "
        if name != pinned or len(allowed) < len(self.devices):
            message += f"it shares state with {pinned!r}, and "
        message += (
            f"{pinned!r} was pinned to {self.asked[pinned]!r}, but the session has {', '.join(allowed)}; "
            "change tf.device or open tf.Session(workers=N)"
        )
        node = next((node for node in self.subgraph.nodes if node.name == name), None)
        return InvalidArgumentError(node, None, message)

    def _ready_s(self, node: NodeDef, device: str) -> float:
        return max((self._arrival_s(edge, device) for edge in node.inputs), default=0.0)

    def _arrival_s(self, edge: str, device: str) -> float:
        source = _made_by(edge, self.subgraph.feeds)
        if self.placed.get(source, device) == device:
            return self.finished_s.get(source, 0.0)
        known = self.arrived_s.get((edge, device))
        return self.finished_s.get(source, 0.0) + self.costs.move_s(edge, self.subgraph.specs) if known is None else known

    def _held(self, node: NodeDef, device: str) -> int:
        return sum(self.placed.get(_made_by(edge, self.subgraph.feeds)) == device for edge in node.inputs)

    def _settle(self, node: NodeDef, device: str) -> None:
        """Sources that wait for a place go with the node; whatever crosses is on that device from now on."""
        for edge in node.inputs:
            source = _made_by(edge, self.subgraph.feeds)
            if source not in self.placed:
                allowed = self._allowed(source)
                self.placed[source] = device if device in allowed else allowed[0]
            self.arrived_s[edge, device] = self._arrival_s(edge, device)
