"""Pruning: what the fetches do not need is left out.

Takes fetched tensors and operations, and fed tensors; gives the Subgraph between them.
Law: nothing that a fetch depends on is left out, and nothing behind a fed tensor is kept for its sake.
Source: M. Abadi et al. 2015 (arXiv:1603.04467), section 4.2.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ..graph import Operation, Tensor, needed_for
from ..graph.graph_def import node_def_of
from ..graph.subgraph import Subgraph

__all__ = ["prune"]


def prune(fetches: Sequence[Tensor], targets: Sequence[Operation], fed: Collection[Tensor]) -> Subgraph:
    """The operations that `fetches` and `targets` need when the tensors in `fed` are given."""
    fed = set(fed)
    ends = [tensor.op for tensor in fetches if tensor not in fed]
    operations = needed_for([*ends, *targets], fed)
    return Subgraph(
        nodes=tuple(node_def_of(operation) for operation in operations),
        specs={tensor.name: tensor.spec for operation in operations for tensor in operation.outputs}
        | {tensor.name: tensor.spec for tensor in fed},
        feeds={tensor.name: tensor.op.device for tensor in sorted(fed, key=lambda t: (t.op.number, t.value_index))},
        fetches=tuple(dict.fromkeys(tensor.name for tensor in fetches)),
        targets=tuple(dict.fromkeys(operation.name for operation in targets)),
    )
