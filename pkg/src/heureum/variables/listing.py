"""The collections of the default graph as functions.

Takes a key, or a kind of variable, and a scope; gives what stands in the collection.
"""

from __future__ import annotations

from typing import Any

from ..graph import GraphKeys, get_default_graph

__all__ = [
    "add_to_collection",
    "add_to_collections",
    "all_variables",
    "get_collection",
    "get_collection_ref",
    "global_variables",
    "local_variables",
    "model_variables",
    "moving_average_variables",
    "trainable_variables",
]


def add_to_collection(name: Any, value: Any) -> None:
    """Put `value` into the collection `name` of the default graph. Source: tf.add_to_collection."""
    get_default_graph().add_to_collection(name, value)


def add_to_collections(names: Any, value: Any) -> None:
    """Put `value` into each collection of `names`. Source: tf.add_to_collections."""
    get_default_graph().add_to_collections(names, value)


def get_collection(key: Any, scope: str | None = None) -> list[Any]:
    """A copy of the collection `key`; with `scope`, a regular expression, only names that start with a match.

    Source: tf.get_collection.
    """
    return get_default_graph().get_collection(key, scope)


def get_collection_ref(key: Any) -> list[Any]:
    """The collection `key` itself: changing the list changes the graph's. Source: tf.get_collection_ref."""
    return get_default_graph().get_collection_ref(key)


def global_variables(scope: str | None = None) -> list[Any]:
    """Every variable that all devices share: those made without `collections`. Source: tf.global_variables."""
    return get_collection(GraphKeys.GLOBAL_VARIABLES, scope)


def all_variables() -> list[Any]:
    """The old name of `global_variables`. Source: tf.all_variables."""
    return global_variables()


def trainable_variables(scope: str | None = None) -> list[Any]:
    """The variables that an optimizer changes unless told otherwise. Source: tf.trainable_variables."""
    return get_collection(GraphKeys.TRAINABLE_VARIABLES, scope)


def local_variables(scope: str | None = None) -> list[Any]:
    """The variables that are not saved, such as counters. Source: tf.local_variables."""
    return get_collection(GraphKeys.LOCAL_VARIABLES, scope)


def model_variables(scope: str | None = None) -> list[Any]:
    """The variables that were marked as needed to use the model. Source: tf.model_variables."""
    return get_collection(GraphKeys.MODEL_VARIABLES, scope)


def moving_average_variables(scope: str | None = None) -> list[Any]:
    """The variables whose averages are kept. Source: tf.moving_average_variables."""
    return get_collection(GraphKeys.MOVING_AVERAGE_VARIABLES, scope)
