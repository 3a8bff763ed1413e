"""Rows of a table, looked up by their numbers. Source: tf.nn."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..dtypes import int32, int64
from ..graph import Graph, Tensor, graph_of
from ..ops.ordering import unique
from ..ops.sparse.converting import sparse_reshape, sparse_retain
from ..ops.sparse.joining import sparse_fill_empty_rows
from ..ops.sparse.places import as_sparse

__all__ = ["embedding_lookup", "embedding_lookup_sparse", "safe_embedding_lookup_sparse"]


def embedding_lookup(
    params: Any,
    ids: Any,
    partition_strategy: str = "mod",
    name: str | None = None,
    validate_indices: bool = True,
    max_norm: float | None = None,
) -> Tensor:
    """The rows `ids` of a table, or of a table cut into several. `[rows, c] x [...] -> [..., c]`.

    "mod" deals the rows to the parts in turn, "div" gives each part a run of them. Rows longer than `max_norm` are
    shortened to it. Raises ValueError for no parts or another strategy. Source: tf.nn.embedding_lookup.
    """
    if params is None or (isinstance(params, (list, tuple)) and not params):
        raise ValueError(f"params must be specified. Received: params={params}")
    parts = list(params) if isinstance(params, (list, tuple)) else [params]
    graph = graph_of(*parts, ids)
    with graph.name_scope(name or "embedding_lookup") as scope:
        parts, ids = [graph.convert(part, name="params") for part in parts], graph.convert(ids, name="ids")
        if len(parts) == 1:
            rows = graph.node("GatherV2", parts[0], ids, 0, name=scope)
            if max_norm is not None:
                rows = _shortened(graph, rows, ids, max_norm)
            made: Tensor = graph.node("Identity", rows)
            return made
        made = _from_parts(graph, parts, ids, partition_strategy, scope)
        return made if max_norm is None else _shortened(graph, made, ids, max_norm)


def _from_parts(graph: Graph, parts: list[Tensor], ids: Tensor, strategy: str, scope: str) -> Tensor:
    flat = graph.node("Reshape", ids, [-1])
    positions = graph.node("Range", 0, graph.node("Size", flat), 1, name="range")
    count = len(parts)
    if strategy == "mod":
        part_of, row_of = flat % count, flat // count
    elif strategy == "div":
        part_of, row_of = _runs(graph, parts, flat)
    else:
        raise ValueError(f"Only 'mod' and 'div' partition strategies are supported, found {strategy!r}")
    if part_of.dtype is not int32:
        part_of = graph.node("Cast", part_of, DstT=int32)
    rows = graph.node("DynamicPartition", row_of, part_of, num_partitions=count)
    places = graph.node("DynamicPartition", positions, part_of, num_partitions=count)
    found = [graph.node("GatherV2", part, row, 0) for part, row in zip(parts, rows, strict=True)]
    joined = graph.node("DynamicStitch", *places, *found, T=found[0].dtype, name=scope)
    width = parts[0].shape[1:]
    for part in parts[1:]:
        width = width.merge_with(part.shape[1:])
    sizes = list(width.sizes) if width.is_fully_defined() else graph.node("Shape", parts[0])[1:]
    made: Tensor = graph.node("Reshape", joined, graph.node("ConcatV2", graph.node("Shape", ids), sizes, 0, name="concat"))
    made.set_shape(ids.shape.concatenate(width))
    return made


def _runs(graph: Graph, parts: list[Tensor], flat: Tensor) -> tuple[Tensor, Tensor]:
    """Which part each row is in, and where: the first parts have a row more when the rows can't be dealt evenly."""
    lengths = [part.shape[0].value for part in parts]
    if None in lengths:
        raise ValueError("partition strategy 'div' needs params whose first size is known")
    each, rest = divmod(sum(lengths), len(parts))
    part_of = graph.node("Maximum", flat // (each + 1), (flat - rest) // each)
    row_of = graph.node("Select", part_of < rest, flat % (each + 1), (flat - rest) % each)
    return part_of, row_of


def _shortened(graph: Graph, rows: Tensor, ids: Tensor, max_norm: float) -> Tensor:
    axes = list(range(ids.shape.rank or 0, rows.shape.rank or 0))
    norm = graph.node("Sqrt", graph.node("Sum", graph.node("Square", rows), axes, keep_dims=True))
    made: Tensor = rows * (max_norm / graph.node("Maximum", norm, max_norm))
    return made


def embedding_lookup_sparse(
    params: Any,
    sp_ids: Any,
    sp_weights: Any,
    partition_strategy: str = "mod",
    name: str | None = None,
    combiner: str | None = None,
    max_norm: float | None = None,
) -> Tensor:
    """Rows of a table combined for each row of ids: their mean, sum or sum by the root of squared weights.

    `[rows, c] x sparse int[n, k] -> [n, c]`. Raises TypeError unless ids and weights are sparse, ValueError for another
    combiner. Source: tf.nn.embedding_lookup_sparse.
    """
    combiner = combiner or "mean"
    if combiner not in ("mean", "sqrtn", "sum"):
        raise ValueError(f"combiner must be one of 'mean', 'sqrtn' or 'sum', got {combiner!r}")
    sp_ids = as_sparse(sp_ids, "sp_ids")
    weights = None if sp_weights is None else as_sparse(sp_weights, "sp_weights")
    graph = graph_of(params[0] if isinstance(params, (list, tuple)) else params, sp_ids.values)
    with graph.name_scope(name or "embedding_lookup_sparse") as scope:
        rows = graph.node("StridedSlice", sp_ids.indices, [0, 0], [0, 1], [1, 1], begin_mask=1, end_mask=1, shrink_axis_mask=2)
        rows = graph.node("Cast", rows, DstT=int32)
        ids, places = unique(sp_ids.values)
        found = embedding_lookup(params, ids, partition_strategy, max_norm=max_norm)
        if weights is None:
            kind = {"sum": "SparseSegmentSum", "mean": "SparseSegmentMean", "sqrtn": "SparseSegmentSqrtN"}[combiner]
            made: Tensor = graph.node(kind, found, places, rows, name=scope)
            return made
        shares = weights.values if weights.dtype is found.dtype else graph.node("Cast", weights.values, DstT=found.dtype)
        column = graph.node("Reshape", shares, [-1, *[1] * ((found.shape.rank or 2) - 1)])
        total = graph.node("SegmentSum", graph.node("GatherV2", found, places, 0) * column, rows, name=scope)
        if combiner == "sum":
            return total
        counted = column if combiner == "mean" else graph.node("Square", column)
        counts = graph.node("SegmentSum", counted, rows)
        return total / (counts if combiner == "mean" else graph.node("Sqrt", counts))


def safe_embedding_lookup_sparse(
    embedding_weights: Any,
    sparse_ids: Any,
    sparse_weights: Any = None,
    combiner: str = "mean",
    default_id: int | None = None,
    name: str | None = None,
    partition_strategy: str = "div",
    max_norm: float | None = None,
) -> Tensor:
    """`embedding_lookup_sparse` where ids below 0 and weights up to 0 count for nothing, and a row may have no ids.

    Such a row has zeros, or the row `default_id`. `[rows, c] x sparse int[..., k] -> [..., c]`. Raises as
    `embedding_lookup_sparse`, and ValueError without a table. Source: tf.nn.safe_embedding_lookup_sparse.
    """
    tables = list(embedding_weights) if isinstance(embedding_weights, (list, tuple)) else [embedding_weights]
    if embedding_weights is None or not tables:
        raise ValueError(f"Missing embedding_weights {embedding_weights}.")
    ids = as_sparse(sparse_ids, "sparse_ids")
    shares = None if sparse_weights is None else as_sparse(sparse_weights, "sparse_weights")
    graph = graph_of(tables[0], ids.values)
    with graph.name_scope(name or "embedding_lookup") as scope:
        outer = ids.dense_shape[:-1]
        rank = ids.dense_shape.shape[0].value
        flat = graph.node("Pack", graph.node("Prod", outer, [0]), ids.dense_shape[-1])
        ids = sparse_reshape(ids, flat)
        counts = graph.node("GreaterEqual", ids.values, np.zeros((), ids.values.dtype.as_numpy_dtype))
        if shares is not None:
            shares = sparse_reshape(shares, flat)
            counts = graph.node(
                "LogicalAnd", counts, graph.node("Greater", shares.values, graph.node("ZerosLike", shares.values))
            )
            shares = sparse_retain(shares, counts)
            shares, _ = sparse_fill_empty_rows(shares, np.ones((), shares.values.dtype.as_numpy_dtype))
        ids, is_empty = sparse_fill_empty_rows(
            sparse_retain(ids, counts), np.asarray(default_id or 0, ids.values.dtype.as_numpy_dtype)
        )
        found = embedding_lookup_sparse(
            tables, ids, shares, partition_strategy, None if default_id is None else scope, combiner, max_norm
        )
        if default_id is None:
            empty = graph.node(
                "Tile", graph.node("Reshape", is_empty, [-1, 1]), graph.node("Pack", 1, graph.node("Shape", found)[1])
            )
            found = graph.node("Select", empty, graph.node("ZerosLike", found), found, name=scope)
        sizes = graph.node("Cast", outer, DstT=int32) if outer.dtype is int64 else outer
        made: Tensor = graph.node("Reshape", found, graph.node("ConcatV2", sizes, graph.node("Shape", found)[1:], 0))
        if rank is not None and found.shape.sizes is not None:
            made.set_shape([*[None] * (rank - 1), *found.shape.sizes[1:]])
        return made
