"""What TensorFlow keeps out of its public names, and scripts take from inside: moving averages, constants, dependencies.

Reached by TensorFlow's own paths, `from heureum.python.training import moving_averages`; see path_table.py.
Source: tensorflow/python/training/moving_averages.py, tensorflow/python/ops/control_flow_ops.py, framework/tensor_util.py.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np

from .aliases import convert_to_tensor_or_sparse_tensor, get_static_value
from .control_flow import cond
from .dtypes import as_dtype
from .graph import GraphKeys, Operation, SparseTensor, SparseTensorValue, Tensor, get_default_graph, graph_of
from .ops.matrix_functions import expm as matrix_exponential
from .ops.passing import broadcast_static_shape as broadcast_shape
from .ops.ranking import nth_element
from .tensor_shape import Dimension, TensorShape
from .train.moving_averages import ExponentialMovingAverage
from .variables import Variable
from .variables import Variable as ResourceVariable

__all__ = [
    "DEFAULT_GRAPH_SEED",
    "ResourceVariable",
    "as_dimension",
    "assign_moving_average",
    "broadcast_shape",
    "broadcast_weights",
    "constant_value",
    "constant_value_as_shape",
    "convert_n_to_tensor",
    "convert_n_to_tensor_or_sparse_tensor",
    "get_gradient_function",
    "has_default_graph",
    "is_broadcast_compatible",
    "is_sparse",
    "matrix",
    "matrix_exponential",
    "metric_variable",
    "name_from_scope_name",
    "nth_element",
    "prepend_name_scope",
    "scalar",
    "smart_cond",
    "smart_constant_value",
    "strip_name_scope",
    "uid",
    "unknown_shape",
    "vector",
    "with_dependencies",
]

DEFAULT_GRAPH_SEED = 87654321
_numbers = itertools.count(1)


def assign_moving_average(variable: Any, value: Any, decay: Any, zero_debias: bool = True, name: str | None = None) -> Tensor:
    """variable = decay * variable + (1 - decay) * value, as what the variable is after it. `[...] x [...] -> [...]`.

    With `zero_debias` the average is corrected for its start at zero. Source: moving_averages.assign_moving_average.
    """
    graph = get_default_graph()
    if zero_debias:
        average = ExponentialMovingAverage(decay, zero_debias=True, name=name or "AssignMovingAvg")
        with graph.control_dependencies([average.apply([graph.convert(value)])]):
            made: Tensor = graph.node("Assign", variable, average.average(value))
            return made
    with graph.name_scope(name or "AssignMovingAvg") as scope:
        held = graph.convert(variable)
        rest = graph.node("Sub", graph.convert(1.0, held.dtype), graph.convert(decay, held.dtype))
        difference = graph.node("Mul", graph.node("Sub", held, graph.convert(value, held.dtype)), rest)
        found: Tensor = graph.node("AssignSub", variable, difference, name=scope)
        return found


def with_dependencies(dependencies: Sequence[Any], output_tensor: Any, name: str | None = None) -> Tensor:
    """The tensor, once all of `dependencies` have run. `[...] -> [...]`. Source: control_flow_ops.with_dependencies."""
    graph = graph_of(output_tensor)
    with graph.name_scope(name or "control_dependency") as scope, graph.control_dependencies(list(dependencies)):
        made: Tensor = graph.node("Identity", output_tensor, name=scope)
        return made


def constant_value(tensor: Any, partial: bool = False) -> np.ndarray | None:
    """The value of a tensor that is known before it runs, else None. Source: tensor_util.constant_value."""
    return get_static_value(tensor, partial)


def constant_value_as_shape(tensor: Tensor) -> TensorShape:
    """A tensor of sizes as a shape, as far as it is known before it runs. Source: tensor_util.constant_value_as_shape."""
    sizes = tensor.spec.known_sizes()
    if sizes is None:
        return TensorShape(None) if tensor.shape[0].value is None else TensorShape([None] * tensor.shape[0].value)
    return TensorShape([None if size == -1 else size for size in sizes])


def unknown_shape(rank: int | None = None, **kwargs: Any) -> TensorShape:
    """A shape of which no size is known, and perhaps not how many. Source: tensor_shape.unknown_shape."""
    count = kwargs.get("ndims", rank)
    return TensorShape(None if count is None else [None] * count)


def scalar() -> TensorShape:
    """The shape of a single number, `[]`. Source: tensor_shape.scalar."""
    return TensorShape([])


def vector(length: Any) -> TensorShape:
    """The shape `[length]`. Source: tensor_shape.vector."""
    return TensorShape([length])


def matrix(rows: Any, cols: Any) -> TensorShape:
    """The shape `[rows, cols]`. Source: tensor_shape.matrix."""
    return TensorShape([rows, cols])


def as_dimension(value: Any) -> Dimension:
    """A size, perhaps unknown, as a Dimension. Source: tensor_shape.as_dimension."""
    return value if isinstance(value, Dimension) else Dimension(value)


def is_broadcast_compatible(shape_x: TensorShape, shape_y: TensorShape) -> bool:
    """Whether two shapes of known rank can be broadcast. Source: common_shapes.is_broadcast_compatible."""
    if shape_x.rank is None or shape_y.rank is None:
        return False
    try:
        broadcast_shape(shape_x, shape_y)
    except ValueError:
        return False
    return True


def has_default_graph() -> bool:
    """True: there always is a default graph. Source: ops.has_default_graph."""
    return True


def uid() -> int:
    """A number that no call has given before. Source: ops.uid."""
    return next(_numbers)


def get_gradient_function(op: Operation) -> Any:
    """What gradients through an operation follow; None where nothing flows. Source: ops.get_gradient_function."""
    return op.graph.gradient_rule(op)


def name_from_scope_name(name: str) -> str:
    """A scope's name as that of a node: `a/b/` is `a/b`. Source: ops.name_from_scope_name."""
    return name.removesuffix("/")


