"""The client's half of one run: what is sent out, what comes back, and when it is over.

Takes partitions, feeds and the workers' answers; gives messages for the workers, then values and spans.
Law: as pure as Worker. On the first failure every device is told to forget the run, or its peers would wait for ever.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from ..errors import OpError, error_for_code
from ..partition import Partition
from .messages import Abort, Begin, Done, Failed, Message, Register, Span
from .transport import Transport

__all__ = ["Run", "drive", "drive_async"]


class Run:
    """One run of the partitions of a step. `registered` holds the keys that the devices know already."""

    def __init__(
        self,
        run_id: int,
        key: str,
        partitions: Mapping[str, Partition],
        feeds: Mapping[str, Any],
        registered: Collection[str],
        traced: bool = False,
    ) -> None:
        self.run_id = run_id
        self.values: dict[str, Any] = {}
        self.spans: list[Span] = []
        self.error: OpError | None = None
        self.failed_node = ""
        self.worker_lost = False
        self._waiting = set(partitions)
        self._devices = tuple(partitions)
        self.outbox: list[tuple[str, Message]] = []
        if key not in registered:
            self.outbox.extend((device, Register(key, part)) for device, part in partitions.items())
        self.outbox.extend(
            (device, Begin(run_id, key, {name: feeds[name] for name in part.feeds}, traced))
            for device, part in partitions.items()
        )

    @property
    def finished(self) -> bool:
        """Whether every device is done, or one has failed."""
        return self.error is not None or not self._waiting

    def handle(self, message: Message) -> list[tuple[str, Message]]:
        """Take an answer; gives what the workers must be told. Answers to other runs are late, and ignored."""
        if isinstance(message, Done) and message.run_id == self.run_id:
            self._waiting.discard(message.device)
            self.values.update(message.values)
            self.spans.extend(message.spans)
        elif isinstance(message, Failed) and message.run_id in (self.run_id, None) and self.error is None:
            self.error = error_for_code(message.error_code)(None, None, message.message)
            self.failed_node = message.node
            self.worker_lost = message.run_id is None
            return self.abort()
        return []

    def abort(self) -> list[tuple[str, Message]]:
        """What makes every device forget the run."""
        return [(device, Abort(self.run_id)) for device in self._devices]


def drive(run: Run, transport: Transport) -> None:
    """Send and receive until the run is finished. An interrupt aborts it everywhere and is raised again."""
    try:
        for to, message in run.outbox:
            transport.send(to, message)
        while not run.finished:
            for to, message in run.handle(transport.receive()):
                transport.send(to, message)
    except BaseException:
        for to, message in run.abort():
            transport.send(to, message)
        raise


async def drive_async(run: Run, transport: Transport) -> None:
    """`drive` for a place where nothing may block, such as an event loop."""
    try:
        for to, message in run.outbox:
            transport.send(to, message)
        while not run.finished:
            for to, message in run.handle(await transport.receive_async()):
                transport.send(to, message)
    except BaseException:
        for to, message in run.abort():
            transport.send(to, message)
        raise
