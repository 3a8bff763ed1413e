"""Rows for heureum.ops.inputs."""

import numpy as np

import heureum as tf

from .row import Row, sample

_NO_VALUE = "it has a value only when it is fed or called"
_FED = {"skip_kernel": _NO_VALUE}


def _value(shape: tuple[int, ...]):
    return lambda types: {"value": sample(np.random.default_rng(0), types["dtype"], shape), "dtype": types["dtype"]}


ROWS = [
    Row("Const", attrs=_value((2, 3))),
    Row("Const", attrs=_value(())),
    Row("Const", attrs=_value((0, 3))),
    Row("Placeholder", attrs=lambda types: {"dtype": types["dtype"], "shape": tf.TensorShape([2, None])}, **_FED),
    Row("Parameter", attrs=lambda types: {"dtype": types["dtype"], "shape": tf.TensorShape([2, 3])}, **_FED),
    Row("RefParameter", attrs=lambda types: {"dtype": types["dtype"], "shape": tf.TensorShape([2, 3])}, **_FED),
    Row("NoOp"),
]

NOT_DIFFERENTIABLE = {
    "Const": "it has no inputs",
    "Placeholder": "it has no inputs",
    "Parameter": "it has no inputs",
    "RefParameter": "it has no inputs",
    "NoOp": "it has no inputs",
}
