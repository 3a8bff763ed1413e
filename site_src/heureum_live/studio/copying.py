"""Edits by copies: what is copied is text, so that it crosses tabs and pages; what is pasted gets fresh names.

Law: edges among the copied nodes lead among the copies; an edge from elsewhere stays where that node exists, else it is missing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import replace

from heureum_live.studio.document import LARGEST_GRAPH, Document, Node, node_of
from heureum_live.studio.editing import Edit, Request, names_of, text_of, with_parts
from heureum_live.studio.naming import fresh_names
from heureum_live.studio.opening import canonical, read_text
from heureum_live.studio.refusal import Refused

__all__ = ["clipboard_of", "duplicate", "paste"]

MARK = "heureum nodes"


def clipboard_of(document: Document, names: Iterable[str]) -> str:
    wanted = set(with_parts(document, names))
    return json.dumps({MARK: 1, "nodes": [node.to_json() for node in document.nodes if node.name in wanted]}, ensure_ascii=False)


def paste(document: Document, request: Request) -> Edit:
    try:
        record = read_text(text_of(request, "clipboard"))
    except Refused:
        raise Refused("value", "no clipboard") from None
    if not isinstance(record, dict) or not isinstance(record.get("nodes"), list) or not ({MARK, "version"} & record.keys()):
        raise Refused("value", "no clipboard")
    if len(record["nodes"]) > LARGEST_GRAPH:
        raise Refused("document", "too many nodes", found=len(record["nodes"]), most=LARGEST_GRAPH)
    copied = [Node.from_json(each) for each in record["nodes"]]
    known = {node.name for node in copied} | document.by_name.keys()
    # Checked alone first: what is wrong with it is not the document's fault.
    canonical(_alone([_cut_off(node, known) for node in copied], document))
    made = _copies(document, [_cut_off(node, known) for node in copied])
    return _edit(document, made, "pasted")


def _alone(nodes: list[Node], document: Document) -> Document:
    names = {node.name for node in nodes}
    alone = Document(tuple(_cut_off(node, names) for node in nodes))
    alone.check()
    return alone


def _cut_off(node: Node, known: Iterable[str]) -> Node:
    known = set(known)
    return replace(
        node,
        inputs=tuple(each if each is not None and node_of(each) in known else None for each in node.inputs),
        controls=tuple(each for each in node.controls if each in known),
    )


def duplicate(document: Document, request: Request) -> Edit:
    names = set(with_parts(document, names_of(document, request)))
    return _edit(document, _copies(document, [node for node in document.nodes if node.name in names]), "duplicated")


def _copies(document: Document, nodes: list[Node]) -> list[Node]:
    names = fresh_names([node.name for node in nodes], document)

    def tensor(old: str) -> str:
        node, _, index = old.rpartition(":")
        return f"{names.get(node, node)}:{index}"

    return [
        replace(
            node,
            name=names[node.name],
            inputs=tuple(None if each is None else tensor(each) for each in node.inputs),
            controls=tuple(names.get(each, each) for each in node.controls),
        )
        for node in nodes
    ]


def _edit(document: Document, made: list[Node], said: str) -> Edit:
    larger = document.edited((*document.nodes, *made))
    if len(larger.nodes) > LARGEST_GRAPH:
        raise Refused("document", "too many nodes", found=len(larger.nodes), most=LARGEST_GRAPH)
    larger.check()
    names = [node.name for node in made]
    return Edit(larger, said, {"nodes": names}, tuple(names))


EDITS: dict[str, Callable[[Document, Request], Edit]] = {"paste": paste, "duplicate": duplicate}
