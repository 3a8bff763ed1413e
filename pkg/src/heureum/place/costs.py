"""What running a node and handing a tensor over are expected to cost.

Takes node records and what is known of their tensors; gives seconds.
Law: unknown sizes count as one element, so an estimate is never made of nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..graph.function import Function
from ..graph.graph_def import NodeDef
from ..op_def import find_op
from ..ops.shapes import least_elements
from ..tensor_shape import TensorSpec

__all__ = ["SPREAD", "CostModel"]


@dataclass(frozen=True, slots=True)
class CostModel:
    """What nodes and hand-offs cost, in seconds; each transport has its own."""

    node_s: float = 2e-6
    operation_s: float = 2e-10
    hand_off_s: float = 3e-5
    byte_s: float = 0.0
    message_s: float = 0.0
    """What each further message between two devices costs: a tensor waits that long for others to share one with."""
    float_bytes: int = 8
    """Floats cross in at most that many bytes each."""

    def run_s(self, node: NodeDef, specs: Mapping[str, TensorSpec]) -> float:
        """How long a node is expected to run."""
        op_def = find_op(node.op)
        inputs = [specs[name] for name in node.data_inputs]
        if op_def.work is not None:
            work = op_def.work(*inputs, **{**op_def.attrs, **node.attrs})
        else:
            work = max((least_elements(spec) for spec in (*inputs, *_outputs(node, specs))), default=0)
        return self.node_s + work * self.operation_s

    def foreseen_s(self, node: NodeDef, specs: Mapping[str, TensorSpec]) -> float | None:
        """How long a node is sure to run, more or less: None where a size is unknown, or it may wait or runs other nodes."""
        op_def = find_op(node.op)
        if op_def.is_source and (node.op == "Const" or any(output.is_ref for output in op_def.outputs)):
            return 0.0  # it gives what is there
        if op_def.stateful or any(isinstance(value, Function) for value in node.attrs.values()):
            return None
        tensors = [*(specs[name] for name in node.data_inputs), *_outputs(node, specs)]
        return self.run_s(node, specs) if all(spec.shape.is_fully_defined() for spec in tensors) else None

    def move_s(self, tensor: str, specs: Mapping[str, TensorSpec]) -> float:
        """How long a tensor takes to another device; a control edge has no bytes."""
        spec = specs.get(tensor)
        if spec is None:
            return self.hand_off_s
        element_bytes = min(spec.dtype.size, self.float_bytes) if spec.dtype.is_floating else spec.dtype.size
        return self.hand_off_s + least_elements(spec) * element_bytes * self.byte_s


class _Spread(CostModel):
    """Every node costs the same and hand-offs nothing, so independent nodes go to different workers."""

    def run_s(self, node: NodeDef, specs: Mapping[str, TensorSpec]) -> float:
        return 1.0

    def move_s(self, tensor: str, specs: Mapping[str, TensorSpec]) -> float:
        return 0.0


SPREAD: CostModel = _Spread()


def _outputs(node: NodeDef, specs: Mapping[str, TensorSpec]) -> list[TensorSpec]:
    found: list[TensorSpec] = []
    while (name := f"{node.name}:{len(found)}") in specs:
        found.append(specs[name])
    return found
