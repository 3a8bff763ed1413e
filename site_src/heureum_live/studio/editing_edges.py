"""Edits of edges: connect, disconnect, exchange the inputs of a node."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from heureum_live.studio.checking import outputs_of
from heureum_live.studio.document import MOST_INPUTS, Document, Node, node_of
from heureum_live.studio.editing import Edit, Request, integer, is_setting, text_of, without
from heureum_live.studio.inferring import arguments_of, inferred
from heureum_live.studio.refusal import Refused

__all__ = ["connect", "disconnect", "input_name", "move_input", "tensor_of"]


def connect(document: Document, request: Request) -> Edit:
    source, target = text_of(request, "source"), document.node(request.get("target"))
    if source.startswith("^"):
        return _connect_control(document, source[1:], target)
    tensor = tensor_of(document, source)
    place = integer(request, "input")
    inputs, place, appends = _place(target, place)
    old = None if appends else inputs[place]
    if old == tensor:
        return Edit(document, "unchanged", select=(target.name,))
    if appends:
        inputs.insert(place, tensor)
    else:
        inputs[place] = tensor
    controls = tuple(each for each in target.controls if each != node_of(tensor))
    edited = document.replacing(replace(target, inputs=tuple(inputs), controls=controls))
    if old is not None and is_setting(document, document.by_name[node_of(old)]) and not edited.takers[node_of(old)]:
        edited = without(edited, [node_of(old)])
    parts = {"source": tensor, "target": target.name, "input": input_name(target, place)}
    if old is not None:
        return Edit(edited, "connected replacing", {**parts, "old": old}, (target.name,))
    return Edit(edited, "connected", parts, (target.name,))


def tensor_of(document: Document, source: str) -> str:
    name, colon, index = source.partition(":")
    node = document.node(name)
    if not colon:
        index = "0"
    if not (index.isascii() and index.isdigit()):
        raise Refused("request", "bad request", reason=f"{source!r:.60} is no tensor")
    count = outputs_of(node)
    if count is None:
        specs = inferred(document).specs.get(name)
        count = len(specs) if specs is not None else None
    if count is not None and int(index) >= count:
        raise Refused("edge", "no such output", node=name, op=node.op, source=source, tail=name, count=count)
    return f"{name}:{int(index)}"


def _place(target: Node, place: int) -> tuple[list[str | None], int, bool]:
    """The inputs, the place in them, and whether that is a new one at the end of a list."""
    arguments = arguments_of(target.op_def, len(target.inputs))
    inputs = [*target.inputs, *[None] * (len(arguments) - len(target.inputs))]
    if place < len(inputs):
        return inputs, place, False
    listed = [i for i, argument in enumerate(arguments) if argument.is_list]
    has_list = any(argument.is_list for argument in target.op_def.inputs)
    if place > len(inputs) or not has_list or len(inputs) >= MOST_INPUTS:
        raise Refused("edge", "no such input", node=target.name, op=target.op, count=len(inputs), input=place)
    if listed:
        return inputs, listed[-1] + 1, True
    before = next(i for i, argument in enumerate(target.op_def.inputs) if argument.is_list)
    return inputs, before, True


def _connect_control(document: Document, source: str, target: Node) -> Edit:
    document.node(source)
    if source == target.name:
        raise Refused("edge", "itself", node=source, op=target.op)
    if source in target.sources:
        return Edit(document, "unchanged", select=(target.name,))
    edited = document.replacing(replace(target, controls=(*target.controls, source)))
    return Edit(edited, "connected control", {"source": source, "target": target.name}, (target.name,))


def disconnect(document: Document, request: Request) -> Edit:
    target = document.node(request.get("target"))
    place = integer(request, "input")
    if place >= len(target.inputs):
        return _disconnect_control(document, target, place - len(target.inputs))
    old = target.inputs[place]
    arguments = arguments_of(target.op_def, len(target.inputs))
    argument = arguments[place] if place < len(arguments) else None
    in_list = argument is None or (argument.is_list and sum(each.is_list for each in arguments) > 1)
    if old is None and not in_list:
        raise Refused("edge", "empty input", node=target.name, op=target.op, input=input_name(target, place))
    rest = target.inputs[place + 1 :]
    inputs = (*target.inputs[:place], *rest) if in_list else (*target.inputs[:place], None, *rest)
    edited = document.replacing(replace(target, inputs=inputs))
    parts = {"source": old or "-", "target": target.name, "input": input_name(target, place)}
    return Edit(edited, "disconnected", parts, (target.name,))


def _disconnect_control(document: Document, target: Node, place: int) -> Edit:
    if place >= len(target.controls):
        count = len(target.inputs) + len(target.controls)
        raise Refused("edge", "no such input", node=target.name, op=target.op, count=count, input=len(target.inputs) + place)
    source = target.controls[place]
    edited = document.replacing(replace(target, controls=tuple(each for each in target.controls if each != source)))
    return Edit(edited, "disconnected control", {"source": source, "target": target.name}, (target.name,))


def move_input(document: Document, request: Request) -> Edit:
    target = document.node(request.get("target"))
    first, second = integer(request, "input"), integer(request, "to")
    if max(first, second) >= len(target.inputs):
        count = len(target.inputs)
        raise Refused("edge", "no such input", node=target.name, op=target.op, count=count, input=max(first, second))
    if first == second:
        return Edit(document, "unchanged", select=(target.name,))
    inputs = list(target.inputs)
    inputs[first], inputs[second] = inputs[second], inputs[first]
    edited = document.replacing(replace(target, inputs=tuple(inputs)))
    return Edit(edited, "moved input", {"target": target.name, "first": first + 1, "second": second + 1}, (target.name,))


def input_name(node: Node, place: int) -> str:
    """`x`; of a list `values[1]`."""
    arguments = arguments_of(node.op_def, len(node.inputs))
    if place >= len(arguments):
        listed = next((each.name for each in node.op_def.inputs if each.is_list), None)
        return f"{listed}[{place}]" if listed else str(place)
    argument = arguments[place]
    if not argument.is_list:
        return argument.name
    return f"{argument.name}[{sum(each is argument for each in arguments[:place])}]"


EDITS: dict[str, Callable[[Document, Request], Edit]] = {
    "connect": connect,
    "disconnect": disconnect,
    "move input": move_input,
}
