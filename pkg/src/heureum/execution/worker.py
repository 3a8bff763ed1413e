"""One device's worker: messages in, messages out. It owns no thread, no socket and no clock, and never waits.

Takes messages and a clock; gives `(address, message)` pairs, each as soon as it is known.
Law: a run goes on whenever one of its segments is ready; a tensor may arrive before the run it belongs to.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ..errors import InternalError, OpError
from ..graph.graph_def import NodeDef
from ..partition import Send
from ..plan import Plan, compile_plan, finish_step, owned, run_steps, run_steps_traced
from ..resources import Ref, Resources
from ..waiting import NOT_YET, Blocked, SetAside
from .messages import CLIENT, Abort, Begin, Deliver, Done, Failed, Message, Register, Span

__all__ = ["Worker"]


@dataclass
class _ActiveRun:
    plan: Plan
    feeds: dict[str, Any]
    slots: list[Any]
    waits: list[int]
    left: int
    traced: bool
    receives_left: set[str]
    spans: list[Span] = field(default_factory=list)
    # Where the run is: segments that are ready, and how far the first of them has come.
    ready: deque[int] = field(default_factory=deque)
    part: int = 0
    step: int = 0


class Worker:
    """Runs the partitions of one device. `now` gives seconds on the device's clock."""

    def __init__(self, device: str, now: Callable[[], float]) -> None:
        self.device = device
        self._now = now
        self._resources = Resources(waiting=SetAside())
        self._plans: dict[str, Plan] = {}
        self._active: dict[int, _ActiveRun] = {}
        self._early: dict[int, list[Deliver]] = {}
        self._aborted: set[int] = set()
        # Runs that wait for what other runs do, such as for an element in a queue.
        self._aside: dict[int, Blocked] = {}
        self._moved = False

    def handle(self, message: Message) -> Iterator[tuple[str, Message]]:
        """Take one message; yield what is to be sent, and to whom."""
        if isinstance(message, Register):
            self._plans[message.key] = compile_plan(message.partition, self._resources)
        elif isinstance(message, Abort):
            self._aborted.add(message.run_id)
            self._active.pop(message.run_id, None)
            self._early.pop(message.run_id, None)
            self._aside.pop(message.run_id, None)
        elif isinstance(message, Begin):
            yield from self._guarded(message.run_id, self._begin(message))
        elif isinstance(message, Deliver):
            if message.run_id in self._active:
                yield from self._guarded(message.run_id, self._take(message))
            elif message.run_id not in self._aborted:
                self._early.setdefault(message.run_id, []).append(message)
        if self._aside:
            yield from self._try_again()

    def _try_again(self) -> Iterator[tuple[str, Message]]:
        """Go on with runs that were set aside, as long as any of them can."""
        self._moved = True
        while self._moved:
            self._moved = False
            for run_id, blocked in list(self._aside.items()):
                yield from self._guarded(run_id, self._resume(run_id, blocked))

    def _resume(self, run_id: int, blocked: Blocked) -> Iterator[tuple[str, Message]]:
        run = self._active[run_id]
        state = finish_step(blocked.step, run.slots, blocked.attempt)
        self._moved |= state is not NOT_YET
        if state is None:
            del self._aside[run_id]
            run.step += 1
            yield from self._go_on(run_id, run)

    def _guarded(self, run_id: int, work: Iterator[tuple[str, Message]]) -> Iterator[tuple[str, Message]]:
        """Pass on what `work` yields; a node that fails becomes a message, and the run is forgotten."""
        try:
            # Errors of floating point give inf and nan, as in TensorFlow; entering it once per message is cheap.
            with np.errstate(all="ignore"):
                yield from work
        except OpError as error:
            self._active.pop(run_id, None)
            self._aside.pop(run_id, None)
            self._aborted.add(run_id)
            self._moved = True
            name = error.node_def.name if isinstance(error.node_def, NodeDef) else ""
            yield CLIENT, Failed(run_id, self.device, name, error.error_code, error.message)

    def _begin(self, message: Begin) -> Iterator[tuple[str, Message]]:
        plan = self._plans.get(message.key)
        if plan is None:
            raise InternalError(None, None, f"{self.device} was never given the partition {message.key!r}")
        run = _ActiveRun(
            plan,
            message.feeds,
            plan.start(message.feeds),
            [segment.waits for segment in plan.segments],
            len(plan.segments),
            message.traced,
            set(plan.receive_slots),
        )
        self._active[message.run_id] = run
        run.ready.extend(index for index, waits in enumerate(run.waits) if waits == 0)
        yield from self._go_on(message.run_id, run)
        for early in self._early.pop(message.run_id, ()):
            yield from self._take(early)

    def _take(self, message: Deliver) -> Iterator[tuple[str, Message]]:
        run = self._active[message.run_id]
        if message.key not in run.receives_left:
            raise InternalError(None, None, f"{self.device} got {message.key!r} twice or without need")
        run.receives_left.discard(message.key)
        slot = run.plan.receive_slots[message.key]
        if slot is not None:
            run.slots[slot] = message.value
        if run.traced:
            run.spans.append(self._hand_off("recv", message.key, message.value, message.sent_s, message.sender))
        self._release(run, run.plan.receive_then[message.key])
        yield from self._go_on(message.run_id, run)

    def _release(self, run: _ActiveRun, waiting: tuple[int, ...]) -> None:
        for index in waiting:
            run.waits[index] -= 1
            if run.waits[index] == 0:
                run.ready.append(index)

    def _go_on(self, run_id: int, run: _ActiveRun) -> Iterator[tuple[str, Message]]:
        while run.ready and run_id not in self._aside:
            segment = run.plan.segments[run.ready[0]]
            while run.part < len(segment.parts):
                part = segment.parts[run.part]
                try:
                    if run.traced:
                        run_steps_traced(part.steps[run.step :], run.slots, self._now, self._recorder(run))
                    else:
                        run_steps(part.steps[run.step :], run.slots)
                except Blocked as blocked:
                    run.step = next(at for at, step in enumerate(part.steps) if step is blocked.step)
                    self._aside[run_id] = blocked
                    return
                for send, slot in part.sends:
                    yield from self._send(run_id, run, send, None if slot is None else run.slots[slot])
                run.part, run.step = run.part + 1, 0
            run.ready.popleft()
            run.part = 0
            run.left -= 1
            self._release(run, segment.then)
        if run.left == 0 and not run.receives_left:
            del self._active[run_id]
            values = {name: owned(run.slots[slot], run.feeds) for name, slot in run.plan.fetch_slots}
            yield CLIENT, Done(run_id, self.device, values, tuple(run.spans))

    def _send(self, run_id: int, run: _ActiveRun, send: Send, value: Any) -> Iterator[tuple[str, Message]]:
        if isinstance(value, Ref):
            value = value.read()
        start_s = self._now()
        yield send.to, Deliver(run_id, send.key, value, self.device, start_s)
        if run.traced:
            # Between the yield and here the transport has packed and posted it.
            run.spans.append(self._hand_off("send", send.key, value, start_s, send.to))

    def _recorder(self, run: _ActiveRun) -> Callable[..., None]:
        def record(node: NodeDef, start_s: float, end_s: float, values: list[Any]) -> None:
            size_bytes = sum(_size_bytes(value) for value in values)
            run.spans.append(Span(self.device, node.name, node.op, "compute", start_s, end_s, size_bytes))

        return record

    def _hand_off(self, kind: str, key: str, value: Any, start_s: float, peer: str) -> Span:
        known = isinstance(value, (np.ndarray, np.generic))
        return Span(
            self.device,
            key,
            {"send": "_Send", "recv": "_Recv"}[kind],
            kind,
            start_s,
            self._now(),
            _size_bytes(value),
            peer,
            value.dtype.name if known else None,
            tuple(value.shape) if known else None,
        )


def _size_bytes(value: Any) -> int:
    return int(getattr(value, "nbytes", 0))
