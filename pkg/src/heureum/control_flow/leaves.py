"""Structures that user functions give and take, as flat lists of tensors and back.

Takes nested tensors, variables, numbers and TensorArrays; gives tensors, and the structure again around others.
Law: a TensorArray goes in and out as its flow, the tensor that orders what is done with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .. import nest
from ..dtypes import DType
from ..graph import Graph, Tensor
from .tensor_array import TensorArray

__all__ = ["repack", "tensor_of"]


def tensor_of(graph: Graph, leaf: Any, dtype: DType | None = None, name: str = "Const") -> Tensor:
    """One leaf as a tensor; what a reference holds, not the reference. Raises TypeError and ValueError."""
    if isinstance(leaf, TensorArray):
        return leaf.flow
    tensor = graph.convert(leaf, dtype, name=name)
    if not tensor.is_ref:
        return tensor
    value: Tensor = graph.node("Identity", tensor)
    return value


def repack(structure: Any, tensors: Sequence[Tensor]) -> Any:
    """`tensors` in the shape of `structure`, with TensorArrays where it has them."""
    leaves = nest.flatten(structure)
    return nest.pack_sequence_as(
        structure,
        [leaf.with_flow(t) if isinstance(leaf, TensorArray) else t for leaf, t in zip(leaves, tensors, strict=True)],
    )
