"""Edits of how a graph is run: where its nodes go, what is computed, what is fed, how many workers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from heureum.graph.device import DeviceSpec
from heureum.partition import TRANSFER_TYPES
from heureum_live.studio.checking import check_device
from heureum_live.studio.document import MOST_WORKERS, PLACEMENTS, Document, Node
from heureum_live.studio.editing import Edit, Request, names_of, text_of, with_parts
from heureum_live.studio.editing_edges import tensor_of
from heureum_live.studio.editing_values import spoken_value
from heureum_live.studio.refusal import Refused
from heureum_live.studio.values import read_array

__all__ = ["device_of", "set_device", "set_feed", "set_fetches", "set_workers", "worker_of"]


def device_of(worker: int) -> str:
    return f"/job:worker/task:{worker}"


def worker_of(device: str) -> int | None:
    """The number of the worker that a device string asks for."""
    return DeviceSpec.from_string(device).task if device else None


def set_device(document: Document, request: Request) -> Edit:
    names = names_of(document, request)
    worker = request.get("worker")
    if "device" in request:
        device = text_of(request, "device")
        check_device(device, names[0])
        device = str(DeviceSpec.from_string(device)) if device else ""
    elif worker is None:
        device = ""
    elif type(worker) is int and 0 <= worker < MOST_WORKERS:
        device = device_of(worker)
    else:
        raise Refused("value", "no worker", most=MOST_WORKERS, found=str(worker)[:20])
    moved = set(with_parts(document, names))
    edited = document.edited(replace(node, device=device) if node.name in moved else node for node in document.nodes)
    number = worker_of(device)
    if not device:
        return Edit(edited, "unplaced", {"nodes": names}, tuple(names))
    if device == (device_of(number) if number is not None else ""):
        return Edit(edited, "placed", {"nodes": names, "worker": number}, tuple(names))
    return Edit(edited, "placed on", {"nodes": names, "device": device}, tuple(names))


def set_fetches(document: Document, request: Request) -> Edit:
    asked = request.get("fetches")
    if not isinstance(asked, list):
        raise Refused("request", "bad request", reason="'fetches' must be a list of tensors")
    return _fetching(document, [_fetchable(document, each) for each in asked])


def fetch(document: Document, request: Request) -> Edit:
    tensor = _fetchable(document, request.get("tensor"))
    rest = [each for each in document.fetches if each != tensor]
    return _fetching(document, [*rest, tensor] if request.get("on", True) in (True, "true") else rest)


def _fetchable(document: Document, asked: object) -> str:
    if not isinstance(asked, str):
        raise Refused("request", "bad request", reason=f"{asked!r:.60} is no tensor")
    node = document.node(asked.partition(":")[0])
    return tensor_of(document, asked) if node.op_def.outputs else node.name


def _fetching(document: Document, tensors: list[str]) -> Edit:
    fetches = tuple(dict.fromkeys(tensors))
    edited = replace(document, fetches=fetches, code=None)
    return Edit(edited, "fetches", {"fetches": list(fetches)}) if fetches else Edit(edited, "no fetches")


def set_feed(document: Document, request: Request) -> Edit:
    tensor = tensor_of(document, text_of(request, "tensor"))
    node: Node = document.node(tensor.partition(":")[0])
    text = request.get("text")
    feeds = dict(document.feeds)
    if text is None or not str(text).strip():
        feeds.pop(tensor, None)
        return Edit(replace(document, feeds=feeds, code=None), "unfed", {"tensor": tensor}, (node.name,))
    value = read_array(str(text), node.attrs.get("dtype") if node.op == "Placeholder" else None)
    feeds[tensor] = value
    parts = {"tensor": tensor, "value": spoken_value(value)}
    return Edit(replace(document, feeds=feeds, code=None), "fed", parts, (node.name,))


def set_workers(document: Document, request: Request) -> Edit:
    workers, placement = request.get("workers", document.workers), request.get("placement", document.placement)
    if type(workers) is not int or not 1 <= workers <= MOST_WORKERS:
        raise Refused("value", "no worker", most=MOST_WORKERS, found=str(workers)[:20])
    if placement not in PLACEMENTS:
        raise Refused("request", "bad request", reason=f"'placement' must be one of {PLACEMENTS}")
    sent = request.get("transfer_dtype", document.transfer_dtype)
    if sent is not None and sent not in TRANSFER_TYPES:
        raise Refused("request", "bad request", reason=f"'transfer_dtype' must be null or one of {', '.join(TRANSFER_TYPES)}")
    edited = replace(document, workers=workers, placement=placement, transfer_dtype=sent, code=None)
    return Edit(edited, "workers" if "workers" in request else "settings", {"workers": workers})


EDITS: dict[str, Callable[[Document, Request], Edit]] = {
    "set device": set_device,
    "set fetches": set_fetches,
    "fetch": fetch,
    "set feed": set_feed,
    "set workers": set_workers,
}
