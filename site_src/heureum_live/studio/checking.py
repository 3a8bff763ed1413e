"""What every document must keep to, however unfinished it is. Takes a document; raises Refused when it does not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from heureum.dtypes import as_dtype
from heureum.graph.device import DeviceSpec
from heureum.op_def import find_op
from heureum_live.studio.attributes import is_of_kind, kind_of
from heureum_live.studio.refusal import Refused

if TYPE_CHECKING:
    from heureum_live.studio.document import Document, Node

__all__ = ["check", "check_device", "check_name", "outputs_of"]

# As heureum.graph.names has it: TensorFlow's rule.
NODE_NAME = re.compile(r"[A-Za-z0-9.][A-Za-z0-9_.\\/>-]*[A-Za-z0-9_.\\>-]|[A-Za-z0-9.]", re.ASCII)
LONGEST_NAME = 200
# What a node can't be shown without.
HELD = {"Const": ("value", "dtype"), "Placeholder": ("dtype", "shape"), "VariableV2": ("dtype", "shape")}


def check(document: Document) -> None:
    seen: dict[str, str] = {}
    for node in document.nodes:
        check_name(node.name)
        if node.name.lower() in seen:
            raise Refused("document", "two of a name", node=node.name, other=seen[node.name.lower()])
        seen[node.name.lower()] = node.name
        _check_op(node)
        check_device(node.device, node.name)
    counts = {node.name: outputs_of(node) for node in document.nodes}
    for node in document.nodes:
        for each in node.inputs:
            if each is not None:
                _check_tensor(each, counts, node)
        for control in node.controls:
            if control not in counts:
                raise Refused("document", "edge from nowhere", node=node.name, op=node.op, source=control)
    for tensor in document.fetches:
        # An operation without outputs is fetched by its name.
        if tensor not in counts:
            _check_tensor(tensor, counts, None)
    for tensor in document.feeds:
        _check_tensor(tensor, counts, None)


def check_name(name: str) -> None:
    if len(name) > LONGEST_NAME or not NODE_NAME.fullmatch(name):
        raise Refused("name", "malformed name", name=name[:60])


def check_device(device: str, node: str) -> None:
    try:
        DeviceSpec.from_string(device)
    except ValueError:
        raise Refused("document", "malformed device", node=node, device=device[:60]) from None


def _check_op(node: Node) -> None:
    try:
        op_def = find_op(node.op)
    except KeyError:
        raise Refused("op", "unknown op", node=node.name, op=node.op[:60]) from None
    for name in node.attrs:
        if name not in op_def.attrs:
            known = ", ".join(sorted(op_def.attrs)) or "-"
            raise Refused("document", "unknown attribute", node=node.name, op=node.op, attribute=name[:40], known=known)
        if not is_of_kind(node.attrs[name], kind_of(op_def, name)):
            raise Refused("document", "wrong attribute", node=node.name, op=node.op, attribute=name)
    for name in HELD.get(node.op, ()):
        if name not in node.attrs:
            raise Refused("document", "wrong attribute", node=node.name, op=node.op, attribute=name)
    if node.op == "Const" and as_dtype(node.attrs["value"].dtype) is not node.attrs["dtype"]:
        raise Refused("document", "wrong attribute", node=node.name, op=node.op, attribute="dtype")


def _check_tensor(tensor: str, counts: Mapping[str, int | None], node: Node | None) -> None:
    source, _, index = tensor.rpartition(":")
    parts: dict[str, Any] = {"node": node.name, "op": node.op} if node else {"node": None}
    if source not in counts or not index.isascii() or not index.isdigit() or len(index) > 4:
        raise Refused("document", "edge from nowhere", source=tensor[:LONGEST_NAME], **parts)
    count = counts[source]
    if count is not None and int(index) >= count:
        raise Refused("document", "no such output", source=tensor, tail=source, count=count, **parts)


def outputs_of(node: Node) -> int | None:
    """How many outputs a node has; None while that is left open by a list in the op's signature."""
    op_def = find_op(node.op)
    if any(argument.is_list for argument in op_def.outputs):
        return _listed(node)
    return len(op_def.outputs)


def _listed(node: Node) -> int | None:
    """A list output is as long as an attribute says."""
    op_def = find_op(node.op)
    for name in ("num_split", "num", "num_partitions"):
        value = node.attrs.get(name, op_def.attrs.get(name))
        if isinstance(value, int):
            return value
    for argument in op_def.outputs:
        value = node.attrs.get(argument.type)
        if argument.is_list and isinstance(value, (list, tuple)):
            return len(op_def.outputs) - 1 + len(value)
    listed = {each.type for each in op_def.inputs if each.is_list}
    if any(argument.is_list and argument.type in listed for argument in op_def.outputs):
        return len(node.inputs) - sum(not each.is_list for each in op_def.inputs)
    return None
