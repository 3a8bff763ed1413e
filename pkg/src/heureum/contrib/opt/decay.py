"""Weight decay beside the gradient instead of in the loss: AdamW, MomentumW, and the same for any optimizer.

Law: a variable first shrinks by its share, then takes the optimizer's step.
Source: tensorflow/contrib/opt/python/training/weight_decay_optimizers.py; I. Loshchilov, F. Hutter 2017 (arXiv:1711.05101).
"""

from __future__ import annotations

from typing import Any

from ...graph import IndexedSlices, Operation, get_default_graph, node
from ...train import AdamOptimizer, MomentumOptimizer
from ...train.optimizer import in_dtype

__all__ = ["AdamWOptimizer", "DecoupledWeightDecayExtension", "MomentumWOptimizer", "extend_with_decoupled_weight_decay"]


class DecoupledWeightDecayExtension:
    """What an optimizer inherits from, before its own class, to shrink variables by `weight_decay` of themselves each step.

    `decay_var_list` of `minimize` and `apply_gradients` names the variables that shrink, all unless told.
    Source: tf.contrib.opt.DecoupledWeightDecayExtension.
    """

    def __init__(self, weight_decay: Any, **kwargs: Any) -> None:
        self._weight_decay = weight_decay
        self._shrinking: set[int] | None = None
        super().__init__(**kwargs)

    def minimize(self, loss: Any, global_step: Any = None, var_list: Any = None, *args: Any, **kwargs: Any) -> Any:
        """An operation that takes one step; see tf.train.Optimizer.minimize."""
        self._choose(kwargs.pop("decay_var_list", None))
        own: Any = super()
        return own.minimize(loss, global_step, var_list, *args, **kwargs)

    def apply_gradients(
        self, grads_and_vars: Any, global_step: Any = None, name: str | None = None, decay_var_list: Any = None
    ) -> Any:
        """An operation that changes variables by their gradients; see tf.train.Optimizer.apply_gradients."""
        self._choose(decay_var_list)
        own: Any = super()
        return own.apply_gradients(grads_and_vars, global_step=global_step, name=name)

    def _choose(self, variables: Any) -> None:
        if variables is not None:
            self._shrinking = {id(each) for each in variables}

    def _prepare(self) -> None:
        rate = self._weight_decay() if callable(self._weight_decay) else self._weight_decay
        self._weight_decay_t = get_default_graph().convert(rate, name="weight_decay")
        own: Any = super()
        own._prepare()

    def _shrunk(self, var: Any, rows: Any = None) -> list[Operation]:
        if self._shrinking is not None and id(var) not in self._shrinking:
            return []
        rate = in_dtype(self._weight_decay_t, var.dtype)
        if rows is None:
            return [var.assign_sub(rate * var, read_value=False)]
        return [node("ScatterSub", var, rows, rate * node("GatherV2", var, rows, 0)).op]

    def _apply_dense(self, grad: Any, var: Any) -> Operation:
        own: Any = super()
        with var.graph.current().control_dependencies(self._shrunk(var)):
            made: Operation = own._apply_dense(grad, var)
            return made

    def _apply_sparse(self, grad: IndexedSlices, var: Any) -> Operation:
        own: Any = super()
        with var.graph.current().control_dependencies(self._shrunk(var, grad.indices)):
            made: Operation = own._apply_sparse(grad, var)
            return made


def extend_with_decoupled_weight_decay(base_optimizer: type) -> type:
    """A class like `base_optimizer` whose first argument is `weight_decay`, and whose others are given by name.

    Source: tf.contrib.opt.extend_with_decoupled_weight_decay.
    """
    return type(
        f"{base_optimizer.__name__}WithDecoupledWeightDecay",
        (DecoupledWeightDecayExtension, base_optimizer),
        {"__doc__": f"{base_optimizer.__name__} with weight decay beside the gradient."},
    )


class AdamWOptimizer(DecoupledWeightDecayExtension, AdamOptimizer):
    """Adam with weight decay beside the gradient. Source: tf.contrib.opt.AdamWOptimizer."""

    def __init__(
        self,
        weight_decay: Any,
        learning_rate: Any = 0.001,
        beta1: Any = 0.9,
        beta2: Any = 0.999,
        epsilon: Any = 1e-8,
        use_locking: bool = False,
        name: str = "AdamW",
    ) -> None:
        super().__init__(
            weight_decay, learning_rate=learning_rate, beta1=beta1, beta2=beta2, epsilon=epsilon, use_locking=use_locking,
            name=name,
        )  # fmt: skip


class MomentumWOptimizer(DecoupledWeightDecayExtension, MomentumOptimizer):
    """Momentum with weight decay beside the gradient. Source: tf.contrib.opt.MomentumWOptimizer."""

    def __init__(
        self,
        weight_decay: Any,
        learning_rate: Any,
        momentum: Any,
        use_locking: bool = False,
        name: str = "MomentumW",
        use_nesterov: bool = False,
    ) -> None:
        super().__init__(
            weight_decay, learning_rate=learning_rate, momentum=momentum, use_locking=use_locking, name=name,
            use_nesterov=use_nesterov,
        )  # fmt: skip
