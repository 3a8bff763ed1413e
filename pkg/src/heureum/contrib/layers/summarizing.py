"""Summaries of activations, tensors and variables. `tf.contrib.layers.summarize_activations` and others.

Source: tensorflow/contrib/layers/python/layers/summaries.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ... import summary
from ...graph import GraphKeys, Tensor, get_default_graph, graph_of

__all__ = [
    "summarize_activation",
    "summarize_activations",
    "summarize_collection",
    "summarize_tensor",
    "summarize_tensors",
]


def summarize_activation(op: Any) -> Tensor:
    """The histogram of an activation; of a ReLU also the share of zeros. `[...] -> string[]`.

    Source: tf.contrib.layers.summarize_activation.
    """
    graph = graph_of(op)
    if op.op.type in ("Relu", "Softplus", "Relu6"):
        zero = graph.node("Cast", graph.node("Equal", op, graph.node("ZerosLike", op)), DstT=op.dtype)
        summary.scalar(f"{op.op.name}/zeros", graph.node("Mean", zero, _all(op)))
    if op.op.type == "Relu6":
        over = graph.node("Cast", graph.node("Greater", op, graph.convert(6.0, op.dtype)), DstT=op.dtype)
        summary.scalar(f"{op.op.name}/sixes", graph.node("Mean", over, _all(op)))
    made: Tensor = summary.histogram(f"{op.op.name}/activation", op)
    return made


def summarize_tensor(tensor: Any, tag: str | None = None) -> Tensor:
    """A number as a scalar, anything else as a histogram. `[...] -> string[]`. Source: tf.contrib.layers.summarize_tensor."""
    write = summary.scalar if tensor.shape.rank == 0 else summary.histogram
    made: Tensor = write(tag or tensor.op.name, tensor)
    return made


def summarize_tensors(tensors: Iterable[Any], summarizer: Callable[[Any], Any] = summarize_tensor) -> list[Any]:
    """A summary of each. Source: tf.contrib.layers.summarize_tensors."""
    return [summarizer(each) for each in tensors]


def summarize_collection(
    collection: str, name_filter: str | None = None, summarizer: Callable[[Any], Any] = summarize_tensor
) -> list[Any]:
    """A summary of each tensor of a collection. Source: tf.contrib.layers.summarize_collection."""
    return summarize_tensors(get_default_graph().get_collection(collection, name_filter), summarizer)


def summarize_activations(name_filter: str | None = None, summarizer: Callable[[Any], Any] = summarize_activation) -> list[Any]:
    """A summary of each tensor of the collection ACTIVATIONS. Source: tf.contrib.layers.summarize_activations."""
    return summarize_collection(GraphKeys.ACTIVATIONS, name_filter, summarizer)


def _all(tensor: Any) -> list[int]:
    return list(range(tensor.shape.rank or 0))
