"""Features crossed: each combination of what an example has in several columns, as the number of a bucket.

Takes sparse and dense columns; gives a sparse tensor of bucket numbers, the same as TensorFlow's.
Source: tensorflow/core/kernels/sparse_cross_op.cc.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np

from ...dtypes import int64, string
from ...graph import op
from ...graph.sparse import SparseTensor
from ...tensor_shape import TensorShape, TensorSpec
from ..hashing import fingerprint64
from .places import graph_of_sparse, three

__all__ = ["cross_hashed"]

_ALL = 2**64 - 1
_FACTOR = 0xC6A4A7935BD1E995
_KEY = 0xDECAFCAFFE


def _joined(one: int, other: int) -> int:
    """Two fingerprints as one. Source: FingerprintCat64."""
    mixed = one ^ _FACTOR
    turned = (other * _FACTOR) & _ALL
    mixed ^= ((turned ^ (turned >> 47)) * _FACTOR) & _ALL
    mixed = (mixed * _FACTOR) & _ALL
    mixed = ((mixed ^ (mixed >> 47)) * _FACTOR) & _ALL
    return mixed ^ (mixed >> 47)


def _fingerprint(value: Any) -> int:
    return fingerprint64(value) if isinstance(value, bytes) else int(value) & _ALL


def _crossed(*inputs: TensorSpec, **_: Any) -> list[TensorShape]:
    return three(None, 2)


@op("SparseCross(inputs: *any) -> output_indices: int64, output_values: int64, output_shape: int64", shape=_crossed)
def _sparse_cross(*inputs: Any, num_sparse: int, num_buckets: int, hash_key: int = _KEY) -> Any:
    """Each combination of classes, hashed. `N x [n, 2], N x [n], N x [2], M x [b, k] -> [m, 2], [m], [2]`.

    Source: tf.sparse.cross_hashed.
    """
    places, values, shapes = (inputs[i * num_sparse : (i + 1) * num_sparse] for i in range(3))
    dense = inputs[3 * num_sparse :]
    count = int(shapes[0][0]) if num_sparse else len(dense[0])
    columns = [_rows(at, of, count) for at, of in zip(places, values, strict=True)]
    columns += [[list(map(_fingerprint, row)) for row in each.tolist()] for each in dense]
    found: list[tuple[int, int, int]] = []
    for row in range(count):
        for at, combination in enumerate(itertools.product(*(column[row] for column in columns))):
            hashed = hash_key
            for each in combination:
                hashed = _joined(hashed, each)
            found.append((row, at, hashed % (num_buckets or 2**63 - 1)))
    made = np.array(found, np.int64).reshape(-1, 3)
    widest = int(made[:, 1].max()) + 1 if len(made) else 0
    return made[:, :2], made[:, 2], np.array([count, widest], np.int64)


def _rows(places: Any, values: Any, count: int) -> list[list[int]]:
    rows: list[list[int]] = [[] for _ in range(count)]
    for at, value in zip(places.tolist(), values.tolist(), strict=True):
        rows[at[0]].append(_fingerprint(value))
    return rows


def cross_hashed(
    inputs: Sequence[Any], num_buckets: int = 0, hash_key: int | None = None, name: str | None = None
) -> SparseTensor:
    """Each combination of what the examples have in several columns, as the number of a bucket.

    `N x [batch, n] -> sparse int64[batch, m]`. Columns are strings or integers, sparse or dense; the sparse ones count
    first. Raises TypeError for others. Source: tf.sparse.cross_hashed.
    """
    graph = graph_of_sparse(*(each for each in inputs if isinstance(each, SparseTensor)))
    sparse = [each for each in inputs if isinstance(each, SparseTensor)]
    dense = [graph.convert(each) for each in inputs if not isinstance(each, SparseTensor)]
    for each in (*(one.values for one in sparse), *dense):
        if each.dtype is not string and not each.dtype.is_integer:
            raise TypeError(f"columns to be crossed are strings or integers, found {each}: cast it, or put it into buckets")
    parts = [
        *(each.indices for each in sparse),
        *(each.values for each in sparse),
        *(each.dense_shape for each in sparse),
        *dense,
    ]
    parts = [each if each.dtype is string or each.dtype is int64 else graph.node("Cast", each, DstT=int64) for each in parts]
    found = graph.node(
        "SparseCross", *parts, num_sparse=len(sparse), num_buckets=num_buckets, hash_key=hash_key or _KEY, name=name
    )
    return SparseTensor(*found)
