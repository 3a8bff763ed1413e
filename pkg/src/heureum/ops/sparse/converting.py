"""Between sparse and dense, and sparse tensors rearranged: to_dense, reorder, reshape, transpose, retain.

Source: tensorflow/python/ops/sparse_ops.py.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from ...dtypes import as_dtype, int64
from ...dtypes import bool as truth
from ...graph import Operation, Tensor, get_default_graph, node, op
from ...graph.sparse import SparseTensor
from ...op_def import ANY, INDEX
from ...tensor_shape import TensorShape, TensorSpec, as_shape
from ..adjoint import summed_to
from ..shapes import constant_shape, place
from .places import as_sparse, check_inside, graph_of_sparse, numbers, parts, spread_out

__all__ = [
    "sparse_placeholder",
    "sparse_reorder",
    "sparse_reset_shape",
    "sparse_reshape",
    "sparse_retain",
    "sparse_tensor_to_dense",
    "sparse_to_dense",
    "sparse_to_indicator",
    "sparse_transpose",
]


def _dense_shape(indices: TensorSpec, shape: TensorSpec, values: TensorSpec, default: TensorSpec, **_: Any) -> TensorShape:
    if (indices.shape.rank or 0) > 2:
        raise ValueError(f"sparse_indices should be a scalar, vector, or matrix, found {indices}")
    default.shape.merge_with(())
    return constant_shape(shape)


def _dense_gradient(op: Operation, dy: Tensor) -> list[Any]:
    indices = op.inputs[0]
    if indices.shape.rank != 2:
        indices = node("Reshape", indices, node("Pack", -1, node("Size", op.inputs[1])))
    found = summed_to(node("GatherNd", dy, indices), op.inputs[2])
    everything = node("Sum", dy, node("Range", 0, node("Rank", dy), 1))
    taken = node("Sum", found, node("Range", 0, node("Rank", found), 1))
    return [None, None, found, everything - taken]


@op(
    "SparseToDense(sparse_indices: Tindices, output_shape: Tindices, sparse_values: T, default_value: T) -> T",
    shape=_dense_shape,
    gradient=_dense_gradient,
    T=ANY,
    Tindices=INDEX,
)
def _sparse_to_dense(indices: Any, shape: Any, values: Any, default: Any, *, validate_indices: bool = True) -> Any:
    """The whole tensor: elements at their places and a default elsewhere. `[n, r], [r], [n], [] -> [...]`.

    Source: tf.sparse_to_dense.
    """
    places = np.asarray(indices, np.int64)
    places = places.reshape(-1, 1) if places.ndim < 2 else places
    values = np.asarray(values, object if isinstance(values, bytes) else None)
    if places.shape[1] != len(shape):
        raise ValueError(
            f"output_shape has incorrect number of elements: {len(shape)} should be: {places.shape[1]}, as in sparse_indices"
        )
    if values.ndim and len(values) != len(places):
        raise ValueError(f"sparse_values has incorrect shape {place(values.shape)}, should be [] or [{len(places)}]")
    check_inside(places, shape)
    if validate_indices and len(places) > 1:
        _check_order(places, numbers(places, shape))
    made = np.full(tuple(shape), default, values.dtype)
    made[tuple(places.T)] = values
    return made


def _check_order(places: np.ndarray, flat: np.ndarray) -> None:
    steps = np.diff(flat)
    if np.any(steps <= 0):
        at = int(np.flatnonzero(steps <= 0)[0])
        what = "repeated" if steps[at] == 0 else "out of order. Many sparse ops require sorted indices: use tf.sparse_reorder"
        raise ValueError(f"indices[{at + 1}] = {place(places[at + 1])} is {what}")


def sparse_to_dense(
    sparse_indices: Any,
    output_shape: Any,
    sparse_values: Any,
    default_value: Any = 0,
    validate_indices: bool = True,
    name: str | None = None,
) -> Tensor:
    """The whole tensor: elements at their places and a default elsewhere. `[n, r], [r], [n] -> [...]`.

    A run fails with InvalidArgumentError for places that are outside, twice there or, with `validate_indices`, out of
    order. Source: tf.sparse_to_dense.
    """
    return node(
        "SparseToDense", sparse_indices, output_shape, sparse_values, default_value, validate_indices=validate_indices, name=name
    )


def sparse_tensor_to_dense(
    sp_input: Any, default_value: Any = None, validate_indices: bool = True, name: str | None = None
) -> Tensor:
    """A SparseTensor as a whole tensor; what is not listed is `default_value`, or zero. `sparse [...] -> [...]`.

    Raises TypeError unless it is sparse. Source: tf.sparse_tensor_to_dense.
    """
    sp_input = as_sparse(sp_input)
    if default_value is None:
        default_value = b"" if sp_input.dtype.name == "string" else np.zeros((), sp_input.dtype.as_numpy_dtype)
    return sparse_to_dense(
        sp_input.indices, sp_input.dense_shape, sp_input.values, default_value, validate_indices, name or "SparseToDense"
    )


def _reordered(indices: TensorSpec, values: TensorSpec, shape: TensorSpec) -> list[TensorShape]:
    parts(indices, values, shape)
    return [indices.shape, values.shape.with_rank(1)]


def _reorder_gradient(op: Operation, _: Tensor, dvalues: Tensor) -> list[Any]:
    indices, values, shape = op.inputs
    was = node("Range", 0, node("Size", values), 1)
    now = node("SparseReorder", indices, was, shape)[1]
    return [None, node("GatherV2", dvalues, node("InvertPermutation", now), 0), None]


@op(
    "SparseReorder(input_indices: int64, input_values: T, input_shape: int64) -> output_indices: int64, output_values: T",
    shape=_reordered,
    gradient=_reorder_gradient,
    T=ANY,
)
def _sparse_reorder(indices: Any, values: Any, shape: Any) -> Any:
    """The same elements with their places in order. `[n, r], [n], [r] -> [n, r], [n]`. Source: tf.sparse_reorder."""
    order = np.lexsort(indices.T[::-1]) if indices.shape[1] else np.arange(len(indices))
    return indices[order], values[order]


def sparse_reorder(sp_input: Any, name: str | None = None) -> SparseTensor:
    """The same tensor with its places in order. `sparse [...] -> sparse [...]`.

    Raises TypeError unless it is sparse. Source: tf.sparse_reorder.
    """
    sp_input = as_sparse(sp_input)
    indices, values = node("SparseReorder", sp_input.indices, sp_input.values, sp_input.dense_shape, name=name)
    return SparseTensor(indices, values, sp_input.dense_shape)


def _reshaped(indices: TensorSpec, old: TensorSpec, new: TensorSpec) -> list[TensorShape]:
    count = indices.shape.with_rank(2).sizes or (None,)
    rank = new.shape.with_rank(1).sizes or (None,)
    return [TensorShape.of((count[0], rank[0])), TensorShape.of((rank[0],))]


@op(
    "SparseReshape(input_indices: int64, input_shape: int64, new_shape: int64) -> output_indices: int64, output_shape: int64",
    shape=_reshaped,
    gradient=lambda op, *_: [None, None, None],
)
def _sparse_reshape(indices: Any, old: Any, new: Any) -> Any:
    """Places in a tensor of another shape and as many elements. `[n, r], [r], [q] -> [n, q], [q]`. Source: tf.sparse_reshape."""
    sizes, total = new.copy(), int(np.prod(old))
    unknown = np.flatnonzero(sizes == -1)
    if len(unknown) > 1:
        raise ValueError("only one output dimension may be -1")
    if len(unknown):
        known = int(np.prod(np.delete(sizes, unknown)))
        if known <= 0 or total % known:
            raise ValueError(f"Input to reshape is a SparseTensor with {total} dense values, but needs a multiple of {known}")
        sizes[unknown] = total // known
    if int(np.prod(sizes)) != total:
        raise ValueError(f"Input to reshape is a tensor with {total} dense values, but the requested shape has {np.prod(sizes)}")
    return spread_out(numbers(indices, old), sizes), sizes


def sparse_reshape(sp_input: Any, shape: Any, name: str | None = None) -> SparseTensor:
    """The same elements in a tensor of another shape; one size may be -1. `sparse [...] -> sparse [...]`.

    Raises TypeError unless it is sparse. Source: tf.sparse_reshape.
    """
    sp_input = as_sparse(sp_input)
    graph = graph_of_sparse(sp_input)
    with graph.name_scope(name or "SparseReshape") as scope:
        wanted = graph.convert(shape, None if isinstance(shape, Tensor) else int64, name="shape")
        wanted = wanted if wanted.dtype is int64 else node("Cast", wanted, DstT=int64)
        known, sizes_before = wanted.spec.known_sizes(), sp_input.dense_shape.spec.known_sizes()
        new, old = ([-1 if size is None else size for size in each or [-1]] for each in (known, sizes_before))
        if -1 not in (*new, *old) and math.prod(new) != math.prod(old):
            raise ValueError(f"Cannot reshape a tensor of shape {old} to shape {new}")
        indices, sizes = graph.node("SparseReshape", sp_input.indices, sp_input.dense_shape, wanted, name=scope)
        return SparseTensor(indices, graph.node("Identity", sp_input.values), sizes)


def sparse_transpose(sp_input: Any, perm: Any = None, name: str | None = None) -> SparseTensor:
    """The axes in another order, backwards unless told. `sparse [a, b] -> sparse [b, a]`.

    Raises TypeError unless it is sparse. Source: tf.sparse_transpose.
    """
    sp_input = as_sparse(sp_input)
    graph = graph_of_sparse(sp_input)
    with graph.name_scope(name or "SparseTranspose"):
        if perm is None:
            rank = sp_input.shape.rank
            perm = range(rank)[::-1] if rank is not None else node("Rank", sp_input.dense_shape) - 1
            perm = list(perm)
        indices = graph.node("GatherV2", sp_input.indices, perm, 1)
        sizes = graph.node("GatherV2", sp_input.dense_shape, perm, 0)
        return sparse_reorder(SparseTensor(indices, sp_input.values, sizes))


def sparse_retain(sp_input: Any, to_retain: Any) -> SparseTensor:
    """Only the elements for which `to_retain` is True. `sparse [...] x bool[n] -> sparse [...]`.

    Raises TypeError unless it is sparse, ValueError for another number of truth values. Source: tf.sparse_retain.
    """
    sp_input = as_sparse(sp_input)
    graph = graph_of_sparse(sp_input)
    to_retain = graph.convert(to_retain, truth)
    to_retain.shape.with_rank(1).merge_with(sp_input.values.shape)
    chosen = graph.node("Reshape", graph.node("Where", to_retain), [-1])
    indices = graph.node("GatherV2", sp_input.indices, chosen, 0)
    return SparseTensor(indices, graph.node("GatherV2", sp_input.values, chosen, 0), graph.node("Identity", sp_input.dense_shape))


def sparse_reset_shape(sp_input: Any, new_shape: Any = None) -> SparseTensor:
    """The same elements in a tensor of another shape of that rank: `new_shape`, or the least that holds them.

    `sparse [a, b] -> sparse [c, d]`. Raises TypeError unless it is sparse, ValueError for another rank.
    A run fails with InvalidArgumentError when `new_shape` is smaller. Source: tf.sparse_reset_shape.
    """
    sp_input = as_sparse(sp_input)
    graph = graph_of_sparse(sp_input)
    indices, values = graph.node("Identity", sp_input.indices), graph.node("Identity", sp_input.values)
    if new_shape is None:
        least = graph.node("Max", sp_input.indices, [0]) + np.int64(1)
        return SparseTensor(indices, values, graph.node("Maximum", np.int64(0), least))
    wanted = graph.convert(new_shape, int64)
    wanted.shape.merge_with(sp_input.dense_shape.shape)
    known, old = wanted.spec.value, sp_input.dense_shape.spec.value
    if known is not None and old is not None and np.any(known < old):
        raise ValueError(f"new_shape {known.tolist()} is smaller than {old.tolist()}")
    fits = graph.node("All", graph.node("LessEqual", sp_input.dense_shape, wanted), [0])
    check = graph.node("Assert", fits, "new_shape must not be smaller than the shape", wanted)
    with graph.control_dependencies([check]):
        return SparseTensor(indices, values, graph.node("Identity", wanted))


def sparse_to_indicator(sp_input: Any, vocab_size: Any, name: str | None = None) -> Tensor:
    """True at the places that the elements of the last axis name. `sparse [a, b] of ids -> bool[a, vocab_size]`.

    Raises TypeError unless it is sparse. Source: tf.sparse_to_indicator.
    """
    sp_input = as_sparse(sp_input)
    graph = graph_of_sparse(sp_input)
    with graph.name_scope(name or "SparseToIndicator"):
        ids = sp_input.values if sp_input.dtype is int64 else graph.node("Cast", sp_input.values, DstT=int64)
        before = graph.node("Slice", sp_input.indices, [0, 0], [-1, (sp_input.shape.rank or 0) - 1])
        places = graph.node("ConcatV2", before, graph.node("ExpandDims", ids, 1), 1)
        sizes = graph.node("Slice", sp_input.dense_shape, [0], [(sp_input.shape.rank or 0) - 1])
        last = graph.node("Reshape", graph.convert(np.int64(vocab_size)), [1])
        true = graph.node("Fill", graph.node("Shape", ids), True)
        ordered = sparse_reorder(SparseTensor(places, true, graph.node("ConcatV2", sizes, last, 0)))
        return sparse_tensor_to_dense(ordered, default_value=False, validate_indices=False)


def sparse_placeholder(dtype: Any, shape: Any = None, name: str | None = None) -> SparseTensor:
    """A SparseTensor to be fed, with a SparseTensorValue or its three parts. `-> sparse [...]`. Source: tf.sparse_placeholder."""
    graph, dtype = get_default_graph(), as_dtype(dtype)
    prefix = f"{name}/" if name else ""
    sizes = as_shape(shape) if not isinstance(shape, Tensor) else TensorShape(None)
    rank = sizes.rank if not isinstance(shape, Tensor) else shape.shape[0].value

    def placeholder(dtype: Any, sizes: Any, what: str) -> Tensor:
        made: Tensor = graph.node("Placeholder", dtype=dtype, shape=TensorShape(sizes), name=prefix + what if prefix else None)
        return made

    if isinstance(shape, Tensor):
        dense = shape if shape.dtype is int64 else graph.node("Cast", shape, DstT=int64)
    elif sizes.is_fully_defined():
        dense = graph.convert(np.array(sizes.as_list(), np.int64), name=f"{prefix}shape")
    else:
        dense = placeholder(int64, [rank], "shape")
    values = placeholder(dtype, [None], "values")
    return SparseTensor(placeholder(int64, [None, rank], "indices"), values, dense)
