"""Some rows of a tensor: what changes in a large table when only a few rows were looked up.

Takes the rows, which rows they are, and the shape of the whole; gives an object that stands for the whole tensor.
Law: a row that stands twice counts twice; rows that are not listed are zero.
Source: tf.IndexedSlices.
"""

from __future__ import annotations

from collections import namedtuple
from typing import Any

from ..dtypes import DType
from ..tensor_shape import TensorShape
from .graph import Graph
from .operation import Operation
from .tensor import Tensor, TensorLike

__all__ = ["IndexedSlices", "IndexedSlicesValue"]

IndexedSlicesValue = namedtuple("IndexedSlicesValue", ["values", "indices", "dense_shape"])
IndexedSlicesValue.__doc__ = "What a session gives for an IndexedSlices: three arrays. Source: tf.IndexedSlicesValue."


class IndexedSlices(TensorLike):
    """`values[i]` is row `indices[i]` of a tensor of shape `dense_shape`, which may be None. Source: tf.IndexedSlices."""

    def __init__(self, values: Tensor, indices: Tensor, dense_shape: Tensor | None = None) -> None:
        self.values = values
        self.indices = indices
        self.dense_shape = dense_shape

    @property
    def name(self) -> str:
        """The name of `values`."""
        return self.values.name

    @property
    def op(self) -> Operation:
        """The operation of `values`."""
        return self.values.op

    @property
    def graph(self) -> Graph:
        """The graph it belongs to."""
        return self.values.graph

    @property
    def device(self) -> str:
        """Where `values` was asked to be made."""
        return self.values.device

    @property
    def dtype(self) -> DType:
        """The type of the elements."""
        return self.values.dtype

    @property
    def shape(self) -> TensorShape:
        """What is known of the shape of the whole."""
        if self.dense_shape is None or self.dense_shape.spec.value is None:
            rest = self.values.shape[1:]
            return TensorShape([None]).concatenate(rest)
        return TensorShape(self.dense_shape.spec.value.tolist())

    def get_shape(self) -> TensorShape:
        """What is known of the shape of the whole."""
        return self.shape

    def as_tensor(self) -> Tensor:
        """The whole tensor. Raises ValueError when its shape was not given."""
        if self.dense_shape is None:
            raise ValueError(f"Tensor conversion requested for IndexedSlices without dense_shape: {self}")
        graph = self.graph.current()
        known = self.dense_shape.spec.value
        rows: Any = self.dense_shape[0] if known is None else known[0]
        made: Tensor = graph.node("UnsortedSegmentSum", self.values, self.indices, rows)
        return made

    def __repr__(self) -> str:
        return f"IndexedSlices(indices={self.indices}, values={self.values}, dense_shape={self.dense_shape})"
