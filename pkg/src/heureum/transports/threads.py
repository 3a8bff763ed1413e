"""One thread per worker, in one process: arrays are handed over by reference.

Law: every inbox is a queue, so the order between any two ends is kept. A worker whose own code breaks says so to the
client instead of leaving it to wait.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Sequence
from queue import Empty, SimpleQueue

from ..errors import CancelledError, InternalError
from ..execution import CLIENT, Failed, Message, Worker
from ..place import CostModel

__all__ = ["ThreadsTransport"]


QUIET_S = 0.05  # without a message, before a worker tells what it has done


class ThreadsTransport:
    """Workers on threads; NumPy lets go of the interpreter lock inside its kernels."""

    costs = CostModel(hand_off_s=2e-5, message_s=5e-6)

    now = staticmethod(time.perf_counter)

    def __init__(self) -> None:
        self._inboxes: dict[str, SimpleQueue[Message | None]] = {}
        self._client: SimpleQueue[Message] = SimpleQueue()

    def start(self, devices: Sequence[str]) -> None:
        """Start a thread for each device."""
        self._client = SimpleQueue()
        self._inboxes = {device: SimpleQueue() for device in devices}
        for device, inbox in self._inboxes.items():
            # A daemon: a session that was never closed must not keep the program from ending.
            arguments = (Worker(device, time.perf_counter), inbox, self._inboxes, self._client)
            threading.Thread(target=_serve, args=arguments, name=f"heureum {device}", daemon=True).start()

    def send(self, to: str, message: Message) -> None:
        """Put a message into a worker's inbox."""
        self._inboxes[to].put(message)

    def receive(self) -> Message:
        """Wait for the client's next message."""
        return self._client.get()

    async def receive_async(self) -> Message:
        """Wait for it without holding up the event loop."""
        return await asyncio.to_thread(self._client.get)

    def stop(self) -> None:
        """Tell the threads to end. They finish the node they are at; whoever waits for an answer is told."""
        if self._inboxes:
            self._client.put(Failed(None, CLIENT, "", CancelledError.error_code, "The session was closed while this ran."))
        for inbox in self._inboxes.values():
            inbox.put(None)
        self._inboxes = {}


def _serve(
    worker: Worker,
    inbox: SimpleQueue[Message | None],
    inboxes: dict[str, SimpleQueue[Message | None]],
    client: SimpleQueue[Message],
) -> None:
    while True:
        try:
            message = inbox.get(timeout=QUIET_S if worker.has_news else None)
        except Empty:
            answers = worker.tell()
        else:
            if message is None:
                return
            answers = worker.handle(message)
        try:
            for to, answer in answers:
                (client if to == CLIENT else inboxes[to]).put(answer)
        except Exception as reason:
            # The worker itself is broken, not a node of the graph: nobody else can tell the client.
            client.put(Failed(None, worker.device, "", InternalError.error_code, f"{worker.device} broke down: {reason!r}"))
