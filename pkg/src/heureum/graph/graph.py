"""The graph: operations and tensors, the scopes that are open while it is described, and the default graph.

Takes ops by their declaration; gives nodes with unique names, checked dtypes and inferred shapes.
Law: a graph only grows. A node is checked when it is made, so a mistake is reported on the line that wrote it.
Source: tf.Graph.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from ..dtypes import DType, as_dtype
from ..inference import argument_of_each_input, check_attrs, infer_with_values
from ..op_def import OpDef, find_op
from .collections import Collections
from .convert import as_array, conversions, converted_by_user, kept
from .graph_def import GraphDef, as_graph_def
from .lookup import find_element
from .operation import Operation
from .overriding import Overrides
from .packing import holds_tensors, pack
from .scoping import Scopes
from .tensor import Tensor, TensorLike

__all__ = ["Graph", "default_sessions", "get_default_graph", "graph_of", "node", "reset_default_graph"]

_open_graphs: ContextVar[tuple[Graph, ...]] = ContextVar("open_graphs", default=())
default_sessions: ContextVar[tuple[Any, ...]] = ContextVar("default_sessions", default=())
_PACKAGE = __name__.partition(".")[0]


class Graph(Collections, Scopes, Overrides):
    """A dataflow graph under construction. `version` counts changes to nodes that exist, which plans must notice."""

    def __init__(self) -> None:
        Collections.__init__(self)
        Scopes.__init__(self)
        Overrides.__init__(self)
        self.version = 0
        self._operations: list[Operation] = []
        self._by_name: dict[str, Operation] = {}
        self._finalized = False
        self.seed: int | None = None
        self.seeds_given = 0

    # -- describing ------------------------------------------------------------------------------------------------

    def node(self, op_type: str, *inputs: Any, name: str | None = None, **attrs: Any) -> Any:
        """Add a node; inputs that are no tensors become constants.

        Gives its output, a list of them when there are several, or the Operation when there is none.
        Raises TypeError and ValueError that name the op, the node, what was found and what was needed.
        """
        op_def = find_op(op_type)
        if all(isinstance(each, Tensor) for each in inputs):
            operation = self._add(op_def, inputs, name or op_type, attrs)
        else:
            with self.name_scope(name or op_type) as scope:
                operation = self._add(op_def, self._convert_inputs(op_def, inputs), scope, attrs)
        outputs = operation.outputs
        return outputs[0] if len(op_def.outputs) == len(outputs) == 1 else outputs or operation

    def _convert_inputs(self, op_def: OpDef, inputs: Sequence[Any]) -> tuple[Tensor, ...]:
        arguments = argument_of_each_input(op_def, len(inputs))
        inputs = [
            (each.as_ref() if argument.is_ref else each.as_tensor()) if isinstance(each, TensorLike) else each
            for argument, each in zip(arguments, inputs, strict=True)
        ]
        # Tensors decide what a type stands for, so that 2 * x works whatever the dtype of x is.
        known: dict[str, DType] = {}
        for argument, each in zip(arguments, inputs, strict=True):
            if isinstance(each, Tensor):
                known.setdefault(argument.type, each.dtype)
        converted = []
        for argument, each in zip(arguments, inputs, strict=True):
            dtype = None if argument.type == "any" else known.get(argument.type)
            if dtype is None and argument.type not in op_def.types and argument.type not in ("T", "any"):
                dtype = as_dtype(argument.type)
            tensor = self.convert(each, dtype, name=argument.name, allowed=op_def.types.get(argument.type))
            known.setdefault(argument.type, tensor.dtype)
            converted.append(tensor)
        return tuple(converted)

    def convert(
        self, value: Any, dtype: DType | None = None, *, name: str = "Const", allowed: tuple[DType, ...] | None = None
    ) -> Tensor:
        """`value` as a tensor of this graph: itself, or a new constant.

        Raises TypeError when it is a tensor of another dtype than `dtype`, or can't become one.
        """
        if isinstance(value, TensorLike):
            value = value.as_tensor()
        if isinstance(value, Tensor):
            if dtype is not None and value.dtype is not dtype:
                raise TypeError(f"Tensor conversion requested dtype {dtype.name} for {value} of dtype {value.dtype.name}")
            return value
        if conversions and (converted := converted_by_user(value, dtype, name)) is not None:
            return self.convert(converted, dtype, name=name)
        if dtype is None and allowed is not None and isinstance(value, (list, tuple)) and not value:
            dtype = allowed[0]  # an empty list says nothing about its type
        if holds_tensors(value):
            return pack(self, value, dtype, name)
        array = kept(as_array(value, dtype), value)
        return self.node("Const", value=array, dtype=as_dtype(array.dtype), name=name)

    def matrix_product(self, x: Any, y: Any) -> Tensor:
        """`x @ y`: of matrices, or of batches of them. Source: tf.matmul."""
        with self.name_scope("matmul") as name:
            a = self.convert(x, y.dtype if isinstance(y, Tensor) else None, name="a")
            b = self.convert(y, a.dtype, name="b")
            return self.node("MatMul" if {a.shape.rank, b.shape.rank} <= {0, 1, 2} else "BatchMatMulV2", a, b, name=name)

    def binary(self, op_type: str, scope: str, x: Any, y: Any) -> Tensor:
        """What an operator such as `x + y` adds: a plain operand takes the dtype of the other one."""
        if isinstance(x, Tensor) and isinstance(y, Tensor):
            return self.node(op_type, x, y, name=scope)
        with self.name_scope(scope) as name:
            if isinstance(x, Tensor):
                y = self.convert(y, x.dtype, name="y")
            else:
                x = self.convert(x, y.dtype, name="x")
            return self.node(op_type, x, y, name=name)

    def true_divide(self, x: Any, y: Any, scope: str = "truediv") -> Tensor:
        """`x / y` as Python 3 means it: integers are divided as float64. Source: tf.truediv."""
        with self.name_scope(scope) as name:
            x = self.convert(x, y.dtype if isinstance(y, Tensor) else None, name="x")
            y = self.convert(y, x.dtype, name="y")
            if x.dtype.is_integer:
                wide = as_dtype("float32") if x.dtype.size < 4 else as_dtype("float64")
                x, y = (self.node("Cast", each, DstT=wide, name="Cast") for each in (x, y))
            return self.node("RealDiv", x, y, name=name)

    def _add(self, op_def: OpDef, inputs: tuple[Tensor, ...], wish: str, attrs: dict[str, Any]) -> Operation:
        self._check_not_finalized()
        name = self._names.for_op(wish)
        inputs = tuple(tensor if tensor.op.graph is self else self._adopt(tensor, name, op_def) for tensor in inputs)
        try:
            attrs = check_attrs(op_def, attrs)
            outputs = infer_with_values(op_def, [tensor.spec for tensor in inputs], attrs)
        except (TypeError, ValueError) as reason:
            found = ", ".join(f"{tensor.name} = {tensor.spec}" for tensor in inputs)
            message = f"{op_def.name} node {name!r}: {reason}" + (f"; inputs: {found}" if found else "")
            raise type(reason)(message) from None
        control_inputs = tuple(op for op in self._control_inputs if op not in {tensor.op for tensor in inputs})
        operation = Operation(
            self, op_def, name, inputs, outputs, attrs, control_inputs,
            str(self._device), len(self._operations), _line_outside_the_package(),
        )  # fmt: skip
        if self._device_scopes:
            self._ask_functions(operation)
        if self._gradient_overrides and op_def.name in self._gradient_overrides:
            self.override_gradient(operation, self._gradient_overrides[op_def.name])
        self._operations.append(operation)
        self._by_name[name] = operation
        return operation

    def _adopt(self, tensor: Tensor, name: str, op_def: OpDef) -> Tensor:
        """What stands for a tensor of another graph. Raises ValueError: here nothing does."""
        raise ValueError(
            f"{tensor} must be from the same graph as node {name!r} ({op_def.name}): build both under one graph.as_default()"
        )

    def current(self) -> Graph:
        """Where to build with a tensor of this graph: in the function that is being described in it, else here."""
        default = get_default_graph()
        return default if self in default.outer_graphs() else self

    def outer_graphs(self) -> tuple[Graph, ...]:
        """The graphs whose tensors may be used in this one, besides its own."""
        return ()

    # -- being the default ------------------------------------------------------------------------------------------

    @contextmanager
    def as_default(self) -> Iterator[Graph]:
        """Make this the default graph inside the `with` block."""
        token = _open_graphs.set((*_open_graphs.get(), self))
        try:
            yield self
        finally:
            _open_graphs.reset(token)

    def unique_name(self, name: str, mark_as_used: bool = True) -> str:
        """The name a node called `name` would get now."""
        return self._names.unique(name, mark_as_used=mark_as_used)

    def finalize(self) -> None:
        """Refuse any further node."""
        self._finalized = True

    def _check_not_finalized(self) -> None:
        if self._finalized:
            raise RuntimeError("Graph is finalized and cannot be modified.")

    # -- looking things up -----------------------------------------------------------------------------------------

    @property
    def finalized(self) -> bool:
        """Whether the graph refuses further nodes."""
        return self._finalized

    def get_operations(self) -> list[Operation]:
        """Every operation, in the order they were made."""
        return list(self._operations)

    def has_operation(self, name: str) -> bool:
        """Whether an operation is called `name`."""
        return name in self._by_name

    def as_graph_def(self) -> GraphDef:
        """The graph as data."""
        return as_graph_def(self._operations)

    def get_operation_by_name(self, name: str) -> Operation:
        """The operation called `name`. Raises KeyError when there is none."""
        found = self.as_graph_element(name, allow_tensor=False)
        assert isinstance(found, Operation)
        return found

    def get_tensor_by_name(self, name: str) -> Tensor:
        """The tensor called `name`, such as `c:0`. Raises KeyError when there is none, ValueError for an op's name."""
        found = self.as_graph_element(name, allow_operation=False)
        assert isinstance(found, Tensor)
        return found

    def as_operation(self, element: Any) -> Operation:
        """The operation that `element` is or belongs to."""
        found = self.as_graph_element(element)
        return found.op if isinstance(found, Tensor) else found

    def as_graph_element(self, obj: Any, allow_tensor: bool = True, allow_operation: bool = True) -> Tensor | Operation:
        """The tensor or operation of this graph that `obj` is or names.

        Raises KeyError for a name that does not exist, ValueError for something of another graph, TypeError for
        anything else.
        """
        return find_element(self, self._by_name, obj, allow_tensor=allow_tensor, allow_operation=allow_operation)

    def is_feedable(self, tensor: Any) -> bool:
        """Whether a value may be fed for `tensor`: any tensor of this graph."""
        return isinstance(tensor, Tensor) and tensor.graph is self

    def is_fetchable(self, tensor_or_op: Any) -> bool:
        """Whether a session may be asked for it."""
        return isinstance(tensor_or_op, (Tensor, Operation)) and tensor_or_op.graph is self

    def session_for(self, session: Any, asker: str) -> Any:
        """`session`, or the default session. Raises ValueError when there is none."""
        if session is not None:
            return session
        if not default_sessions.get():
            raise ValueError(f"{asker}: no default session is registered. Use `with sess.as_default()` or pass `session=`")
        return default_sessions.get()[-1]


