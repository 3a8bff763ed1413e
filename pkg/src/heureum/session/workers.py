"""A session's workers on one transport, and runs on them: several at a time, from several threads.

Takes runs; gives them back finished.
Law: whoever waits may be the one who receives for all. An answer goes to the run it belongs to, so no run takes
another's, and a run that waits for a queue keeps none from going on.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Collection, Mapping
from contextlib import suppress
from typing import Any

from ..execution import Description, Exchange, Message, Observation, Run, Transport, drive_async
from ..trace import Clock, Values, compare_clock, live_run, observers, values_wanted
from .compiling import Compiled

__all__ = ["Workers"]


class Workers:
    """The workers that were started on one transport, and what they know already."""

    def __init__(self, transport: Transport, devices: tuple[str, ...]) -> None:
        self.transport = transport
        self.devices = devices
        self.homes: dict[str, str] = {}
        self.clocks: dict[str, Clock] = {}
        self._registered: set[str] = set()
        self.is_stopped = False
        self._exchanges: list[Exchange] = []
        self._turn = threading.Condition()
        self._is_receiving = False
        self._async_lock = asyncio.Lock()

    def run(self, run_id: int, compiled: Compiled, feeds: Mapping[str, Any]) -> Run:
        """Run to the end, whatever it is. An interrupt aborts the run everywhere and is raised again."""
        with self._turn:
            run = self._new(run_id, compiled, feeds, values_wanted())
        self._drive(run)
        return self._with_clocks(run)

    async def run_async(self, run_id: int, compiled: Compiled, feeds: Mapping[str, Any]) -> Run:
        """`run` for a place where nothing may block: one run after the other."""
        async with self._async_lock:
            # Later nothing could wait for a description.
            run = self._new(run_id, compiled, feeds, "none" if values_wanted() == "none" else "each")
            await drive_async(run, self.transport)
            return self._with_clocks(run)

    def describe(self, run: Run, devices: Collection[str]) -> Description:
        """The values of a run that is over; of none where they were not kept, or nothing can be waited for any more."""
        description = run.description or Description(run.run_id, () if self.is_stopped else devices)
        if not description.finished:
            with suppress(RuntimeError):
                self._drive(description)
        return description

    def stop(self) -> None:
        """Let the workers go."""
        self.is_stopped = True
        self.transport.stop()

    def _new(self, run_id: int, compiled: Compiled, feeds: Mapping[str, Any], values: Values) -> Run:
        observation = None
        if observers.get():
            unknown = frozenset(compiled.partitions.keys() - self.clocks.keys())
            live = live_run(compiled.placed)
            observation = Observation(
                self.transport.now,
                unknown,
                keeps_values=values == "last",
                describes_values=values == "each",
                begins=live.begin if live is not None and compiled.key not in self._registered else None,
                news=live.take if live is not None else None,
            )
        run = Run(run_id, compiled.key, compiled.partitions, feeds, self._registered, observation)
        self._registered.add(compiled.key)
        return run

    def _with_clocks(self, run: Run) -> Run:
        """The run; its session remembers how the workers' clocks differ, so that only the first one asks."""
        if run.error is None:
            self.clocks.update({device: compare_clock(trips) for device, trips in run.round_trips.items()})
        return run

    def _drive(self, exchange: Exchange) -> None:
        with self._turn:
            self._exchanges.append(exchange)
            self._send(exchange.outbox)
        try:
            while self._may_receive(exchange):
                self._receive()
        except BaseException:
            with self._turn:
                self._send(exchange.abort())
            raise
        finally:
            with self._turn:
                self._exchanges.remove(exchange)

    def _send(self, outbox: Collection[tuple[str, Message]]) -> None:
        for to, message in outbox:
            self.transport.send(to, message)

    def _may_receive(self, run: Exchange) -> bool:
        """Wait until nobody receives, or the run is finished: then False."""
        with self._turn:
            while self._is_receiving and not run.finished:
                self._turn.wait()
            if run.finished:
                return False
            self._is_receiving = True
            return True

    def _receive(self) -> None:
        """Take one message and hand it to its run; a worker that is lost fails them all."""
        message: Message | None = None
        try:
            message = self.transport.receive()
        finally:
            with self._turn:
                self._is_receiving = False
                if message is not None:
                    run_id = getattr(message, "run_id", None)
                    for run in [each for each in self._exchanges if run_id in (each.run_id, None)]:
                        self._send(run.handle(message))
                self._turn.notify_all()
