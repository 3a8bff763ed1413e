"""The ports of a node: where edges may begin and end, by name, with what flows there.

Takes a node and what is known of its tensors; gives its input and output ports in the order in which they stand. Law: every input
has a port, missing or not; a list has one more, which appends; ports stand far enough apart to be touched.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from heureum.op_def import Argument
from heureum.tensor_shape import TensorSpec
from heureum_live.layout import Ports
from heureum_live.studio.checking import outputs_of
from heureum_live.studio.document import Document, Node, node_of, output_of
from heureum_live.studio.inferring import Inferred, arguments_of

__all__ = ["InputPort", "OutputPort", "input_ports", "output_ports", "seats"]

PORT_PX = 24.0  # what WCAG 2.2 asks of targets (2.5.8)


@dataclass(frozen=True, slots=True)
class InputPort:
    """`input` is the place in the node's inputs, or their number for the port that appends."""

    input: int
    name: str
    source: str | None
    argument: Argument | None
    appends: bool = False


@dataclass(frozen=True, slots=True)
class OutputPort:
    output: int
    name: str
    spec: TensorSpec | None
    is_reference: bool


def input_ports(node: Node) -> list[InputPort]:
    """Worked out once for a node, which never changes."""
    found: list[InputPort] | None = node.__dict__.get("_input_ports")
    if found is None:
        found = node.__dict__["_input_ports"] = _input_ports(node)
    return found


def _input_ports(node: Node) -> list[InputPort]:
    op_def = node.op_def
    arguments = arguments_of(op_def, len(node.inputs))
    ports: list[InputPort] = []
    counts: dict[str, int] = {}
    for place in range(max(len(node.inputs), len(arguments))):
        argument = arguments[place] if place < len(arguments) else None
        name = argument.name if argument else str(place)
        if argument is not None and argument.is_list:
            counts[name] = counts.get(name, 0) + 1
            name = f"{name}[{counts[name] - 1}]"
        ports.append(InputPort(place, name, node.inputs[place] if place < len(node.inputs) else None, argument))
    listed = next((argument for argument in op_def.inputs if argument.is_list), None)
    if listed is not None:
        before = op_def.inputs.index(listed)
        seat = before + sum(port.argument is listed for port in ports)
        ports.insert(seat, InputPort(len(ports), f"{listed.name}[{counts.get(listed.name, 0)}]", None, listed, appends=True))
    return ports


def output_ports(document: Document, node: Node, known: Inferred) -> list[OutputPort]:
    op_def = node.op_def
    specs = known.specs.get(node.name)
    count = len(specs) if specs is not None else outputs_of(node)
    used = [
        output_of(each) for taker in document.takers[node.name] for each in taker.inputs if each and node_of(each) == node.name
    ]
    if count is None:
        count = max([*used, 0]) + 1
    ports = []
    for place in range(count):
        argument = op_def.outputs[min(place, len(op_def.outputs) - 1)]
        name = f"{argument.name}[{place - len(op_def.outputs) + 1}]" if argument.is_list else argument.name
        ports.append(OutputPort(place, name, specs[place] if specs is not None and place < len(specs) else None, argument.is_ref))
    return ports


def seats(inputs: list[InputPort], outputs: list[OutputPort]) -> Ports:
    """How far above or below the node's middle each place's port is."""
    return _seats(tuple(port.input for port in inputs), len(outputs))


@lru_cache(1024)
def _seats(inputs: tuple[int, ...], outputs: int) -> Ports:
    height = {place: PORT_PX * (seat - (len(inputs) - 1) / 2) for seat, place in enumerate(inputs)}
    return Ports(
        inputs=tuple(height[place] for place in range(len(inputs))),
        outputs=tuple(PORT_PX * (seat - (outputs - 1) / 2) for seat in range(outputs)),
        height=PORT_PX * max(len(inputs), outputs) + 4.0,
    )
