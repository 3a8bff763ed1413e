"""Calls that add a node of a document: `tf.add(a, b, name="c")`, `a + b`, or the general `graph.node("Add", a, b)`.

Takes a node and what is given for its inputs; gives the ways to write it. Law: whether a call adds just that node is not known
here; `trying` makes the call and looks.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from heureum.tensor_shape import TensorShape, TensorSpec
from heureum_live.studio.document import Node
from heureum_live.studio.functions import call_of
from heureum_live.studio.inferring import arguments_of
from heureum_live.studio.literals import Literal, attr_literal, shape_literal

__all__ = ["BINARY", "GENERAL", "UNARY", "Call", "Given", "friendly_call", "general_call", "matters", "operator_call"]

FEW = 1024
GENERAL = "graph.node"
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
    def key(self) -> Hashable:
        """What a call's outcome can depend on."""
        if self.literal is not None:
            return self.literal.text
        spec = self.spec
        if spec is None:
            return self.place
        known = tuple(spec.value.ravel().tolist()) if spec.value is not None and matters(spec.value) else None
        return self.place, spec.dtype.name, spec.shape.sizes, known, self.is_variable, self.is_reference


def matters(value: np.ndarray) -> bool:
    """Whether a function may look at a value while it describes: sizes and axes are few and whole."""
    return value.dtype.kind in "iub" and value.size <= FEW


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
    def key(self) -> Hashable:
        args = tuple(_argument_key(each) for each in self.args)
        return self.function, args, tuple((key, _argument_key(value)) for key, value in self.kwargs)


def _argument_text(argument: Given | Literal | tuple[Given, ...]) -> str:
    return f"[{', '.join(each.text for each in argument)}]" if isinstance(argument, tuple) else argument.text


def _argument_key(argument: Given | Literal | tuple[Given, ...]) -> Hashable:
    if isinstance(argument, tuple):
        return tuple(each.key for each in argument)
    return argument.key if isinstance(argument, Given) else argument.text


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
