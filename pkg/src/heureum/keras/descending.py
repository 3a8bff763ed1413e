"""Optimizers with keras' rates and a rate that can be changed. `tf.keras.optimizers.SGD` and others.

Takes rates; gives what `compile` trains with, and what `minimize` has as those of tf.train.
Law: the rate is a variable, `lr`; with `decay` it falls as 1 / (1 + decay * steps).
Source: tensorflow/python/keras/optimizer_v2.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..dtypes import float32, int64
from ..graph import IndexedSlices, Operation, get_default_graph, node
from ..ops.clipping import clip_by_norm, clip_by_value
from ..ops.grouping import group
from ..train import Optimizer as TrainOptimizer
from ..train.optimizer import in_dtype
from ..variables import Variable

__all__ = ["SGD", "Adadelta", "Adagrad", "Optimizer", "RMSprop", "number"]


class Optimizer(TrainOptimizer):
    """What keras' optimizers share: a rate that can be changed, its decay, and clipping of gradients.

    Source: tf.keras.optimizers.Optimizer.
    """

    def __init__(self, learning_rate: float, name: str, **kwargs: Any) -> None:
        super().__init__(False, name)
        self._start = kwargs.pop("lr", learning_rate)
        self._decay, self._clipnorm, self._clipvalue = (kwargs.pop(each, None) for each in ("decay", "clipnorm", "clipvalue"))
        if kwargs:
            raise TypeError(f"Unexpected keyword argument passed to optimizer: {sorted(kwargs)[0]}")
        self._made: dict[Any, tuple[Variable, Variable]] = {}

    def _numbers(self) -> tuple[Variable, Variable]:
        graph = get_default_graph()
        if graph not in self._made:
            with graph.control_dependencies(None), graph.name_scope(self._name):
                rate = Variable(float(self._start), trainable=False, name="learning_rate")
                self._made[graph] = (rate, Variable(0, trainable=False, name="iter", dtype=int64))
        return self._made[graph]

    @property
    def lr(self) -> Variable:
        """The rate, a variable."""
        return self._numbers()[0]

    learning_rate = lr

    @property
    def iterations(self) -> Variable:
        """How many steps were taken, a variable."""
        return self._numbers()[1]

    def get_config(self) -> dict[str, Any]:
        """Its name and rates."""
        return {"name": self._name, "learning_rate": self._start, "decay": self._decay or 0.0}

    def minimize(  # type: ignore[override]
        self, loss: Any, var_list: Any = None, grad_loss: Any = None, name: str | None = None
    ) -> Any:
        """An operation that takes one step; a loss may be a function."""
        loss = loss() if callable(loss) else loss
        return self.apply_gradients(self.compute_gradients(loss, var_list, grad_loss=grad_loss), name)

    def apply_gradients(self, grads_and_vars: Any, name: str | None = None) -> Any:  # type: ignore[override]
        """An operation that changes each variable by its gradient, clipped when asked."""
        pairs = [(self._clipped(grad), var) for grad, var in grads_and_vars]
        self._numbers()
        return super().apply_gradients(pairs, None, name)

    def _clipped(self, grad: Any) -> Any:
        if grad is None or (self._clipnorm is None and self._clipvalue is None):
            return grad
        values = grad.values if isinstance(grad, IndexedSlices) else grad
        if self._clipnorm is not None:
            values = clip_by_norm(values, self._clipnorm)
        if self._clipvalue is not None:
            values = clip_by_value(values, -self._clipvalue, self._clipvalue)
        return IndexedSlices(values, grad.indices, grad.dense_shape) if isinstance(grad, IndexedSlices) else values

    def _prepare(self) -> None:
        steps = node("Cast", self.iterations, DstT=float32)
        rate: Any = self.lr.value()
        self._lr_t = rate / (1.0 + self._decay * steps) if self._decay else rate
        self._step_t = steps + 1.0

    def _finish(self, update_ops: Sequence[Any], name_scope: str) -> Operation:
        with get_default_graph().control_dependencies(update_ops):
            counted = self.iterations.assign_add(1)
        return group(*update_ops, counted, name=name_scope)

    def _slots_of(self, var_list: Sequence[Any], *names: str) -> None:
        for var in var_list:
            for each in names:
                self._slot(var, each, self._name)

    def _rate_for(self, var: Any) -> Any:
        return in_dtype(self._lr_t, var.dtype)

    def _apply_sparse(self, grad: IndexedSlices, var: Any) -> Operation:
        # A gradient of a few rows is spread over all: what is zero there fades the averages, as for dense ones.
        return self._apply_dense(var.graph.convert(grad), var)


class SGD(Optimizer):
    """Gradient descent, with momentum when asked, and Nesterov's. Source: tf.keras.optimizers.SGD."""

    def __init__(
        self, learning_rate: float = 0.01, momentum: float = 0.0, nesterov: bool = False, name: str = "SGD", **kwargs: Any
    ) -> None:
        super().__init__(learning_rate, name, **kwargs)
        self._momentum, self._nesterov = momentum, nesterov

    def _create_slots(self, var_list: Sequence[Any]) -> None:
        if self._momentum:
            self._slots_of(var_list, "momentum")

    def _apply_dense(self, grad: Any, var: Any) -> Operation:
        step = self._rate_for(var) * grad
        if not self._momentum:
            done: Operation = var.assign_sub(step, read_value=False)
            return done
        held = self.get_slot(var, "momentum")
        after = held.assign(held * self._momentum - step)
        return group(var.assign_add(after * self._momentum - step if self._nesterov else after), after)


