"""A partition compiled: tensors in numbered slots, nodes as steps, steps in segments that need no further message.

Takes a Partition; gives a Plan, which can run any number of times and at the same time.
Law: within a segment nothing waits; a segment is ready when its receives have arrived and the segments it takes from
have run. Constants are slots that are filled beforehand, so a run does not compute them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from .dtypes import as_dtype
from .errors import InvalidArgumentError, OpError, ResourceExhaustedError
from .graph.graph_def import NodeDef
from .op_def import find_op
from .partition import Partition, Send
from .tensor_shape import format_spec

__all__ = ["Part", "Plan", "Segment", "Step", "compile_plan", "owned"]


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
class Part:
    """Steps, and the sends that can leave once they have run."""

    steps: tuple[Step, ...]
    sends: tuple[tuple[Send, int | None], ...]


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
        """Like `run`; calls `record(node, start_s, end_s, values)` after each node."""
        slots = self.start(feeds)
        for segment in self.segments:
            for part in segment.parts:
                run_steps_traced(part.steps, slots, now, record)
        return self.fetch(slots, feeds)

    def fetch(self, slots: Sequence[Any], feeds: Mapping[str, Any]) -> list[Any]:
        """The values of the fetches, which the caller may keep and change."""
        return [owned(slots[slot], feeds) for _, slot in self.fetch_slots]


def owned(value: Any, feeds: Mapping[str, Any]) -> Any:
    """A value that nobody else holds: constants, views and fed arrays are copied; a rank-0 array becomes a scalar."""
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
    except Exception as reason:
        raise _step_error(step, slots, reason) from reason


def run_steps_traced(steps: Iterable[Step], slots: list[Any], now: Callable[[], float], record: Callable[..., None]) -> None:
    """Run steps in order and record each one's times and first output."""
    for step in steps:
        start_s = now()
        run_steps((step,), slots)
        end_s = now()
        written = [step.output] if step.output >= 0 else [slot for _, slot in step.outputs]
        record(step.node, start_s, end_s, [slots[slot] for slot in written])


def _step_error(step: Step, slots: Sequence[Any], reason: Exception) -> OpError:
    if isinstance(reason, OpError):
        reason.node_def = reason.node_def or step.node
        return reason
    given = ", ".join(f"{name} = {_found(slots[slot])}" for name, slot in zip(step.node.data_inputs, step.inputs, strict=True))
    kind = ResourceExhaustedError if isinstance(reason, MemoryError) else InvalidArgumentError
    text = f"{step.node.op} node {step.node.name!r}: {reason or type(reason).__name__}"
    return kind(step.node, None, text + (f"; inputs: {given}" if given else ""))


def _found(value: Any) -> str:
    return format_spec(as_dtype(np.asarray(value).dtype), np.shape(value))


def compile_plan(partition: Partition) -> Plan:
    """Compile a partition. Costs time linear in its nodes and edges."""
    return _Compiler(partition).compile()


