"""Slots: what an optimizer or an average keeps beside a variable, such as its momentum.

Takes a variable, an initializer and a name; gives a variable `w/Momentum` of the same shape, which is not trained.
Source: tf.train's slot_creator.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..variable_scopes import get_variable, variable_scope
from ..variables import Variable

__all__ = ["create_slot"]


def create_slot(primary: Any, initializer: Callable[..., Any] | Any, name: str, *, colocate: bool = True) -> Variable:
    """A slot of `primary`. `initializer` is an initializer, called with its shape and dtype, or a value."""
    graph = primary.graph
    place = graph.colocate_with(primary.op if colocate else None)
    with variable_scope(None, f"{primary.op.name}/{name}", values=[primary]), place:
        if callable(initializer):
            made = get_variable("", shape=primary.shape, dtype=primary.dtype, initializer=initializer, trainable=False)
        else:
            made = get_variable("", initializer=initializer, trainable=False)
    slot: Variable = made
    return slot
