"""The global step: a variable that counts how often an optimizer has changed the others.

Takes a graph; gives its counter.
Source: tf.train.get_global_step and its siblings.
"""

from __future__ import annotations

from typing import Any

from ..dtypes import int64
from ..graph import Graph, GraphKeys, Tensor, get_default_graph
from ..init_ops import zeros_initializer
from ..variable_scopes import get_variable
from ..variables import Variable

__all__ = ["assert_global_step", "create_global_step", "get_global_step", "get_or_create_global_step", "global_step"]


def global_step(sess: Any, global_step_tensor: Any) -> int:
    """The number that the counter holds in `sess`. Source: tf.train.global_step."""
    return int(sess.run(global_step_tensor))


def get_global_step(graph: Graph | None = None) -> Any:
    """The counter of `graph`, or None. Raises RuntimeError when there are several. Source: tf.train.get_global_step."""
    graph = get_default_graph() if graph is None else graph
    held = graph.get_collection(GraphKeys.GLOBAL_STEP)
    if len(held) > 1:
        raise RuntimeError(f"Multiple items in collection {GraphKeys.GLOBAL_STEP!r}: {held}")
    if held:
        found = held[0]
    elif graph.has_operation("global_step"):
        found = graph.get_tensor_by_name("global_step:0")
    else:
        return None
    assert_global_step(found)
    return found


def create_global_step(graph: Graph | None = None) -> Any:
    """A new counter for `graph`. Raises ValueError when it has one. Source: tf.train.create_global_step."""
    graph = get_default_graph() if graph is None else graph
    if get_global_step(graph) is not None:
        raise ValueError('"global_step" already exists.')
    with graph.as_default(), graph.name_scope(None):
        return get_variable(
            GraphKeys.GLOBAL_STEP,
            shape=[],
            dtype=int64,
            initializer=zeros_initializer(),
            trainable=False,
            collections=[GraphKeys.GLOBAL_VARIABLES, GraphKeys.GLOBAL_STEP],
        )


def get_or_create_global_step(graph: Graph | None = None) -> Any:
    """The counter of `graph`, made when there is none. Source: tf.train.get_or_create_global_step."""
    found = get_global_step(graph)
    return create_global_step(graph) if found is None else found


def assert_global_step(global_step_tensor: Any) -> None:
    """Raises TypeError unless it is a scalar integer variable or tensor. Source: tf.train.assert_global_step."""
    if not isinstance(global_step_tensor, (Variable, Tensor)):
        raise TypeError(f"Existing 'global_step' must be a Variable or Tensor: {global_step_tensor!r}.")
    if not global_step_tensor.dtype.is_integer:
        raise TypeError(f"Existing 'global_step' does not have integer type: {global_step_tensor.dtype}")
    if global_step_tensor.shape.rank not in (0, None):
        raise TypeError(f"Existing 'global_step' is not scalar: {global_step_tensor.shape}")
