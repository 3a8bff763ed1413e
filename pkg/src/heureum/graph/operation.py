"""An operation: a node of the graph, which takes tensors and gives tensors.

Takes its type, inputs, attributes and device; gives its outputs.
Law: what it takes never changes once it is made, so the order of making is a topological order.
Source: tf.Operation.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ..op_def import OpDef
from ..tensor_shape import TensorSpec
from .graph_def import NodeDef, node_def_of
from .tensor import Tensor

if TYPE_CHECKING:
    from .graph import Graph

__all__ = ["Operation"]


class Operation:
    """One node. `number` counts the nodes of the graph in the order they were made."""

    __slots__ = (
        "__dict__", "__weakref__",  # for attributes and references of scripts
        "_inputs", "attrs", "control_inputs", "defined_at", "device", "graph", "name", "number", "op_def", "outputs",
    )  # fmt: skip

    def __init__(
        self,
        graph: Graph,
        op_def: OpDef,
        name: str,
        inputs: tuple[Tensor, ...],
        outputs: list[TensorSpec],
        attrs: dict[str, Any],
        control_inputs: tuple[Operation, ...],
        device: str,
        number: int,
        defined_at: str,
    ) -> None:
        self.graph = graph
        self.op_def = op_def
        self.name = name
        self._inputs = inputs
        self.attrs = attrs
        self.control_inputs = control_inputs
        self.device = device
        self.number = number
        self.defined_at = defined_at
        self.outputs = [Tensor(self, index, spec) for index, spec in enumerate(outputs)]
        for tensor in inputs:
            tensor._consumers.append(self)

    @property
    def type(self) -> str:
        """The name of its op, such as `MatMul`."""
        return self.op_def.name

    @property
    def inputs(self) -> tuple[Tensor, ...]:
        """The tensors it takes, in the order of the op's signature."""
        return self._inputs

    def values(self) -> tuple[Tensor, ...]:
        """Its outputs."""
        return tuple(self.outputs)

    @property
    def node_def(self) -> NodeDef:
        """Its record."""
        return node_def_of(self)

    def extend(self, outputs: Sequence[TensorSpec], **attrs: Any) -> list[Tensor]:
        """Give it further outputs, and other attributes that make them: gradients of control flow ask for what it saw.

        Gives the new outputs. What was compiled from the graph before is out of date.
        """
        added = [Tensor(self, index, spec) for index, spec in enumerate(outputs, len(self.outputs))]
        self.outputs.extend(added)
        self.attrs.update(attrs)
        self.graph.version += 1
        return added

    def get_attr(self, name: str) -> Any:
        """The attribute `name`. Raises ValueError when the op has none of that name."""
        if name not in self.attrs:
            raise ValueError(f"Operation {self.name!r} ({self.type}) has no attr named {name!r}; it has {sorted(self.attrs)}")
        return self.attrs[name]

    def run(self, feed_dict: Any = None, session: Any = None) -> None:
        """Run it in the default session, or in `session`. Raises ValueError without a session."""
        self.graph.session_for(session, f"Operation.run() of {self.name}").run(self, feed_dict)

    def __str__(self) -> str:
        return str(self.node_def)

    def __repr__(self) -> str:
        return f"<tf.Operation {self.name!r} type={self.type}>"
