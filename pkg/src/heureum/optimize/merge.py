"""Merging: nodes that compute the same from the same are one node.

Takes a Subgraph; gives one without the copies.
Law: two nodes are the same when op, inputs, attributes and device are; what keeps state is never the same as another.
Source: M. Abadi et al. 2015 (arXiv:1603.04467), section 5.1, common subexpression elimination (C. Click 1995).
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import numpy as np

from ..graph.graph_def import NodeDef
from ..graph.subgraph import Subgraph
from ..op_def import find_op
from .rewrite import free, kept, replace_tensors

__all__ = ["merge_duplicates"]

_LARGEST_COMPARED_BYTES = 4096


def merge_duplicates(subgraph: Subgraph) -> Subgraph:
    """`(a + b) * (a + b)`: the sum is computed once."""
    named_outside, may_merge = kept(subgraph), free(subgraph)
    first_with: dict[Hashable, str] = {}
    stands_for: dict[str, str] = {}
    for node in subgraph.nodes:
        inputs = tuple(stands_for.get(tensor, tensor) for tensor in node.inputs)
        looks = _looks(node, inputs) if node.name in may_merge else None
        if looks is None:
            continue
        first = first_with.setdefault(looks, node.name)
        if first != node.name and node.name not in named_outside:
            for index in range(_output_count(node, subgraph)):
                if f"{node.name}:{index}" not in subgraph.feeds and f"{first}:{index}" not in subgraph.feeds:
                    stands_for[f"{node.name}:{index}"] = f"{first}:{index}"
    return replace_tensors(subgraph, stands_for)


def _output_count(node: NodeDef, subgraph: Subgraph) -> int:
    count = len(find_op(node.op).outputs)
    while f"{node.name}:{count}" in subgraph.specs:
        count += 1
    return count


def _looks(node: NodeDef, inputs: tuple[str, ...]) -> Hashable | None:
    """What two equal nodes have in common; None when the node has an attribute that is not compared."""
    attrs = tuple((name, _frozen(value)) for name, value in sorted(node.attrs.items()))
    return None if any(value is None for _, value in attrs) else (node.op, inputs, attrs)


def _frozen(value: Any) -> Hashable | None:
    if isinstance(value, np.ndarray):
        if value.dtype == object or value.nbytes > _LARGEST_COMPARED_BYTES:
            return None
        return (value.dtype.str, value.shape, value.tobytes())
    if isinstance(value, (list, tuple)):
        parts = tuple(_frozen(each) for each in value)
        return None if None in parts else (type(value).__name__, parts)
    # The type keeps 1, 1.0 and True apart.
    return (type(value).__name__, value) if isinstance(value, Hashable) else None
