"""Makes a call in a graph of its own and looks at what it added, before anybody writes it into code.

Takes a call and the nodes that it is to add; gives what it returned, or None when it adds anything else. Law: equal calls are
made once; nothing of the document's is run.
"""

from __future__ import annotations

import base64
import copy
import json
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

import heureum as tf
from heureum.dtypes import as_dtype
from heureum.graph import NodeDef, Operation, Tensor
from heureum.graph.names import Names
from heureum.op_def import find_op
from heureum.tensor_shape import TensorShape, TensorSpec
from heureum_live.studio.calling import BINARY, GENERAL, UNARY, Call, Given, matters, operator_call
from heureum_live.studio.document import Node
from heureum_live.studio.functions import function_named
from heureum_live.studio.literals import Literal
from heureum_live.studio.opening import is_default

__all__ = ["Made", "operator_name", "script_adds", "tried", "tried_variable"]

TRIAL = "trial"
# A name that some functions take to mean that none was given.
UNNAMED = "Const"
# A name that no node has.
UNCHANGED = " "
REMEMBERED = 4096


@dataclass(frozen=True, slots=True)
class Made:
    """What a call added: `root` is its node's name where that was not asked for; `gives` which outputs it returned."""

    root: str
    gives: tuple[int, ...] | int | None
    """One output by its number, a sequence of all, or None for an operation."""


@lru_cache
def operator_name(op: str) -> str:
    """What the node of an operator is called when nobody chose a name: `add`."""
    dtype = as_dtype("bool") if op.startswith("Logical") else as_dtype("float32")
    given = [Given("x", place, TensorSpec(dtype, TensorShape.of((2, 2)))) for place in range(2 if op in BINARY else 1)]
    call = operator_call(Node("", op), given)
    added = added_by(call, "")[1] if call is not None else []
    return added[-1].name if added else ""


def tried(call: Call, node: Node, settings: Sequence[Node]) -> Made | None:
    """What the call adds, if that is the settings and then the node, and nothing else."""
    written = tuple((each.name[len(node.name) :], attrs_key(each)) for each in settings)
    key = (call.key, node.op, len(node.inputs), attrs_key(node), written, node.name == UNNAMED)
    return _tried(_Trial(key, call, node, tuple(settings)))


def tried_variable(call: Call, nodes: tuple[Node, ...], value: str) -> bool:
    """Whether `tf.Variable` adds just these nodes, the last of which reads it; `value` is the tensor it starts with."""
    name = nodes[-3].name
    key = (call.key, tuple((each.name[len(name) :], each.op, attrs_key(each)) for each in nodes))
    return _tried_variable(_Trial(key, call, nodes[-3], nodes), value, name)


@lru_cache(REMEMBERED)
def _tried_variable(trial: _Trial, value: str, name: str) -> bool:
    _, added, stand_ins = added_by(trial.call, TRIAL)
    found = [_renamed(each.node_def, TRIAL, stand_ins).to_json() for each in added]

    def place(tensor: str) -> str:
        return ".in0:0" if tensor == value and not value.startswith(f"{name}/") else TRIAL + tensor[len(name) :]

    expected = [
        NodeDef(TRIAL + each.name[len(name) :], each.op, tuple(place(str(i)) for i in each.inputs), "", dict(each.attrs))
        for each in trial.settings
    ]
    return found == [each.to_json() for each in expected]


def attrs_key(node: Node) -> str:
    """The attributes as text, made once for a node, which never changes."""
    if not node.attrs:
        return ""
    found = node.__dict__.get("_attrs_key")
    if found is None:
        found = node.__dict__["_attrs_key"] = json.dumps(node.to_json()["attrs"])
    return str(found)


@dataclass(frozen=True, slots=True, eq=False)
class _Trial:
    """Compared by what matters to the outcome, so that equal calls are tried once."""

    key: Hashable
    call: Call
    node: Node
    settings: tuple[Node, ...]

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Trial) and self.key == other.key

    def expected(self) -> list[dict[str, Any]]:
        """The nodes that have to be added, called by their places below `trial`; other tensors by the place of their input."""
        name, settings = self.node.name, {f"{each.name}:0": TRIAL + each.name[len(self.node.name) :] for each in self.settings}
        inputs = tuple(
            f"{settings[each]}:0" if each in settings else f".in{place}:0" for place, each in enumerate(self.node.inputs)
        )
        constants = [NodeDef(TRIAL + each.name[len(name) :], each.op, (), "", dict(each.attrs)) for each in self.settings]
        return [each.to_json() for each in (*constants, NodeDef(TRIAL, self.node.op, inputs, "", dict(self.node.attrs)))]


