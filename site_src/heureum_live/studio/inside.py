"""A function of a graph as it is seen from inside its scope: nodes of `gap/sub` are called `sub`, in functions of functions too.

Takes a function and the scope that its call stands in. Law: parameters stand outside of all scopes and keep their names.
"""

from __future__ import annotations

from dataclasses import replace

from heureum.graph import Function, NodeDef
from heureum_live.studio.document import Document, Node

__all__ = ["PARAMETERS", "document_of", "inside_of"]

PARAMETERS = ("Parameter", "RefParameter")


def inside_of(function: Function, scope: str) -> Function | None:
    """None when it holds a node of another scope."""
    nodes = [_inside_of_node(node, scope) for node in function.nodes]
    results = [_relative(each, scope) for each in function.results]
    if None in nodes or None in results:
        return None
    return Function(tuple(each for each in nodes if each), function.parameters, tuple(each for each in results if each))


def document_of(function: Function, device: str) -> Document:
    """Its nodes; those that are placed as the call is are placed by it."""
    nodes = (Node.from_json(node.to_json()) for node in function.nodes)
    return Document(tuple(replace(node, device="" if node.device == device else node.device) for node in nodes))


def _inside_of_node(node: NodeDef, scope: str) -> NodeDef | None:
    name = _relative(node.name, scope)
    inputs = [_relative(each, scope) for each in node.inputs]
    attrs = {key: inside_of(value, scope) if isinstance(value, Function) else value for key, value in node.attrs.items()}
    if name is None or None in inputs or any(attrs[key] is None and value is not None for key, value in node.attrs.items()):
        return None
    return replace(node, name=name, inputs=tuple(each for each in inputs if each), attrs=attrs)


def _relative(name: str, scope: str) -> str | None:
    if name.partition(":")[0].partition("_")[0] in PARAMETERS:
        return name
    mark = "^" if name.startswith("^") else ""
    inside = name.removeprefix(mark)
    return mark + inside.removeprefix(f"{scope}/") if inside.startswith(f"{scope}/") else None
