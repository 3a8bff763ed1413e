"""A variable: a tensor that a session keeps from run to run.

Takes an initial value; gives an object that stands wherever a tensor may.
Law: four nodes and no more: the initial value, the place `w`, `w/Assign`, and `w/read`, which is what others take.
Source: tf.Variable (TensorFlow 1's reference variables).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..dtypes import DType, as_dtype
from ..graph import Graph, GraphKeys, Operation, Tensor, TensorLike, get_default_graph
from ..ops.state.assign import assign, assign_add, assign_sub
from ..ops.state.variable import count_up_to
from ..tensor_shape import TensorShape
from .guarding import without_reading_variables
from .scattering import Scattering
from .sharing import VariableAggregation, VariableSynchronization

__all__ = ["Variable"]


class Variable(TensorLike, Scattering):
    """A tensor that is kept from run to run, with its initializer.

    `initial_value` is a value, a tensor of known shape, or a function that gives one and is called inside the scope
    `<name>/Initializer`. A trainable variable is changed by optimizers. `collections` replaces the global variables
    as the place where it is listed. With `validate_shape=False` the shape stays open.
    `caching_device`, `expected_shape`, `use_resource`, `synchronization` and `aggregation` are accepted.
    Raises ValueError without an initial value, or when its shape is not known in full. Source: tf.Variable.
    """

    def __init__(
        self,
        initial_value: Any = None,
        trainable: bool | None = None,
        collections: Sequence[str] | None = None,
        validate_shape: bool = True,
        caching_device: Any = None,
        name: str | None = None,
        variable_def: Any = None,
        dtype: Any = None,
        expected_shape: Any = None,
        import_scope: str | None = None,
        constraint: Any = None,
        use_resource: bool | None = None,
        synchronization: VariableSynchronization = VariableSynchronization.AUTO,
        aggregation: VariableAggregation = VariableAggregation.NONE,
        shape: Any = None,
    ) -> None:
        if variable_def is not None:
            self._find_nodes(variable_def, import_scope)
            return
        if initial_value is None:
            raise ValueError("initial_value must be specified.")
        if collections is not None and not isinstance(collections, (list, tuple, set)):
            raise ValueError(f"collections argument to Variable constructor must be a list, tuple, or set. Got {collections!r}")
        if constraint is not None and not callable(constraint):
            raise ValueError("The `constraint` argument must be a callable.")
        default = get_default_graph()
        # A variable outlives the call of the function in which it is described.
        self._graph = (default, *default.outer_graphs())[-1]
        self._trainable = trainable is not False
        self.constraint = constraint
        wanted = None if dtype is None else as_dtype(dtype)
        with self._graph.as_default(), self._graph.control_dependencies(None):
            self._add_nodes(initial_value, wanted, name, validate_shape)
        keys = list(collections) if collections is not None else [GraphKeys.GLOBAL_VARIABLES]
        if self._trainable and GraphKeys.TRAINABLE_VARIABLES not in keys:
            keys.append(GraphKeys.TRAINABLE_VARIABLES)
        self._graph.add_to_collections(keys, self)

    def _add_nodes(self, initial_value: Any, dtype: DType | None, name: str | None, validate_shape: bool) -> None:
        graph = self._graph
        with graph.name_scope(name or "Variable") as scope:
            if callable(initial_value):
                with graph.name_scope("Initializer"), graph.device(None):
                    initial = graph.convert(initial_value(), dtype, name="initial_value")
            else:
                initial = graph.convert(initial_value, dtype, name="initial_value")
            if validate_shape and not initial.shape.is_fully_defined():
                raise ValueError(f"initial_value must have a shape specified: {initial}")
            shape = initial.shape if validate_shape else TensorShape.of(None)
            self._initial_value = initial
            self._variable: Tensor = graph.node("VariableV2", dtype=initial.dtype, shape=shape, name=scope)
            safe = without_reading_variables(initial, self.op.name)
            self._initializer_op: Operation = graph.node(
                "Assign", self._variable, safe, validate_shape=validate_shape, name="Assign"
            ).op
            with graph.colocate_with(self.op):
                self._snapshot: Tensor = graph.node("Identity", self._variable, name="read")

    # -- what it is ------------------------------------------------------------------------------------------------

    @property
    def name(self) -> str:
        """`w:0`."""
        return self._variable.name

    @property
    def op(self) -> Operation:
        """The operation that holds the tensor."""
        return self._variable.op

    @property
    def graph(self) -> Graph:
        """The graph it belongs to."""
        return self._graph

    @property
    def device(self) -> str:
        """Where it was asked to live; "" when that was left to placement."""
        return self._variable.device

    @property
    def dtype(self) -> DType:
        """The type of its elements."""
        return self._variable.dtype

    @property
    def shape(self) -> TensorShape:
        """What is known of its shape."""
        return self._variable.shape

    def get_shape(self) -> TensorShape:
        """What is known of its shape."""
        return self._variable.shape

    def set_shape(self, shape: Any) -> None:
        """Add what you know of the shape. Raises ValueError when it contradicts what is known."""
        self._variable.set_shape(shape)
        self._snapshot.set_shape(shape)

    @property
    def trainable(self) -> bool:
        """Whether optimizers change it unless told otherwise."""
        return self._trainable

    @property
    def initializer(self) -> Operation:
        """The operation that gives it its initial value."""
        return self._initializer_op

    @property
    def initial_value(self) -> Tensor:
        """The tensor of its initial value, which reads no state."""
        return self._initial_value

    def start_with(self, value: Tensor) -> None:
        """Let the initializer give `value`, which reads no state, from now on."""
        self._initial_value = value
        self._initializer_op = self._graph.node("Assign", self._variable, value, name="Assign").op

    # -- reading ---------------------------------------------------------------------------------------------------

    def value(self) -> Tensor:
        """The tensor `w/read`: what it holds when the run begins to need it."""
        return self._snapshot

    def as_tensor(self) -> Tensor:
        """The tensor that stands for it: `value()`."""
        return self._snapshot

    def as_ref(self) -> Tensor:
        """The reference `w:0`, for ops that change it."""
        return self._variable

    _ref = as_ref

    def _as_graph_element(self) -> Tensor:
        return self._variable

    def read_value(self) -> Tensor:
        """A new tensor that reads it, after whatever the open control dependencies say."""
        made: Tensor = self._graph.current().node("Identity", self._variable, name="read")
        return made

    def initialized_value(self) -> Tensor:
        """What it holds, or its initial value while it holds nothing: for the initial values of other variables."""
        graph = self._graph.current()
        with graph.name_scope("cond"):
            made: Tensor = graph.node("InitializedValue", self._variable, self._initial_value, name="Merge")
        return made

    def eval(self, session: Any = None) -> Any:
        """What it holds in the default session, or in `session`. Raises ValueError without a session."""
        return self._variable.eval(session=session)

    # -- changing --------------------------------------------------------------------------------------------------

    def assign(self, value: Any, use_locking: bool = False, name: str | None = None, read_value: bool = True) -> Any:
        """Give it a value; the new value, or the operation unless `read_value`."""
        return _result(assign(self, value, use_locking=use_locking, name=name), read_value)

    def assign_add(self, delta: Any, use_locking: bool = False, name: str | None = None, read_value: bool = True) -> Any:
        """Add `delta` to it; the new value, or the operation unless `read_value`."""
        return _result(assign_add(self, delta, use_locking=use_locking, name=name), read_value)

    def assign_sub(self, delta: Any, use_locking: bool = False, name: str | None = None, read_value: bool = True) -> Any:
        """Take `delta` away from it; the new value, or the operation unless `read_value`."""
        return _result(assign_sub(self, delta, use_locking=use_locking, name=name), read_value)

    def count_up_to(self, limit: int) -> Any:
        """The integer it holds, which then grows by one. Running it raises OutOfRangeError at `limit`."""
        return count_up_to(self, limit)

    def load(self, value: Any, session: Any = None) -> None:
        """Give it `value` in the default session, or in `session`, without adding a node."""
        session = self._graph.session_for(session, f"Variable.load() of {self.name}")
        session.run(self._initializer_op, {self._initializer_op.inputs[1]: value})

    # -- as data ---------------------------------------------------------------------------------------------------

    def to_proto(self, export_scope: str | None = None) -> dict[str, Any]:
        """The names of its nodes, as plain JSON (TensorFlow's VariableDef)."""
        return {
            "variable_name": self._variable.name,
            "initial_value_name": self._initial_value.name,
            "initializer_name": self._initializer_op.name,
            "snapshot_name": self._snapshot.name,
            "trainable": self._trainable,
        }

    @classmethod
    def from_proto(cls, variable_def: Any, import_scope: str | None = None) -> Variable:
        """The variable whose nodes are in the default graph already, by what `to_proto` gave."""
        return cls(variable_def=variable_def, import_scope=import_scope)

    def _find_nodes(self, variable_def: Any, import_scope: str | None) -> None:
        graph = self._graph = get_default_graph()
        scope = f"{import_scope}/" if import_scope else ""
        self._variable = graph.get_tensor_by_name(scope + variable_def["variable_name"])
        self._initial_value = graph.get_tensor_by_name(scope + variable_def["initial_value_name"])
        self._initializer_op = graph.get_operation_by_name(scope + variable_def["initializer_name"])
        self._snapshot = graph.get_tensor_by_name(scope + variable_def["snapshot_name"])
        self._trainable = bool(variable_def["trainable"])
        self.constraint = None

    def __iter__(self) -> Any:
        raise TypeError("'Variable' object is not iterable.")

    def __array__(self, *_: Any, **__: Any) -> Any:
        return self._snapshot.__array__()

    def __repr__(self) -> str:
        return f"<tf.Variable {self.name!r} shape={self.shape} dtype={self.dtype.name}_ref>"


def _result(assigned: Tensor, read_value: bool) -> Any:
    return assigned if read_value else assigned.op


_OPERATORS = (
    "abs", "add", "and", "div", "floordiv", "ge", "getitem", "gt", "invert", "le", "lt", "matmul", "mod", "mul", "neg",
    "or", "pow", "radd", "rand", "rdiv", "rfloordiv", "rmatmul", "rmod", "rmul", "ror", "rpow", "rsub", "rtruediv", "rxor",
    "sub", "truediv", "xor",
)  # fmt: skip


def _of_value(operator: str) -> Any:
    def apply(self: Variable, *operands: Any) -> Any:
        return getattr(self.value(), operator)(*operands)

    return apply


for _operator in (f"__{name}__" for name in _OPERATORS):
    if hasattr(Tensor, _operator):
        setattr(Variable, _operator, _of_value(_operator))