@lru_cache(REMEMBERED)
def _tried(trial: _Trial) -> Made | None:
    wish = UNNAMED if trial.node.name == UNNAMED else TRIAL
    made, added, stand_ins = added_by(trial.call, wish)
    if not added:
        return None
    root = added[-1].name if trial.call.is_operator else wish
    found = [_renamed(each.node_def, root, stand_ins).to_json() for each in added]
    return _outcome(root, made, added[-1]) if found == trial.expected() else None


def added_by(call: Call, wish: str) -> tuple[Any, list[Operation], dict[str, int]]:
    """Makes a call in a graph of its own: what it gave, the operations it added, and which input each tensor stood for."""
    graph = tf.Graph()
    stand_ins: dict[str, int] = {}
    with graph.as_default():
        arguments = [_stand_in(each, stand_ins) for each in call.args]
        keywords = {key: _stand_in(value, stand_ins) for key, value in call.kwargs}
        before = len(graph.get_operations())
        try:
            made = _make(call, arguments, keywords, wish)
        except Exception:
            # Whatever a function thinks of such arguments: it is not the call that makes this node.
            return None, [], stand_ins
    return made, graph.get_operations()[before:], stand_ins


def script_adds(text: str, given: Sequence[Given], nodes: Sequence[Node], outside: Sequence[str], names: Names) -> bool:
    """Whether code that was written for these nodes adds just them, in a graph where `names` are taken.

    It knows the tensors that the nodes take from `outside` as in0, in1, ...
    """
    graph = tf.Graph()
    stand_ins: dict[str, int] = {}
    with graph.as_default():
        known = {f"in{each.place}": _stand_in(each, stand_ins) for each in given}
        before = len(graph.get_operations())
        graph._names = copy.deepcopy(names)
        try:
            with graph.device(nodes[0].device or None):
                exec(compile(text, "written", "exec"), {"tf": tf, "np": np, "base64": base64, **known})
        except Exception:
            return False
    found = [_renamed(each.node_def, UNCHANGED, stand_ins).to_json() for each in graph.get_operations()[before:]]
    place = {tensor: f".in{number}:0" for number, tensor in enumerate(outside)}
    expected = [each.to_json() | {"inputs": [place.get(str(tensor), tensor) for tensor in each.inputs]} for each in nodes]
    return found == expected


def _make(call: Call, arguments: list[Any], keywords: dict[str, Any], name: str) -> Any:
    if call.is_operator:
        table = {symbol: function for symbol, _, function in BINARY.values()} if len(arguments) == 2 else dict(UNARY.values())
        return table[call.function](*arguments)
    function = tf.get_default_graph().node if call.function == GENERAL else function_named(call.function)
    return function(*arguments, **keywords, name=name)


def _stand_in(argument: Given | Literal | tuple[Given, ...], stand_ins: dict[str, int]) -> Any:
    """A value for a trial: a literal as it is, for a tensor one of which as much is known."""
    if isinstance(argument, tuple):
        return [_stand_in(each, stand_ins) for each in argument]
    if isinstance(argument, Literal):
        return argument.value
    if argument.literal is not None:
        return argument.literal.value
    graph, name = tf.get_default_graph(), f".in{argument.place}"
    spec = argument.spec
    assert spec is not None
    if argument.is_variable:
        made: Any = tf.Variable(tf.zeros(spec.shape.as_list(), spec.dtype), name=name)
        stand_ins[made.op.outputs[0].name if argument.is_reference else made.value().name] = argument.place
        return made
    if argument.is_reference:
        made = graph.node("VariableV2", dtype=spec.dtype, shape=spec.shape, name=name)
    elif spec.value is not None and matters(spec.value):
        made = graph.node("Const", value=spec.value, dtype=spec.dtype, name=name)
    else:
        made = graph.node("Placeholder", dtype=spec.dtype, shape=spec.shape, name=name)
    stand_ins[made.name] = argument.place
    return made


def _renamed(node: NodeDef, root: str, stand_ins: Mapping[str, int]) -> NodeDef:
    """The root is called `trial`; a tensor that stood in for an input is called by its number."""

    def name(old: str) -> str:
        return TRIAL + old[len(root) :] if old == root or old.startswith(f"{root}/") else old

    inputs = []
    for each in node.inputs:
        if each in stand_ins:
            inputs.append(f".in{stand_ins[each]}:0")
        else:
            maker, _, output = each.rpartition(":")
            inputs.append(f"{name(maker)}:{output}")
    defaults = find_op(node.op).attrs
    attrs = {key: value for key, value in node.attrs.items() if not is_default(value, defaults[key])}
    return NodeDef(name(node.name), node.op, tuple(inputs), node.device, attrs)


def _outcome(root: str, made: Any, operation: Operation) -> Made | None:
    if isinstance(made, (Operation, tf.Variable)):
        return Made(root, None)
    if isinstance(made, Tensor):
        return Made(root, made.value_index) if made.op is operation else None
    if isinstance(made, (list, tuple)) and list(made) == list(operation.outputs):
        return Made(root, tuple(range(len(made))))
    return None