def strip_name_scope(name: str, export_scope: str | None) -> str:
    """A name as it is inside a scope: `a/b/c` in `a` is `b/c`; others are as they are. Source: ops.strip_name_scope."""
    if not export_scope:
        return name
    mark, scope = ("^" if name.startswith("^") else ""), export_scope.removesuffix("/") + "/"
    return mark + name.removeprefix(mark).removeprefix(scope)


def prepend_name_scope(name: str, import_scope: str | None) -> str:
    """A name inside a scope as it is outside: `b/c` in `a` is `a/b/c`. Source: ops.prepend_name_scope."""
    if not import_scope:
        return name
    mark, scope = ("^" if name.startswith("^") else ""), import_scope.removesuffix("/") + "/"
    return mark + scope + name.removeprefix(mark)


def is_sparse(x: Any) -> bool:
    """Whether it is a sparse tensor, or the values of one. Source: sparse_tensor.is_sparse."""
    return isinstance(x, (SparseTensor, SparseTensorValue))


def convert_n_to_tensor_or_sparse_tensor(values: Sequence[Any], dtype: Any = None, name: str | None = None) -> list[Any]:
    """Each value as a tensor, what is sparse as a SparseTensor. Raises TypeError for what is no sequence.

    Source: sparse_tensor.convert_n_to_tensor_or_sparse_tensor.
    """
    if not isinstance(values, Sequence):
        raise TypeError(f"values must be a sequence, got {type(values).__name__}")
    names = [f"{name}_{index}" if name else None for index in range(len(values))]
    return [convert_to_tensor_or_sparse_tensor(each, dtype, called) for each, called in zip(values, names, strict=True)]


def convert_n_to_tensor(values: Sequence[Any], dtype: Any = None, name: str | None = None) -> list[Tensor]:
    """Each value as a tensor. Raises TypeError for what is no sequence. Source: ops.convert_n_to_tensor."""
    if not isinstance(values, Sequence):
        raise TypeError(f"values must be a sequence, got {type(values).__name__}")
    wanted = None if dtype is None else as_dtype(dtype)
    names = [f"{name}_{index}" if name else "Const" for index in range(len(values))]
    return [graph_of(*values).convert(value, wanted, name=each) for value, each in zip(values, names, strict=True)]


def broadcast_weights(weights: Any, values: Any) -> Tensor:
    """The weights, as many as there are values. `[...] x [...] -> [...]`. Source: weights_broadcast_ops.broadcast_weights."""
    graph = graph_of(weights, values)
    with graph.name_scope("broadcast_weights") as scope:
        values = graph.convert(values, name="values")
        weights = graph.convert(weights, values.dtype, name="weights")
        if weights.shape.is_fully_defined() and weights.shape == values.shape:
            return weights
        made: Tensor = graph.node("Mul", weights, graph.node("OnesLike", values), name=scope)
        return made


def smart_constant_value(pred: Any) -> bool | None:
    """Whether a predicate is true, as far as that is known before it runs. Raises TypeError for what is none.

    Source: smart_cond.smart_constant_value.
    """
    if isinstance(pred, Tensor):
        value = get_static_value(pred)
        return None if value is None else bool(value)
    if pred in (0, 1):
        return bool(pred)
    raise TypeError(f"`pred` must be a Tensor, or a Python bool, or 1 or 0. Found instead: {pred!r}")


def smart_cond(pred: Any, true_fn: Any = None, false_fn: Any = None, name: str | None = None) -> Any:
    """What one of the functions describes: at once when it is known which, else `tf.cond`. Source: smart_cond.smart_cond."""
    known = smart_constant_value(pred)
    if known is None:
        return cond(pred, true_fn=true_fn, false_fn=false_fn, name=name or "cond")
    return true_fn() if known else false_fn()


def metric_variable(shape: Any, dtype: Any, validate_shape: bool = True, name: str | None = None) -> Variable:
    """A local variable of zeros for a metric. Source: metrics_impl.metric_variable."""
    zeros = np.zeros([int(size) for size in TensorShape(shape)], as_dtype(dtype).as_numpy_dtype)
    keys = [GraphKeys.LOCAL_VARIABLES, GraphKeys.METRIC_VARIABLES]
    return Variable(lambda: zeros, trainable=False, collections=keys, name=name, dtype=dtype)
