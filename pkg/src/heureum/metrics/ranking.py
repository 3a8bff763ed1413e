"""How much of what is right stands among the first k. Source: tf.metrics.

Takes the numbers of right classes, and scores or the numbers of the classes ranked first; gives shares over all batches.
Law: a class that stands twice in a row of labels counts once.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..dtypes import bool as boolean
from ..dtypes import float64, int64
from ..graph import Graph, SparseTensor, Tensor, graph_of
from ..ops.arguments import top_k
from ..ops.sparse.converting import sparse_tensor_to_dense
from ..variable_scopes import variable_scope
from .counting import counter, list_in, weighted
from .means import summed

__all__ = [
    "average_precision_at_k",
    "precision_at_k",
    "precision_at_top_k",
    "recall_at_k",
    "recall_at_top_k",
    "sparse_average_precision_at_k",
    "sparse_precision_at_k",
]

_NOTHING = np.int64(-(2**31))  # stands for no label where rows are of different length


def precision_at_k(
    labels: Any,
    predictions: Any,
    k: int,
    class_id: int | None = None,
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Tensor, Tensor]:
    """The share of the k classes with the highest scores that are right. `int[n, m] x [n, classes] -> [], []`.

    Labels may be sparse; with `class_id` only that class counts. Source: tf.metrics.precision_at_k.
    """
    first = _first(predictions, k)
    return precision_at_top_k(labels, first, k, class_id, weights, metrics_collections, updates_collections, name)


def precision_at_top_k(
    labels: Any,
    predictions_idx: Any,
    k: int | None = None,
    class_id: int | None = None,
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Tensor, Tensor]:
    """The share of the classes ranked first that are right. `int[n, m] x int[n, k] -> [], []`.

    Source: tf.metrics.precision_at_top_k.
    """
    return _share(labels, predictions_idx, k, class_id, weights, metrics_collections, updates_collections, name, "precision")


def recall_at_k(
    labels: Any,
    predictions: Any,
    k: int,
    class_id: int | None = None,
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Tensor, Tensor]:
    """The share of the right classes that are among the k with the highest scores. `int[n, m] x [n, classes] -> [], []`.

    Source: tf.metrics.recall_at_k.
    """
    first = _first(predictions, k)
    return recall_at_top_k(labels, first, k, class_id, weights, metrics_collections, updates_collections, name)


def recall_at_top_k(
    labels: Any,
    predictions_idx: Any,
    k: int | None = None,
    class_id: int | None = None,
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Tensor, Tensor]:
    """The share of the right classes that were ranked first. `int[n, m] x int[n, k] -> [], []`.

    Source: tf.metrics.recall_at_top_k.
    """
    return _share(labels, predictions_idx, k, class_id, weights, metrics_collections, updates_collections, name, "recall")


def average_precision_at_k(
    labels: Any,
    predictions: Any,
    k: int,
    weights: Any = None,
    metrics_collections: Any = None,
    updates_collections: Any = None,
    name: str | None = None,
) -> tuple[Tensor, Tensor]:
    """The mean, over examples, of the precisions at the ranks of what is right. `int[n, m] x [n, classes] -> [], []`.

    Raises ValueError for k below 1. Source: tf.metrics.average_precision_at_k.
    """
    if k < 1:
        raise ValueError(f"Invalid k={k}.")
    graph = graph_of(predictions)
    with variable_scope(name, f"average_precision_at_{k}", [predictions]):
        first = _first(predictions, k)
        dense = _dense(graph, labels, first)
        right, _ = _right(graph, dense, first)
        hits = graph.node("Cast", graph.node("Any", right, [-2]), DstT=float64)
        precisions = graph.node("Cumsum", hits, -1) / np.arange(1.0, k + 1) * hits
        given = _count(graph, graph.node("NotEqual", dense, _NOTHING))
        each = graph.node("Sum", precisions, [-1]) / graph.node("Minimum", given, np.float64(k))
        shares = graph.node("OnesLike", each)
        if weights is not None:
            shares = graph.node("Cast", weighted(graph, each, weights), DstT=float64)
        most, total = counter("max_1", float64), counter("total", float64)
        grown = [
            graph.node("AssignAdd", most, summed(graph, shares)),
            graph.node("AssignAdd", total, summed(graph, each * shares)),
        ]
        value = graph.node("DivNoNan", total, most, name="value")
        update_op = graph.node("DivNoNan", grown[1], grown[0], name="update")
        return list_in(value, update_op, metrics_collections, updates_collections)


sparse_precision_at_k = precision_at_k
sparse_average_precision_at_k = average_precision_at_k


def _first(predictions: Any, k: int) -> Tensor:
    graph = graph_of(predictions)
    made: Tensor = graph.node("Cast", top_k(graph.convert(predictions), k)[1], DstT=int64)
    return made


def _share(
    labels: Any,
    ranked: Any,
    k: int | None,
    class_id: int | None,
    weights: Any,
    metrics_collections: Any,
    updates_collections: Any,
    name: str | None,
    kind: str,
) -> tuple[Tensor, Tensor]:
    graph = graph_of(ranked)
    ending = f"at_{'k' if k is None else k}" + ("" if class_id is None else f"_class{class_id}")
    with variable_scope(name, f"{kind}_{ending}", [ranked]):
        given = graph.convert(ranked)
        first = given if given.dtype is int64 else graph.node("Cast", given, DstT=int64)
        dense = _dense(graph, labels, first)
        right, is_label = _right(graph, dense, first)
        found = graph.node("Any", right, [-2])
        is_ranked = graph.node("GreaterEqual", first, np.int64(0))
        if class_id is not None:
            asked = graph.node("Equal", first, np.int64(class_id))
            found, is_ranked = graph.node("LogicalAnd", found, asked), graph.node("LogicalAnd", is_ranked, asked)
            is_label = graph.node("LogicalAnd", is_label, graph.node("Equal", dense, np.int64(class_id)))
        hits = _count(graph, found)
        # Of precision the others are what was ranked, of recall what is right.
        others = _count(graph, is_ranked if kind == "precision" else is_label) - hits
        if weights is not None:
            shares = graph.node("Cast", weighted(graph, hits, weights), DstT=float64)
            hits, others = hits * shares, others * shares
        wrong = "false_positive" if kind == "precision" else "false_negative"
        counts = [counter(f"{each}_{ending}", float64) for each in ("true_positive", wrong)]
        after = [graph.node("AssignAdd", count, summed(graph, each)) for count, each in zip(counts, (hits, others), strict=True)]
        value = graph.node("RealDiv", counts[0], counts[0] + counts[1], name="value")
        update_op = graph.node("RealDiv", after[0], after[0] + after[1], name="update")
        return list_in(value, update_op, metrics_collections, updates_collections)


def _right(graph: Graph, dense: Tensor, first: Tensor) -> tuple[Tensor, Tensor]:
    """Which label is at which rank, and which entries are labels: `bool[n, m, k]`, `bool[n, m]`."""
    same = graph.node("Equal", graph.node("ExpandDims", dense, -1), graph.node("ExpandDims", dense, -2))
    at = graph.node("Range", 0, graph.node("Shape", dense)[-1], 1)
    before = graph.node("Less", graph.node("ExpandDims", at, 0), graph.node("ExpandDims", at, 1))
    is_again = graph.node("Any", graph.node("LogicalAnd", same, before), [-1])
    is_label = graph.node("LogicalAnd", graph.node("LogicalNot", is_again), graph.node("NotEqual", dense, _NOTHING))
    right = graph.node("Equal", graph.node("ExpandDims", dense, -1), graph.node("ExpandDims", first, -2))
    return graph.node("LogicalAnd", right, graph.node("ExpandDims", is_label, -1)), is_label


def _dense(graph: Graph, labels: Any, first: Tensor) -> Tensor:
    if isinstance(labels, SparseTensor):
        return sparse_tensor_to_dense(labels, default_value=_NOTHING, validate_indices=False)
    found = graph.convert(labels)
    found = found if found.dtype is int64 else graph.node("Cast", found, DstT=int64)
    if found.shape.rank is not None and first.shape.rank is not None and found.shape.rank == first.shape.rank - 1:
        found = graph.node("ExpandDims", found, -1)
    return found


def _count(graph: Graph, marks: Tensor) -> Tensor:
    assert marks.dtype is boolean
    made: Tensor = graph.node("Sum", graph.node("Cast", marks, DstT=float64), [-1])
    return made
