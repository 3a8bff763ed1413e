"""What functions of an op use from outside: as one list of inputs for several of them, and as gradients see it.

Takes FunctionGraphs that were described side by side, or a function whose gradient is described.
Law: after `share_captures` every graph has a parameter for every capture, in the same order; a gradient reads what its
function was given where the function got it, and asks for the rest that the function computed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..gradients import gradients
from ..graph import FunctionGraph, Graph, Operation, Tensor
from ..op_def import OpDef
from ..tensor_shape import TensorSpec

__all__ = ["BackwardGraph", "operation_of", "share_captures"]


def share_captures(graphs: Sequence[FunctionGraph], own: int = 0) -> list[Tensor]:
    """The outer tensors that any of `graphs` captures. Each graph's first `own` parameters stay its own."""
    captured = list(dict.fromkeys(tensor for graph in graphs for tensor in graph.captures))
    for graph in graphs:
        stand_ins = [graph.own(tensor) for tensor in captured]
        graph.parameters = [*graph.parameters[:own], *stand_ins]
    return captured


def operation_of(made: Any) -> Operation:
    """The operation that `graph.node` has made: it gives a tensor, a list of them, or the operation."""
    if isinstance(made, Operation):
        return made
    operation: Operation = (made[0] if isinstance(made, list) else made).op
    return operation


class BackwardGraph(FunctionGraph):
    """The gradient of a function while it is described, inside the graph of that function.

    `given` maps parameters of the function to the tensors around it that they stand for. `asked` maps what else the
    gradient uses of it to what `stand_in` gave for that; constants are simply repeated.
    """

    def __init__(self, forward: FunctionGraph, around: Graph, given: Mapping[Tensor, Tensor]) -> None:
        super().__init__(forward)
        self._names = around._names
        self._given = given
        self._constants: dict[Tensor, Tensor] = {}
        self.asked: dict[Tensor, Tensor] = {}

    def stand_in(self, tensor: Tensor) -> Tensor:
        """What stands for a tensor that the function computes: a further parameter."""
        return self.parameter(TensorSpec(tensor.dtype, tensor.shape))

    def differentiate(self, results: Sequence[Tensor], specs: Sequence[TensorSpec]) -> list[Tensor | None]:
        """The gradients of the function's parameters, given those of its `results` as the next parameters."""
        assert isinstance(self.outer, FunctionGraph)
        with self.as_default():
            with self.name_scope(None):
                dys = [self.parameter(spec) for spec in specs]
            if not results:
                return [None] * len(self.outer.parameters)
            found = gradients(results, self.outer.parameters, dys, name="grad")
            # Sparse gradients leave a function as tensors.
            return [None if dx is None else self.own(self.convert(dx)) for dx in found]

    def zeros_like(self, x: Tensor) -> Tensor:
        """Zeros of the shape and dtype of `x`, which the function knows."""
        with self.as_default():
            made: Tensor = self.node("ZerosLike", x)
            return made

    def _adopt(self, tensor: Tensor, name: str, op_def: OpDef | None) -> Tensor:
        if tensor.graph is not self.outer:
            return super()._adopt(tensor, name, op_def)
        if tensor in self._given:
            return super()._adopt(self._given[tensor], name, op_def)
        if tensor.op.type == "Const":
            return self._once(self._constants, tensor, lambda t: self.node("Const", name=t.op.name, **t.op.attrs))
        return self._once(self.asked, tensor, self.stand_in)

    def _once(self, made: dict[Tensor, Tensor], tensor: Tensor, make: Callable[[Tensor], Tensor]) -> Tensor:
        if tensor not in made:
            with self.as_default(), self.control_dependencies(None), self.name_scope(None):
                made[tensor] = make(tensor)
        return made[tensor]
