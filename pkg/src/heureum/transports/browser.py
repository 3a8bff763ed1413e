"""Web workers as devices: the Python halves of the page's transport.

Takes messages and the bridge that site_src/web/runtime registers as `_heureum_bridge`; gives a `BrowserTransport` (the client's
half) and a `DeviceHost` (one device worker's half). The bridge moves headers and bytes between slots and knows nothing else.
Law: nothing blocks but `receive`; arrays leave by pointer and arrive in arrays allocated from the header; only this module
of the engine knows Pyodide, and it imports natively too.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any, Protocol

import numpy as np

from ..execution import CLIENT, Message, Worker, wire
from ..place import CostModel

__all__ = [
    "CLIENT_SLOT",
    "Bridge",
    "BrowserTransport",
    "ClientBridge",
    "DeviceHost",
    "Mail",
    "can_block",
    "is_available",
    "is_browser",
    "page_clock",
]

CLIENT_SLOT = -1  # the same number as in site_src/web/runtime/protocol.js


class Mail(Protocol):
    """A message in flight, as JavaScript holds it: the array bytes stay outside Python until `fill`."""

    header: str


class Bridge(Protocol):
    """What both halves need of JavaScript."""

    def post(self, session: int, slot: int, to: str, header: str, *spans: int) -> None:
        """Send a header and the bytes at `spans`, pointers and sizes in turn, to a slot."""

    def fill(self, mail: Mail, index: int, pointer: int) -> None:
        """Copy a buffer of received mail to `pointer`."""


class ClientBridge(Bridge, Protocol):
    slots: int
    blocking: str

    def open(self, devices_json: str) -> int:
        """Have a worker ready for each device; gives the number of the session."""

    def next(self, session: int) -> Any:
        """A promise of the next mail for the client."""

    def wait(self, session: int) -> Mail:
        """The next mail for the client, waited for."""

    def close(self, session: int) -> None:
        """Let the session's workers go."""


def is_browser() -> bool:
    """Whether this is Python compiled to WebAssembly."""
    return sys.platform == "emscripten"


def is_available() -> bool:
    """Whether this Python runs in a client worker whose page offers device workers."""
    return _registered_bridge() is not None


def can_block() -> bool:
    """Whether `receive` can wait, here and now."""
    bridge = _registered_bridge()
    return bridge is not None and _can_wait(bridge)


class BrowserTransport:
    """The client's half: one session over the page's device workers."""

    # Measured in Chromium: a hand-off of 4 bytes, 5 GB/s, another message in the same run, and WebAssembly's slower arithmetic.
    costs = CostModel(node_s=5e-6, operation_s=5e-10, hand_off_s=2e-4, byte_s=2e-10, message_s=9e-5)

    def __init__(self, bridge: ClientBridge | None = None, now: Callable[[], float] | None = None) -> None:
        found = bridge if bridge is not None else _registered_bridge()
        if found is None:
            raise RuntimeError(
                "No device workers here: the browser transport needs a page that runs this code in its client worker; "
                "elsewhere use 'threads://2'"
            )
        self._bridge = found
        self._now = now if now is not None else page_clock()
        self._slots: dict[str, int] = {}
        self._session: int | None = None

    def now(self) -> float:
        """The time on the axis of the workers' clocks."""
        return self._now()

    def start(self, devices: Sequence[str]) -> None:
        """Ask the page for a worker per device. They may still boot while messages already wait for them."""
        if len(devices) > self._bridge.slots:
            raise ValueError(f"A page has at most {self._bridge.slots} workers, {len(devices)} were asked for")
        self._slots = {device: slot for slot, device in enumerate(devices)}
        self._session = self._bridge.open(json.dumps(list(devices)))

    def send(self, to: str, message: Message) -> None:
        """Post a message to a device worker."""
        _post(self._bridge, self._opened(), self._slots[to], to, message)

    def receive(self) -> Message:
        """The next message for the client, waited for by JSPI or by Atomics. Raises RuntimeError where neither works."""
        session = self._opened()
        if not _can_wait(self._bridge):
            raise RuntimeError("sess.run cannot wait for web workers here; use `await sess.run_async(...)`")
        if self._bridge.blocking == "atomics":
            return _take(self._bridge, self._bridge.wait(session))
        return _take(self._bridge, _suspend_until(self._bridge.next(session)))

    async def receive_async(self) -> Message:
        """The next message for the client; the event loop goes on meanwhile."""
        return _take(self._bridge, await self._bridge.next(self._opened()))

    def stop(self) -> None:
        """Tell the device workers to forget this session; they stay for the next one."""
        session, self._session = self._session, None
        if session is not None:
            self._bridge.close(session)

    def _opened(self) -> int:
        if self._session is None:
            raise RuntimeError("The browser transport is not started, or was stopped")
        return self._session


