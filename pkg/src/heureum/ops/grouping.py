"""Operations that only wait for others.

Takes operations and tensors; gives one operation, or tensors that are there once all are.
Law: nothing is computed here; only the order changes.
"""

from __future__ import annotations

import builtins
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..graph import Graph, Operation, get_default_graph, graph_of

__all__ = ["group", "tuple"]


def _flat(inputs: Any) -> Iterator[Any]:
    for each in inputs.values() if isinstance(inputs, Mapping) else inputs:
        if isinstance(each, (list, builtins.tuple, Mapping)):
            yield from _flat(each)
        elif each is not None:
            yield each


def _graph_around(elements: Sequence[Any]) -> Graph:
    operations = [each for each in elements if isinstance(each, Operation)]
    return operations[0].graph.current() if operations else graph_of(*elements)


def group(*inputs: Any, **kwargs: Any) -> Operation:
    """An operation that is done when all `inputs` are: operations, tensors, variables, or lists of them. `... -> `.

    `name` may be given. Raises TypeError for anything else, ValueError for another keyword. Source: tf.group.
    """
    name = kwargs.pop("name", None)
    if kwargs:
        raise ValueError(f"Unknown keyword arguments: {', '.join(kwargs)}")
    elements = list(_flat(inputs))
    graph = _graph_around(elements) if elements else get_default_graph()
    for each in elements:
        if not isinstance(each, Operation) and not hasattr(each, "op"):
            raise TypeError(f"Expected tf.group() expected Tensor objects not None or other objects, got {each!r}")
    with graph.control_dependencies([each if isinstance(each, Operation) else each.op for each in elements]):
        made: Operation = graph.node("NoOp", name=name or "group_deps")
    return made


def tuple(tensors: Sequence[Any], name: str | None = None, control_inputs: Sequence[Any] | None = None) -> list[Any]:
    """The `tensors`, none of which is there before all are, and all `control_inputs`. `N x [...] -> N x [...]`.

    None stays None. Raises ValueError when there is nothing but None, TypeError for a control input that is no
    operation. Source: tf.tuple.
    """
    given = [each for each in tensors if each is not None]
    if not given:
        raise ValueError("Must have at least one Tensor")
    graph = _graph_around(given)
    with graph.name_scope(name or "tuple"):
        gate = group(*given, *(control_inputs or ()))
        with graph.control_dependencies([gate]):
            return [
                each if each is None or isinstance(each, Operation) else graph.node("Identity", each, name="control_dependency")
                for each in tensors
            ]
