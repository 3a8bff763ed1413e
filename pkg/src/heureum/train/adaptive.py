"""Optimizers that give each element a rate of its own: Adam, Adagrad, Adadelta, RMSProp.

Each takes its rates; the papers are named at the classes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..graph import IndexedSlices, Operation, get_default_graph, node
from ..init_ops import constant_initializer, ones_initializer
from ..ops.grouping import group
from .optimizer import Optimizer, in_dtype

__all__ = ["AdadeltaOptimizer", "AdagradOptimizer", "AdamOptimizer", "RMSPropOptimizer"]


class AdamOptimizer(Optimizer):
    """Momentum and a rate per element, both from running averages. Source: tf.train.AdamOptimizer.

    D. Kingma, J. Ba 2015 (arXiv:1412.6980), in the form before its section 2.1, where epsilon is "epsilon hat".
    """

    def __init__(
        self,
        learning_rate: Any = 0.001,
        beta1: Any = 0.9,
        beta2: Any = 0.999,
        epsilon: Any = 1e-8,
        use_locking: bool = False,
        name: str = "Adam",
    ) -> None:
        super().__init__(use_locking, name)
        self._lr, self._beta1, self._beta2, self._epsilon = learning_rate, beta1, beta2, epsilon

    def _create_slots(self, var_list: Sequence[Any]) -> None:
        first = min(var_list, key=lambda var: str(var.name))
        self._beta1_power = self._shared_variable(self._beta1, "beta1_power", first)
        self._beta2_power = self._shared_variable(self._beta2, "beta2_power", first)
        for var in var_list:
            self._slot(var, "m", self._name)
            self._slot(var, "v", self._name)

    def _prepare(self) -> None:
        self._lr_t = self._rate(self._lr, "learning_rate")
        self._beta1_t = self._rate(self._beta1, "beta1")
        self._beta2_t = self._rate(self._beta2, "beta2")
        self._epsilon_t = self._rate(self._epsilon, "epsilon")

    def _rates(self, dtype: Any) -> list[Any]:
        rates = (self._beta1_power, self._beta2_power, self._lr_t, self._beta1_t, self._beta2_t, self._epsilon_t)
        return [in_dtype(rate, dtype) for rate in rates]

    def _apply_dense(self, grad: Any, var: Any) -> Operation:
        m, v = self.get_slot(var, "m"), self.get_slot(var, "v")
        return self._apply("Adam", grad, var, m, v, *self._rates(var.dtype), grad)

    def _apply_sparse(self, grad: IndexedSlices, var: Any) -> Operation:
        # The averages of all rows fade and all rows move, also those the gradient does not name.
        graph = var.graph.current()
        beta1_power, beta2_power, lr_t, beta1, beta2, epsilon = self._rates(var.dtype)
        slopes, rows = grad.values, grad.indices
        rate = lr_t * node("Sqrt", 1 - beta2_power) / (1 - beta1_power)
        summed = node("SumRows", slopes, rows)
        m, v = self.get_slot(var, "m"), self.get_slot(var, "v")
        faded = m.assign(m * beta1)
        with graph.control_dependencies([faded]):
            m_t = node("ScatterAdd", m, summed[1], summed[0] * (1 - beta1))
        faded = v.assign(v * beta2)
        with graph.control_dependencies([faded]):
            v_t = node("ScatterAdd", v, summed[1], summed[0] * summed[0] * (1 - beta2))
        moved = var.assign_sub(rate * m_t / (node("Sqrt", v_t) + epsilon))
        return group(moved, m_t, v_t)

    def _finish(self, update_ops: Sequence[Any], name_scope: str) -> Operation:
        graph = get_default_graph()
        with graph.control_dependencies(update_ops), graph.colocate_with(self._beta1_power.op):
            powers = [
                self._beta1_power.assign(self._beta1_power * self._beta1_t),
                self._beta2_power.assign(self._beta2_power * self._beta2_t),
            ]
        return group(*update_ops, *powers, name=name_scope)


class AdagradOptimizer(Optimizer):
    """A rate that falls with the sum of squared gradients. Source: tf.train.AdagradOptimizer.

    J. Duchi, E. Hazan, Y. Singer 2011 (JMLR 12). Raises ValueError unless `initial_accumulator_value` is positive.
    """

    def __init__(
        self,
        learning_rate: Any,
        initial_accumulator_value: float = 0.1,
        use_locking: bool = False,
        name: str = "Adagrad",
    ) -> None:
        if initial_accumulator_value <= 0.0:
            raise ValueError(f"initial_accumulator_value must be positive: {initial_accumulator_value}")
        super().__init__(use_locking, name)
        self._lr, self._initial = learning_rate, initial_accumulator_value

    def _create_slots(self, var_list: Sequence[Any]) -> None:
        for var in var_list:
            self._slot(var, "accumulator", self._name, constant_initializer(self._initial, dtype=var.dtype))

    def _prepare(self) -> None:
        self._lr_t = self._rate(self._lr, "learning_rate")

    def _apply_dense(self, grad: Any, var: Any) -> Operation:
        return self._apply("Adagrad", grad, var, self.get_slot(var, "accumulator"), in_dtype(self._lr_t, var.dtype), grad)

    _apply_sparse = _apply_dense


class AdadeltaOptimizer(Optimizer):
    """Steps in the units of the variable, from running averages. Source: tf.train.AdadeltaOptimizer.

    M. Zeiler 2012 (arXiv:1212.5701).
    """

    def __init__(
        self,
        learning_rate: Any = 0.001,
        rho: Any = 0.95,
        epsilon: Any = 1e-8,
        use_locking: bool = False,
        name: str = "Adadelta",
    ) -> None:
        super().__init__(use_locking, name)
        self._lr, self._rho, self._epsilon = learning_rate, rho, epsilon

    def _create_slots(self, var_list: Sequence[Any]) -> None:
        for var in var_list:
            self._slot(var, "accum", self._name)
            self._slot(var, "accum_update", self._name)

    def _prepare(self) -> None:
        self._lr_t = self._rate(self._lr, "lr")
        self._rho_t = self._rate(self._rho, "rho")
        self._epsilon_t = self._rate(self._epsilon, "epsilon")

    def _apply_dense(self, grad: Any, var: Any) -> Operation:
        slots = self.get_slot(var, "accum"), self.get_slot(var, "accum_update")
        rates = [in_dtype(rate, var.dtype) for rate in (self._lr_t, self._rho_t, self._epsilon_t)]
        return self._apply("Adadelta", grad, var, *slots, *rates, grad)

    _apply_sparse = _apply_dense


class RMSPropOptimizer(Optimizer):
    """Gradients divided by their running root mean square. Source: tf.train.RMSPropOptimizer.

    T. Hinton 2012, lecture 6e; `centered` divides by an estimate of the variance instead (A. Graves 2013).
    """

    def __init__(
        self,
        learning_rate: Any,
        decay: Any = 0.9,
        momentum: Any = 0.0,
        epsilon: Any = 1e-10,
        use_locking: bool = False,
        centered: bool = False,
        name: str = "RMSProp",
    ) -> None:
        super().__init__(use_locking, name)
        self._lr, self._decay, self._momentum, self._epsilon = learning_rate, decay, momentum, epsilon
        self._centered = centered

    def _create_slots(self, var_list: Sequence[Any]) -> None:
        for var in var_list:
            self._slot(var, "rms", self._name, ones_initializer(dtype=var.dtype))
            if self._centered:
                self._slot(var, "mg", self._name)
            self._slot(var, "momentum", self._name)

    def _prepare(self) -> None:
        self._lr_t = self._rate(self._lr, "learning_rate")
        self._decay_t = self._rate(self._decay, "decay")
        self._momentum_t = self._rate(self._momentum, "momentum")
        self._epsilon_t = self._rate(self._epsilon, "epsilon")

    def _apply_dense(self, grad: Any, var: Any) -> Operation:
        rms, momentum = self.get_slot(var, "rms"), self.get_slot(var, "momentum")
        rates = [in_dtype(rate, var.dtype) for rate in (self._lr_t, self._decay_t, self._momentum_t, self._epsilon_t)]
        if self._centered:
            return self._apply("CenteredRMSProp", grad, var, self.get_slot(var, "mg"), rms, momentum, *rates, grad)
        return self._apply("RMSProp", grad, var, rms, momentum, *rates, grad)

    _apply_sparse = _apply_dense
