"""Pruning: what the fetches do not need is left out.

Takes fetched tensors and operations, and fed tensors; gives the Subgraph between them.
Law: nothing that a fetch depends on is left out, and nothing behind a fed tensor is kept for its sake.
Source: M. Abadi et al. 2015 (arXiv:1603.04467), section 4.2.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from ..graph import NodeDef, Operation, Tensor, needed_for
from ..graph.graph_def import node_def_of
from ..graph.subgraph import Subgraph

__all__ = ["prune"]


def prune(fetches: Sequence[Tensor], targets: Sequence[Operation], fed: Collection[Tensor]) -> Subgraph:
    """The operations that `fetches` and `targets` need when the tensors in `fed` are given."""
    fed = set(fed)
    ends = [tensor.op for tensor in fetches if tensor not in fed]
    operations = [operation for operation in needed_for([*ends, *targets], fed) if not _is_given(operation, fed)]
    left = {operation.name for operation in operations}
    return Subgraph(
        nodes=tuple(_waiting_only_for(left, node_def_of(operation)) for operation in operations),
        specs={tensor.name: tensor.spec for operation in operations for tensor in operation.outputs}
        | {tensor.name: tensor.spec for tensor in fed},
        feeds={tensor.name: tensor.op.device for tensor in sorted(fed, key=lambda t: (t.op.number, t.value_index))},
        fetches=tuple(dict.fromkeys(tensor.name for tensor in fetches)),
        targets=tuple(dict.fromkeys(operation.name for operation in targets)),
    )


def _is_given(operation: Operation, fed: Collection[Tensor]) -> bool:
    """Whether it is a source whose value is fed: waiting for a fed placeholder is waiting for nothing."""
    return operation.op_def.is_source and bool(operation.outputs) and all(tensor in fed for tensor in operation.outputs)


def _waiting_only_for(left: Collection[str], node: NodeDef) -> NodeDef:
    if all(name in left for name in node.control_inputs):
        return node
    return replace(node, inputs=(*node.data_inputs, *(f"^{name}" for name in node.control_inputs if name in left)))
