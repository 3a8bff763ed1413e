"""Ops that hand tensors on: identity_n, stop_gradient, defaults for placeholders, and shapes of several."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..dtypes import DType, as_dtype, float32, int32
from ..graph import Operation, Tensor, graph_of, node, op
from ..op_def import FRACTIONAL, INDEX
from ..resources import KernelContext
from ..tensor_shape import TensorShape, TensorSpec, as_shape
from .shapes import broadcast, length_of, same

__all__ = [
    "broadcast_dynamic_shape",
    "broadcast_static_shape",
    "check_numerics",
    "identity_n",
    "placeholder_with_default",
    "shape_n",
    "stop_gradient",
]


def _no_work(*_: TensorSpec, **__: Any) -> float:
    return 0.0


def _types(*inputs: TensorSpec, **_: Any) -> list[TensorSpec]:
    return [TensorSpec(each.dtype, each.shape) for each in inputs]


@op("IdentityN(input: *any) -> *T", shape=_types, gradient=lambda op, *dys: list(dys), work=_no_work)
def _identity_n(*input: Any, T: list[DType]) -> Any:
    """Tensors of any dtypes as they are. `N x [...] -> N x [...]`. Source: tf.identity_n."""
    return input


def identity_n(input: Any, name: str | None = None) -> list[Tensor]:
    """Tensors of any dtypes under other names. `N x [...] -> N x [...]`. Source: tf.identity_n."""
    graph = graph_of(*input)
    with graph.name_scope(name or "IdentityN") as scope:
        tensors = [graph.convert(each, name=f"input_{i}") for i, each in enumerate(input)]
        made = graph.node("IdentityN", *tensors, T=[each.dtype for each in tensors], name=scope)
        return list(made) if isinstance(made, (list, tuple)) else [made]


def _no_second(op: Operation, dy: Tensor) -> list[Any]:
    raise LookupError(f"Gradient explicitly disabled. Reason: {op.attrs['message']}")


@op("PreventGradient(input: T) -> T", shape=lambda input, **_: input, gradient=_no_second, work=_no_work)
def _prevent_gradient(input: Any, *, message: str = "") -> Any:
    """The tensor itself, through which no gradient may be asked for. `[...] -> [...]`. Source: tf.raw_ops.PreventGradient."""
    return input


@op("StopGradient(input: T) -> T", shape=lambda input: input, gradient=lambda op, dy: [None], work=_no_work)
def stop_gradient(input: Any) -> Any:
    """The same tensor; no gradient flows through it. `[...] -> [...]`. Source: tf.stop_gradient."""
    return input


def _default_shape(input: TensorSpec, *, shape: TensorShape) -> TensorShape:
    shape.merge_with(input.shape)
    return shape


@op(
    "PlaceholderWithDefault(input: T) -> T",
    shape=_default_shape,
    gradient=lambda op, dy: [dy],
    work=_no_work,
    stateful=True,  # a run may feed another value, so nothing may be concluded from the default
)
def _placeholder_with_default(context: KernelContext, input: Any, *, shape: TensorShape) -> Any:
    """The input, unless a run feeds another value. `[...] -> [...]`. Source: tf.placeholder_with_default."""
    return input


def placeholder_with_default(input: Any, shape: Any, name: str | None = None) -> Tensor:
    """A tensor that is `input` unless a run feeds it; unknown sizes of `shape` are None. `[...] -> shape`.

    Raises ValueError when `input` does not have that shape. Source: tf.placeholder_with_default.
    """
    made: Tensor = node("PlaceholderWithDefault", input, shape=as_shape(shape), name=name)
    return made


def _shapes(*inputs: TensorSpec, out_type: DType) -> list[TensorSpec]:
    return [TensorSpec(out_type, TensorShape.of((each.shape.rank,)), None, each.shape.sizes) for each in inputs]


@op("ShapeN(input: *T) -> *out_type", shape=_shapes, work=_no_work)
def _shape_n(*input: Any, out_type: DType = int32) -> Any:
    """The sizes of several tensors. `N x [a, b] -> N x [2]`. Source: tf.shape_n."""
    return tuple(np.array(np.shape(each), out_type.as_numpy_dtype) for each in input)


def shape_n(input: Any, out_type: Any = int32, name: str | None = None) -> list[Tensor]:
    """The sizes of several tensors. `N x [a, b] -> N x [2]`. Source: tf.shape_n."""
    made = node("ShapeN", *input, out_type=as_dtype(out_type), name=name)
    return list(made) if isinstance(made, (list, tuple)) else [made]


def _numeric_gradient(op: Operation, dy: Tensor) -> list[Any]:
    return [node("CheckNumerics", dy, message="Not a number (NaN) or infinity (Inf) values detected in gradient.")]


@op("CheckNumerics(tensor: T) -> T", shape=same, gradient=_numeric_gradient, T=FRACTIONAL[:3])
def _check_numerics(tensor: Any, *, message: str) -> Any:
    """The same tensor, when all its elements are finite. `[...] -> [...]`. Source: tf.check_numerics."""
    if not np.isfinite(tensor).all():
        found = " and ".join(text for text, test in (("Inf", np.isinf), ("NaN", np.isnan)) if test(tensor).any())
        raise ValueError(f"{message} : Tensor had {found} values")
    return tensor


def check_numerics(tensor: Any, message: str, name: str | None = None) -> Tensor:
    """`tensor`; InvalidArgumentError with `message` when an element of it is infinite or no number. `[...] -> [...]`.

    Source: tf.check_numerics.
    """
    made: Tensor = node("CheckNumerics", tensor, message=message, name=name)
    return made


def broadcast_static_shape(shape_x: Any, shape_y: Any) -> TensorShape:
    """The shape that two known shapes broadcast to. `[n] x [m] -> [max(n, m)]`.

    Raises ValueError when they can't be. Source: tf.broadcast_static_shape.
    """
    return broadcast(TensorSpec(float32, as_shape(shape_x)), TensorSpec(float32, as_shape(shape_y)))


def _broadcast_length(s0: TensorSpec, s1: TensorSpec) -> tuple[int | None]:
    lengths = length_of(s0), length_of(s1)
    return (None if None in lengths else max(lengths),)  # type: ignore[type-var]  # None was ruled out


@op("BroadcastArgs(s0: T, s1: T) -> T", shape=_broadcast_length, T=INDEX)
def _broadcast_args(s0: Any, s1: Any) -> Any:
    """The shape that two shapes broadcast to. `[n] x [m] -> [max(n, m)]`. Source: tf.broadcast_dynamic_shape."""
    return np.array(np.broadcast_shapes(tuple(s0.tolist()), tuple(s1.tolist())), s0.dtype)


@op(
    "BroadcastGradientArgs(s0: T, s1: T) -> r0: T, r1: T",
    shape=lambda s0, s1: [TensorShape.of((None,)), TensorShape.of((None,))],
    T=INDEX,
)
def _broadcast_gradient_args(s0: Any, s1: Any) -> Any:
    """The axes over which a gradient is summed for each of two inputs that broadcast. `[n] x [m] -> [i], [j]`.

    Source: tf.raw_ops.BroadcastGradientArgs.
    """
    if s0.tolist() == s1.tolist():
        return np.zeros(0, s0.dtype), np.zeros(0, s0.dtype)
    rank = len(np.broadcast_shapes(tuple(s0.tolist()), tuple(s1.tolist())))
    sizes = [[1] * (rank - len(each)) + each.tolist() for each in (s0, s1)]
    return tuple(np.array([axis for axis, size in enumerate(each) if size == 1], s0.dtype) for each in sizes)


def broadcast_dynamic_shape(shape_x: Any, shape_y: Any) -> Tensor:
    """The shape that two shapes broadcast to. `[n] x [m] -> [max(n, m)]`.

    InvalidArgumentError when they can't be. Source: tf.broadcast_dynamic_shape.
    """
    graph = graph_of(shape_x, shape_y)
    x, y = (graph.convert(each, int32 if not isinstance(each, Tensor) else None) for each in (shape_x, shape_y))
    made: Tensor = graph.node("BroadcastArgs", x, y)
    return made