_shared_graph = [Graph()]


def get_default_graph() -> Graph:
    """The graph that functions such as `tf.add` build into."""
    opened = _open_graphs.get()
    return opened[-1] if opened else _shared_graph[0]


def reset_default_graph() -> None:
    """Start over with an empty default graph. Raises AssertionError inside `with graph.as_default()`."""
    if _open_graphs.get():
        raise AssertionError("Do not use tf.reset_default_graph() to clear nested graphs: leave the `with` block first.")
    _shared_graph[0] = Graph()


def node(op_type: str, *inputs: Any, name: str | None = None, **attrs: Any) -> Any:
    """Add a node to the graph its inputs belong to, or to the default graph."""
    return graph_of(*inputs).node(op_type, *inputs, name=name, **attrs)


def graph_of(*inputs: Any) -> Graph:
    """Where to build with `inputs`: the graph of the first tensor among them, or the default graph."""
    first = next((each for each in inputs if isinstance(each, (Tensor, TensorLike))), None)
    return get_default_graph() if first is None else first.graph.current()


def _line_outside_the_package() -> str:
    frame = sys._getframe(1)
    while frame.f_back is not None and frame.f_globals.get("__name__", "").partition(".")[0] == _PACKAGE:
        frame = frame.f_back
    return f"{frame.f_code.co_filename}:{frame.f_lineno}"
