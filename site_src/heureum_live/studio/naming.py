"""Names for nodes, unique in their graph, and Python names for tensors.

Law: node names follow TensorFlow's rule (`add`, `add_1`, different by more than case); a Python name is a valid identifier that
hides nothing the code needs.
"""

from __future__ import annotations

import builtins
import keyword
import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache

from heureum.op_def import all_ops
from heureum_live.studio.document import Document, Node

__all__ = ["RESERVED", "fresh_name", "fresh_names", "identifier", "is_identifier", "variable_names"]

# What the generated code itself uses.
OURS = {"tf", "np", "base64", "sess", "graph", "name", "value", "Function"}
RESERVED = frozenset(OURS | set(dir(builtins)) | set(keyword.kwlist) | set(keyword.softkwlist))
NUMBERED = re.compile(r"(.*?)_(\d+)", re.DOTALL)


def fresh_name(wish: str, taken: Collection[str]) -> str:
    """`wish`, or the first of wish_1, wish_2, ... that nobody has; `taken` holds names in lower case."""
    if wish.lower() not in taken:
        return wish
    numbered = NUMBERED.fullmatch(wish)
    stem = numbered[1] if numbered and numbered[1] else wish
    number = 1
    while f"{stem}_{number}".lower() in taken:
        number += 1
    return f"{stem}_{number}"


def fresh_names(names: Iterable[str], document: Document) -> dict[str, str]:
    """New names for copies of nodes. What stands in a scope of another copy stays in it: `v/read` becomes `v_1/read`."""
    taken = {node.name.lower() for node in document.nodes}
    # A scope is taken when anything stands in it.
    taken |= {"/".join(name.split("/")[:depth]) for name in set(taken) for depth in range(1, name.count("/") + 1)}
    made: dict[str, str] = {}
    for name in sorted(names, key=lambda each: each.count("/")):
        owner = next((each for each in _scopes(name) if each in made), None)
        wish = made[owner] + name[len(owner) :] if owner else name
        made[name] = fresh_name(wish, taken)
        taken.add(made[name].lower())
    return made


def _scopes(name: str) -> list[str]:
    """The scopes that a name stands in, innermost first."""
    parts = name.split("/")
    return ["/".join(parts[:depth]) for depth in range(len(parts) - 1, 0, -1)]


def is_identifier(text: str) -> bool:
    return text.isascii() and text.isidentifier() and text not in RESERVED


LONGEST_IDENTIFIER = 28


def identifier(name: str, taken: Collection[str]) -> str:
    """A Python name for a node: its own where that is one; of a long path the end."""
    while len(name) > LONGEST_IDENTIFIER and "/" in name:
        name = name.partition("/")[2]
    text = (
        name
        if is_identifier(name) and not _is_called_by_op(name)
        else re.sub(r"\W+", "_", name, flags=re.ASCII).strip("_").lower()
    )
    if not text or text[0].isdigit():
        text = f"node_{text}".rstrip("_")
    if not is_identifier(text):
        text += "_"
    number, made = 1, text
    while made in taken:
        number += 1
        made = f"{text}_{number}"
    return made


def _is_called_by_op(name: str) -> bool:
    """`MatMul_1`: nobody chose that name."""
    numbered = NUMBERED.fullmatch(name)
    return (numbered[1] if numbered else name) in _op_names()


@cache
def _op_names() -> frozenset[str]:
    return frozenset(op.name for op in all_ops())


def variable_names(document: Document) -> dict[str, str]:
    """Python names for a graph that nobody named in Python: those of nodes that are identifiers by themselves."""
    return {_key(node): node.name for node in document.nodes if is_identifier(node.name) and not _is_called_by_op(node.name)}


def _key(node: Node) -> str:
    return f"{node.name}:0" if node.op_def.outputs else node.name


def renamed(names: Mapping[str, str], old: str, new: str) -> dict[str, str]:
    """The Python names after a node got another name: a variable called like its node follows it."""
    made: dict[str, str] = {}
    for tensor, variable in names.items():
        node, colon, index = tensor.partition(":")
        if node != old:
            made[tensor] = variable
        elif variable != old:
            made[f"{new}{colon}{index}"] = variable
        elif is_identifier(new) and new not in names.values():
            made[f"{new}{colon}{index}"] = new
    return made
