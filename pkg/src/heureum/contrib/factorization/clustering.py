"""K-means as a graph: which centre each row is nearest to, and a step that moves the centres.

Takes rows; gives distances, numbers of centres, and operations that begin and train.
Law: a centre without rows stays where it is. Mini-batches move a centre by the mean of all the rows that it ever had.
Source: tensorflow/contrib/factorization/python/ops/clustering_ops.py.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ...dtypes import bool as bool_
from ...dtypes import int32
from ...graph import Operation, Tensor, get_default_graph, graph_of
from ...neural import l2_normalize
from ...ops.grouping import group
from ...ops.random import random_shuffle
from ...ops.unsorted import unsorted_segment_sum
from ...variables import Variable

__all__ = ["COSINE_DISTANCE", "RANDOM_INIT", "SQUARED_EUCLIDEAN_DISTANCE", "KMeans"]

SQUARED_EUCLIDEAN_DISTANCE = "squared_euclidean"
COSINE_DISTANCE = "cosine"
RANDOM_INIT = "random"


class KMeans:
    """Clusters the rows of `inputs`, a matrix or a list of one, around `num_clusters` centres.

    `initial_clusters` is "random", the centres, or a function of inputs and number that gives them. Numbers of steps in an
    iteration and of retries are accepted. Raises ValueError for another beginning or distance, for several matrices, and
    when the width of the rows is not known. Source: tf.contrib.factorization.KMeans.
    """

    def __init__(
        self,
        inputs: Any,
        num_clusters: int,
        initial_clusters: Any = RANDOM_INIT,
        distance_metric: str = SQUARED_EUCLIDEAN_DISTANCE,
        use_mini_batch: bool = False,
        mini_batch_steps_per_iteration: int = 1,
        random_seed: int = 0,
        kmeans_plus_plus_num_retries: int = 2,
        kmc2_chain_length: int = 200,
    ) -> None:
        if distance_metric not in (SQUARED_EUCLIDEAN_DISTANCE, COSINE_DISTANCE):
            raise ValueError(f"Unsupported distance metric passed to Kmeans {distance_metric}: squared_euclidean or cosine")
        given = inputs if isinstance(inputs, (list, tuple)) else [inputs]
        if len(given) != 1:
            raise ValueError(f"inputs must be one matrix, found {len(given)}: join them with tf.concat")
        if isinstance(initial_clusters, str) and initial_clusters != RANDOM_INIT:
            raise ValueError(f"Unsupported initialization algorithm {initial_clusters}: 'random', centres, or a function")
        self._rows = graph_of(given[0]).convert(given[0], name="inputs")
        if self._rows.shape.rank != 2 or self._rows.shape[1].value is None:
            raise ValueError(f"inputs must be a matrix of known width, found {self._rows}")
        self._count, self._start, self._seed = num_clusters, initial_clusters, random_seed
        self._is_cosine, self._in_batches = distance_metric == COSINE_DISTANCE, use_mini_batch

    def training_graph(self) -> tuple[Any, Any, Any, Tensor, Variable, Operation, Operation]:
        """All distances, the nearest centre of each row, its distance; whether there are centres, the variable of centres,
        the operation that gives them their beginning, and a step. The first three are tuples of one tensor.
        """
        graph = self._rows.graph
        width = self._rows.shape[1].value
        kind = self._rows.dtype.as_numpy_dtype
        centres = Variable(np.zeros([self._count, width], kind), trainable=False, name="clusters")
        is_ready = Variable(False, trainable=False, name="initialized", dtype=bool_)
        counts = Variable(np.zeros([self._count], kind), trainable=False, name="update_in_steps")
        rows = l2_normalize(self._rows, 1) if self._is_cosine else self._rows
        start = centres.assign(self._beginning(rows))
        with graph.control_dependencies([start]):
            begin = group(is_ready.assign(True), counts.assign(np.zeros([self._count], kind)), name="clustering_init")
        distances = self._distances(rows, centres)
        nearest = graph.node("Cast", graph.node("ArgMin", distances, 1), DstT=int32)
        closest = graph.node("Min", distances, [1])
        step = self._step(rows, nearest, centres, counts)
        return (distances,), (nearest,), (closest,), is_ready.value(), centres, begin, step

    def _beginning(self, rows: Tensor) -> Any:
        if callable(self._start):
            start: Callable[..., Any] = self._start
            return start([self._rows], self._count)
        if not isinstance(self._start, str):
            return rows.graph.convert(self._start, rows.dtype)
        graph = rows.graph
        order = random_shuffle(graph.node("Range", 0, graph.node("Shape", rows)[0], 1), seed=self._seed)
        chosen = graph.node("GatherV2", rows, order[: self._count], 0)
        chosen.set_shape([self._count, rows.shape[1].value])
        return chosen

    def _distances(self, rows: Tensor, centres: Variable) -> Tensor:
        graph = rows.graph
        if self._is_cosine:
            products = graph.node("MatMul", rows, l2_normalize(centres.value(), 1), transpose_b=True)
            made: Tensor = 1.0 - products
            return made
        products = graph.node("MatMul", rows, centres, transpose_b=True)
        own = graph.node("Sum", graph.node("Square", rows), [1], keep_dims=True)
        theirs = graph.node("Sum", graph.node("Square", centres), [1])
        squares: Tensor = graph.node("Maximum", own - 2.0 * products + theirs, np.zeros((), rows.dtype.as_numpy_dtype))
        return squares

    def _step(self, rows: Tensor, nearest: Tensor, centres: Variable, counts: Variable) -> Operation:
        graph = get_default_graph()
        sums = unsorted_segment_sum(rows, nearest, self._count)
        ones = graph.node("Fill", graph.node("Shape", nearest), np.ones((), rows.dtype.as_numpy_dtype))
        found = unsorted_segment_sum(ones, nearest, self._count)
        one = np.ones((), rows.dtype.as_numpy_dtype)
        if not self._in_batches:
            means = sums / graph.node("ExpandDims", graph.node("Maximum", found, one), 1)
            has_rows = graph.node("ExpandDims", graph.node("Greater", found, graph.node("ZerosLike", found)), 1)
            moved: Operation = centres.assign(graph.node("SelectV2", has_rows, means, centres)).op
            return moved
        away = sums - graph.node("ExpandDims", found, 1) * centres.value()
        total = graph.node("ExpandDims", graph.node("Maximum", counts.value() + found, one), 1)
        move = centres.assign_add(away / total)
        with graph.control_dependencies([move]):
            return group(move, counts.assign_add(found))
