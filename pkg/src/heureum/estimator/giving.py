"""What an input function gives, whatever its kind: features and labels as tensors. Source: tf.estimator.Estimator."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from ..data import Dataset
from ..graph import GraphKeys, get_default_graph
from .specs import RunConfig

__all__ = ["features_and_labels"]


def features_and_labels(input_fn: Callable[..., Any], mode: str, params: Any, config: RunConfig) -> tuple[Any, Any]:
    """Features and labels of an input function, which may give a data set."""
    offered = {"mode": mode, "params": params, "config": config}
    found = input_fn(**{name: value for name, value in offered.items() if name in inspect.signature(input_fn).parameters})
    if isinstance(found, Dataset):
        iterator = found.make_initializable_iterator()
        get_default_graph().add_to_collection(GraphKeys.TABLE_INITIALIZERS, iterator.initializer)
        found = iterator.get_next()
    if isinstance(found, (list, tuple)):
        if len(found) != 2:
            raise ValueError(
                f"input_fn should return (features, labels), features or a tf.data.Dataset; found {len(found)} values"
            )
        return found[0], found[1]
    return found, None
