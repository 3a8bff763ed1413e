"""Summaries under the names of TensorFlow 0.x. `tf.contrib.deprecated`.

The tag is the whole name: scopes add nothing to it. Source: tensorflow/contrib/deprecated/__init__.py.
"""

from __future__ import annotations

from typing import Any

from .. import summary
from ..graph import Tensor, get_default_graph

__all__ = [
    "audio_summary",
    "histogram_summary",
    "image_summary",
    "merge_all_summaries",
    "merge_summary",
    "scalar_summary",
]


def scalar_summary(tags: str, values: Any, collections: Any = None, name: str | None = None) -> Tensor:
    """A number under a tag. `[] -> string[]`. Source: tf.contrib.deprecated.scalar_summary."""
    with get_default_graph().name_scope(""):
        made: Tensor = summary.scalar(tags, values, collections)
        return made


def histogram_summary(tag: str, values: Any, collections: Any = None, name: str | None = None) -> Tensor:
    """A histogram under a tag. `[...] -> string[]`. Source: tf.contrib.deprecated.histogram_summary."""
    with get_default_graph().name_scope(""):
        made: Tensor = summary.histogram(tag, values, collections)
        return made


def image_summary(tag: str, tensor: Any, max_images: int = 3, collections: Any = None, name: str | None = None) -> Tensor:
    """Pictures under a tag. `[n, h, w, c] -> string[]`. Source: tf.contrib.deprecated.image_summary."""
    with get_default_graph().name_scope(""):
        made: Tensor = summary.image(tag, tensor, max_images, collections)
        return made


def audio_summary(
    tag: str, tensor: Any, sample_rate: Any, max_outputs: int = 3, collections: Any = None, name: str | None = None
) -> Tensor:
    """Sound under a tag. `[n, frames, channels] -> string[]`. Source: tf.contrib.deprecated.audio_summary."""
    with get_default_graph().name_scope(""):
        made: Tensor = summary.audio(tag, tensor, sample_rate, max_outputs, collections)
        return made


def merge_summary(inputs: Any, collections: Any = None, name: str | None = None) -> Tensor:
    """Summaries as one. `k x string[] -> string[]`. Source: tf.contrib.deprecated.merge_summary."""
    made: Tensor = summary.merge(inputs, collections, name)
    return made


def merge_all_summaries(key: str = "summaries") -> Any:
    """All summaries of the graph as one, None when there are none. `-> string[]`.

    Source: tf.contrib.deprecated.merge_all_summaries.
    """
    return summary.merge_all(key)
