"""Optimizers that follow the gradient as it is: plain descent, and momentum.

Each takes its rates; gives an Optimizer.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..graph import IndexedSlices, Operation, node
from .optimizer import Optimizer, in_dtype

__all__ = ["GradientDescentOptimizer", "MomentumOptimizer"]


class GradientDescentOptimizer(Optimizer):
    """var - learning_rate * gradient. Source: tf.train.GradientDescentOptimizer."""

    def __init__(self, learning_rate: Any, use_locking: bool = False, name: str = "GradientDescent") -> None:
        super().__init__(use_locking, name)
        self._learning_rate = learning_rate

    def _prepare(self) -> None:
        self._learning_rate_tensor = self._rate(self._learning_rate, "learning_rate")

    def _apply_dense(self, grad: Any, var: Any) -> Operation:
        return self._apply("GradientDescent", grad, var, in_dtype(self._learning_rate_tensor, var.dtype), grad)

    def _apply_sparse(self, grad: IndexedSlices, var: Any) -> Operation:
        step = grad.values * in_dtype(self._learning_rate_tensor, var.dtype)
        made: Operation = node("ScatterSub", var, grad.indices, step, use_locking=self._use_locking).op
        return made


class MomentumOptimizer(Optimizer):
    """accum = momentum * accum + gradient; var - learning_rate * accum. Source: tf.train.MomentumOptimizer.

    `use_nesterov` looks one step ahead: I. Sutskever et al. 2013 (ICML).
    """

    def __init__(
        self,
        learning_rate: Any,
        momentum: Any,
        use_locking: bool = False,
        name: str = "Momentum",
        use_nesterov: bool = False,
    ) -> None:
        super().__init__(use_locking, name)
        self._learning_rate, self._momentum, self._use_nesterov = learning_rate, momentum, use_nesterov

    def _create_slots(self, var_list: Sequence[Any]) -> None:
        for var in var_list:
            self._slot(var, "momentum", self._name)

    def _prepare(self) -> None:
        self._learning_rate_tensor = self._rate(self._learning_rate, "learning_rate")
        self._momentum_tensor = self._rate(self._momentum, "momentum")

    def _apply_dense(self, grad: Any, var: Any) -> Operation:
        rate, momentum = (in_dtype(each, var.dtype) for each in (self._learning_rate_tensor, self._momentum_tensor))
        slot = self.get_slot(var, "momentum")
        return self._apply("Momentum", grad, var, slot, rate, grad, momentum, use_nesterov=self._use_nesterov)

    _apply_sparse = _apply_dense
