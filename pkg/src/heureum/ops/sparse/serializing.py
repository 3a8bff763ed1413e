"""Sparse tensors as strings and back: three strings for each, the bytes of its places, its values and its shape.

Takes a sparse tensor, or one whose first axis is a batch; gives rows of three strings, which may be stacked and batched.
Source: tensorflow/core/kernels/serialize_sparse_op.cc, deserialize_sparse_string_op.cc.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ...dtypes import DType, as_dtype, string
from ...graph import Tensor, op
from ...graph.sparse import SparseTensor
from ...op_def import ANY
from ...tensor_shape import TensorShape, TensorSpec
from ..examples.tensors import make_ndarray, make_tensor_proto
from ..summary.messages import TensorProto
from .places import as_sparse, graph_of_sparse, parts

__all__ = ["deserialize_many_sparse", "deserialize_sparse", "serialize_many_sparse", "serialize_sparse"]

_PARTS = "sparse_indices: int64, sparse_values: T, sparse_shape: int64"


def _texts(*arrays: Any) -> np.ndarray:
    made = np.empty(len(arrays), object)
    made[:] = [make_tensor_proto(np.ascontiguousarray(each)).SerializeToString() for each in arrays]
    return made


def _one_shape(indices: TensorSpec, values: TensorSpec, shape: TensorSpec) -> TensorShape:
    parts(indices, values, shape)
    return TensorShape.of((3,))


@op(f"SerializeSparse({_PARTS}) -> string", shape=_one_shape, T=ANY)
def _serialize(indices: Any, values: Any, shape: Any) -> Any:
    """A sparse tensor as three strings. `[n, r], [n], [r] -> [3]`. Source: tf.serialize_sparse."""
    return _texts(indices, values, shape)


def _many_shape(indices: TensorSpec, values: TensorSpec, shape: TensorSpec) -> TensorShape:
    parts(indices, values, shape)
    return TensorShape.of((None, 3))


@op(f"SerializeManySparse({_PARTS}) -> string", shape=_many_shape, T=ANY)
def _serialize_many(indices: Any, values: Any, shape: Any) -> Any:
    """Each entry of a batch as three strings. `[n, r], [n], [r] -> [b, 3]`. Source: tf.serialize_many_sparse."""
    if len(shape) < 2:
        raise ValueError(f"Rank of input SparseTensor should be > 1, but saw rank: {len(shape)}")
    made = np.empty((int(shape[0]), 3), object)
    for entry in range(int(shape[0])):
        own = indices[:, 0] == entry
        made[entry] = _texts(indices[own][:, 1:], values[own], shape[1:])
    return made


def _read_shapes(serialized: TensorSpec, **_: Any) -> list[TensorShape]:
    last = None if serialized.shape.rank is None else serialized.shape[-1].value
    if serialized.shape.rank == 0 or last not in (3, None):
        raise ValueError(f"Dimension must be 3: a sparse tensor is three strings, found {serialized}")
    return [TensorShape.of((None, None)), TensorShape.of((None,)), TensorShape.of((None,))]


def _read(serialized: Any, dtype: DType) -> Any:
    """All entries as one sparse tensor, their place in the batch before their own places."""
    rows = serialized.reshape(-1, 3)
    if not len(rows):
        raise ValueError("Must have at least 1 serialized SparseTensor, found none")
    found = [[make_ndarray(TensorProto.FromString(text)) for text in row] for row in rows]
    ranks = [len(shape) for _, _, shape in found]
    for at, ((indices, values, shape), rank) in enumerate(zip(found, ranks, strict=True)):
        if as_dtype(values.dtype) is not dtype:
            found_dtype = as_dtype(values.dtype).name
            raise ValueError(
                f"Requested SparseTensor of type {dtype.name} but SparseTensor[{at}].values.dtype() == {found_dtype}"
            )
        if rank != ranks[0]:
            raise ValueError(
                f"Inconsistent rank across SparseTensors: rank prior to SparseTensor[{at}] was: {ranks[0]} but rank of "
                f"SparseTensor[{at}] is: {rank}"
            )
        if indices.shape != (len(values), len(shape)):
            raise ValueError(f"Expected {len(values)} places of {len(shape)} axes in SparseTensor[{at}], found {indices.shape}")
    batch = serialized.shape[:-1]
    places = [
        np.concatenate([np.tile(np.array(place, np.int64), (len(indices), 1)), indices], axis=1)
        for place, (indices, _, _) in zip(np.ndindex(batch), found, strict=True)
    ]
    widest = np.max([shape for _, _, shape in found], axis=0).astype(np.int64)
    values = np.concatenate([each for _, each, _ in found]) if found else np.zeros(0, dtype.as_numpy_dtype)
    return np.concatenate(places), values, np.concatenate([np.array(batch, np.int64), widest])


@op(
    "DeserializeManySparse(serialized_sparse: string) -> sparse_indices: int64, sparse_values: dtype, sparse_shape: int64",
    shape=_read_shapes,
)
def _deserialize_many(serialized_sparse: Any, *, dtype: DType) -> Any:
    """Rows of three strings as one sparse tensor with a batch before its axes. `[b, 3] -> [n, r], [n], [r]`.

    Source: tf.deserialize_many_sparse.
    """
    if serialized_sparse.ndim != 2:
        raise ValueError(f"Serialized sparse should be a matrix, found {list(serialized_sparse.shape)}")
    return _read(serialized_sparse, dtype)


@op(
    "DeserializeSparse(serialized_sparse: string) -> sparse_indices: int64, sparse_values: dtype, sparse_shape: int64",
    shape=_read_shapes,
)
def _deserialize(serialized_sparse: Any, *, dtype: DType) -> Any:
    """Three strings as a sparse tensor; what comes before them are axes of a batch. `[..., 3] -> [n, r], [n], [r]`.

    Source: TensorFlow's DeserializeSparse.
    """
    return _read(serialized_sparse, dtype)


def serialize_sparse(sp_input: Any, name: str | None = None, out_type: Any = string) -> Tensor:
    """A sparse tensor as three strings, which can be batched and fed to deserialize_many_sparse. `sparse [...] -> [3]`.

    Raises TypeError unless it is sparse, ValueError for another `out_type` than string. Source: tf.serialize_sparse.
    """
    return _written("SerializeSparse", sp_input, name, out_type)


def serialize_many_sparse(sp_input: Any, name: str | None = None, out_type: Any = string) -> Tensor:
    """Each entry of a batch as three strings. `sparse [b, ...] -> [b, 3]`.

    Raises TypeError unless it is sparse, ValueError for another `out_type` than string. Source: tf.serialize_many_sparse.
    """
    return _written("SerializeManySparse", sp_input, name, out_type)


def _written(op_type: str, sp_input: Any, name: str | None, out_type: Any) -> Tensor:
    if as_dtype(out_type) is not string:
        raise ValueError(f"out_type must be tf.string, found {as_dtype(out_type).name}")
    sp_input = as_sparse(sp_input)
    given = (sp_input.indices, sp_input.values, sp_input.dense_shape)
    made: Tensor = graph_of_sparse(sp_input).node(op_type, *given, name=name)
    return made


def deserialize_sparse(serialized_sparse: Any, dtype: Any, rank: int | None = None, name: str | None = None) -> SparseTensor:
    """Three strings as a sparse tensor; what comes before them are axes of a batch. `[..., 3] -> sparse [..., a, b]`.

    `rank` is that of the result, where it is known. Source: sparse_ops.deserialize_sparse.
    """
    return _whole("DeserializeSparse", serialized_sparse, dtype, rank, name)


def deserialize_many_sparse(serialized_sparse: Any, dtype: Any, rank: int | None = None, name: str | None = None) -> SparseTensor:
    """Rows of three strings as one sparse tensor, its first axis the rows. `[b, 3] -> sparse [b, ...]`.

    `rank` is that of the result, where it is known. A run fails with InvalidArgumentError for entries of different ranks
    or another dtype. Source: tf.deserialize_many_sparse.
    """
    return _whole("DeserializeManySparse", serialized_sparse, dtype, rank, name)


def _whole(op_type: str, serialized: Any, dtype: Any, rank: int | None, name: str | None) -> SparseTensor:
    indices, values, shape = graph_of_sparse(serialized).node(op_type, serialized, dtype=as_dtype(dtype), name=name)
    indices.set_shape([None, rank])
    shape.set_shape([rank])
    return SparseTensor(indices, values, shape)
