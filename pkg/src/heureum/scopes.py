"""The scopes of the default graph as functions: names, devices, order.

Takes what Graph's methods take; gives context managers over the graph that is the default when the block is entered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from .graph import get_default_graph, graph_of

__all__ = ["colocate_with", "control_dependencies", "device", "name_scope"]


@contextmanager
def name_scope(name: str | None, default_name: str | None = None, values: Sequence[Any] | None = None) -> Iterator[str]:
    """Nest the names of what is built inside; gives the scope, `layer/`.

    `default_name` is used when `name` is None; `values` are tensors whose graph is meant.
    Raises ValueError for characters that no scope may hold, TypeError when neither name is a string but values are
    given. Source: tf.name_scope.
    """
    wish = default_name if name is None else name
    if wish is None and values is not None:
        raise TypeError(f"At least one of name ({name!r}) and default_name ({default_name!r}) must be provided.")
    graph = graph_of(*(values or ()))
    with graph.as_default(), graph.name_scope(wish) as scope:
        yield scope


def device(device_name_or_function: Any) -> AbstractContextManager[None]:
    """Ask for a device for what is built inside: `with tf.device("/job:worker/task:1"):`.

    A function takes each operation and gives its device. Raises ValueError for a string that is no device.
    Source: tf.device.
    """
    return get_default_graph().device(device_name_or_function)


def control_dependencies(control_inputs: Sequence[Any] | None) -> AbstractContextManager[None]:
    """What is built inside runs only after `control_inputs`. Source: tf.control_dependencies."""
    return get_default_graph().control_dependencies(control_inputs)


def colocate_with(op: Any, ignore_existing: bool = False) -> AbstractContextManager[None]:
    """Ask for the device that `op`, an operation or a tensor, was asked for; None clears with `ignore_existing`.

    Source: tf.colocate_with.
    """
    return get_default_graph().colocate_with(op, ignore_existing)
