"""Calls that add exactly one node of a document: `tf.add(a, b, name="c")`, `a + b`, or the general `graph.node("Add", a, b)`.

Takes a node and what it takes; gives the call, after making it in a graph of its own and looking at what it added. Law: a call is
used only when the nodes it adds are those of the document, with the same attributes, in the same order.
"""

from __future__ import annotations

import json
import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import heureum as tf
from heureum.graph import NodeDef, Operation, Tensor, attr_values
from heureum.op_def import find_op
from heureum.tensor_shape import TensorShape, TensorSpec
from heureum_live.studio.document import Node
from heureum_live.studio.functions import call_of, function_named
from heureum_live.studio.inferring import arguments_of
from heureum_live.studio.literals import Literal, attr_literal, shape_literal
from heureum_live.studio.opening import is_default

__all__ = ["GENERAL", "TRIAL", "Call", "Given", "Made", "friendly_call", "general_call", "operator_call", "tried"]

# Op -> how it is written, how tightly it binds, and what Python does.
BINARY: dict[str, tuple[str, int, Callable[[Any, Any], Any]]] = {
    "Add": ("+", 4, operator.add),
    "Sub": ("-", 4, operator.sub),
    "Mul": ("*", 5, operator.mul),
    "RealDiv": ("/", 5, operator.truediv),
    "FloorDiv": ("//", 5, operator.floordiv),
    "FloorMod": ("%", 5, operator.mod),
    "MatMul": ("@", 5, operator.matmul),
    "Pow": ("**", 6, operator.pow),
    "Less": ("<", 1, operator.lt),
    "LessEqual": ("<=", 1, operator.le),
    "Greater": (">", 1, operator.gt),
    "GreaterEqual": (">=", 1, operator.ge),
    "LogicalAnd": ("&", 3, operator.and_),
    "LogicalOr": ("|", 2, operator.or_),
}
UNARY: dict[str, tuple[str, Callable[[Any], Any]]] = {"Neg": ("-", operator.neg), "LogicalNot": ("~", operator.invert)}


@dataclass(frozen=True, slots=True)
class Given:
    """What stands for the input at `place`: a tensor of the code by its `text`, or a literal that becomes a constant."""

    text: str
    place: int = 0
    spec: TensorSpec | None = None
    literal: Literal | None = None
    is_variable: bool = False
    is_reference: bool = False

    @property
    def key(self) -> str:
        if self.literal is not None:
            return f"literal {self.literal.text}"
        value = "" if self.spec is None or self.spec.value is None else str(attr_values.encode(self.spec.value))
        return f"{self.place} {self.spec} {value} {self.is_variable} {self.is_reference}"


@dataclass(frozen=True, slots=True)
class Call:
    """`function(*args, **kwargs)`, or an operator between its arguments; a list stands for a list of inputs."""

    function: str
    args: tuple[Given | Literal | tuple[Given, ...], ...]
    kwargs: tuple[tuple[str, Given | Literal], ...] = ()
    is_operator: bool = False

    def text(self, name: str) -> str:
        """As it is written, for a node of this name."""
        if self.is_operator:
            texts = [each.text for each in self.args if not isinstance(each, tuple)]
            return f"{self.function}{texts[0]}" if len(texts) == 1 else f"{texts[0]} {self.function} {texts[1]}"
        parts = [_argument_text(each) for each in self.args]
        parts += [f"{key}={_argument_text(value)}" for key, value in self.kwargs]
        return f"{self.function}({', '.join([*parts, f'name={attr_literal(name).text}'])})"

    @property
    def key(self) -> str:
        parts = [_argument_key(each) for each in self.args] + [f"{key}={_argument_key(value)}" for key, value in self.kwargs]
        return f"{self.function} {self.is_operator} {parts}"


def _argument_text(argument: Given | Literal | tuple[Given, ...]) -> str:
    return f"[{', '.join(each.text for each in argument)}]" if isinstance(argument, tuple) else argument.text


def _argument_key(argument: Given | Literal | tuple[Given, ...]) -> str:
    if isinstance(argument, tuple):
        return f"[{', '.join(each.key for each in argument)}]"
    return argument.key if isinstance(argument, Given) else argument.text


@dataclass(frozen=True, slots=True)
class Made:
    """What a call added: `root` is its node's name where that was not asked for; `gives` which outputs it returned."""

    root: str
    gives: tuple[int, ...] | int | None
    """One output by its number, a sequence of all, or None for an operation."""


