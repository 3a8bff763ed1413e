"""Kin of Adam: with Nesterov's look ahead, with the largest gradient as measure, and for a few rows only.

Source: tensorflow/contrib/opt/python/training/nadam_optimizer.py, adamax.py, lazy_adam_optimizer.py.
"""

from __future__ import annotations

from typing import Any

from ...graph import IndexedSlices, Operation, node
from ...ops.grouping import group
from ...train import AdamOptimizer

__all__ = ["AdaMaxOptimizer", "LazyAdamOptimizer", "NadamOptimizer"]


class NadamOptimizer(AdamOptimizer):
    """Adam with Nesterov's momentum. T. Dozat 2016. Source: tf.contrib.opt.NadamOptimizer."""

    def _apply_dense(self, grad: Any, var: Any) -> Operation:
        m, v = self.get_slot(var, "m"), self.get_slot(var, "v")
        return self._apply("Adam", grad, var, m, v, *self._rates(var.dtype), grad, use_nesterov=True)

    def _apply_sparse(self, grad: IndexedSlices, var: Any) -> Operation:
        # All averages fade and all rows move; those with a gradient look ahead to it.
        graph = var.graph.current()
        beta1_power, beta2_power, lr_t, beta1, beta2, epsilon = self._rates(var.dtype)
        m, v = self.get_slot(var, "m"), self.get_slot(var, "v")
        summed = node("SumRows", grad.values, grad.indices)
        slopes, rows = summed[0] * (1 - beta1), summed[1]
        rate = lr_t * node("Sqrt", 1 - beta2_power) / (1 - beta1_power)
        with graph.control_dependencies([m.assign(m * beta1)]):
            m_t = node("ScatterAdd", m, rows, slopes)
        with graph.control_dependencies([v.assign(v * beta2)]):
            v_t = node("ScatterAdd", v, rows, summed[0] * summed[0] * (1 - beta2))
        scale = rate / (node("Sqrt", v_t) + epsilon)
        moved = var.assign_sub(scale * m_t * beta1)
        with graph.control_dependencies([moved]):
            ahead = node("ScatterSub", var, rows, node("GatherV2", scale, rows, 0) * slopes)
        return group(ahead, m_t, v_t)


class LazyAdamOptimizer(AdamOptimizer):
    """Adam that leaves rows alone which the gradient does not name. Source: tf.contrib.opt.LazyAdamOptimizer."""

    def _apply_sparse(self, grad: IndexedSlices, var: Any) -> Operation:
        beta1_power, beta2_power, lr_t, beta1, beta2, epsilon = self._rates(var.dtype)
        m, v = self.get_slot(var, "m"), self.get_slot(var, "v")
        summed = node("SumRows", grad.values, grad.indices)
        slopes, rows = summed[0], summed[1]
        rate = lr_t * node("Sqrt", 1 - beta2_power) / (1 - beta1_power)
        m_rows = node("GatherV2", m, rows, 0) * beta1 + slopes * (1 - beta1)
        v_rows = node("GatherV2", v, rows, 0) * beta2 + slopes * slopes * (1 - beta2)
        moved = node("ScatterSub", var, rows, rate * m_rows / (node("Sqrt", v_rows) + epsilon))
        return group(moved, node("ScatterUpdate", m, rows, m_rows), node("ScatterUpdate", v, rows, v_rows))


class AdaMaxOptimizer(AdamOptimizer):
    """Adam that measures by the largest gradient so far, fading (section 7). Source: tf.contrib.opt.AdaMaxOptimizer."""

    def __init__(
        self,
        learning_rate: Any = 0.001,
        beta1: Any = 0.9,
        beta2: Any = 0.999,
        epsilon: Any = 1e-8,
        use_locking: bool = False,
        name: str = "AdaMax",
    ) -> None:
        super().__init__(learning_rate, beta1, beta2, epsilon, use_locking, name)

    def _apply_dense(self, grad: Any, var: Any) -> Operation:
        beta1_power, _, lr_t, beta1, beta2, epsilon = self._rates(var.dtype)
        m, v = self.get_slot(var, "m"), self.get_slot(var, "v")
        m_t = m.assign(m * beta1 + grad * (1 - beta1))
        v_t = v.assign(node("Maximum", v * beta2, node("Abs", grad)))
        moved = var.assign_sub(lr_t / (1 - beta1_power) * m_t / (v_t + epsilon))
        return group(moved, m_t, v_t)

    def _apply_sparse(self, grad: IndexedSlices, var: Any) -> Operation:
        beta1_power, _, lr_t, beta1, beta2, epsilon = self._rates(var.dtype)
        m, v = self.get_slot(var, "m"), self.get_slot(var, "v")
        summed = node("SumRows", grad.values, grad.indices)
        slopes, rows = summed[0], summed[1]
        m_rows = node("GatherV2", m, rows, 0) * beta1 + slopes * (1 - beta1)
        v_rows = node("Maximum", node("GatherV2", v, rows, 0) * beta2, node("Abs", slopes))
        moved = node("ScatterSub", var, rows, lr_t / (1 - beta1_power) * m_rows / (v_rows + epsilon))
        return group(moved, node("ScatterUpdate", m, rows, m_rows), node("ScatterUpdate", v, rows, v_rows))
