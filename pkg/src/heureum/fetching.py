"""What a run is asked for: tensors and operations, alone or nested in lists, tuples and dicts.

Takes a structure of fetches; gives the distinct tensors and operations in it, and puts the values into its shape.
Law: every fetch is checked before anything runs; an operation's value is None.
Source: the `fetches` argument of tf.Session.run.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from .graph import Graph, IndexedSlices, IndexedSlicesValue, Operation, SparseTensor, SparseTensorValue, Tensor

__all__ = ["Fetches", "resolve_fetches"]


@dataclass(frozen=True, slots=True)
class Fetches:
    """`rebuild(values)` makes the caller's structure from the values by tensor name."""

    tensors: tuple[Tensor, ...]
    targets: tuple[Operation, ...]
    rebuild: Callable[[Mapping[str, Any]], Any]


def resolve_fetches(graph: Graph, fetches: Any) -> Fetches:
    """Look every fetch up in `graph`.

    Raises TypeError for what can't be fetched, ValueError for a name that does not exist or a tensor of another graph.
    """
    tensors: dict[Tensor, None] = {}
    targets: dict[Operation, None] = {}

    def resolve(fetch: Any) -> Callable[[Mapping[str, Any]], Any]:
        if isinstance(fetch, (list, tuple)):
            return _sequence(type(fetch), [resolve(each) for each in fetch])
        if isinstance(fetch, Mapping):
            parts = {key: resolve(each) for key, each in fetch.items()}
            kind: Any = type(fetch)
            return lambda values: kind((key, part(values)) for key, part in parts.items())
        if isinstance(fetch, IndexedSlices):
            return _sequence(IndexedSlicesValue, [resolve(fetch.values), resolve(fetch.indices), or_none(fetch.dense_shape)])
        if isinstance(fetch, SparseTensor):
            return _sequence(SparseTensorValue, [resolve(fetch.indices), resolve(fetch.values), resolve(fetch.dense_shape)])
        element = _look_up(graph, fetch)
        if isinstance(element, Operation):
            targets[element] = None
            return lambda values: None
        tensors[element] = None
        name = element.name
        return lambda values: values[name]

    def or_none(fetch: Any) -> Callable[[Mapping[str, Any]], Any]:
        return (lambda values: None) if fetch is None else resolve(fetch)

    rebuild = resolve(fetches)
    return Fetches(tuple(tensors), tuple(targets), rebuild)


def _sequence(kind: Any, parts: list[Callable[[Mapping[str, Any]], Any]]) -> Callable[[Mapping[str, Any]], Any]:
    if hasattr(kind, "_fields"):  # a named tuple takes its fields one by one
        return lambda values: kind(*(part(values) for part in parts))
    return lambda values: kind(part(values) for part in parts)


def _look_up(graph: Graph, fetch: Any) -> Tensor | Operation:
    if fetch is None:
        raise TypeError("Fetch argument None has invalid type NoneType; fetch a tensor, an operation, a name, or a list of them")
    try:
        return graph.as_graph_element(fetch)
    except TypeError as reason:
        raise TypeError(
            f"Fetch argument {fetch!r} has invalid type {type(fetch).__name__}, must be a string, Tensor or Operation. ({reason})"
        ) from None
    except (KeyError, ValueError) as reason:
        raise ValueError(f"Fetch argument {fetch!r} cannot be interpreted as a Tensor. ({reason.args[0]})") from None