def operator_call(node: Node, given: Sequence[Given]) -> Call | None:
    if node.attrs or not (node.op in BINARY or node.op in UNARY) or all(each.literal is not None for each in given):
        return None
    symbol = BINARY[node.op][0] if node.op in BINARY else UNARY[node.op][0]
    return Call(symbol, tuple(given), is_operator=True)


def friendly_call(node: Node, given: Sequence[Given]) -> Call | None:
    """By the op's public function."""
    pattern = call_of(node.op)
    if not pattern or len(arguments_of(node.op_def, len(given))) != len(given):
        return None
    function, has_arguments, arguments = pattern.partition("(")
    by_name = _by_argument(node, given)
    if not has_arguments:
        return _in_own_order(node, function, by_name)
    args: list[Any] = []
    kwargs: list[tuple[str, Any]] = []
    used = set()
    for part in arguments.rstrip(")").split(", "):
        keyword, equals, name = part.rpartition("=")
        used.add(name)
        value = by_name[name] if name in by_name else _attribute(node, name)
        if value is None and (equals or name not in node.op_def.attrs):
            continue
        if value is None:
            return None
        if equals:
            kwargs.append((keyword, value))
        else:
            args.append(value)
    if not node.attrs.keys() <= used:
        return None
    return Call(function, tuple(args), tuple(kwargs))


def _by_argument(node: Node, given: Sequence[Given]) -> dict[str, Any]:
    """Input name -> what is given, a tuple for a list."""
    found: dict[str, Any] = {argument.name: () for argument in node.op_def.inputs if argument.is_list}
    for argument, each in zip(arguments_of(node.op_def, len(given)), given, strict=True):
        found[argument.name] = (*found[argument.name], each) if argument.is_list else each
    return found


def _in_own_order(node: Node, function: str, by_name: Mapping[str, Any]) -> Call:
    kwargs = [(name, attribute) for name in node.op_def.attrs if (attribute := _attribute(node, name)) is not None]
    return Call(function, tuple(by_name[argument.name] for argument in node.op_def.inputs), tuple(kwargs))


def _attribute(node: Node, name: str) -> Literal | None:
    if name not in node.attrs:
        return None
    value = node.attrs[name]
    return shape_literal(value) if isinstance(value, TensorShape) else attr_literal(value)


def general_call(node: Node, given: Sequence[Given]) -> Call:
    """The way that serves every op: the graph is told its name, inputs and attributes."""
    return Call(
        GENERAL, (attr_literal(node.op), *given), tuple((name, attr_literal(value)) for name, value in node.attrs.items())
    )


TRIAL = "trial"
# A name that some functions take to mean that none was given.
UNNAMED = "Const"
GENERAL = "graph.node"


def tried(call: Call, node: Node, expected: Sequence[NodeDef]) -> Made | None:
    """What the call adds, if that is `expected`: constants and then the node, named by their places below `trial`."""
    return _tried(_Trial(call, node.op, json.dumps([each.to_json() for each in expected]), node.name == UNNAMED))


@dataclass(frozen=True, slots=True, eq=False)
class _Trial:
    """Compared by what matters to the outcome, so that equal calls are tried once."""

    call: Call
    op: str
    expected: str
    is_unnamed: bool

    @property
    def key(self) -> tuple[str, str, str, bool]:
        return self.call.key, self.op, self.expected, self.is_unnamed

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Trial) and self.key == other.key


@cache
def _tried(trial: _Trial) -> Made | None:
    graph = tf.Graph()
    with graph.as_default():
        stand_ins: dict[str, int] = {}
        arguments = [_stand_in(each, stand_ins) for each in trial.call.args]
        keywords = {key: _stand_in(value, stand_ins) for key, value in trial.call.kwargs}
        before = len(graph.get_operations())
        try:
            made = _make(trial.call, arguments, keywords, UNNAMED if trial.is_unnamed else TRIAL)
        except Exception:
            # Whatever a function thinks of such arguments: it is not the call that makes this node.
            return None
    added = graph.get_operations()[before:]
    if not added:
        return None
    root = added[-1].name if trial.call.is_operator else UNNAMED if trial.is_unnamed else TRIAL
    found = [_renamed(each.node_def, root, stand_ins).to_json() for each in added]
    return _outcome(root, made, added[-1]) if json.dumps(found) == trial.expected else None


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
        stand_ins[made.value().name] = argument.place
        return made
    if argument.is_reference:
        made = graph.node("VariableV2", dtype=spec.dtype, shape=spec.shape, name=name)
    elif spec.value is not None:
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
