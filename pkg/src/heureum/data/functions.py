"""The functions that users hand to map, filter and the like, as functions of the graph.

Takes a Python function and the structure of an element; gives a Function, what it captures, and what it returned.
Law: a tuple is handed over as so many arguments. Every stateful operation that the function describes runs.
Source: tensorflow/python/data/ops/structured_function.py.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from .. import nest
from ..graph import Function, FunctionGraph, Operation, Tensor
from .structure import Structure, converted

__all__ = ["Traced", "trace"]


@dataclass(frozen=True)
class Traced:
    """A function of the graph. `given` is what the Python function returned, with tensors for leaves."""

    function: Function
    captures: list[Tensor]
    controls: list[Operation]
    given: Any


def trace(
    describe: Callable[..., Any], structures: Sequence[Structure], name: str, results: Callable[[Any], Any] | None = None
) -> Traced:
    """Describe the function of elements with these structures. `results` makes tensors of what it returned."""
    graph = FunctionGraph()
    with graph.as_default(), graph.name_scope(name):
        arguments: list[Any] = []
        for structure in structures:
            with graph.name_scope(None):
                element = structure.pack([graph.parameter(spec) for spec in structure.flat])
            is_only = len(structures) == 1
            arguments.extend(element if is_only and isinstance(element, tuple) and not hasattr(element, "_fields") else [element])
        given = describe(*arguments)
        given = converted(graph, given) if results is None else results(given)
        owned = [graph.own(tensor) for tensor in nest.flatten(given)]
    effects = [operation for operation in graph.get_operations() if operation.op_def.stateful]
    return Traced(graph.function(owned, effects), list(graph.captures), graph.outer_controls, given)
