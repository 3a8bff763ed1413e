"""Compiling: from a partition, or the function of an attribute, to a plan.

Takes a Partition and the Resources of its device; gives a Plan.
Law: time and space linear in nodes and edges; every kernel is bound to its attributes, context and slots here, once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from ..graph.function import Function
from ..graph.graph_def import NodeDef, maker_of
from ..inference import argument_of_each_input
from ..op_def import OpDef, find_op
from ..partition import Partition, Send
from ..resources import KernelContext, Resources
from .plan import Part, Plan, Post, Segment, Step

__all__ = ["compile_function", "compile_plan"]


def compile_plan(partition: Partition, resources: Resources) -> Plan:
    """Compile a partition, whose stateful kernels keep their state in `resources`. Linear in its nodes and edges."""
    return _Compiler(partition, resources).compile()


def compile_function(function: Function, resources: Resources, caller: str = "") -> Plan:
    """Compile a function, to be run with `Plan.call`. What its nodes keep is kept under the name of the `caller` too."""
    part = Partition("", (), function.nodes, function.parameters, function.results)
    return _Compiler(part, resources, f"{caller}/" if caller else "").compile()


class _Compiler:
    def __init__(self, partition: Partition, resources: Resources, prefix: str = "") -> None:
        self.partition = partition
        self.resources = resources
        self.prefix = prefix
        self.functions: dict[tuple[int, str], tuple[Function, Plan]] = {}
        self.fed = frozenset(partition.feeds)
        self.op_of = {item.name: item.op for item in partition.items if isinstance(item, NodeDef)}
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
            narrowed={r.key: r for r in partition.receives if r.wire_dtype},
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
                depends |= depends_on[edge] if edge in received else depends_on.get(maker_of(edge), 0)
            if depends not in segment_with:
                segment_with[depends] = self._new_segment()
            segment = segment_with[depends]
            for edge in edges:
                if edge in received:
                    self.receives_of[segment].add(edge)
                elif made_in.get(maker_of(edge), segment) != segment:
                    self.before[segment].add(made_in[maker_of(edge)])
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
        items = self.segments[index]
        last_reader = {tensor: at for at, item in enumerate(items) for tensor in _tensors_read_by(item)}
        parts: list[Part] = []
        steps: list[Step] = []
        sends: list[tuple[Send, int | None]] = []
        for at, item in enumerate(items):
            if isinstance(item, Send):
                sends.append((item, self.slot_of.get(item.key)))
                continue
            if sends:
                parts.append(Part(tuple(steps), _posts(sends)))
                steps, sends = [], []
            if item.op != "Const" and not self._is_fed(item):
                dead = {t for t in item.data_inputs if last_reader[t] == at and readers[t] == {index}}
                steps.append(self._step(item, tuple(self.slot_of[tensor] for tensor in sorted(dead))))
        if steps or sends:
            parts.append(Part(tuple(steps), _posts(sends)))
        return tuple(parts)

    def _is_fed(self, node: NodeDef) -> bool:
        return f"{node.name}:0" in self.fed and len(find_op(node.op).outputs) == 1

    def _kernel(self, node: NodeDef, op_def: OpDef) -> Callable[..., Any]:
        kernel = op_def.kernel
        if op_def.attrs:
            kernel = partial(kernel, **{**op_def.attrs, **node.attrs})
        if op_def.stateful:
            name = self.prefix + node.name
            kernel = partial(kernel, KernelContext(self.resources, name, partial(self._call, name)))
        wanted = argument_of_each_input(op_def, len(node.data_inputs))
        plain = tuple(
            index
            for index, (tensor, argument) in enumerate(zip(node.data_inputs, wanted, strict=True))
            if self._gives_ref(tensor) and not argument.is_ref
        )
        return _reading(kernel, plain) if plain else kernel

    def _gives_ref(self, tensor: str) -> bool:
        maker = self.op_of.get(maker_of(tensor))
        return maker is not None and any(output.is_ref for output in find_op(maker).outputs)

    def _call(self, caller: str, function: Function, arguments: Sequence[Any]) -> list[Any]:
        found = self.functions.get((id(function), caller))
        if found is None:
            # The function is kept beside its plan: an id is only good while its object lives.
            found = self.functions[id(function), caller] = (function, compile_function(function, self.resources, caller))
        return found[1].call(arguments)

    def _step(self, node: NodeDef, releases: tuple[int, ...]) -> Step:
        op_def = find_op(node.op)
        used = [(i, self.slot_of[f"{node.name}:{i}"]) for i in sorted(self.used_outputs.get(node.name, ()))]
        only = len(op_def.outputs) == 1 and not op_def.outputs[0].is_list
        return Step(
            self._kernel(node, op_def),
            tuple(self.slot_of[tensor] for tensor in node.data_inputs),
            used[0][1] if only and used else -1,
            () if only else tuple(used),
            releases,
            node,
        )


def _reading(kernel: Callable[..., Any], positions: tuple[int, ...]) -> Callable[..., Any]:
    """The kernel, given what references hold where it takes plain tensors."""

    def read_and_run(*inputs: Any) -> Any:
        read = list(inputs)
        for position in positions:
            read[position] = read[position].read()
        return kernel(*read)

    return read_and_run


def _tensors_read_by(item: NodeDef | Send) -> tuple[str, ...]:
    if isinstance(item, NodeDef):
        return item.data_inputs
    return () if item.key.startswith("^") else (item.key,)


def _posts(sends: Sequence[tuple[Send, int | None]]) -> tuple[Post, ...]:
    """One message to each device, in the order of their first tensors."""
    to_each: dict[str, list[tuple[Send, int | None]]] = {}
    for send, slot in sends:
        to_each.setdefault(send.to, []).append((send, slot))
    return tuple(Post(to, tuple(mine)) for to, mine in to_each.items())


def _inverted(before: Sequence[set[int]]) -> list[tuple[int, ...]]:
    then: list[list[int]] = [[] for _ in before]
    for later, earlier in enumerate(before):
        for index in earlier:
            then[index].append(later)
    return [tuple(each) for each in then]
