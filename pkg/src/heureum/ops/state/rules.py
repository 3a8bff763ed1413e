"""The rules by which optimizers change variables, as TensorFlow's kernels write them.

Takes what the variables and their slots hold, the rates, and a gradient; gives what they hold afterwards.
Law: element by element, in the order of operations of the original, so that results agree to the last bits.
Source: tensorflow/core/kernels/training_ops.cc; the papers are named at the optimizers.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .updating import update_rule

__all__: list[str] = []

_Values = tuple[Any, ...]


@update_rule("GradientDescent", "var", "alpha delta")
def _gradient_descent(var: Any, alpha: Any, delta: Any) -> _Values:
    """var - alpha * delta. Source: tf.train.GradientDescentOptimizer."""
    return (var - alpha * delta,)


@update_rule("Momentum", "var accum", "lr grad momentum", use_nesterov=False)
def _momentum(var: Any, accum: Any, lr: Any, grad: Any, momentum: Any, *, use_nesterov: bool) -> _Values:
    """accum = accum * momentum + grad; var - lr * accum, or a step further. Source: tf.train.MomentumOptimizer."""
    accum = accum * momentum + grad
    if use_nesterov:
        return var - (grad * lr + accum * momentum * lr), accum
    return var - accum * lr, accum


@update_rule("Adagrad", "var accum", "lr grad", update_slots=True)
def _adagrad(var: Any, accum: Any, lr: Any, grad: Any, *, update_slots: bool) -> _Values:
    """accum = accum + grad^2; var - lr * grad / sqrt(accum). Source: tf.train.AdagradOptimizer."""
    if update_slots:
        accum = accum + np.square(grad)
    return var - lr * grad / np.sqrt(accum), accum


@update_rule("Adadelta", "var accum accum_update", "lr rho epsilon grad")
def _adadelta(var: Any, accum: Any, accum_update: Any, lr: Any, rho: Any, epsilon: Any, grad: Any) -> _Values:
    """var - lr * update, where update = sqrt(accum_update + epsilon) / sqrt(accum + epsilon) * grad.

    Source: tf.train.AdadeltaOptimizer.
    """
    accum = accum * rho + np.square(grad) * (1 - rho)
    update = np.sqrt(accum_update + epsilon) / np.sqrt(accum + epsilon) * grad
    return var - update * lr, accum, accum_update * rho + np.square(update) * (1 - rho)


@update_rule("RMSProp", "var ms mom", "lr rho momentum epsilon grad")
def _rms_prop(var: Any, ms: Any, mom: Any, lr: Any, rho: Any, momentum: Any, epsilon: Any, grad: Any) -> _Values:
    """mom = mom * momentum + lr * grad / sqrt(ms + epsilon); var - mom. Source: tf.train.RMSPropOptimizer."""
    ms = ms + (np.square(grad) - ms) * (1 - rho)
    mom = mom * momentum + grad * lr / np.sqrt(ms + epsilon)
    return var - mom, ms, mom


@update_rule("CenteredRMSProp", "var mg ms mom", "lr rho momentum epsilon grad")
def _centered_rms_prop(
    var: Any, mg: Any, ms: Any, mom: Any, lr: Any, rho: Any, momentum: Any, epsilon: Any, grad: Any
) -> _Values:
    """RMSProp that divides by an estimate of the variance, ms - mg^2. Source: tf.train.RMSPropOptimizer(centered=True)."""
    ms = ms + (np.square(grad) - ms) * (1 - rho)
    mg = mg + (grad - mg) * (1 - rho)
    mom = mom * momentum + grad * lr / np.sqrt(ms - np.square(mg) + epsilon)
    return var - mom, mg, ms, mom


@update_rule("Adam", "var m v", "beta1_power beta2_power lr beta1 beta2 epsilon grad", use_nesterov=False)
def _adam(
    var: Any, m: Any, v: Any, beta1_power: Any, beta2_power: Any, lr: Any, beta1: Any, beta2: Any, epsilon: Any, grad: Any,
    *, use_nesterov: bool,
) -> _Values:  # fmt: skip
    """var - lr_t * m / (sqrt(v) + epsilon), with the moments' bias in lr_t. Source: tf.train.AdamOptimizer."""
    rate = lr * np.sqrt(1 - beta2_power) / (1 - beta1_power)
    m = m + (grad - m) * (1 - beta1)
    v = v + (np.square(grad) - v) * (1 - beta2)
    ahead = grad * (1 - beta1) + beta1 * m if use_nesterov else m
    return var - ahead * rate / (np.sqrt(v) + epsilon), m, v


def _ftrl_step(var: Any, accum: Any, linear: Any, grad: Any, pull: Any, lr: Any, l1: Any, l2: Any, lr_power: Any) -> _Values:
    grown = accum + np.square(grad)
    before, after = (np.sqrt(each) if lr_power == -0.5 else each ** (-lr_power) for each in (accum, grown))
    linear = linear + pull - (after - before) / lr * var
    moved = (np.sign(linear) * l1 - linear) / (after / lr + 2 * l2)
    return np.where(np.abs(linear) > l1, moved, np.zeros((), var.dtype))[()], grown, linear


@update_rule("Ftrl", "var accum linear", "grad lr l1 l2 lr_power", multiply_linear_by_lr=False)
def _ftrl(
    var: Any, accum: Any, linear: Any, grad: Any, lr: Any, l1: Any, l2: Any, lr_power: Any, *, multiply_linear_by_lr: bool
) -> _Values:
    """Follow the regularised leader, per coordinate. Source: tf.train.FtrlOptimizer."""
    return _ftrl_step(var, accum, linear, grad, grad, lr, l1, l2, lr_power)


@update_rule("FtrlV2", "var accum linear", "grad lr l1 l2 l2_shrinkage lr_power", multiply_linear_by_lr=False)
def _ftrl_with_shrinkage(
    var: Any, accum: Any, linear: Any, grad: Any, lr: Any, l1: Any, l2: Any, l2_shrinkage: Any, lr_power: Any,
    *, multiply_linear_by_lr: bool,
) -> _Values:  # fmt: skip
    """Ftrl with an L2 penalty on the loss, which shrinks the pull alone. Source: tf.train.FtrlOptimizer."""
    return _ftrl_step(var, accum, linear, grad, grad + 2 * l2_shrinkage * var, lr, l1, l2, lr_power)


def _proximal(moved: Any, rate: Any, l1: Any, l2: Any) -> Any:
    if l1 > 0:
        moved = np.sign(moved) * np.maximum(np.abs(moved) - rate * l1, 0)
    return moved / (1 + rate * l2)


@update_rule("ProximalGradientDescent", "var", "alpha l1 l2 delta")
def _proximal_gradient_descent(var: Any, alpha: Any, l1: Any, l2: Any, delta: Any) -> _Values:
    """A step of gradient descent, then L1 and L2 shrinking. Source: tf.train.ProximalGradientDescentOptimizer."""
    return (_proximal(var - alpha * delta, alpha, l1, l2),)


@update_rule("ProximalAdagrad", "var accum", "lr l1 l2 grad")
def _proximal_adagrad(var: Any, accum: Any, lr: Any, l1: Any, l2: Any, grad: Any) -> _Values:
    """A step of Adagrad, then L1 and L2 shrinking. Source: tf.train.ProximalAdagradOptimizer."""
    accum = accum + np.square(grad)
    rate = lr / np.sqrt(accum)
    return _proximal(var - grad * rate, rate, l1, l2), accum
