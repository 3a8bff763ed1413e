"""The client's half of one run: what is sent out, what comes back, and when it is over.

Takes partitions, feeds and the workers' answers; gives messages for the workers, then values and what was observed.
Law: as pure as Worker. On the first failure every device is told to forget the run, or its peers would wait for ever.
A run that is observed compares clocks before what is measured; its values are described after, at once or when asked.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from ..errors import OpError, error_for_code
from ..partition import Partition
from .messages import Abort, Begin, Describe, Described, Done, Failed, Message, News, Ping, Pong, Register, Span
from .transport import Transport

__all__ = ["Description", "Exchange", "Observation", "Run", "drive", "drive_async"]

_ROUND_TRIPS = 4


@dataclass(frozen=True, slots=True)
class Observation:
    """How a run is watched: `now` is the client's clock, `unknown_clocks` the devices whose clock is to be compared with it.

    `keeps_values` has the devices keep what they compute, for a Description; `describes_values` has them describe it at once.
    `begins` is called when all is ready, before anything is measured; `news` is given what they do while they go on.
    """

    now: Callable[[], float]
    unknown_clocks: frozenset[str] = frozenset()
    keeps_values: bool = False
    describes_values: bool = False
    begins: Callable[[], None] | None = None
    news: Callable[[News], None] | None = None


class Exchange(Protocol):
    """Messages to and fro, until it is finished."""

    run_id: int
    outbox: list[tuple[str, Message]]

    @property
    def finished(self) -> bool:
        """Whether nothing more is to come."""

    def handle(self, message: Message) -> list[tuple[str, Message]]:
        """Take an answer; gives what the workers must be told."""

    def abort(self) -> list[tuple[str, Message]]:
        """What makes every device forget it."""


class Description:
    """Asks for the values of a run that is over, and that its devices have kept."""

    def __init__(self, run_id: int, devices: Collection[str]) -> None:
        self.run_id = run_id
        self.summaries: dict[str, dict[str, Any]] = {}
        self.left_out = 0
        self.outbox: list[tuple[str, Message]] = [(device, Describe(run_id)) for device in devices]
        self._waiting = set(devices)

    @property
    def finished(self) -> bool:
        """Whether every device has answered, or one is lost."""
        return not self._waiting

    def handle(self, message: Message) -> list[tuple[str, Message]]:
        """Take an answer."""
        if isinstance(message, Described) and message.run_id == self.run_id:
            self._waiting.discard(message.device)
            self.summaries.update(message.summaries)
            self.left_out += message.left_out
        elif isinstance(message, Failed):
            self._waiting.clear()
        return []

    def abort(self) -> list[tuple[str, Message]]:
        """Nothing has begun that would have to be forgotten."""
        return []


class Run:
    """One run of the partitions of a step. `registered` holds the keys that the devices know already."""

    def __init__(
        self,
        run_id: int,
        key: str,
        partitions: Mapping[str, Partition],
        feeds: Mapping[str, Any],
        registered: Collection[str],
        observation: Observation | None = None,
    ) -> None:
        self.run_id = run_id
        self.values: dict[str, Any] = {}
        self.error: OpError | None = None
        self.failed_node = ""
        self.worker_lost = False
        self.spans: list[Span] = []
        self.begun_s: dict[str, float] = {}
        self.round_trips: dict[str, list[tuple[float, float, float]]] = {}
        """By device: when a Ping left, what the device's clock said, and when the answer came."""
        self.description: Description | None = None
        self.started_s = self.ended_s = 0.0
        self._observed = observation
        self._devices = tuple(partitions)
        self._waiting = set(partitions)
        keeps_values = observation is not None and (observation.keeps_values or observation.describes_values)
        tells = observation is not None and observation.news is not None
        self._begins = [
            (device, Begin(run_id, key, {n: feeds[n] for n in part.feeds}, bool(observation), keeps_values, tells))
            for device, part in partitions.items()
        ]
        self.outbox: list[tuple[str, Message]] = []
        if key not in registered:
            self.outbox.extend((device, Register(key, part)) for device, part in partitions.items())
        if observation is not None:
            self.round_trips = {device: [] for device in partitions if device in observation.unknown_clocks}
        if self.round_trips:
            self.outbox.extend((device, self._ping()) for device in self.round_trips)
        else:
            self.outbox.extend(self._begin())

    @property
    def finished(self) -> bool:
        """Whether every device is done, and has described its values if it is to, or one has failed."""
        return self.error is not None or (not self._waiting and (self.description is None or self.description.finished))

    def handle(self, message: Message) -> list[tuple[str, Message]]:
        """Take an answer; gives what the workers must be told. Answers to other runs are late, and ignored."""
        if isinstance(message, Done) and message.run_id == self.run_id:
            return self._done(message)
        if isinstance(message, Described) and self.description is not None:
            return self.description.handle(message)
        if isinstance(message, Pong) and message.run_id == self.run_id:
            return self._compared(message)
        if isinstance(message, News) and message.run_id == self.run_id and self._observed is not None:
            if self._observed.news is not None:
                self._observed.news(message)
            return []
        if isinstance(message, Failed) and message.run_id in (self.run_id, None) and self.error is None:
            self.error = error_for_code(message.error_code)(None, None, message.message)
            self.failed_node = message.node
            self.worker_lost = message.run_id is None
            return self.abort()
        return []

    def abort(self) -> list[tuple[str, Message]]:
        """What makes every device forget the run."""
        return [(device, Abort(self.run_id)) for device in self._devices]

    def _done(self, message: Done) -> list[tuple[str, Message]]:
        self._waiting.discard(message.device)
        self.values.update(message.values)
        self.spans.extend(message.spans)
        self.begun_s[message.device] = message.begun_s
        if self._waiting or self._observed is None:
            return []
        self.ended_s = self._observed.now()
        if not self._observed.describes_values:
            return []
        self.description = Description(self.run_id, self._devices)
        return self.description.outbox

    def _begin(self) -> list[tuple[str, Message]]:
        if self._observed is not None:
            if self._observed.begins is not None:
                self._observed.begins()
            self.started_s = self._observed.now()
        return [*self._begins]

    def _ping(self) -> Ping:
        assert self._observed is not None
        return Ping(self.run_id, self._observed.now())

    def _compared(self, pong: Pong) -> list[tuple[str, Message]]:
        """Ask again, as the first round trip may have waited for the worker to start; after the last, the run begins."""
        assert self._observed is not None
        mine = self.round_trips[pong.device]
        mine.append((pong.sent_s, pong.at_s, self._observed.now()))
        if len(mine) < _ROUND_TRIPS:
            return [(pong.device, self._ping())]
        return self._begin() if all(len(each) == _ROUND_TRIPS for each in self.round_trips.values()) else []


def drive(run: Exchange, transport: Transport) -> None:
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


async def drive_async(run: Exchange, transport: Transport) -> None:
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
