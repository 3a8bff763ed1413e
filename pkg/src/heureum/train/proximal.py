"""Optimizers that shrink weights towards zero as they learn: Ftrl, and the proximal forms of descent and Adagrad.

Each takes its rates and the strengths of the L1 and L2 penalties; gives an Optimizer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ..graph import Operation, node
from ..init_ops import constant_initializer, ones_initializer
from .optimizer import Optimizer, in_dtype

__all__ = ["FtrlOptimizer", "ProximalAdagradOptimizer", "ProximalGradientDescentOptimizer"]


class FtrlOptimizer(Optimizer):
    """Follow the regularised leader. Source: tf.train.FtrlOptimizer.

    H. B. McMahan et al. 2013 (KDD), with two kinds of L2: a penalty that stabilises and, as `l2_shrinkage`, one on the
    loss. Raises ValueError for a strength below 0, a negative initial accumulator, or a positive learning_rate_power.
    """

    def __init__(
        self,
        learning_rate: Any,
        learning_rate_power: float = -0.5,
        initial_accumulator_value: float = 0.1,
        l1_regularization_strength: float = 0.0,
        l2_regularization_strength: float = 0.0,
        use_locking: bool = False,
        name: str = "Ftrl",
        accum_name: str | None = None,
        linear_name: str | None = None,
        l2_shrinkage_regularization_strength: float = 0.0,
        beta: float | None = None,
    ) -> None:
        super().__init__(use_locking, name)
        strengths = (
            ("initial_accumulator_value", initial_accumulator_value),
            ("l1_regularization_strength", l1_regularization_strength),
            ("l2_regularization_strength", l2_regularization_strength),
            ("l2_shrinkage_regularization_strength", l2_shrinkage_regularization_strength),
        )
        for what, value in strengths:
            if value < 0.0:
                raise ValueError(f"{what} {value} needs to be positive or zero")
        if learning_rate_power > 0.0:
            raise ValueError(f"learning_rate_power {learning_rate_power} needs to be negative or zero")
        self._learning_rate, self._power, self._initial = learning_rate, learning_rate_power, initial_accumulator_value
        self._l1, self._l2 = l1_regularization_strength, l2_regularization_strength
        self._shrinkage, self._beta = l2_shrinkage_regularization_strength, beta or 0.0
        self._accum_name, self._linear_name = accum_name, linear_name

    def _create_slots(self, var_list: Sequence[Any]) -> None:
        for var in var_list:
            self._slot(var, "accum", self._accum_name or self._name, _times_ones(self._initial))
            self._slot(var, "linear", self._linear_name or self._name)

    def _prepare(self) -> None:
        self._learning_rate_tensor = self._rate(self._learning_rate, "learning_rate")
        self._l1_tensor = self._rate(self._l1, "l1_regularization_strength")
        self._l2_tensor = self._rate(self._l2, "l2_regularization_strength")
        if self._beta:
            # beta makes the rate beta-free and moves it into the stabilising penalty.
            self._l2_tensor = self._l2_tensor + self._beta / (2.0 * self._learning_rate_tensor)
        self._power_tensor = self._rate(self._power, "learning_rate_power")
        self._shrinkage_tensor = self._rate(self._shrinkage, "l2_shrinkage_regularization_strength")

    def _apply_dense(self, grad: Any, var: Any) -> Operation:
        slots = self.get_slot(var, "accum"), self.get_slot(var, "linear")
        rate, l1, l2, power, shrinkage = (
            in_dtype(each, var.dtype)
            for each in (
                self._learning_rate_tensor, self._l1_tensor, self._l2_tensor, self._power_tensor, self._shrinkage_tensor,
            )
        )  # fmt: skip
        if self._shrinkage > 0.0:
            return self._apply("FtrlV2", grad, var, *slots, grad, rate, l1, l2, shrinkage, power)
        return self._apply("Ftrl", grad, var, *slots, grad, rate, l1, l2, power)

    _apply_sparse = _apply_dense


def _times_ones(value: float) -> Callable[..., Any]:
    def initial(shape: Any, dtype: Any) -> Any:
        return node("Mul", ones_initializer()(shape, dtype=dtype), value)

    return initial


class _Penalised(Optimizer):
    def __init__(self, learning_rate: Any, l1: float, l2: float, use_locking: bool, name: str) -> None:
        super().__init__(use_locking, name)
        self._learning_rate, self._l1, self._l2 = learning_rate, l1, l2

    def _prepare(self) -> None:
        self._learning_rate_tensor = self._rate(self._learning_rate, "learning_rate")
        self._l1_tensor = self._rate(self._l1, "l1_regularization_strength")
        self._l2_tensor = self._rate(self._l2, "l2_regularization_strength")

    def _rates(self, dtype: Any) -> list[Any]:
        return [in_dtype(each, dtype) for each in (self._learning_rate_tensor, self._l1_tensor, self._l2_tensor)]


class ProximalGradientDescentOptimizer(_Penalised):
    """Descent, then shrinking. Source: tf.train.ProximalGradientDescentOptimizer.

    J. Duchi, Y. Singer 2009 (NIPS).
    """

    def __init__(
        self,
        learning_rate: Any,
        l1_regularization_strength: float = 0.0,
        l2_regularization_strength: float = 0.0,
        use_locking: bool = False,
        name: str = "ProximalGradientDescent",
    ) -> None:
        super().__init__(learning_rate, l1_regularization_strength, l2_regularization_strength, use_locking, name)

    def _apply_dense(self, grad: Any, var: Any) -> Operation:
        return self._apply("ProximalGradientDescent", grad, var, *self._rates(var.dtype), grad)

    _apply_sparse = _apply_dense


class ProximalAdagradOptimizer(_Penalised):
    """Adagrad, then shrinking. Source: tf.train.ProximalAdagradOptimizer.

    J. Duchi, Y. Singer 2009 (NIPS). Raises ValueError unless `initial_accumulator_value` is positive.
    """

    def __init__(
        self,
        learning_rate: Any,
        initial_accumulator_value: float = 0.1,
        l1_regularization_strength: float = 0.0,
        l2_regularization_strength: float = 0.0,
        use_locking: bool = False,
        name: str = "ProximalAdagrad",
    ) -> None:
        if initial_accumulator_value <= 0.0:
            raise ValueError(f"initial_accumulator_value must be positive: {initial_accumulator_value}")
        super().__init__(learning_rate, l1_regularization_strength, l2_regularization_strength, use_locking, name)
        self._initial = initial_accumulator_value

    def _create_slots(self, var_list: Sequence[Any]) -> None:
        for var in var_list:
            self._slot(var, "accumulator", self._name, constant_initializer(self._initial, dtype=var.dtype))

    def _apply_dense(self, grad: Any, var: Any) -> Operation:
        slot = self.get_slot(var, "accumulator")
        return self._apply("ProximalAdagrad", grad, var, slot, *self._rates(var.dtype), grad)

    _apply_sparse = _apply_dense
