"""All workers in the caller's thread: the reference that every other transport must equal.

Law: messages wait in one mailbox and are delivered in order, never by recursion, so no worker is entered twice.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Sequence

from ..execution import CLIENT, Message, Worker
from ..place import CostModel

__all__ = ["InlineTransport"]


class InlineTransport:
    """Workers that take turns."""

    costs = CostModel(hand_off_s=5e-6, message_s=5e-6)

    now = staticmethod(time.perf_counter)

    def __init__(self) -> None:
        self._workers: dict[str, Worker] = {}
        self._mail: deque[tuple[str, Message]] = deque()

    def start(self, devices: Sequence[str]) -> None:
        """Make a worker for each device."""
        self._workers = {device: Worker(device, time.perf_counter) for device in devices}

    def send(self, to: str, message: Message) -> None:
        """Put a message into the mailbox."""
        self._mail.append((to, message))

    def receive(self) -> Message:
        """Deliver mail until some is for the client. Raises RuntimeError when there is none: nothing could ever come."""
        while self._mail:
            to, message = self._mail.popleft()
            if to == CLIENT:
                return message
            if to in self._workers:
                self._mail.extend(self._workers[to].handle(message))
        raise RuntimeError("Nothing is on its way to the client: no worker has anything to do, or all wait for a queue for ever")

    async def receive_async(self) -> Message:
        """The same; there is nothing to wait for."""
        return self.receive()

    def stop(self) -> None:
        """Forget the workers and their mail."""
        self._workers.clear()
        self._mail.clear()
