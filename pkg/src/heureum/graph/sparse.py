"""A tensor of which only the elements that are not zero are kept, with their places.

Takes three tensors: places, elements, and the shape of the whole; gives an object that stands for all three.
Law: it is no Tensor. The functions of tf.sparse take it; a session feeds and fetches it as a SparseTensorValue.
Source: tf.SparseTensor.
"""

from __future__ import annotations

from collections import namedtuple
from typing import Any

from ..dtypes import DType, float64, int64
from ..tensor_shape import TensorShape
from .graph import Graph, get_default_graph, graph_of
from .operation import Operation
from .tensor import Tensor

__all__ = ["SparseTensor", "SparseTensorValue"]

SparseTensorValue = namedtuple("SparseTensorValue", ["indices", "values", "dense_shape"])
SparseTensorValue.__doc__ = "What a session gives for a SparseTensor: three arrays. Source: tf.SparseTensorValue."


class SparseTensor:
    """Element `values[i]` stands at `indices[i]` of a tensor of shape `dense_shape`. `[n, r], [n], [r]`.

    Raises ValueError when the three do not fit each other. Source: tf.SparseTensor.
    """

    def __init__(self, indices: Any, values: Any, dense_shape: Any) -> None:
        graph = graph_of(indices, values, dense_shape)
        with graph.name_scope("SparseTensor"):
            self._indices = graph.convert(indices, int64, name="indices")
            self._values = graph.convert(values, name="values")
            self._dense_shape = graph.convert(dense_shape, int64, name="dense_shape")
        places, sizes = self._indices.shape.with_rank(2), self._dense_shape.shape.with_rank(1)
        places[:1].merge_with(self._values.shape.with_rank(1))
        places[1:].merge_with(sizes)

    @classmethod
    def from_value(cls, sparse_tensor_value: Any) -> SparseTensor:
        """A SparseTensor of constants. Raises TypeError for anything but a SparseTensor or its value."""
        if isinstance(sparse_tensor_value, SparseTensor):
            return sparse_tensor_value
        if not isinstance(sparse_tensor_value, SparseTensorValue):
            raise TypeError(f"Neither a SparseTensor nor SparseTensorValue: {sparse_tensor_value}.")
        return cls(*sparse_tensor_value)

    @property
    def indices(self) -> Tensor:
        """Where the elements stand: `int64[n, r]`."""
        return self._indices

    @property
    def values(self) -> Tensor:
        """The elements: `[n]`."""
        return self._values

    @property
    def dense_shape(self) -> Tensor:
        """The shape of the whole: `int64[r]`."""
        return self._dense_shape

    @property
    def op(self) -> Operation:
        """The operation of `values`."""
        return self._values.op

    @property
    def name(self) -> str:
        """The name of `values`."""
        return self._values.name

    @property
    def graph(self) -> Graph:
        """The graph it belongs to."""
        return self._indices.graph

    @property
    def dtype(self) -> DType:
        """The type of the elements."""
        return self._values.dtype

    @property
    def shape(self) -> TensorShape:
        """What is known of the shape of the whole."""
        known = self._dense_shape.spec.value
        if known is not None:
            return TensorShape([None if size < 0 else int(size) for size in known])
        sizes = self._dense_shape.spec.sizes
        if sizes is not None:
            return TensorShape(sizes)
        rank = self._indices.shape[1].value if self._dense_shape.shape[0].value is None else self._dense_shape.shape[0].value
        return TensorShape(None if rank is None else [None] * rank)

    def get_shape(self) -> TensorShape:
        """What is known of the shape of the whole."""
        return self.shape

    def consumers(self) -> list[Operation]:
        """The operations that take one of the three."""
        three = (self._indices, self._values, self._dense_shape)
        return list(dict.fromkeys(op for tensor in three for op in tensor.consumers()))

    def with_values(self, new_values: Any) -> SparseTensor:
        """The same places and shape with other elements. Raises ValueError for another number of them."""
        return SparseTensor(self._indices, new_values, self._dense_shape)

    def eval(self, feed_dict: Any = None, session: Any = None) -> SparseTensorValue:
        """Run the default session, or `session`, for it alone. Raises ValueError without a session."""
        found: SparseTensorValue = self.graph.session_for(session, f"SparseTensor.eval() of {self.name}").run(self, feed_dict)
        return found

    def _with_dense(self, op_type: str, scope: str, dense: Any) -> SparseTensor:
        graph = get_default_graph()
        with graph.name_scope(scope) as opened:
            dense = graph.convert(dense, self.dtype, name="y")
            given = self._values
            if op_type == "SparseDenseCwiseDiv" and self.dtype.is_integer:
                given, dense = (graph.node("Cast", each, DstT=float64) for each in (given, dense))
            values = graph.node(op_type, self._indices, given, self._dense_shape, dense, name=opened)
        return SparseTensor(self._indices, values, self._dense_shape)

    def __mul__(self, dense: Any) -> SparseTensor:
        return self._with_dense("SparseDenseCwiseMul", "mul", dense)

    def __truediv__(self, dense: Any) -> SparseTensor:
        return self._with_dense("SparseDenseCwiseDiv", "truediv", dense)

    __div__ = __truediv__

    def __repr__(self) -> str:
        return f"SparseTensor(indices={self._indices}, values={self._values}, dense_shape={self._dense_shape})"
