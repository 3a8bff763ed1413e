"""Packing: a list that holds tensors among plain values becomes one tensor.

Takes nested lists; gives a tensor of one more rank per level.
Law: the first tensor decides the dtype; nodes are named by their places in the list, `Reshape/shape/1`.
Source: TensorFlow's automatic packing of lists, `_autopacking_helper`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..dtypes import DType
from .convert import as_array

if TYPE_CHECKING:
    from .graph import Graph
    from .tensor import Tensor

__all__ = ["holds_tensors", "pack"]


def holds_tensors(value: Any) -> bool:
    """Whether a tensor is in a list, or in a list in it."""
    return isinstance(value, (list, tuple)) and any(hasattr(each, "as_tensor") or holds_tensors(each) for each in value)


def pack(graph: Graph, values: Any, dtype: DType | None, name: str) -> Tensor:
    """A list that holds tensors as one tensor. Raises TypeError when its elements differ in dtype."""
    return _pack(graph, values, dtype or _first_dtype(values), "packed" if name == "Const" else name)


def _first_dtype(values: Any) -> DType | None:
    for each in values:
        if hasattr(each, "as_tensor"):
            found: DType = each.as_tensor().dtype
            return found
        if isinstance(each, (list, tuple)) and (inner := _first_dtype(each)) is not None:
            return inner
    return None


def _pack(graph: Graph, values: Any, dtype: DType | None, name: str) -> Tensor:
    with graph.name_scope(name) as scope:
        packed = []
        for i, each in enumerate(values):
            if isinstance(each, (list, tuple)) and not holds_tensors(each):
                with graph.name_scope(str(i)):
                    pass  # TensorFlow looks into each list in a scope of its own, which takes the name
            packed.append(_pack(graph, each, dtype, str(i)) if holds_tensors(each) else each)
        for each in packed:
            if not hasattr(each, "as_tensor"):
                as_array(each, dtype)  # what does not fit is refused before a node is made
        elements = [graph.convert(each, dtype, name=str(i)) for i, each in enumerate(packed)]
        made: Tensor = graph.node("Pack", *elements, name=scope)
        return made
