"""Rows of a table, looked up by their numbers. Source: tf.nn."""

from __future__ import annotations

from typing import Any

from ..dtypes import int32
from ..graph import Graph, Tensor, graph_of

__all__ = ["embedding_lookup"]


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
