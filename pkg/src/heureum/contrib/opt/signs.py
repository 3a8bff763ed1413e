"""Steps that grow where gradient and momentum agree in sign: AddSign and PowerSign.

Source: tensorflow/contrib/opt/python/training/addsign.py, powersign.py; I. Bello and others 2017 (arXiv:1709.07417).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from ...graph import Operation, get_default_graph, node
from ...ops.grouping import group
from ...train import Optimizer, get_or_create_global_step
from ...train.optimizer import in_dtype

__all__ = ["AddSignOptimizer", "PowerSignOptimizer"]


class _SignOptimizer(Optimizer):
    """A running average of gradients, and a step scaled by whether the signs agree."""

    def __init__(
        self, learning_rate: Any, beta: Any, sign_decay_fn: Callable[..., Any] | None, use_locking: bool, name: str
    ) -> None:
        super().__init__(use_locking, name)
        self._lr, self._beta, self._sign_decay_fn = learning_rate, beta, sign_decay_fn

    def _create_slots(self, var_list: Sequence[Any]) -> None:
        for var in var_list:
            self._slot(var, "m", self._name)

    def _prepare(self) -> None:
        self._lr_t, self._beta_t = self._rate(self._lr, "learning_rate"), self._rate(self._beta, "beta")
        decay = 1.0 if self._sign_decay_fn is None else self._sign_decay_fn(get_or_create_global_step())
        self._decay_t = get_default_graph().convert(decay, name="sign_decay")

    def _scaled(self, agreement: Any) -> Any:
        raise NotImplementedError

    def _apply_dense(self, grad: Any, var: Any) -> Operation:
        lr, beta, decay = (in_dtype(each, var.dtype) for each in (self._lr_t, self._beta_t, self._decay_t))
        m = self.get_slot(var, "m")
        m_t = m.assign(m * beta + grad * (1 - beta))
        agreement = decay * node("Sign", grad) * node("Sign", m_t)
        return group(var.assign_sub(lr * self._scaled(agreement) * grad), m_t)


class AddSignOptimizer(_SignOptimizer):
    """`var -= rate * (alpha + agreement) * gradient`. Source: tf.contrib.opt.AddSignOptimizer."""

    def __init__(
        self,
        learning_rate: Any = 0.1,
        alpha: float = 1.0,
        beta: Any = 0.9,
        sign_decay_fn: Callable[..., Any] | None = None,
        use_locking: bool = False,
        name: str = "AddSignOptimizer",
    ) -> None:
        super().__init__(learning_rate, beta, sign_decay_fn, use_locking, name)
        self._alpha = alpha

    def _scaled(self, agreement: Any) -> Any:
        return agreement + self._alpha


class PowerSignOptimizer(_SignOptimizer):
    """`var -= rate * base ** agreement * gradient`. Source: tf.contrib.opt.PowerSignOptimizer."""

    def __init__(
        self,
        learning_rate: Any = 0.1,
        base: float = math.e,
        beta: Any = 0.9,
        sign_decay_fn: Callable[..., Any] | None = None,
        use_locking: bool = False,
        name: str = "PowerSignOptimizer",
    ) -> None:
        super().__init__(learning_rate, beta, sign_decay_fn, use_locking, name)
        self._log_base = math.log(base)

    def _scaled(self, agreement: Any) -> Any:
        return node("Exp", agreement * self._log_base)
