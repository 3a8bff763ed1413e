"""Runs one small program under both libraries and compares all it shows: values, dtypes, shapes, names, error classes.

    def test_sum(compare):
        compare(lambda tf: tf.reduce_sum(tf.constant([[1.0, 2.0]]), axis=1, name="s"))

A program takes the library and gives tensors, operations, variables or plain values, nested as it likes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from .described import describe, differences

__all__ = ["compare_program", "outcome"]


def outcome(
    program: Callable[[Any], Any], tf: Any, *, feed: Mapping[str, Any] | None = None, names: bool = False, static: bool = True
) -> Any:
    """What a program gives under one library, described; an error is described by its class.

    Tensors and operations are fetched from a session in which every variable is initialised; `feed` names tensors
    ("x:0"). `names` adds the names and types of all the nodes that the program added; without `static` what is known
    before running (name, dtype, shape) is left out.
    """
    with tf.Graph().as_default() as graph:
        try:
            given = program(tf)
            found = {"given": given if static else None, "values": _fetch(given, graph, tf, dict(feed or {}))}
            if names:
                found["names"] = [[each.name, each.type] for each in graph.get_operations()]
            return describe(found)
        except Exception as error:
            # A missing function is a gap, never an expected error.
            if isinstance(error, (AttributeError, NotImplementedError)):
                raise
            return {"error": _error_class(error), "message": str(error)}


def compare_program(
    program: Callable[[Any], Any],
    oracle: Any,
    engine: Any,
    *,
    feed: Mapping[str, Any] | None = None,
    names: bool = False,
    static: bool = True,
    rtol: float = 1e-4,
    atol: float = 1e-6,
) -> Any:
    """Fails where the two outcomes differ, and gives the engine's; messages of errors may differ."""
    expected = outcome(program, oracle, feed=feed, names=names, static=static)
    found = outcome(program, engine, feed=feed, names=names, static=static)
    complaint = "".join(f"\n  {each}" for each in differences(_seen(expected), _seen(found), rtol=rtol, atol=atol, at="it"))
    assert not complaint, f"{complaint}\n  TensorFlow: {expected!r:.800}\n  heureum:    {found!r:.800}"
    return found


def _seen(outcome: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in outcome.items() if key != "message"}


def _error_class(error: Exception) -> str:
    """TensorFlow's Python layers raise subclasses of ValueError and TypeError of their own."""
    names = [each.__name__ for each in type(error).__mro__]
    for builtin in ("OpError", "ValueError", "TypeError", "KeyError", "IndexError", "RuntimeError"):
        if builtin in names:
            return type(error).__name__ if builtin == "OpError" else builtin
    return type(error).__name__


def _fetch(given: Any, graph: Any, tf: Any, feed: dict[str, Any]) -> Any:
    fetches = [each for each in _leaves(given) if hasattr(each, "graph") and each.graph is graph]
    if not fetches:
        return []
    with tf.Session(graph=graph) as session:
        variables = graph.get_collection("variables")
        if variables:
            session.run([each.initializer for each in variables])
        values = [session.run(each, feed) for each in fetches]
    # SparseTensorValue and IndexedSlicesValue are named tuples: lists of arrays here.
    return [value if not isinstance(value, tuple) else list(map(np.asarray, value)) for value in values]


def _leaves(given: Any) -> list[Any]:
    if isinstance(given, dict):
        return [leaf for each in given.values() for leaf in _leaves(each)]
    if isinstance(given, (list, tuple)) and not hasattr(given, "graph"):
        return [leaf for each in given for leaf in _leaves(each)]
    return [given]
