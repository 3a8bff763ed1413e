"""Variables, values and functions in keras' session. `tf.keras.backend.function` and others.

Source: tensorflow/python/keras/backend.py.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ...dtypes import as_dtype
from ...gradients import gradients as derive
from ...graph import Tensor, get_default_graph, node
from ...layers.choosing import either
from ...ops.inputs import placeholder as enter
from ...ops.random import random_normal as normal
from ...ops.random import random_uniform as uniform
from ...variables import Variable
from ..state import get_session, learning_phase, unique_name

__all__ = [
    "batch_get_value",
    "batch_set_value",
    "constant",
    "epsilon",
    "eval",
    "floatx",
    "function",
    "get_uid",
    "get_value",
    "gradients",
    "image_data_format",
    "in_train_phase",
    "ones",
    "placeholder",
    "random_normal",
    "random_uniform",
    "set_value",
    "switch",
    "update",
    "update_add",
    "update_sub",
    "variable",
    "zeros",
]


def floatx() -> str:
    """The dtype of fractions, float32. Source: tf.keras.backend.floatx."""
    return "float32"


def epsilon() -> float:
    """What is added where zero would divide. Source: tf.keras.backend.epsilon."""
    return 1e-7


def image_data_format() -> str:
    """Where the channels of images are, last. Source: tf.keras.backend.image_data_format."""
    return "channels_last"


def variable(value: Any, dtype: Any = None, name: str | None = None, constraint: Any = None) -> Variable:
    """A variable. Source: tf.keras.backend.variable."""
    array = np.asarray(value) if not isinstance(value, Tensor) else value
    kind = as_dtype(dtype or "float32")
    return Variable(array, name=name, dtype=kind, constraint=constraint)


def placeholder(
    shape: Any = None, ndim: int | None = None, dtype: Any = None, sparse: bool = False, name: str | None = None
) -> Tensor:
    """A tensor to be fed. Source: tf.keras.backend.placeholder."""
    return enter(as_dtype(dtype or "float32"), [None] * ndim if shape is None and ndim else shape, name=name)


def constant(value: Any, dtype: Any = None, shape: Any = None, name: str | None = None) -> Tensor:
    """A constant. `-> [...]`. Source: tf.keras.backend.constant."""
    array = np.asarray(value, as_dtype(dtype or "float32").as_numpy_dtype)
    made: Tensor = get_default_graph().convert(array if shape is None else np.broadcast_to(array, shape), name=name or "Const")
    return made


def zeros(shape: Any, dtype: Any = None, name: str | None = None) -> Variable:
    """A variable of zeros. Source: tf.keras.backend.zeros."""
    return variable(np.zeros(shape), dtype, name)


def ones(shape: Any, dtype: Any = None, name: str | None = None) -> Variable:
    """A variable of ones. Source: tf.keras.backend.ones."""
    return variable(np.ones(shape), dtype, name)


def eval(x: Any) -> Any:
    """The value of a tensor or variable, in keras' session. Source: tf.keras.backend.eval."""
    return get_session().run(x)


get_value = eval


def batch_get_value(tensors: Sequence[Any]) -> list[Any]:
    """The values of several. Source: tf.keras.backend.batch_get_value."""
    return list(get_session().run(list(tensors))) if tensors else []


def set_value(x: Any, value: Any) -> None:
    """Give a variable a value. Source: tf.keras.backend.set_value."""
    x.load(value, get_session())


def batch_set_value(tuples: Sequence[tuple[Any, Any]]) -> None:
    """Give several variables values. Source: tf.keras.backend.batch_set_value."""
    for x, value in tuples:
        set_value(x, value)


def function(
    inputs: Sequence[Any], outputs: Any, updates: Any = None, name: str | None = None, **kwargs: Any
) -> Callable[..., Any]:
    """A function of lists of arrays that runs `outputs`, and `updates` with them. Source: tf.keras.backend.function."""
    asked = outputs if isinstance(outputs, (list, tuple)) else [outputs]

    def call(values: Any) -> Any:
        listed = values if isinstance(values, (list, tuple)) else [values]
        found = get_session().run([list(asked), list(updates or ())], dict(zip(inputs, listed, strict=True)))[0]
        return found if isinstance(outputs, (list, tuple)) else found[0]

    return call


def gradients(loss: Any, variables: Any) -> list[Any]:
    """The derivatives of a loss. Source: tf.keras.backend.gradients."""
    return derive(loss, variables)


def update(x: Any, new_x: Any) -> Any:
    """An operation that gives a variable a value. Source: tf.keras.backend.update."""
    return x.assign(new_x)


def update_add(x: Any, increment: Any) -> Any:
    """An operation that adds to a variable. Source: tf.keras.backend.update_add."""
    return x.assign_add(increment)


def update_sub(x: Any, decrement: Any) -> Any:
    """An operation that takes from a variable. Source: tf.keras.backend.update_sub."""
    return x.assign_sub(decrement)


def switch(condition: Any, then_expression: Any, else_expression: Any) -> Any:
    """One of two, functions or tensors. Source: tf.keras.backend.switch."""
    if callable(then_expression):
        return either(condition, then_expression, else_expression)
    return node("SelectV2", condition, then_expression, else_expression)


def in_train_phase(x: Any, alt: Any, training: Any = None) -> Any:
    """The first while training, else the second. Source: tf.keras.backend.in_train_phase."""
    first, second = (each if callable(each) else lambda each=each: each for each in (x, alt))
    return either(learning_phase() if training is None else training, first, second)


def get_uid(prefix: str = "") -> int:
    """A number for a name, counted from 1. Source: tf.keras.backend.get_uid."""
    return int(unique_name(f"uid {prefix}", 1).rpartition("_")[2])


def random_normal(shape: Any, mean: float = 0.0, stddev: float = 1.0, dtype: Any = None, seed: int | None = None) -> Tensor:
    """Normal numbers. `-> shape`. Source: tf.keras.backend.random_normal."""
    return normal(shape, mean, stddev, dtype or "float32", seed)


def random_uniform(shape: Any, minval: float = 0.0, maxval: float = 1.0, dtype: Any = None, seed: int | None = None) -> Tensor:
    """Uniform numbers. `-> shape`. Source: tf.keras.backend.random_uniform."""
    return uniform(shape, minval, maxval, dtype or "float32", seed)
