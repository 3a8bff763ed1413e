"""One device's worker: messages in, messages out. It owns no thread, no socket and no clock, and never waits.

Takes messages and a clock; gives `(address, message)` pairs, each as soon as it is known.
Law: a run goes on whenever one of its segments is ready; a tensor may arrive before the run it belongs to.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ..errors import InternalError, OpError
from ..graph.graph_def import NodeDef
from ..plan import Plan, Post, Step, compile_plan, finish_step, outputs_of, owned, run_steps, run_steps_traced
from ..resources import Ref, Resources
from ..waiting import NOT_YET, Blocked, SetAside
from .messages import CLIENT, Abort, Begin, Deliver, Describe, Described, Done, Failed, Message, Ping, Pong, Register
from .narrowing import narrowed, widened
from .recorder import Recorder

__all__ = ["Worker"]

_MOST_KEPT_RUNS = 4


@dataclass
class _ActiveRun:
    plan: Plan
    feeds: dict[str, Any]
    slots: list[Any]
    waits: list[int]
    left: int
    receives_left: set[str]
    recorder: Recorder | None
    # Where the run is: segments that are ready, and how far the first of them has come.
    ready: deque[int] = field(default_factory=deque)
    part: int = 0
    step: int = 0


@dataclass(frozen=True)
class _Aside:
    blocked: Blocked
    since_s: float


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
        self._aside: dict[int, _Aside] = {}
        self._moved = False
        # Runs that are over, and whose values somebody may ask for.
        self._to_describe: dict[int, Recorder] = {}

    def handle(self, message: Message) -> Iterator[tuple[str, Message]]:
        """Take one message; yield what is to be sent, and to whom."""
        if isinstance(message, Register):
            self._plans[message.key] = compile_plan(message.partition, self._resources)
        elif isinstance(message, Abort):
            self._aborted.add(message.run_id)
            self._active.pop(message.run_id, None)
            self._early.pop(message.run_id, None)
            self._aside.pop(message.run_id, None)
            self._to_describe.pop(message.run_id, None)
        elif isinstance(message, Ping):
            yield CLIENT, Pong(message.run_id, self.device, message.sent_s, self._now())
        elif isinstance(message, Describe):
            over = self._to_describe.pop(message.run_id, None)
            yield CLIENT, Described(message.run_id, self.device, *(({},) if over is None else over.describe()))
        elif isinstance(message, Begin):
            yield from self._guarded(message.run_id, self._begin(message))
        elif isinstance(message, Deliver):
            if message.run_id in self._active:
                yield from self._guarded(message.run_id, self._take(message))
            elif message.run_id not in self._aborted:
                self._early.setdefault(message.run_id, []).append(message)
        if self._aside:
            yield from self._try_again()

    @property
    def has_news(self) -> bool:
        """Whether there is something to tell, of which nobody has heard: worth a `tell` when no message comes for a while."""
        return any(recorder.has_news for _, recorder in self._watched())

    def tell(self) -> Iterator[tuple[str, Message]]:
        """What it has done of the runs that are watched while they go on: its part may be over long before the others'."""
        for run_id, recorder in self._watched():
            if recorder.has_news and (news := recorder.news(run_id)) is not None:
                yield CLIENT, news

    def _watched(self) -> list[tuple[int, Recorder]]:
        active = [(run_id, run.recorder) for run_id, run in self._active.items() if run.recorder is not None]
        return [*active, *self._to_describe.items()]

    def _try_again(self) -> Iterator[tuple[str, Message]]:
        """Go on with runs that were set aside, as long as any of them can."""
        self._moved = True
        while self._moved:
            self._moved = False
            for run_id, aside in list(self._aside.items()):
                yield from self._guarded(run_id, self._resume(run_id, aside))

    def _resume(self, run_id: int, aside: _Aside) -> Iterator[tuple[str, Message]]:
        run, step = self._active[run_id], aside.blocked.step
        start_s = 0.0 if run.recorder is None else self._now()
        state = finish_step(step, run.slots, aside.blocked.attempt)
        self._moved |= state is not NOT_YET
        if state is None:
            del self._aside[run_id]
            run.step += 1
            if run.recorder is not None:
                run.recorder.waited(step.node, aside.since_s, start_s)
                run.recorder.computed(step.node, start_s, self._now(), outputs_of(step, run.slots))
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
            set(plan.receive_slots),
            Recorder(self.device, self._now, keeps_values=message.described, tells=message.tells) if message.traced else None,
        )
        self._active[message.run_id] = run
        run.ready.extend(index for index, waits in enumerate(run.waits) if waits == 0)
        yield from self._go_on(message.run_id, run)
        for early in self._early.pop(message.run_id, ()):
            yield from self._take(early)

    def _take(self, message: Deliver) -> Iterator[tuple[str, Message]]:
        run = self._active[message.run_id]
        for key, value in message.values.items():
            if key not in run.receives_left:
                raise InternalError(None, None, f"{self.device} got {key!r} twice or without need")
            run.receives_left.discard(key)
            narrow = run.plan.narrowed.get(key)
            if run.recorder is not None:
                wire_dtype = "" if narrow is None else narrow.wire_dtype
                run.recorder.arrived(key, value, wire_dtype, message.sender, message.sent_s)
            slot = run.plan.receive_slots[key]
            if slot is not None:
                run.slots[slot] = value if narrow is None else widened(value, narrow.wire_dtype, narrow.dtype)
            self._release(run, run.plan.receive_then[key])
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
                    if run.recorder is not None:
                        yield from self._run_watched(run_id, run, part.steps[run.step :], run.recorder)
                    else:
                        run_steps(part.steps[run.step :], run.slots)
                except Blocked as blocked:
                    run.step = next(at for at, step in enumerate(part.steps) if step is blocked.step)
                    self._aside[run_id] = _Aside(blocked, 0.0 if run.recorder is None else self._now())
                    return
                for post in part.posts:
                    yield from self._post(run_id, run, post)
                run.part, run.step = run.part + 1, 0
            run.ready.popleft()
            run.part = 0
            run.left -= 1
            self._release(run, segment.then)
        if run.left == 0 and not run.receives_left:
            del self._active[run_id]
            values = {name: owned(run.slots[slot], run.feeds) for name, slot in run.plan.fetch_slots}
            recorder = run.recorder
            if recorder is None:
                yield CLIENT, Done(run_id, self.device, values)
            else:
                if recorder.keeps_values:
                    self._to_describe[run_id] = recorder
                    if len(self._to_describe) > _MOST_KEPT_RUNS:  # nobody asked for the oldest
                        del self._to_describe[next(iter(self._to_describe))]
                yield CLIENT, Done(run_id, self.device, values, tuple(recorder.spans), recorder.begun_s)

    def _run_watched(
        self, run_id: int, run: _ActiveRun, steps: Iterable[Step], recorder: Recorder
    ) -> Iterator[tuple[str, Message]]:
        for step in steps:
            if (news := recorder.news(run_id, step.node.name)) is not None:
                yield CLIENT, news
            run_steps_traced((step,), run.slots, self._now, recorder.computed)

    def _post(self, run_id: int, run: _ActiveRun, post: Post) -> Iterator[tuple[str, Message]]:
        sent_s = start_s = self._now()
        values: dict[str, Any] = {}
        for send, slot in post.sends:
            value = None if slot is None else run.slots[slot]
            if isinstance(value, Ref):
                value = value.read()
            values[send.key] = narrowed(value, send.wire_dtype) if send.wire_dtype else value
            if run.recorder is not None and len(values) < len(post.sends):
                run.recorder.sent(send.key, values[send.key], send.wire_dtype, post.to, start_s)
                start_s = run.recorder.spans[-1].end_s
        yield post.to, Deliver(run_id, values, self.device, sent_s)
        if run.recorder is not None:
            # Between the yield and here the transport has packed and posted it: the time of the message is the last one's.
            run.recorder.sent(send.key, values[send.key], send.wire_dtype, post.to, start_s)
