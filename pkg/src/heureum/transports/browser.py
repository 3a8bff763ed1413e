"""Web workers as devices: the Python halves of the page's transport.

Takes messages and the bridge that site_src/web/runtime registers as `_heureum_bridge`; gives a `BrowserTransport` (the client's
half) and a `DeviceHost` (one device worker's half). The bridge moves headers and bytes between slots and knows nothing else.
Law: nothing blocks but `receive`; arrays leave by pointer and arrive in arrays allocated from the header; only this module
of the engine knows Pyodide, and it imports natively too.
"""
from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from typing import Any, Protocol

import numpy as np

from heureum.execution import CLIENT, Worker, wire
from heureum.place import CostModel

__all__ = ["BrowserTransport", "DeviceHost", "can_block", "is_available"]

CLIENT_SLOT = -1  # the same number as in site_src/web/runtime/protocol.js


class Mail(Protocol):
    """A message in flight, as JavaScript holds it: the array bytes stay outside Python until `fill`."""

    header: str


class Bridge(Protocol):
    """What both halves need of JavaScript."""

    def post(self, session: int, slot: int, to: str, header: str, *spans: int) -> None: ...
    def fill(self, mail: Mail, index: int, pointer: int) -> None: ...


class ClientBridge(Bridge, Protocol):
    slots: int
    blocking: str

    def open(self, devices_json: str) -> int: ...
    def next(self, session: int) -> Any: ...
    def wait(self, session: int) -> Mail: ...
    def close(self, session: int) -> None: ...


def is_available() -> bool:
    """Whether this Python runs in a client worker whose page offers device workers."""
    return _bridge() is not None


def can_block() -> bool:
    """Whether `receive` can wait here, now. (JSPI cannot suspend below some callbacks: ask each time.)"""
    bridge = _bridge()
    return bridge is not None and (bridge.blocking == "atomics" or (bridge.blocking == "jspi" and _can_suspend()))


class BrowserTransport:
    """The client's half: one session over the page's device workers. Follows the Transport protocol."""

    # A small message takes 40 to 90 microseconds between two workers; large arrays about 1.3 GB/s.
    costs = CostModel(hand_off_s=1e-4, byte_s=0.8e-9)

    def __init__(self, bridge: ClientBridge | None = None) -> None:
        found = bridge if bridge is not None else _bridge()
        if found is None:
            raise RuntimeError(
                "browser transport: no device workers here. It needs a page that runs Python in a heureum client worker; "
                "elsewhere use 'threads://N' or 'processes://N'."
            )
        self._bridge = found
        self.now = _page_clock()
        self._slots: dict[str, int] = {}
        self._session: int | None = None

    def start(self, devices: Sequence[str]) -> None:
        if len(devices) > self._bridge.slots:
            raise ValueError(f"browser transport: {len(devices)} workers asked for, a page has at most {self._bridge.slots}")
        self._slots = {device: slot for slot, device in enumerate(devices)}
        self._session = self._bridge.open(json.dumps(list(devices)))

    def send(self, to: str, message: Any) -> None:
        _post(self._bridge, self._opened(), self._slots[to], to, message)

    def receive(self) -> Any:
        session = self._opened()
        if self._bridge.blocking == "atomics":
            return _take(self._bridge, self._bridge.wait(session))
        if self._bridge.blocking == "jspi" and _can_suspend():
            return _take(self._bridge, _suspend_until(self._bridge.next(session)))
        raise RuntimeError("sess.run cannot wait for web workers here; use `await sess.run_async(...)`")

    async def receive_async(self) -> Any:
        return _take(self._bridge, await self._bridge.next(self._opened()))

    def stop(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            self._bridge.close(session)

    def _opened(self) -> int:
        if self._session is None:
            raise RuntimeError("browser transport: not started, or stopped already")
        return self._session


class DeviceHost:
    """One device worker's half: JavaScript calls it for everything that arrives; it posts what its Workers answer.

    A page's device slot serves many sessions, so it holds a Worker for each. A peer's tensor may come before this
    session's `open` (another channel brings it): then the Worker is made for the tensor, and holds it.
    """

    def __init__(self, bridge: Bridge, now: Callable[[], float] | None = None) -> None:
        self._bridge = bridge
        self._now = now if now is not None else _page_clock()
        self._workers: dict[int, Worker] = {}
        self._slots: dict[int, dict[str, int]] = {}
        self._closed: set[int] = set()

    def open(self, session: int, device: str, slots_json: str) -> None:
        self._slots[session] = {**json.loads(slots_json), CLIENT: CLIENT_SLOT}
        self._worker(session, device)

    def deliver(self, session: int, device: str, mail: Mail) -> None:
        if session in self._closed:
            return
        message = _take(self._bridge, mail)
        for to, answer in self._worker(session, device).handle(message):
            # Posted as soon as it is yielded: a peer works on it while this Worker goes on.
            _post(self._bridge, session, self._slots[session][to], to, answer)

    def close(self, session: int) -> None:
        self._closed.add(session)
        self._workers.pop(session, None)
        self._slots.pop(session, None)

    def _worker(self, session: int, device: str) -> Worker:
        if session not in self._workers:
            self._workers[session] = Worker(device, self._now)
        return self._workers[session]


def _post(bridge: Bridge, session: int, slot: int, to: str, message: Any) -> None:
    header, arrays = wire.pack(message)
    spans = [number for array in arrays for number in (_pointer(array), array.nbytes)]
    bridge.post(session, slot, to, header, *spans)


def _take(bridge: Bridge, mail: Mail) -> Any:
    header = mail.header
    arrays = wire.allocate(header)
    for index, array in enumerate(arrays):
        bridge.fill(mail, index, _pointer(array))
    return wire.unpack(header, arrays)


def _pointer(array: np.ndarray) -> int:
    pointer: int = array.__array_interface__["data"][0]
    return pointer


def _bridge() -> ClientBridge | None:
    try:
        import _heureum_bridge
    except ImportError:
        return None
    bridge: ClientBridge = _heureum_bridge
    return bridge


def _can_suspend() -> bool:
    from pyodide.ffi import can_run_sync

    return bool(can_run_sync())


def _suspend_until(promise: Any) -> Any:
    from pyodide.ffi import run_sync

    return run_sync(promise)


def _page_clock() -> Callable[[], float]:
    """Seconds on the axis that all workers of a page share. perf_counter is the same clock, cheaper to read."""
    import js

    origin = (js.performance.timeOrigin + js.performance.now()) / 1000 - time.perf_counter()
    return lambda: origin + time.perf_counter()
