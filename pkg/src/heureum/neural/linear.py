"""Biases and products with weights. Source: tf.nn."""

from __future__ import annotations

from typing import Any

from ..dtypes import float32
from ..graph import Tensor, graph_of

__all__ = ["bias_add", "relu_layer", "xw_plus_b", "zero_fraction"]


def bias_add(value: Any, bias: Any, data_format: str | None = None, name: str | None = None) -> Tensor:
    """`value + bias` along the channels: the last axis, with "NCHW" the second. `[..., c] x [c] -> [..., c]`.

    Raises ValueError for another data format, or a bias that does not fit. Source: tf.nn.bias_add.
    """
    is_first = data_format is not None and data_format.startswith("NC")
    if data_format is not None and not (is_first or (data_format.startswith("N") and data_format.endswith("C"))):
        raise ValueError(f"`data_format` must be of the form `N...C` or `NC...`. Received: data_format={data_format}")
    graph = graph_of(value, bias)
    with graph.name_scope(name or "BiasAdd") as scope:
        value = graph.convert(value, name="input")
        bias = graph.convert(bias, value.dtype, name="bias")
        made: Tensor = graph.node("BiasAdd", value, bias, data_format="NCHW" if is_first else "NHWC", name=scope)
        return made


def xw_plus_b(x: Any, weights: Any, biases: Any, name: str | None = None) -> Tensor:
    """`x @ weights + biases`. `[n, k] x [k, m] x [m] -> [n, m]`. Source: tf.nn.xw_plus_b."""
    graph = graph_of(x, weights, biases)
    with graph.name_scope(name or "xw_plus_b") as scope:
        product = graph.node("MatMul", graph.convert(x, name="x"), graph.convert(weights, name="weights"))
        made: Tensor = graph.node("BiasAdd", product, graph.convert(biases, name="biases"), name=scope)
        return made


def relu_layer(x: Any, weights: Any, biases: Any, name: str | None = None) -> Tensor:
    """`relu(x @ weights + biases)`. `[n, k] x [k, m] x [m] -> [n, m]`. Source: tf.nn.relu_layer."""
    graph = graph_of(x, weights, biases)
    with graph.name_scope(name or "relu_layer") as scope:
        product = graph.node("MatMul", graph.convert(x, name="x"), graph.convert(weights, name="weights"))
        sums = graph.node("BiasAdd", product, graph.convert(biases, name="biases"))
        made: Tensor = graph.node("Relu", sums, name=scope)
        return made


def zero_fraction(value: Any, name: str | None = None) -> Tensor:
    """Which part of the elements is 0, as float32; nan when there is none. `[...] -> []`. Source: tf.nn.zero_fraction."""
    graph = graph_of(value)
    with graph.name_scope(name or "zero_fraction"):
        value = graph.convert(value, name="value")
        is_zero = graph.node("Equal", value, graph.node("ZerosLike", value))
        flat = graph.node("Reshape", graph.node("Cast", is_zero, DstT=float32), [-1])
        made: Tensor = graph.node("Mean", flat, [0], name="fraction")
        return made
