"""A tensor: one output of one operation, an edge of the graph. It holds no numbers, only what is known about them.

Takes its operation and which output it is; gives names, dtype, shape, and operators that add nodes to the graph.
Law: tensors are compared and hashed by identity; building with them never computes anything.
Source: tf.Tensor.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..dtypes import DType
from ..tensor_shape import TensorShape, TensorSpec
from .operators import Operators

if TYPE_CHECKING:
    from .graph import Graph
    from .operation import Operation

__all__ = ["Tensor", "TensorLike"]


class TensorLike(Operators):
    """What may stand wherever a tensor may: a variable, or the slices of one."""

    __slots__ = ()

    @property
    def graph(self) -> Graph:
        """The graph it belongs to."""
        raise NotImplementedError

    def as_tensor(self) -> Tensor:
        """The tensor that stands for it."""
        raise NotImplementedError

    def as_ref(self) -> Tensor:
        """The tensor to hand to an op that takes a reference. Raises TypeError unless it holds state."""
        raise TypeError(f"{self} holds no state: a variable is needed")


class Tensor(Operators):
    """The output `value_index` of the operation `op`. Its name is `<op name>:<value_index>`."""

    # Scripts hang their own attributes on tensors, and keep them by weak references; what is not used takes no room.
    __slots__ = ("__dict__", "__weakref__", "_consumers", "op", "spec", "value_index")

    def __init__(self, op: Operation, value_index: int, spec: TensorSpec) -> None:
        self.op = op
        self.value_index = value_index
        self.spec = spec
        self._consumers: list[Operation] = []

    @property
    def name(self) -> str:
        """`c:0`: the operation's name and the index of the output."""
        return f"{self.op.name}:{self.value_index}"

    @property
    def graph(self) -> Graph:
        """The graph it belongs to."""
        return self.op.graph

    @property
    def device(self) -> str:
        """Where its operation was asked to run; "" when that was left to placement."""
        return self.op.device

    @property
    def dtype(self) -> DType:
        """The type of its elements."""
        return self.spec.dtype

    @property
    def is_ref(self) -> bool:
        """Whether it is a reference: the place that holds a tensor."""
        outputs = self.op.op_def.outputs
        return len(outputs) == 1 and outputs[0].is_ref

    @property
    def shape(self) -> TensorShape:
        """What is known of its shape."""
        return self.spec.shape

    def get_shape(self) -> TensorShape:
        """What is known of its shape."""
        return self.spec.shape

    def set_shape(self, shape: Any) -> None:
        """Add what you know of the shape. Raises ValueError when it contradicts what is known."""
        merged = self.spec.shape.merge_with(shape)
        self.spec = replace(self.spec, shape=merged)

    def consumers(self) -> list[Operation]:
        """The operations that take this tensor."""
        return list(self._consumers)

    def as_tensor(self) -> Tensor:
        """Itself."""
        return self

    def eval(self, feed_dict: Any = None, session: Any = None) -> Any:
        """Run the default session, or `session`, for this tensor alone. Raises ValueError without a session."""
        return self.graph.session_for(session, f"Tensor.eval() of {self.name}").run(self, feed_dict)

    def __repr__(self) -> str:
        return f"<tf.Tensor {self.name!r} shape={self.shape} dtype={self.dtype.name}>"

    def __str__(self) -> str:
        shape = "" if self.shape.rank is None else f", shape={self.shape}"
        device = f", device={self.device}" if self.device else ""
        return f'Tensor("{self.name}"{shape}, dtype={self.dtype.name}{device})'

    def __bool__(self) -> bool:
        raise TypeError(
            f"Using the tensor {self.name!r} as a Python bool is not allowed: it has no value before it runs. "
            "Use `if t is not None:` to test for its presence, tf.cond to choose inside the graph"
        )

    def __len__(self) -> int:
        raise TypeError(f"len() is not defined for the tensor {self.name!r}; use tf.shape(t) or t.shape")

    def __iter__(self) -> Any:
        raise TypeError(
            f"The tensor {self.name!r} can't be iterated over: it has no value before it runs. "
            "Use tf.unstack(t) for a list of its rows, or tf.map_fn to do the same with each"
        )

    def __array__(self, *_: Any, **__: Any) -> Any:
        raise NotImplementedError(
            f"Cannot convert the symbolic tensor {self.name!r} to a NumPy array: "
            "get its value with sess.run(t), or use the tf function instead of the NumPy one"
        )
