"""A message as a small header and raw buffers.

Takes a message; gives JSON text and C-contiguous arrays, in an order that the header describes, and the reverse.
Law: arrays cross as bytes, never as text, except strings, which have no fixed size; nothing is pickled. No function here refers
to itself through a closure: the cycle would keep every array that has crossed until Python looks for cycles, gigabytes later.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from typing import Any

import numpy as np

from ..graph import NodeDef, attr_values
from ..partition import Partition
from .messages import Abort, Begin, Deliver, Describe, Described, Done, Failed, Message, News, Ping, Pong, Register, Span

__all__ = ["pack", "unpack"]

# Below it, text is as quick and can be read.
_LARGEST_TEXT_BYTES = 1024
_SENT = (Register, Begin, Deliver, Done, Failed, Abort, Ping, Pong, Describe, Described, News)
_KINDS: dict[str, Any] = {kind.__name__: kind for kind in _SENT}
_FIELDS = {kind: tuple(each.name for each in fields(kind)) for kind in (*_SENT, Span)}


def pack(message: Message) -> tuple[str, list[np.ndarray]]:
    """The header and the arrays of a message."""
    arrays: list[np.ndarray] = []
    body: dict[str, Any] = {}
    for name in _FIELDS[type(message)]:
        value = getattr(message, name)
        if name == "spans":
            body["spans"] = [[getattr(span, each) for each in _FIELDS[Span]] for span in value]
        elif name == "summaries":
            body["summaries"] = value  # plain JSON
        elif isinstance(value, Partition):
            body["partition"] = _pack_partition(value, arrays)
        else:
            body[name] = _plain(value, arrays)
    described = [{"dtype": a.dtype.str, "shape": list(a.shape), "size_bytes": a.nbytes} for a in arrays]
    return json.dumps({"kind": type(message).__name__, "body": body, "arrays": described}), arrays


def _plain(value: Any, arrays: list[np.ndarray]) -> Any:
    if isinstance(value, bytes):
        value = np.array(value, object)  # a string tensor of rank 0
    if isinstance(value, (np.ndarray, np.generic)):
        return _pack_array(np.asarray(value), arrays)
    if isinstance(value, dict):
        return {key: _plain(each, arrays) for key, each in value.items()}
    return value


def _pack_array(array: np.ndarray, arrays: list[np.ndarray]) -> dict[str, Any]:
    if array.dtype == object:
        return {"$strings": attr_values.encode(array)}
    # ascontiguousarray makes rank 1 of rank 0: reshape keeps the shape that was.
    arrays.append(np.ascontiguousarray(array).reshape(array.shape))
    return {"$array": len(arrays) - 1}


def _pack_partition(partition: Partition, arrays: list[np.ndarray]) -> dict[str, Any]:
    """Its JSON, and where the constants that are large enough to cross as bytes belong."""
    items = list(partition.items)
    taken_out = []
    for index, item in enumerate(items):
        if isinstance(item, NodeDef):
            for name, value in item.attrs.items():
                if isinstance(value, np.ndarray) and value.dtype != object and value.nbytes > _LARGEST_TEXT_BYTES:
                    items[index] = replace(item, attrs={**item.attrs, name: None})
                    taken_out.append([index, name, _pack_array(value, arrays)["$array"]])
    return {"record": replace(partition, items=tuple(items)).to_json(), "taken_out": taken_out}


def _unpack_partition(packed: dict[str, Any], arrays: Sequence[np.ndarray]) -> Partition:
    partition = Partition.from_json(packed["record"])
    items = list(partition.items)
    for index, name, array in packed["taken_out"]:
        item = items[index]
        assert isinstance(item, NodeDef)
        arrays[array].flags.writeable = False  # many runs read it
        items[index] = replace(item, attrs={**item.attrs, name: arrays[array]})
    return replace(partition, items=tuple(items))


def unpack(header: str, fill: Callable[[int, np.ndarray], None]) -> Message:
    """The message of a header. `fill` puts the bytes that came with it, as the array of this number, into an empty one."""
    read = json.loads(header)
    arrays = [np.empty(each["shape"], each["dtype"]) for each in read["arrays"]]
    for index, array in enumerate(arrays):
        fill(index, array)
    body = read["body"]
    partition = body.pop("partition", None)
    spans = body.pop("spans", None)
    summaries = body.pop("summaries", None)
    message = {name: _value(each, arrays) for name, each in body.items()}
    if partition is not None:
        message["partition"] = _unpack_partition(partition, arrays)
    if spans is not None:
        message["spans"] = tuple(_span(each) for each in spans)
    if summaries is not None:
        message["summaries"] = summaries
    made: Message = _KINDS[read["kind"]](**message)
    return made


def _value(plain: Any, arrays: list[np.ndarray]) -> Any:
    if isinstance(plain, dict):
        if "$array" in plain:
            return arrays[plain["$array"]][()]
        if "$strings" in plain:
            return attr_values.decode(plain["$strings"])[()]
        return {key: _value(each, arrays) for key, each in plain.items()}
    return plain


def _span(values: list[Any]) -> Span:
    named = dict(zip(_FIELDS[Span], values, strict=True))
    named["shape"] = None if named["shape"] is None else tuple(named["shape"])
    return Span(**named)
