"""Adam and its kin, with keras' rates. `tf.keras.optimizers.Adam` and others.

D. Kingma, J. Ba 2015 (arXiv:1412.6980). Source: tensorflow/python/keras/optimizer_v2.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..graph import Operation, get_default_graph, node
from ..ops.grouping import group
from ..train.optimizer import in_dtype
from ..variables import Variable
from .descending import Optimizer, number

__all__ = ["Adam", "Adamax", "Nadam"]


class Adam(Optimizer):
    """Momentum and a rate per element, from running averages. Source: tf.keras.optimizers.Adam."""

    def __init__(
        self, learning_rate: float = 0.001, beta_1: float = 0.9, beta_2: float = 0.999, epsilon: float = 1e-7,
        amsgrad: bool = False, name: str = "Adam", **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(learning_rate, name, **kwargs)
        self._betas, self._epsilon, self._amsgrad = (beta_1, beta_2), epsilon, amsgrad

    def _create_slots(self, var_list: Sequence[Any]) -> None:
        self._slots_of(var_list, "m", "v", *(["vhat"] if self._amsgrad else []))

    def _powers(self, var: Any) -> tuple[Any, Any]:
        return tuple(node("Pow", number(beta, var.dtype), in_dtype(self._step_t, var.dtype)) for beta in self._betas)

    def _moved(self, grad: Any, var: Any) -> tuple[Any, Any]:
        (beta_1, beta_2), m, v = self._betas, self.get_slot(var, "m"), self.get_slot(var, "v")
        return m.assign(m * beta_1 + grad * (1.0 - beta_1)), v.assign(v * beta_2 + node("Square", grad) * (1.0 - beta_2))

    def _apply_dense(self, grad: Any, var: Any) -> Operation:
        first, second = self._powers(var)
        m, v = self._moved(grad, var)
        rate = self._rate_for(var) * node("Sqrt", 1.0 - second) / (1.0 - first)
        size, more = v, []
        if self._amsgrad:
            largest = self.get_slot(var, "vhat")
            size = largest.assign(node("Maximum", largest, v))
            more = [size]
        return group(var.assign_sub(rate * m / (node("Sqrt", size) + self._epsilon)), m, v, *more)


class Adamax(Adam):
    """Adam that measures by the largest gradient so far, fading. Source: tf.keras.optimizers.Adamax."""

    def __init__(
        self, learning_rate: float = 0.001, beta_1: float = 0.9, beta_2: float = 0.999, epsilon: float = 1e-7,
        name: str = "Adamax", **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(learning_rate, beta_1, beta_2, epsilon, name=name, **kwargs)

    def _apply_dense(self, grad: Any, var: Any) -> Operation:
        (beta_1, beta_2), m, v = self._betas, self.get_slot(var, "m"), self.get_slot(var, "v")
        moved = m.assign(m * beta_1 + grad * (1.0 - beta_1))
        largest = v.assign(node("Maximum", v * beta_2, node("Abs", grad)))
        rate = self._rate_for(var) / (1.0 - self._powers(var)[0])
        return group(var.assign_sub(rate * moved / (largest + self._epsilon)), moved, largest)


class Nadam(Adam):
    """Adam with Nesterov's momentum, whose share grows at first. T. Dozat 2016. Source: tf.keras.optimizers.Nadam."""

    def __init__(
        self, learning_rate: float = 0.001, beta_1: float = 0.9, beta_2: float = 0.999, epsilon: float = 1e-7,
        name: str = "Nadam", **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(learning_rate, beta_1, beta_2, epsilon, name=name, **kwargs)
        self._schedules: dict[Any, Variable] = {}

    def _create_slots(self, var_list: Sequence[Any]) -> None:
        super()._create_slots(var_list)
        graph = var_list[0].graph
        if graph not in self._schedules:
            self._schedules[graph] = Variable(1.0, trainable=False, name="momentum_cache")

    def _prepare(self) -> None:
        super()._prepare()
        cache = self._schedules[get_default_graph()]
        now, after = (self._share(self._step_t + ahead) for ahead in (0.0, 1.0))
        product = cache * now
        self._shares = (now, after, product, product * after)

    def _share(self, step: Any) -> Any:
        return self._betas[0] * (1.0 - 0.5 * node("Pow", number(0.96, step.dtype), 0.004 * step))

    def _finish(self, update_ops: Sequence[Any], name_scope: str) -> Operation:
        with get_default_graph().control_dependencies(update_ops):
            kept = self._schedules[get_default_graph()].assign(self._shares[2])
        return super()._finish([*update_ops, kept], name_scope)

    def _apply_dense(self, grad: Any, var: Any) -> Operation:
        now, after, product, further = (in_dtype(each, var.dtype) for each in self._shares)
        m, v = self._moved(grad, var)
        ahead = (1.0 - now) * grad / (1.0 - product) + after * m / (1.0 - further)
        size = v / (1.0 - self._powers(var)[1])
        return group(var.assign_sub(self._rate_for(var) * ahead / (node("Sqrt", size) + self._epsilon)), m, v)
