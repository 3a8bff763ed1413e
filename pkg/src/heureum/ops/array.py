"""Ops that change how a tensor is laid out, not its numbers."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import numpy as np

from ..dtypes import DType, as_dtype, int32
from ..graph import Operation, Tensor, graph_of, node, op
from ..op_def import ANY, INDEX, NUMERIC
from ..tensor_shape import TensorShape, TensorSpec
from .shapes import as_array, broadcast, constant_shape, place

__all__ = ["broadcast_to", "identity", "invert_permutation", "rank", "reshape", "shape", "size", "transpose"]


def _no_work(*_: TensorSpec, **__: Any) -> float:
    return 0.0  # a view: no element is touched


@op("Identity(input: T) -> T", shape=lambda input: input, gradient=lambda op, dy: [dy], work=_no_work)
def identity(input: Any) -> Any:
    """The same tensor under another name. `[...] -> [...]`. Source: tf.identity."""
    return input


def _shape_spec(input: TensorSpec, *, out_type: DType) -> TensorSpec:
    sizes = input.shape.sizes
    if sizes is None:
        return TensorSpec(out_type, TensorShape.of((None,)))
    known = None if None in sizes else np.array(sizes, out_type.as_numpy_dtype)
    return TensorSpec(out_type, TensorShape.of((len(sizes),)), known, sizes)


@op("Shape(input: T) -> out_type", shape=_shape_spec, work=_no_work)
def _shape(input: Any, *, out_type: DType = int32) -> Any:
    """The sizes of the input. `[a, b, c] -> [3]`. Source: tf.shape."""
    return np.array(np.shape(input), out_type.as_numpy_dtype)


def shape(input: Any, name: str | None = None, out_type: Any = int32) -> Tensor:
    """The sizes of `input` as a tensor, a constant when they are known. `[a, b, c] -> [3]`. Source: tf.shape."""
    graph = graph_of(input)
    with graph.name_scope(name or "Shape") as scope:
        input = graph.convert(input, name="input")
        wanted = as_dtype(out_type)
        if input.shape.is_fully_defined():
            return graph.convert(np.array(input.shape.as_list(), wanted.as_numpy_dtype), name=scope)
        made: Tensor = graph.node("Shape", input, out_type=wanted, name=scope)
        return made


def _size_spec(input: TensorSpec, *, out_type: DType) -> TensorSpec:
    count = input.shape.num_elements()
    return TensorSpec(out_type, TensorShape.of(()), None if count is None else np.array(count, out_type.as_numpy_dtype))


@op("Size(input: T) -> out_type", shape=_size_spec, work=_no_work)
def _size(input: Any, *, out_type: DType = int32) -> Any:
    """The number of elements. `[...] -> []`. Source: tf.size."""
    return out_type.as_numpy_dtype(np.size(input))


def size(input: Any, name: str | None = None, out_type: Any = int32) -> Tensor:
    """The number of elements of `input`, a constant when it is known. `[...] -> []`. Source: tf.size."""
    graph = graph_of(input)
    with graph.name_scope(name or "Size") as scope:
        input = graph.convert(input, name="input")
        wanted, count = as_dtype(out_type), input.shape.num_elements()
        if count is not None:
            return graph.convert(wanted.as_numpy_dtype(count), name=scope)
        made: Tensor = graph.node("Size", input, out_type=wanted, name=scope)
        return made


@op("Rank(input: T) -> int32", shape=lambda input: (), work=_no_work)
def _rank(input: Any) -> Any:
    """The number of axes. `[a, b] -> []`. Source: tf.rank."""
    return np.int32(np.ndim(input))


def rank(input: Any, name: str | None = None) -> Tensor:
    """The number of axes of `input`, a constant when it is known. `[a, b] -> []`. Source: tf.rank."""
    graph = graph_of(input)
    with graph.name_scope(name or "Rank") as scope:
        input = graph.convert(input, name="input")
        if input.shape.rank is not None:
            return graph.convert(np.int32(input.shape.rank), name=scope)
        made: Tensor = graph.node("Rank", input, name=scope)
        return made


def _reshaped(tensor: TensorSpec, shape: TensorSpec) -> TensorShape:
    if shape.shape.rank not in (1, None):
        raise ValueError(f"input 'shape' is {shape}: Shape must be rank 1 but is rank {shape.shape.rank}")
    if shape.value is not None and np.any(shape.value < -1):
        raise ValueError(f"a size must not be negative, but for one that is -1: found {np.ravel(shape.value).tolist()}")
    wanted = constant_shape(shape)
    if wanted.sizes is None:
        return wanted
    open_sizes = [i for i, size in enumerate(wanted.sizes) if size is None]
    if len(open_sizes) > 1:
        return wanted  # refused when it runs, as in TensorFlow
    count = tensor.shape.num_elements()
    if count is None:
        if not open_sizes:
            _must_divide(tensor, wanted)
        return wanted
    known = int(np.prod([size for size in wanted.sizes if size is not None], dtype=np.int64))
    fits = count == known if not open_sizes else count == 0 if known == 0 else count % known == 0
    if not fits:
        asked = f"Cannot reshape a tensor with {count} elements to shape {place(shape.known_sizes() or ())}"
        needed = f"Dimension size must be evenly divisible by {known} but is {count}" if open_sizes else f"{known} are needed"
        raise ValueError(f"{asked}: {needed}")
    found = list(wanted.sizes)
    if open_sizes and not known:
        return wanted
    for i in open_sizes:
        found[i] = count // known
    return TensorShape.of(tuple(found))


def _must_divide(tensor: TensorSpec, wanted: TensorShape) -> None:
    """Raises ValueError when no sizes in place of the unknown ones make as many elements as are wanted."""
    total = wanted.num_elements() or 0
    part = int(np.prod([size for size in tensor.shape.sizes or () if size is not None], dtype=np.int64))
    if (part and total % part) or (not part and total):
        raise ValueError(f"cannot reshape {tensor} to {list(wanted.sizes or ())}: found a multiple of {part}, needed {total}")


def _reshape_gradient(op: Operation, dy: Tensor) -> list[Any]:
    return [node("Reshape", dy, node("Shape", op.inputs[0])), None]


@op("Reshape(tensor: T, shape: Tshape) -> T", shape=_reshaped, gradient=_reshape_gradient, work=_no_work, Tshape=INDEX)
def reshape(tensor: Any, shape: Any) -> Any:
    """The same elements in another shape; one size may be -1 and is worked out. `[2, 3] -> [3, 2]`. Source: tf.reshape."""
    array = as_array(tensor)
    if np.count_nonzero(np.equal(shape, -1)) > 1:
        raise ValueError(f"Only one input size may be -1, found {np.ravel(shape).tolist()}")
    if array.size == 0 and -1 in shape and 0 in shape:
        # What is left open of nothing: what the other sizes that are not zero leave of it.
        left = _product(array.shape) // max(_product(each for each in shape if each != -1), 1)
        shape = [left if each == -1 else each for each in shape]
    sizes = [int(each) for each in shape]
    if -1 not in sizes and math.prod(sizes) != array.size:
        raise ValueError(f"{_given(array)} has {math.prod(sizes)}: {place(sizes)}")
    if -1 in sizes and array.size % -math.prod(sizes or [1]):
        raise ValueError(f"{_given(array)} requires a multiple of {-math.prod(sizes)}: {place(sizes)}")
    return np.reshape(array, sizes)


def _given(array: np.ndarray) -> str:
    return f"Input to reshape is a tensor with {array.size} values, but the requested shape"


def _product(sizes: Iterable[int]) -> int:
    return math.prod(int(size) for size in sizes if size)


def _transposed(x: TensorSpec, perm: TensorSpec) -> TensorShape:
    sizes = x.shape.sizes
    if sizes is None or perm.value is None:
        length = perm.shape.sizes[0] if perm.shape.sizes else None
        rank = len(sizes) if sizes is not None else length
        if perm.value is not None and any(
            not -np.size(perm.value) <= axis < np.size(perm.value) for axis in np.ravel(perm.value)
        ):
            raise ValueError(f"perm {np.ravel(perm.value).tolist()} is no permutation: {x} with as many axes has no such axis")
        return TensorShape.of(None if rank is None else (None,) * rank)
    order = np.ravel(perm.value).tolist()
    if len(order) != len(sizes) or any(not -len(sizes) <= axis < len(sizes) for axis in order):
        raise ValueError(f"perm {order} is not a permutation of the {len(sizes)} axes of {x}")
    order = [axis % len(sizes) for axis in order]
    if len(set(order)) < len(order):
        return TensorShape.of((None,) * len(sizes))  # refused when it runs, as in TensorFlow
    return TensorShape.of(tuple(sizes[axis] for axis in order))


def _transpose_gradient(op: Operation, dy: Tensor) -> list[Any]:
    return [node("Transpose", dy, node("InvertPermutation", op.inputs[1])), None]


@op("Transpose(x: T, perm: Tperm) -> T", shape=_transposed, gradient=_transpose_gradient, work=_no_work, Tperm=INDEX)
def _transpose(x: Any, perm: Any) -> Any:
    """The axes in another order: output axis i is input axis perm[i]. `[a, b] -> [b, a]`. Source: tf.transpose."""
    x, order = as_array(x), np.ravel(perm).tolist()
    if sorted(axis % max(x.ndim, 1) for axis in order if -x.ndim <= axis < x.ndim) != list(range(x.ndim)) or len(order) != x.ndim:
        raise ValueError(f"perm {order} is not a permutation of the {x.ndim} axes: each must be there once")
    return np.transpose(x, order)


def _inverted(x: TensorSpec) -> TensorSpec:
    if x.value is None:
        return TensorSpec(x.dtype, x.shape.with_rank(1))
    return TensorSpec(x.dtype, x.shape.with_rank(1), _inverse(x.value))


def _inverse(order: Any) -> Any:
    if order.ndim != 1:
        raise ValueError(f"invert_permutation expects a 1D vector: Shape must be rank 1 but is rank {order.ndim}")
    for i, each in enumerate(order.tolist()):
        if not 0 <= each < len(order):
            raise ValueError(f"{each} is not between 0 and {len(order)}: {order.tolist()} is not a permutation")
        if each in order[:i]:
            raise ValueError(f"{each} is duplicated in the input: {order.tolist()} is not a permutation")
    return np.argsort(order).astype(order.dtype)


@op("InvertPermutation(x: T) -> T", shape=_inverted, T=INDEX)
def invert_permutation(x: Any) -> Any:
    """The permutation that undoes `x`. `[n] -> [n]`. Source: tf.invert_permutation."""
    return _inverse(x)


def transpose(a: Any, perm: Any = None, name: str = "transpose", conjugate: bool = False) -> Tensor:
    """`a` with its axes in the order `perm`, reversed unless told. `[a, b] -> [b, a]`.

    Raises ValueError when `perm` is no permutation of the axes. Source: tf.transpose.
    """
    graph = graph_of(a, perm)
    with graph.name_scope(name or "transpose") as scope:
        a = graph.convert(a, name="a")
        if perm is None and a.shape.rank is not None:
            perm = np.arange(a.shape.rank - 1, -1, -1, dtype=np.int32)
        elif perm is None:
            perm = graph.node("Range", graph.node("Rank", a) - 1, -1, -1, name="Range")
        if not isinstance(perm, Tensor):
            perm = graph.convert(perm, name="perm")
        if conjugate and a.dtype.is_complex:
            a = graph.node("Conj", a)
        made: Tensor = graph.node("Transpose", a, perm, name=scope)
        return made


def _broadcast_to_gradient(op: Operation, dy: Tensor) -> list[Any]:
    return [node("SumToShape", dy, node("Shape", op.inputs[0])), None]


def _broadcast_to_shape(input: TensorSpec, shape: TensorSpec) -> TensorShape:
    wanted = constant_shape(shape)
    if wanted.is_fully_defined() and broadcast(input, TensorSpec(input.dtype, wanted)).merge_with(wanted) != wanted:
        raise ValueError(f"{input} can't be broadcast to {wanted}")
    return wanted


@op(
    "BroadcastTo(input: T, shape: Tidx) -> T",
    shape=_broadcast_to_shape,
    gradient=_broadcast_to_gradient,
    T=ANY,
    Tidx=INDEX,
)
def broadcast_to(input: Any, shape: Any) -> Any:
    """The input repeated along new and single axes. `[3] -> [2, 3]`. Source: tf.broadcast_to."""
    return np.broadcast_to(as_array(input), shape)


def _sum_to_shape_gradient(op: Operation, dy: Tensor) -> list[Any]:
    return [node("BroadcastTo", dy, node("Shape", op.inputs[0])), None]


@op(
    "SumToShape(input: T, shape: Tidx) -> T",
    shape=lambda input, shape: constant_shape(shape),
    gradient=_sum_to_shape_gradient,
    T=NUMERIC,
    Tidx=INDEX,
)
def sum_to_shape(input: Any, shape: Any) -> Any:
    """The input summed over the axes along which `shape` was broadcast to it: the gradient of broadcasting.

    `[2, 3] -> [3]`. Source: TensorFlow's BroadcastGradientArgs with Sum and Reshape.
    """
    input = np.asarray(input)
    added = input.ndim - len(shape)
    axes = (*range(added), *(added + i for i, size in enumerate(shape) if size == 1 and input.shape[added + i] != 1))
    return np.sum(input, axis=axes, dtype=input.dtype).reshape(tuple(shape))
