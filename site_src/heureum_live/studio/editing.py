"""What an edit gives, and what all edits need: checked arguments, and nodes that belong together.

Law: an edit takes a document and gives another one, or raises Refused; it never changes what it was given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from heureum_live.studio.document import Document, Node, node_of
from heureum_live.studio.refusal import Refused

__all__ = ["Edit", "Request", "initial_value_of", "integer", "is_setting", "names_of", "text_of", "with_parts", "without"]

Request = Mapping[str, Any]


@dataclass(frozen=True)
class Edit:
    """The new document, the key of the sentence that says what happened, its parts, and what should be selected."""

    document: Document
    said: str
    parts: dict[str, Any] = field(default_factory=dict)
    select: tuple[str, ...] = ()


def text_of(request: Request, key: str) -> str:
    """A string argument."""
    value = request.get(key)
    if not isinstance(value, str):
        raise Refused("request", "bad request", reason=f"{key!r} must be a string, found {value!r:.60}")
    return value


def integer(request: Request, key: str) -> int:
    value = request.get(key)
    if type(value) is not int or value < 0:
        raise Refused("request", "bad request", reason=f"{key!r} must be a whole number, found {value!r:.60}")
    return value


def names_of(document: Document, request: Request) -> list[str]:
    """The argument `names`: nodes that exist, each once."""
    names = request.get("names")
    if not isinstance(names, list) or not names:
        raise Refused("request", "bad request", reason="'names' must be a list of node names")
    return [document.node(name).name for name in dict.fromkeys(str(name) for name in names)]


def is_setting(document: Document, node: Node) -> bool:
    """Whether a constant belongs to the one node that takes it: `Sum/reduction_indices` to `Sum`."""
    takers = document.takers[node.name]
    return node.op == "Const" and len(takers) == 1 and node.name.startswith(f"{takers[0].name}/") and not node.controls


def initial_value_of(document: Document, variable: Node) -> Node | None:
    """The constant that a variable starts with, where it has one of its own."""
    assign = document.by_name.get(f"{variable.name}/Assign")
    if variable.op != "VariableV2" or assign is None or len(assign.inputs) < 2 or assign.inputs[1] is None:
        return None
    initial = document.by_name[node_of(assign.inputs[1])]
    return initial if initial.op == "Const" and document.takers[initial.name] == [assign] else None


def with_parts(document: Document, names: Iterable[str]) -> list[str]:
    """`names` and what belongs to them: constants that only set how a node works, the parts of a variable."""
    wanted = set(names)
    for name in list(wanted):
        node = document.by_name[name]
        owned = [document.by_name[node_of(each)] for each in node.inputs if each is not None]
        wanted |= {each.name for each in owned if is_setting(document, each)}
        if node.op == "VariableV2":
            parts = [document.by_name.get(f"{name}/{part}") for part in ("Assign", "read")]
            wanted |= {each.name for each in parts if each is not None and f"{name}:0" in each.inputs}
            initial = initial_value_of(document, node)
            if initial is not None and initial.name.startswith(f"{name}/"):
                wanted.add(initial.name)
    return [node.name for node in document.nodes if node.name in wanted]


def without(document: Document, names: Iterable[str]) -> Document:
    """The document without these nodes; whoever took from them misses an input."""
    gone = set(names)
    left = [
        replace(
            node,
            inputs=tuple(None if each is not None and node_of(each) in gone else each for each in node.inputs),
            controls=tuple(each for each in node.controls if each not in gone),
        )
        if gone.intersection(node.sources)
        else node
        for node in document.nodes
        if node.name not in gone
    ]
    return forgetting(document.edited(left), gone)


def forgetting(document: Document, gone: set[str]) -> Document:
    """Without fetches, feeds and Python names of nodes that are gone."""

    def stays(tensor: str) -> bool:
        return (node_of(tensor) if ":" in tensor else tensor) not in gone

    return replace(
        document,
        fetches=tuple(filter(stays, document.fetches)),
        feeds={tensor: value for tensor, value in document.feeds.items() if stays(tensor)},
        variables={tensor: name for tensor, name in document.variables.items() if stays(tensor)},
    )