class DeviceHost:
    """One device worker's half: JavaScript calls it for everything that arrives; it posts what its Workers answer.

    A page's device slot serves many sessions, so it holds a Worker for each. A peer's tensor may come before this
    session's `open` (another channel brings it): then the Worker is made for the tensor, and holds it.
    """

    def __init__(self, bridge: Bridge, now: Callable[[], float] | None = None) -> None:
        self._bridge = bridge
        self._now = now if now is not None else page_clock()
        self._workers: dict[int, Worker] = {}
        self._slots: dict[int, dict[str, int]] = {}
        self._closed: set[int] = set()

    @property
    def open_sessions(self) -> frozenset[int]:
        """The sessions whose `open` has arrived."""
        return frozenset(self._slots)

    def open(self, session: int, device: str, slots_json: str) -> None:
        """A session begins: this slot is its `device`, and its peers are at these slots."""
        self._slots[session] = {**json.loads(slots_json), CLIENT: CLIENT_SLOT}
        self._worker(session, device)

    def deliver(self, session: int, device: str, mail: Mail) -> bool:
        """Hand a message to the session's Worker and post each answer as soon as there is one.

        True when it has news, which `tell` posts: to be called when nothing has arrived for a while.
        """
        if session in self._closed:
            return False
        message = _take(self._bridge, mail)
        worker = self._worker(session, device)
        for to, answer in worker.handle(message):
            _post(self._bridge, session, self._slots[session][to], to, answer)
        return worker.has_news

    def tell(self) -> bool:
        """Post what the Workers have done of runs that go on elsewhere. True when that was not all."""
        for session, slots in self._slots.items():
            for to, answer in self._workers[session].tell():
                _post(self._bridge, session, slots[to], to, answer)
        return any(worker.has_news for worker in self._workers.values())

    def close(self, session: int) -> None:
        """A session ends: forget what was kept for it."""
        self._closed.add(session)
        self._workers.pop(session, None)
        self._slots.pop(session, None)

    def _worker(self, session: int, device: str) -> Worker:
        if session not in self._workers:
            self._workers[session] = Worker(device, self._now)
        return self._workers[session]


def page_clock() -> Callable[[], float]:
    """Seconds on the axis that all workers of a page share: perf_counter, which is cheap to read, set by the page's clock."""
    import js

    page = js.performance
    origin_s = page.timeOrigin / 1000
    offsets = []
    for _ in range(20):
        before = time.perf_counter()
        page_s = page.now() / 1000
        after = time.perf_counter()
        offsets.append((after - before, origin_s + page_s - (before + after) / 2))
    _, offset_s = min(offsets)  # the reading that was interrupted least
    return lambda: offset_s + time.perf_counter()


def _post(bridge: Bridge, session: int, slot: int, to: str, message: Message) -> None:
    header, arrays = wire.pack(message)
    spans = [number for array in arrays for number in (_pointer(array), array.nbytes)]
    bridge.post(session, slot, to, header, *spans)


def _take(bridge: Bridge, mail: Mail) -> Message:
    return wire.unpack(mail.header, lambda index, array: bridge.fill(mail, index, _pointer(array)))


def _pointer(array: np.ndarray) -> int:
    pointer: int = array.__array_interface__["data"][0]
    return pointer


def _registered_bridge() -> ClientBridge | None:
    """What client_worker.js registers; there is none natively, nor in a device worker."""
    try:
        import _heureum_bridge
    except ImportError:
        return None
    bridge: ClientBridge = _heureum_bridge
    return bridge


def _can_wait(bridge: ClientBridge) -> bool:
    if bridge.blocking != "jspi":
        return bridge.blocking == "atomics"
    from pyodide.ffi import can_run_sync

    return bool(can_run_sync())  # below some callbacks of JavaScript a stack cannot be suspended: ask each time


def _suspend_until(promise: Any) -> Any:
    from pyodide.ffi import run_sync

    return run_sync(promise)
