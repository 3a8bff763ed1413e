"""A partition compiled: tensors in numbered slots, nodes as steps, steps in segments that need no further message.

Holds what `compile` made of a Partition; runs any number of times, and several times at once.
Law: within a segment nothing waits; a segment is ready when its receives have arrived and the segments it takes from
have run. Constants are slots that are filled beforehand, so a run does not compute them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from ..dtypes import as_dtype
from ..errors import InvalidArgumentError, OpError, ResourceExhaustedError, UnimplementedError
from ..graph.graph_def import NodeDef
from ..partition import Receive, Send
from ..resources import Ref
from ..tensor_shape import format_spec
from ..waiting import NOT_YET, SOME_OF_IT, Blocked

__all__ = ["Part", "Plan", "Post", "Segment", "Step", "finish_step", "outputs_of", "owned", "run_steps", "run_steps_traced"]


@dataclass(frozen=True, slots=True)
class Step:
    """One node: its kernel, the slots it reads, where its result goes, and the slots that nobody reads after it.

    `output` is the slot of an op's only output; below 0, `outputs` pairs the outputs that are used with their slots.
    """

    kernel: Callable[..., Any]
    inputs: tuple[int, ...]
    output: int
    outputs: tuple[tuple[int, int], ...]
    releases: tuple[int, ...]
    node: NodeDef


@dataclass(frozen=True, slots=True)
class Post:
    """Tensors that leave for a device in one message, each with its slot; None for one that only says "has run"."""

    to: str
    sends: tuple[tuple[Send, int | None], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Steps, and what can leave once they have run."""

    steps: tuple[Step, ...]
    posts: tuple[Post, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """`waits` counts the receives and the segments that must come before; `then` are those that wait for this one."""

    parts: tuple[Part, ...]
    waits: int
    then: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """How one device computes its part. `blank` holds the constants; a run starts with a copy of it."""

    blank: list[Any]
    feed_slots: tuple[tuple[str, int], ...]
    fetch_slots: tuple[tuple[str, int], ...]
    receive_slots: Mapping[str, int | None]
    receive_then: Mapping[str, tuple[int, ...]]
    segments: tuple[Segment, ...]
    narrowed: Mapping[str, Receive] = field(default_factory=dict)
    """The receives whose tensors come in fewer bits."""

    def start(self, feeds: Mapping[str, Any]) -> list[Any]:
        """The slots of a new run."""
        slots = self.blank.copy()
        for name, slot in self.feed_slots:
            slots[slot] = feeds[name]
        return slots

    def run(self, feeds: Mapping[str, Any]) -> list[Any]:
        """Run a plan without receives and give its fetches, in their order. Raises OpError when a kernel fails."""
        slots = self.start(feeds)
        for segment in self.segments:
            for part in segment.parts:
                run_steps(part.steps, slots)
        return self.fetch(slots, feeds)

    def run_traced(self, feeds: Mapping[str, Any], now: Callable[[], float], record: Callable[..., None]) -> list[Any]:
        """Like `run`; calls `record(node, start_s, end_s, outputs)` after each node."""
        slots = self.start(feeds)
        for segment in self.segments:
            for part in segment.parts:
                run_steps_traced(part.steps, slots, now, record)
        return self.fetch(slots, feeds)

    def call(self, arguments: Sequence[Any]) -> list[Any]:
        """Run the plan of a function: arguments and results in order, and nothing copied."""
        slots = self.blank.copy()
        for (_, slot), argument in zip(self.feed_slots, arguments, strict=True):
            slots[slot] = argument
        for segment in self.segments:
            for part in segment.parts:
                run_steps(part.steps, slots)
        return [slots[slot] for _, slot in self.fetch_slots]

    def fetch(self, slots: Sequence[Any], feeds: Mapping[str, Any]) -> list[Any]:
        """The values of the fetches, which the caller may keep and change."""
        return [owned(slots[slot], feeds) for _, slot in self.fetch_slots]


def owned(value: Any, feeds: Mapping[str, Any]) -> Any:
    """A value that nobody else holds: constants, views and fed arrays are copied; a rank-0 array becomes a scalar."""
    if isinstance(value, Ref):
        value = value.read()
    if not isinstance(value, np.ndarray):
        return value
    if value.ndim == 0:
        return value[()]
    if value.base is not None or not value.flags.writeable or any(value is feed for feed in feeds.values()):
        return value.copy()
    return value


def run_steps(steps: Iterable[Step], slots: list[Any]) -> None:
    """Run steps in order. Raises OpError that names the node whose kernel failed and what it was given."""
    try:
        for step in steps:
            result = step.kernel(*[slots[slot] for slot in step.inputs])
            if step.output >= 0:
                slots[step.output] = result
            else:
                for index, slot in step.outputs:
                    slots[slot] = result[index]
            for slot in step.releases:
                slots[slot] = None
    except Blocked as blocked:
        if blocked.step is not None:
            # A function can't be left in the middle, as a worker's run can.
            message = f"{step.node.op} node {step.node.name!r} would have to wait inside a function, which no worker can"
            raise UnimplementedError(step.node, None, message) from None
        blocked.step = step
        raise
    except Exception as reason:
        raise _step_error(step, slots, reason) from reason


def finish_step(step: Step, slots: list[Any], attempt: Callable[[], Any]) -> Any:
    """Try a step that was blocked again: NOT_YET or SOME_OF_IT, or None when it has run. Raises OpError when it fails."""
    try:
        result = attempt()
    except Exception as reason:
        raise _step_error(step, slots, reason) from reason
    if result is NOT_YET or result is SOME_OF_IT:
        return result
    run_steps((replace(step, kernel=lambda *_: result),), slots)
    return None


def run_steps_traced(steps: Iterable[Step], slots: list[Any], now: Callable[[], float], record: Callable[..., None]) -> None:
    """Run steps in order and record each one's times, and those of its outputs that are used, by their index."""
    for step in steps:
        start_s = now()
        run_steps((step,), slots)
        record(step.node, start_s, now(), outputs_of(step, slots))


def outputs_of(step: Step, slots: Sequence[Any]) -> dict[int, Any]:
    """What a step has written, by the index of the output."""
    return {0: slots[step.output]} if step.output >= 0 else {index: slots[slot] for index, slot in step.outputs}


def _step_error(step: Step, slots: Sequence[Any], reason: Exception) -> OpError:
    if isinstance(reason, OpError):
        reason.node_def = reason.node_def or step.node
        return reason
    given = ", ".join(f"{name} = {_found(slots[slot])}" for name, slot in zip(step.node.data_inputs, step.inputs, strict=True))
    kind = ResourceExhaustedError if isinstance(reason, MemoryError) else InvalidArgumentError
    text = f"{step.node.op} node {step.node.name!r}: {_in_our_words(reason)}"
    return kind(step.node, None, text + (f"; inputs: {given}" if given else ""))


def _in_our_words(reason: Exception) -> str:
    """What NumPy says of shapes, as TensorFlow says it: `[2,3]`, not `(2, 3)`."""
    text = str(reason) or type(reason).__name__
    if not text.startswith("operands could not be broadcast together with shapes"):
        return text
    shapes = [f"[{inside.rstrip(',')}]" for inside in re.findall(r"\(([\d,]*)\)", text)]
    return f"Incompatible shapes: {' vs. '.join(shapes)}: sizes must be equal, or 1"


def _found(value: Any) -> str:
    return format_spec(as_dtype(np.asarray(value).dtype), np.shape(value))
