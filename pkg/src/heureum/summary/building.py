"""Summaries as nodes: each gives the bytes of a Summary message when it runs.

Takes a name and a tensor; gives a string tensor, which is also put into the graph's summaries.
Law: the tag is the full name of the node, so that what is shown is grouped as the graph is.
Source: tf.summary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from ..dtypes import float32, string, uint8
from ..graph import Graph, GraphKeys, Tensor, get_default_graph, graph_of
from ..ops.summary.messages import PluginData, SummaryMetadata

__all__ = ["audio", "histogram", "image", "merge", "merge_all", "scalar", "text"]

_NOT_IN_TAGS = re.compile(r"[^-/\w\.]")


@contextmanager
def _tagged(name: str, family: str | None, tensor: Any) -> Iterator[tuple[Graph, str, str]]:
    clean = _NOT_IN_TAGS.sub("_", name).lstrip("/")
    graph = graph_of(tensor)
    wish = clean if family is None else f"{_NOT_IN_TAGS.sub('_', family).strip('/')}/{clean}"
    with graph.name_scope(wish) as scope:
        tag = scope.rstrip("/")
        yield graph, tag if family is None else f"{family}/{tag}", scope


def _collected(graph: Graph, made: Any, collections: Sequence[Any] | None) -> Tensor:
    graph.add_to_collections([GraphKeys.SUMMARIES] if collections is None else collections, made)
    summary: Tensor = made
    return summary


def scalar(name: str, tensor: Any, collections: Sequence[Any] | None = None, family: str | None = None) -> Tensor:
    """A summary of a number. `[] -> []`. Source: tf.summary.scalar."""
    with _tagged(name, family, tensor) as (graph, tag, scope):
        made = graph.node("ScalarSummary", graph.convert(tag, name="tags"), graph.convert(tensor, name="values"), name=scope)
        return _collected(graph, made, collections)


def histogram(name: str, values: Any, collections: Sequence[Any] | None = None, family: str | None = None) -> Tensor:
    """A summary of how the elements of a tensor are spread. `[...] -> []`.

    Running it raises InvalidArgumentError for nan and infinity. Source: tf.summary.histogram.
    """
    with _tagged(name, family, values) as (graph, tag, scope):
        made = graph.node("HistogramSummary", graph.convert(tag, name="tag"), graph.convert(values, name="values"), name=scope)
        return _collected(graph, made, collections)


def image(
    name: str, tensor: Any, max_outputs: int = 3, collections: Sequence[Any] | None = None, family: str | None = None
) -> Tensor:
    """A summary of the first `max_outputs` pictures: grey, colours, or with transparency. `[n, h, w, c] -> []`.

    Bytes stay as they are; fractions are stretched. Raises ValueError unless there are 1, 3 or 4 channels.
    Source: tf.summary.image.
    """
    with _tagged(name, family, tensor) as (graph, tag, scope):
        pictures = graph.convert(tensor, name="tensor")
        if pictures.dtype.is_integer and pictures.dtype is not uint8:
            raise TypeError(f"tf.summary.image takes uint8 or fractions, found {pictures.spec}")
        made = graph.node("ImageSummary", graph.convert(tag, name="tag"), pictures, max_images=max_outputs, name=scope)
        return _collected(graph, made, collections)


def audio(
    name: str,
    tensor: Any,
    sample_rate: Any,
    max_outputs: int = 3,
    collections: Sequence[Any] | None = None,
    family: str | None = None,
) -> Tensor:
    """A summary of the first `max_outputs` sounds, of samples in [-1, 1], so many a second. `[n, frames, channels] -> []`.

    Source: tf.summary.audio.
    """
    with _tagged(name, family, tensor) as (graph, tag, scope):
        rate = graph.convert(sample_rate, float32, name="sample_rate")
        parts = graph.convert(tag, name="tag"), graph.convert(tensor, float32, name="tensor"), rate
        return _collected(graph, graph.node("AudioSummaryV2", *parts, max_outputs=max_outputs, name=scope), collections)


def text(name: str, tensor: Any, collections: Sequence[Any] | None = None) -> Tensor:
    """A summary of strings. `[...] -> []`. Raises ValueError for another dtype. Source: tf.summary.text."""
    with _tagged(name, None, tensor) as (graph, tag, scope):
        strings = graph.convert(tensor, name="tensor")
        if strings.dtype is not string:
            raise ValueError(f"Expected tensor {strings.name} to have dtype string, got {strings.dtype}")
        metadata = SummaryMetadata(plugin_data=PluginData(plugin_name="text")).SerializeToString()
        parts = graph.convert(tag, name="tag"), strings, graph.convert(metadata, name="serialized_summary_metadata")
        return _collected(graph, graph.node("TensorSummaryV2", *parts, name=scope), collections)


def merge(inputs: Sequence[Any], collections: Sequence[Any] | None = None, name: str | None = None) -> Tensor:
    """One summary of several. `N x [] -> []`.

    Running it raises InvalidArgumentError when a tag stands twice. Source: tf.summary.merge.
    """
    graph = graph_of(*inputs)
    with graph.name_scope(name or "Merge"):
        made = graph.node("MergeSummary", *inputs, name=name or "MergeSummary")
        return _collected(graph, made, collections or ())


def merge_all(key: Any = GraphKeys.SUMMARIES, scope: str | None = None, name: str | None = None) -> Tensor | None:
    """One summary of all that the graph has; None when it has none. `-> []`. Source: tf.summary.merge_all."""
    summaries = get_default_graph().get_collection(key, scope=scope)
    return merge(summaries, name=name) if summaries else None
