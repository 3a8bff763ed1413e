"""Edits of nodes: add, delete, rename, reorder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from heureum_live.studio.checking import check_device, check_name
from heureum_live.studio.document import LARGEST_GRAPH, Document, Node, node_of
from heureum_live.studio.editing import Edit, Request, names_of, text_of, with_parts, without
from heureum_live.studio.making import new_nodes
from heureum_live.studio.naming import fresh_name, renamed
from heureum_live.studio.ports import input_ports
from heureum_live.studio.refusal import Refused

__all__ = ["add", "delete", "rename", "rename_in", "reorder"]


def add(document: Document, request: Request) -> Edit:
    op = text_of(request, "op")
    wish = request.get("name")
    if wish is not None:
        check_name(text_of(request, "name"))
        if wish.lower() in _taken(document):
            raise Refused("name", "name taken", name=wish)
    device = request.get("device") or ""
    check_device(device, op)
    made = new_nodes(op, wish or fresh_name(op, _taken(document)), device, document)
    if len(document.nodes) + len(made) > LARGEST_GRAPH:
        raise Refused("document", "too many nodes", found=len(document.nodes) + len(made), most=LARGEST_GRAPH)
    main = made[-1] if op != "Variable" else made[1]
    larger = document.edited((*document.nodes, *made))
    larger = _connected(larger, main, request.get("inputs"))
    main = larger.by_name[main.name]
    missing = [port.name for port in input_ports(main) if port.source is None and not port.appends]
    if missing:
        return Edit(larger, "added waiting", {"node": main.name, "inputs": missing}, (main.name,))
    return Edit(larger, "added", {"node": main.name}, (main.name,))


def _connected(document: Document, node: Node, inputs: object) -> Document:
    """The new node with the inputs that were asked for; a place that is not mentioned stays as it is."""
    if inputs is None:
        return document
    if not isinstance(inputs, list) or not all(each is None or isinstance(each, str) for each in inputs):
        raise Refused("request", "bad request", reason="'inputs' must be a list of tensors or null")
    places = list(node.inputs)
    if len(inputs) > len(places) and not any(argument.is_list for argument in node.op_def.inputs):
        raise Refused("edge", "no such input", node=node.name, op=node.op, count=len(places), input=len(inputs))
    for place, tensor in enumerate(inputs):
        if place >= len(places):
            places.append(tensor)
        elif tensor is not None:
            places[place] = tensor
    larger = document.replacing(replace(node, inputs=tuple(places)))
    larger.check()
    # A setting whose place was taken by something else is of no use.
    left_over = [each for each in node.inputs if each is not None and not larger.takers[node_of(each)]]
    return without(larger, map(node_of, left_over))


def _taken(document: Document) -> set[str]:
    names = {node.name.lower() for node in document.nodes}
    return names | {"/".join(name.split("/")[:depth]) for name in names for depth in range(1, name.count("/") + 1)}


def delete(document: Document, request: Request) -> Edit:
    names = names_of(document, request)
    gone = with_parts(document, names)
    smaller = without(document, gone)
    cut = [node.name for node in smaller.nodes if node.inputs != document.by_name[node.name].inputs]
    if cut:
        return Edit(smaller, "deleted cut", {"nodes": names, "takers": cut})
    return Edit(smaller, "deleted", {"nodes": names})


def rename(document: Document, request: Request) -> Edit:
    old, new = document.node(text_of(request, "name")).name, text_of(request, "to").strip()
    check_name(new)
    if old == new:
        return Edit(document, "unchanged", select=(old,))
    names = {old: new}
    # What stands inside its scope moves along: the setting `Sum/axis`, the parts of a variable.
    names |= {node.name: new + node.name[len(old) :] for node in document.nodes if node.name.startswith(f"{old}/")}
    kept = {node.name.lower() for node in document.nodes if node.name not in names}
    for name in names.values():
        check_name(name)
        if name.lower() in kept:
            raise Refused("name", "name taken", name=name)
    return Edit(rename_in(document, names), "renamed", {"old": old, "new": new}, (new,))


def rename_in(document: Document, names: dict[str, str]) -> Document:
    """With nodes called otherwise; whoever takes from them, and all that is known about them, follows."""

    def tensor(old: str) -> str:
        node, colon, index = old.partition(":")
        return f"{names.get(node, node)}{colon}{index}"

    nodes = [
        replace(
            node,
            name=names.get(node.name, node.name),
            inputs=tuple(None if each is None else tensor(each) for each in node.inputs),
            controls=tuple(names.get(each, each) for each in node.controls),
        )
        for node in document.nodes
    ]
    variables = dict(document.variables)
    for old, new in names.items():
        variables = renamed(variables, old, new)
    return replace(
        document.edited(nodes),
        fetches=tuple(map(tensor, document.fetches)),
        feeds={tensor(each): value for each, value in document.feeds.items()},
        variables=variables,
    )


def reorder(document: Document, request: Request) -> Edit:
    moved = document.node(text_of(request, "name"))
    before = request.get("before")
    if before is not None:
        document.node(before)
    rest = [node for node in document.nodes if node is not moved]
    place = len(rest) if before is None else next((i for i, node in enumerate(rest) if node.name == before), len(rest))
    if before == moved.name:
        return Edit(document, "unchanged", select=(moved.name,))
    return Edit(document.edited([*rest[:place], moved, *rest[place:]]), "reordered", {"node": moved.name}, (moved.name,))


EDITS: dict[str, Callable[[Document, Request], Edit]] = {"add": add, "delete": delete, "rename": rename, "reorder": reorder}
