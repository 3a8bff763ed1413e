"""Choosing by a truth value that may be a Python value or a tensor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..control_flow.cond import cond
from ..dtypes import bool as boolean
from ..graph import Tensor, graph_of

__all__ = ["constant_truth", "either"]


def constant_truth(value: Any) -> bool | None:
    """`value` as a bool when it is known while the graph is described, else None."""
    if isinstance(value, Tensor) or hasattr(value, "as_tensor"):
        tensor = graph_of(value).convert(value)
        return None if tensor.spec.value is None else bool(tensor.spec.value)
    return bool(value)


def either(pred: Any, when_true: Callable[[], Any], when_false: Callable[[], Any]) -> Any:
    """What one of two functions gives: chosen now when `pred` is known, else in each run."""
    truth = constant_truth(pred)
    if truth is not None:
        return when_true() if truth else when_false()
    graph = graph_of(pred)
    tensor = graph.convert(pred)
    if not tensor.dtype.is_bool:
        tensor = graph.node("Cast", tensor, DstT=boolean)
    return cond(tensor, when_true, when_false)