class RMSprop(Optimizer):
    """A rate divided by the size of recent gradients. Source: tf.keras.optimizers.RMSprop."""

    def __init__(
        self, learning_rate: float = 0.001, rho: float = 0.9, momentum: float = 0.0, epsilon: float = 1e-7,
        centered: bool = False, name: str = "RMSprop", **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(learning_rate, name, **kwargs)
        self._rho, self._momentum, self._epsilon, self._centered = rho, momentum, epsilon, centered

    def _create_slots(self, var_list: Sequence[Any]) -> None:
        self._slots_of(var_list, "rms", *(["momentum"] if self._momentum else []), *(["mg"] if self._centered else []))

    def _apply_dense(self, grad: Any, var: Any) -> Operation:
        rms = self.get_slot(var, "rms")
        after = rms.assign(rms * self._rho + node("Square", grad) * (1.0 - self._rho))
        updates, size = [after], after
        if self._centered:
            mean = self.get_slot(var, "mg")
            moved = mean.assign(mean * self._rho + grad * (1.0 - self._rho))
            updates.append(moved)
            size = after - node("Square", moved)
        if not self._momentum:
            return group(var.assign_sub(self._rate_for(var) * grad / (node("Sqrt", size) + self._epsilon)), *updates)
        held = self.get_slot(var, "momentum")
        step = held.assign(held * self._momentum + self._rate_for(var) * grad * node("Rsqrt", size + self._epsilon))
        return group(var.assign_sub(step), step, *updates)


class Adagrad(Optimizer):
    """A rate that falls with the sum of squared gradients. Source: tf.keras.optimizers.Adagrad."""

    def __init__(
        self, learning_rate: float = 0.001, initial_accumulator_value: float = 0.1, epsilon: float = 1e-7,
        name: str = "Adagrad", **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(learning_rate, name, **kwargs)
        self._first, self._epsilon = initial_accumulator_value, epsilon

    def _create_slots(self, var_list: Sequence[Any]) -> None:
        for var in var_list:
            self._slot(
                var, "accumulator", self._name, lambda shape, dtype=None, **_: node("Fill", shape, number(self._first, dtype))
            )

    def _apply_dense(self, grad: Any, var: Any) -> Operation:
        held = self.get_slot(var, "accumulator")
        after = held.assign_add(node("Square", grad))
        return group(var.assign_sub(self._rate_for(var) * grad / (node("Sqrt", after) + self._epsilon)), after)


class Adadelta(Optimizer):
    """A rate from recent gradients and recent steps. M. Zeiler 2012 (arXiv:1212.5701). Source: tf.keras.optimizers.Adadelta."""

    def __init__(
        self, learning_rate: float = 0.001, rho: float = 0.95, epsilon: float = 1e-7, name: str = "Adadelta", **kwargs: Any
    ) -> None:
        super().__init__(learning_rate, name, **kwargs)
        self._rho, self._epsilon = rho, epsilon

    def _create_slots(self, var_list: Sequence[Any]) -> None:
        self._slots_of(var_list, "accum_grad", "accum_var")

    def _apply_dense(self, grad: Any, var: Any) -> Operation:
        slopes, steps = self.get_slot(var, "accum_grad"), self.get_slot(var, "accum_var")
        after = slopes.assign(slopes * self._rho + node("Square", grad) * (1.0 - self._rho))
        step = grad * node("Sqrt", steps + self._epsilon) * node("Rsqrt", after + self._epsilon)
        moved = steps.assign(steps * self._rho + node("Square", step) * (1.0 - self._rho))
        return group(var.assign_sub(self._rate_for(var) * step), after, moved)


def number(value: float, dtype: Any) -> Any:
    """A number as a tensor of a dtype. `-> []`."""
    return get_default_graph().convert(value, dtype)
