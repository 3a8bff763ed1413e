"""Optimizers: from a loss to operations that change variables so that it falls.

Takes a loss and variables; gives an operation that a session runs once per step.
Law: gradients first, all of them; each variable is changed once, by one op, together with its slots.
Source: tf.train.Optimizer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ..dtypes import float16, float32, float64
from ..gradients import gradients
from ..graph import Graph, GraphKeys, IndexedSlices, Operation, Tensor, get_default_graph, node
from ..init_ops import zeros_initializer
from ..ops.grouping import group
from ..variables import Variable
from .slots import create_slot

__all__ = ["Optimizer", "in_dtype"]


class Optimizer:
    """What all optimizers share. A subclass says how its rates become tensors, which slots it keeps, and its rule.

    `name` is the scope of its nodes and of its slots; `use_locking` is accepted. Source: tf.train.Optimizer.
    """

    GATE_NONE = 0
    GATE_OP = 1
    GATE_GRAPH = 2

    def __init__(self, use_locking: bool, name: str) -> None:
        if not name:
            raise ValueError("Must specify the optimizer name")
        self._name = name
        self._use_locking = use_locking
        self._slots: dict[str, dict[Any, Variable]] = {}
        self._shared: dict[tuple[str, Graph], Variable] = {}

    # -- what a subclass writes ------------------------------------------------------------------------------------

    def _prepare(self) -> None:
        """Make tensors of the rates."""

    def _create_slots(self, var_list: Sequence[Any]) -> None:
        """Make the slots of the variables."""

    def _apply_dense(self, grad: Tensor, var: Any) -> Operation:
        """Add the op that changes `var` by `grad`."""
        raise NotImplementedError

    def _apply_sparse(self, grad: IndexedSlices, var: Any) -> Operation:
        """Add the op that changes some rows of `var`."""
        raise NotImplementedError

    def _finish(self, update_ops: Sequence[Any], name_scope: str) -> Operation:
        """The operation that is done when all `update_ops` are."""
        return group(*update_ops, name=name_scope)

    # -- training --------------------------------------------------------------------------------------------------

    def get_name(self) -> str:
        """The name it was given."""
        return self._name

    def minimize(
        self,
        loss: Any,
        global_step: Any = None,
        var_list: Any = None,
        gate_gradients: int = GATE_OP,
        aggregation_method: Any = None,
        colocate_gradients_with_ops: bool = False,
        name: str | None = None,
        grad_loss: Any = None,
    ) -> Any:
        """An operation that takes one step; `global_step` grows by one with it.

        `var_list` is what may change, the trainable variables unless told. Raises ValueError when the loss depends on
        none of them.
        """
        pairs = self.compute_gradients(loss, var_list, gate_gradients, aggregation_method, colocate_gradients_with_ops, grad_loss)
        if not any(grad is not None for grad, _ in pairs):
            names = [str(var) for _, var in pairs]
            raise ValueError(
                "No gradients provided for any variable, check your graph for ops that do not support gradients, "
                f"between variables {names} and loss {loss}."
            )
        return self.apply_gradients(pairs, global_step=global_step, name=name)

    def compute_gradients(
        self,
        loss: Any,
        var_list: Any = None,
        gate_gradients: int = GATE_OP,
        aggregation_method: Any = None,
        colocate_gradients_with_ops: bool = False,
        grad_loss: Any = None,
    ) -> list[tuple[Any, Any]]:
        """A `(gradient, variable)` pair for each variable; None as the gradient of one that the loss does not depend on.

        Raises RuntimeError for a loss that is a function, TypeError for what is no variable, ValueError without
        variables or for a dtype that is no fraction.
        """
        if callable(loss):
            raise RuntimeError("`loss` passed to Optimizer.compute_gradients should be a tensor, not a function.")
        if gate_gradients not in (Optimizer.GATE_NONE, Optimizer.GATE_OP, Optimizer.GATE_GRAPH):
            raise ValueError(f"gate_gradients must be one of: Optimizer.GATE_NONE, Optimizer.GATE_OP, got {gate_gradients}")
        variables = _variables(var_list)
        _refuse_integers([loss] if grad_loss is None else [grad_loss, loss])
        found = gradients(loss, variables, grad_ys=grad_loss, aggregation_method=aggregation_method)
        # A counter may be among the variables, so long as the loss does not depend on it.
        _refuse_integers([variable for variable, gradient in zip(variables, found, strict=True) if gradient is not None])
        return list(zip(found, variables, strict=True))

    def apply_gradients(self, grads_and_vars: Iterable[tuple[Any, Any]], global_step: Any = None, name: str | None = None) -> Any:
        """An operation that changes each variable by its gradient; `global_step` grows by one with it.

        Raises ValueError without any gradient, TypeError for a pair that holds no gradient or no variable.
        """
        pairs = tuple(grads_and_vars)
        if not pairs:
            raise ValueError("No variables provided.")
        given = [(_as_gradient(grad, var), var) for grad, var in pairs if grad is not None]
        if not given:
            raise ValueError(f"No gradients provided for any variable: {[str(var) for _, var in pairs]}.")
        graph = given[0][1].graph
        with graph.control_dependencies(None):
            self._create_slots([var for _, var in given])
        with graph.name_scope(name or self._name) as scope:
            self._prepare()
            updates = [self._update(graph, grad, var) for grad, var in given]
            if global_step is None:
                done = self._finish(updates, scope)
            else:
                with graph.control_dependencies([self._finish(updates, "update")]), graph.colocate_with(global_step.op):
                    done = graph.node("AssignAdd", global_step, 1, name=scope).op
        train_ops = graph.get_collection_ref(GraphKeys.TRAIN_OP)
        if done not in train_ops:
            train_ops.append(done)
        return done

    def _update(self, graph: Graph, grad: Any, var: Any) -> Operation:
        with graph.name_scope(f"update_{var.op.name}"), graph.colocate_with(var.op):
            update = self._apply_sparse(grad, var) if isinstance(grad, IndexedSlices) else self._apply_dense(grad, var)
            if var.constraint is None:
                return update
            with graph.control_dependencies([update]):
                done: Operation = var.assign(var.constraint(var.read_value()), read_value=False)
            return done

    def _apply(self, op_type: str, grad: Any, var: Any, *inputs: Any, **attrs: Any) -> Operation:
        """Add `Apply<op_type>` or its twin for rows; `inputs` come after the variable, and hold `grad` itself."""
        refs_and_rates: list[Any] = []
        for each in inputs:
            if each is grad and isinstance(grad, IndexedSlices):
                refs_and_rates += [grad.values, grad.indices]
            else:
                refs_and_rates.append(each)
        kind = "SparseApply" if isinstance(grad, IndexedSlices) else "Apply"
        made: Operation = node(f"{kind}{op_type}", var, *refs_and_rates, use_locking=self._use_locking, **attrs).op
        return made

    def _rate(self, value: Any, name: str) -> Tensor:
        value = value() if callable(value) else value
        return get_default_graph().convert(value, name=name)

    # -- slots -----------------------------------------------------------------------------------------------------

    def get_slot_names(self) -> list[str]:
        """The names of its slots, sorted."""
        return sorted(self._slots)

    def get_slot(self, var: Any, name: str) -> Any:
        """The slot `name` of `var`, or None."""
        return self._slots.get(name, {}).get(var)

    def variables(self) -> list[Any]:
        """Every variable that it keeps itself: slots, and what all variables share."""
        own = [*self._shared.values(), *(slot for slots in self._slots.values() for slot in slots.values())]
        return sorted(own, key=lambda variable: variable.name)

    def _slot(self, var: Any, slot_name: str, op_name: str, initializer: Callable[..., Any] | None = None) -> Variable:
        slots = self._slots.setdefault(slot_name, {})
        if var not in slots:
            slots[var] = create_slot(var, initializer or zeros_initializer(), op_name)
        return slots[var]

    def _shared_variable(self, initial_value: Any, name: str, beside: Any) -> Variable:
        key = (name, beside.graph)
        if key not in self._shared:
            with beside.graph.colocate_with(beside.op):
                self._shared[key] = Variable(initial_value, name=name, trainable=False)
        return self._shared[key]


def _variables(var_list: Any) -> list[Any]:
    if var_list is None:
        graph = get_default_graph()
        var_list = [
            *graph.get_collection(GraphKeys.TRAINABLE_VARIABLES),
            *graph.get_collection(GraphKeys.TRAINABLE_RESOURCE_VARIABLES),
        ]
    elif isinstance(var_list, (Variable, Tensor)):
        var_list = [var_list]
    variables = list(var_list)
    for each in variables:
        if not isinstance(each, (Variable, Tensor)):
            raise TypeError(f"Argument is not a variable or tensor: {each!r}")
    if not variables:
        raise ValueError("No variables to optimize.")
    return variables


def _as_gradient(grad: Any, var: Any) -> Any:
    if not isinstance(var, Variable):
        raise TypeError(f"Trying to optimize unsupported type {var!r}: a tf.Variable is needed.")
    if isinstance(grad, (Tensor, IndexedSlices)):
        return grad
    try:
        return var.graph.convert(grad, var.dtype)
    except (TypeError, ValueError) as reason:
        raise TypeError(f"Gradient must be convertible to a Tensor or IndexedSlices, or None: {grad!r} ({reason})") from None


def in_dtype(rate: Any, dtype: Any) -> Any:
    """A rate in the dtype of the variable it is for."""
    return rate if rate.dtype == dtype else node("Cast", rate, DstT=dtype)


def _refuse_integers(tensors: Iterable[Any]) -> None:
    for each in tensors:
        if each.dtype not in (float16, float32, float64):
            raise ValueError(f"Invalid type {each.dtype!r} for {each.name}, expected: float16, float32 or float64.")