class _Compiler:
    def __init__(self, partition: Partition) -> None:
        self.partition = partition
        self.blank: list[Any] = []
        self.slot_of: dict[str, int] = {}
        self.used_outputs: dict[str, list[int]] = {}
        self.segments: list[list[NodeDef | Send]] = []
        self.receives_of: list[set[str]] = []
        self.before: list[set[int]] = []

    def compile(self) -> Plan:
        partition = self.partition
        receive_slots = {r.key: None if r.key.startswith("^") else self._new_slot(r.key) for r in partition.receives}
        feed_slots = tuple((name, self._new_slot(name)) for name in partition.feeds)
        self._give_slots_to_used_outputs()
        self._form_segments()
        readers = self._readers()
        then = _inverted(self.before)
        receive_then: dict[str, list[int]] = {r.key: [] for r in partition.receives}
        for index, keys in enumerate(self.receives_of):
            for key in keys:
                receive_then[key].append(index)
        return Plan(
            segments=tuple(
                Segment(self._parts(index, readers), len(self.receives_of[index]) + len(self.before[index]), then[index])
                for index in range(len(self.segments))
            ),
            blank=self.blank,
            feed_slots=feed_slots,
            fetch_slots=tuple((name, self.slot_of[name]) for name in partition.fetches),
            receive_slots=receive_slots,
            receive_then={key: tuple(indices) for key, indices in receive_then.items()},
        )

    def _new_slot(self, tensor: str) -> int:
        self.slot_of[tensor] = len(self.blank)
        self.blank.append(None)
        return self.slot_of[tensor]

    def _give_slots_to_used_outputs(self) -> None:
        used = [*self.partition.fetches]
        for item in self.partition.items:
            used.extend(_tensors_read_by(item))
        for tensor in used:
            if tensor not in self.slot_of and not tensor.startswith("^"):
                node, _, index = tensor.rpartition(":")
                self.used_outputs.setdefault(node, []).append(int(index))
                self._new_slot(tensor)
        for item in self.partition.items:
            if isinstance(item, NodeDef) and item.op == "Const" and item.name in self.used_outputs:
                # [()] makes a scalar of a rank-0 array: operators on scalars are several times faster.
                self.blank[self.slot_of[f"{item.name}:0"]] = item.attrs["value"][()]

    def _form_segments(self) -> None:
        """Nodes that depend on the same set of receives run together; a set is a number with a bit per receive."""
        received = {r.key for r in self.partition.receives}
        depends_on = {r.key: 1 << bit for bit, r in enumerate(self.partition.receives)}
        made_in: dict[str, int] = {}
        segment_with = {0: self._new_segment()}
        for item in self.partition.items:
            edges = (item.key,) if isinstance(item, Send) else item.inputs
            depends = 0
            for edge in edges:
                depends |= depends_on[edge] if edge in received else depends_on.get(_maker(edge), 0)
            if depends not in segment_with:
                segment_with[depends] = self._new_segment()
            segment = segment_with[depends]
            for edge in edges:
                if edge in received:
                    self.receives_of[segment].add(edge)
                elif made_in.get(_maker(edge), segment) != segment:
                    self.before[segment].add(made_in[_maker(edge)])
            self.segments[segment].append(item)
            if isinstance(item, NodeDef):
                made_in[item.name] = segment
                depends_on[item.name] = depends

    def _new_segment(self) -> int:
        self.segments.append([])
        self.receives_of.append(set())
        self.before.append(set())
        return len(self.segments) - 1

    def _readers(self) -> dict[str, set[int]]:
        """In which segments each tensor is read; a fetch reads it at the very end."""
        readers: dict[str, set[int]] = {tensor: {-1} for tensor in self.partition.fetches}
        for index, items in enumerate(self.segments):
            for item in items:
                for tensor in _tensors_read_by(item):
                    readers.setdefault(tensor, set()).add(index)
        return readers

    def _parts(self, index: int, readers: dict[str, set[int]]) -> tuple[Part, ...]:
        items = _sends_early(self.segments[index])
        last_reader = {tensor: at for at, item in enumerate(items) for tensor in _tensors_read_by(item)}
        parts: list[Part] = []
        steps: list[Step] = []
        sends: list[tuple[Send, int | None]] = []
        for at, item in enumerate(items):
            if isinstance(item, Send):
                sends.append((item, self.slot_of.get(item.key)))
                continue
            if sends:
                parts.append(Part(tuple(steps), tuple(sends)))
                steps, sends = [], []
            if item.op != "Const":
                dead = {t for t in item.data_inputs if last_reader[t] == at and readers[t] == {index}}
                steps.append(self._step(item, tuple(self.slot_of[tensor] for tensor in sorted(dead))))
        if steps or sends:
            parts.append(Part(tuple(steps), tuple(sends)))
        return tuple(parts)

    def _step(self, node: NodeDef, releases: tuple[int, ...]) -> Step:
        op_def = find_op(node.op)
        kernel = partial(op_def.kernel, **{**op_def.attrs, **node.attrs}) if op_def.attrs else op_def.kernel
        used = [(i, self.slot_of[f"{node.name}:{i}"]) for i in sorted(self.used_outputs.get(node.name, ()))]
        only = len(op_def.outputs) == 1 and not op_def.outputs[0].is_list
        return Step(
            kernel,
            tuple(self.slot_of[tensor] for tensor in node.data_inputs),
            used[0][1] if only and used else -1,
            () if only else tuple(used),
            releases,
            node,
        )


def _maker(edge: str) -> str:
    """The node that an edge comes from."""
    return edge[1:] if edge.startswith("^") else edge.rpartition(":")[0]


def _tensors_read_by(item: NodeDef | Send) -> tuple[str, ...]:
    if isinstance(item, NodeDef):
        return item.data_inputs
    return () if item.key.startswith("^") else (item.key,)


def _inverted(before: Sequence[set[int]]) -> list[tuple[int, ...]]:
    then: list[list[int]] = [[] for _ in before]
    for later, earlier in enumerate(before):
        for index in earlier:
            then[index].append(later)
    return [tuple(each) for each in then]


def _sends_early(items: Sequence[NodeDef | Send]) -> list[NodeDef | Send]:
    """The same items, with all that a send waits for before all that no send waits for: peers wait less."""
    wanted: set[str] = set()
    early: list[NodeDef | Send] = []
    rest: list[NodeDef | Send] = []
    for item in reversed(items):
        if isinstance(item, Send):
            wanted.add(_maker(item.key))
            early.append(item)
        elif item.name in wanted:
            wanted.update(map(_maker, item.inputs))
            early.append(item)
        else:
            rest.append(item)
    return early[::-1] + rest[::-1]
