"""Names of TensorFlow 1 that mean what others mean, and what it offers beside graphs: is_tensor, print, switch_case.

Source: tensorflow/python.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import numpy as np

from .control_flow import case as choose_case
from .dtypes import as_dtype
from .errors import OpError
from .graph import IndexedSlices, Operation, SparseTensor, Tensor, get_default_graph, graph_of
from .graph import NotDifferentiable as no_gradient
from .ops.joining import stack
from .ops.python import py_func
from .ops.sparse.places import as_sparse
from .ops.tensor_scatter import (
    tensor_scatter_add,
    tensor_scatter_max,
    tensor_scatter_min,
    tensor_scatter_sub,
    tensor_scatter_update,
)
from .variables import Variable, tables_initializer

__all__ = [
    "OpError",
    "assert_same_float_dtype",
    "container",
    "convert_to_tensor_or_indexed_slices",
    "convert_to_tensor_or_sparse_tensor",
    "dimension_at_index",
    "dimension_value",
    "disable_control_flow_v2",
    "disable_tensor_equality",
    "disable_v2_tensorshape",
    "get_static_value",
    "grad_pass_through",
    "guarantee_const",
    "init_scope",
    "initialize_all_tables",
    "is_tensor",
    "no_gradient",
    "numpy_function",
    "op_scope",
    "parallel_stack",
    "print",
    "switch_case",
    "tensor_scatter_nd_add",
    "tensor_scatter_nd_max",
    "tensor_scatter_nd_min",
    "tensor_scatter_nd_sub",
    "tensor_scatter_nd_update",
]

tensor_scatter_nd_add, tensor_scatter_nd_sub = tensor_scatter_add, tensor_scatter_sub
tensor_scatter_nd_max, tensor_scatter_nd_min = tensor_scatter_max, tensor_scatter_min
tensor_scatter_nd_update = tensor_scatter_update
initialize_all_tables = tables_initializer


def is_tensor(x: Any) -> bool:
    """Whether it is a tensor, a variable, slices or sparse. Source: tf.is_tensor."""
    return isinstance(x, (Tensor, Variable, SparseTensor, IndexedSlices))


def get_static_value(tensor: Any, partial: bool = False) -> np.ndarray | None:
    """The value of a tensor that is known before it runs, else None. Source: tf.get_static_value."""
    if not isinstance(tensor, Tensor):
        return None
    if tensor.op.type == "Const":
        return np.asarray(tensor.op.attrs["value"])
    return None if tensor.spec.value is None else np.asarray(tensor.spec.value)


def dimension_value(dimension: Any) -> int | None:
    """The number of a Dimension; a number itself. Source: tf.dimension_value."""
    value: int | None = getattr(dimension, "value", dimension)
    return value


def dimension_at_index(shape: Any, index: int) -> Any:
    """The Dimension of a shape at an index. Source: tf.dimension_at_index."""
    return shape[index]


def convert_to_tensor_or_indexed_slices(value: Any, dtype: Any = None, name: str | None = None) -> Any:
    """`value` as a tensor; slices as they are. Source: tf.convert_to_tensor_or_indexed_slices."""
    if isinstance(value, IndexedSlices):
        return value
    return graph_of(value).convert(value, None if dtype is None else as_dtype(dtype), name=name or "Const")


def convert_to_tensor_or_sparse_tensor(value: Any, dtype: Any = None, name: str | None = None) -> Any:
    """`value` as a tensor; what is sparse as a SparseTensor. Source: tf.convert_to_tensor_or_sparse_tensor."""
    if isinstance(value, SparseTensor) or hasattr(value, "_fields"):
        return as_sparse(value)
    return graph_of(value).convert(value, None if dtype is None else as_dtype(dtype), name=name or "Const")


def assert_same_float_dtype(tensors: Any = None, dtype: Any = None) -> Any:
    """The one dtype of all, float32 unless told. Raises ValueError for others or none. Source: tf.assert_same_float_dtype."""
    found = {each.dtype for each in tensors or ()} | ({as_dtype(dtype)} if dtype is not None else set())
    if len(found) > 1:
        raise ValueError(f"Tensors have different dtypes: {sorted(each.name for each in found)}")
    made = found.pop() if found else as_dtype("float32")
    if not made.is_floating:
        raise ValueError(f"Expected floating point type, got {made.name}.")
    return made


@contextmanager
def container(container_name: str) -> Iterator[None]:
    """Accepted: each session here keeps its own state. Source: tf.container."""
    yield


@contextmanager
def init_scope() -> Iterator[None]:
    """Outside of what is being described as a function. Source: tf.init_scope."""
    with get_default_graph().control_dependencies(None):
        yield


@contextmanager
def op_scope(values: Any, name: str | None, default_name: str | None = None) -> Iterator[str]:
    """`tf.name_scope` by its oldest name and order of arguments. Source: tf.op_scope."""
    with graph_of(*values).name_scope(name or default_name) as scope:
        yield scope


def guarantee_const(input: Any, name: str | None = None) -> Tensor:
    """The tensor itself. `[...] -> [...]`. Source: tf.guarantee_const."""
    made: Tensor = graph_of(input).node("Identity", input, name=name)
    return made


def grad_pass_through(f: Callable[..., Any]) -> Callable[..., Any]:
    """A function whose gradient is that of what it takes. `[...] -> [...]`. Source: tf.grad_pass_through."""

    def passing(x: Any) -> Tensor:
        graph = graph_of(x)
        x = graph.convert(x)
        made: Tensor = x + graph.node("StopGradient", f(x) - x)
        return made

    return passing


def parallel_stack(values: Any, name: str = "parallel_stack") -> Tensor:
    """`tf.stack` along a new first axis. `N x [...] -> [N, ...]`. Source: tf.parallel_stack."""
    return stack(values, name=name)


def numpy_function(func: Any = None, inp: Any = None, Tout: Any = None, stateful: bool = True, name: str | None = None) -> Any:
    """`tf.py_func`. Source: tf.numpy_function."""
    return py_func(func, inp, Tout, stateful, name)


def print(*inputs: Any, **kwargs: Any) -> Operation:  # TensorFlow's name
    """The operation that prints when it is run: texts and tensors in a row. `... -> `.

    `output_stream` is sys.stdout or sys.stderr (unless told), `sep` and `end` as Python's. Source: tf.print.
    """
    stream, between, end = kwargs.pop("output_stream", sys.stderr), kwargs.pop("sep", " "), kwargs.pop("end", "\n")
    kwargs.pop("summarize", None)
    name = kwargs.pop("name", None)
    if kwargs:
        raise ValueError(f"Unrecognized keyword arguments for tf.print: {kwargs}")
    places = [at for at, each in enumerate(inputs) if is_tensor(each)]

    def write(*values: Any) -> np.bool:
        parts = list(inputs)
        for at, value in zip(places, values, strict=True):
            parts[at] = value.decode(errors="replace") if isinstance(value, bytes) else value
        stream.write(between.join(str(each) for each in parts) + end)
        return np.bool_(True)

    made = py_func(write, [inputs[at] for at in places], as_dtype("bool"), name=name or "PrintV2")
    operation: Operation = made.op
    return operation


def switch_case(branch_index: Any, branch_fns: Any, default: Callable[..., Any] | None = None, name: str = "switch_case") -> Any:
    """What the function of that number gives; the default, or the last, for any other. `[] -> ...`. Source: tf.switch_case."""
    pairs = list(branch_fns.items()) if isinstance(branch_fns, Mapping) else list(enumerate(branch_fns))
    pairs = (
        [each if isinstance(each, tuple) else (at, each) for at, each in enumerate(f for _, f in pairs)]
        if any(isinstance(each, tuple) for _, each in pairs)
        else pairs
    )
    otherwise = default if default is not None else pairs[-1][1]
    graph = graph_of(branch_index)
    with graph.name_scope(name):
        return choose_case([(graph.node("Equal", branch_index, at), each) for at, each in pairs], default=otherwise)


def disable_control_flow_v2() -> None:
    """Nothing. Source: tf.compat.v1.disable_control_flow_v2."""


def disable_tensor_equality() -> None:
    """Nothing: tensors are compared by identity. Source: tf.compat.v1.disable_tensor_equality."""


def disable_v2_tensorshape() -> None:
    """Nothing: shapes have Dimensions. Source: tf.compat.v1.disable_v2_tensorshape."""
