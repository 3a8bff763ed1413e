"""Parts of layers by themselves: a bias, an activation as a layer, choices among channels. `tf.contrib.layers`.

Source: tensorflow/contrib/layers/python/layers/layers.py.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from ...graph import SparseTensor, Tensor, graph_of, node
from ...init_ops import zeros_initializer
from ...neural import elu as activate_elu
from ...neural import relu as activate_relu
from ...neural import relu6 as activate_relu6
from ...neural import softmax as soften
from ...variable_scopes import variable_scope
from ..framework import model_variable
from ..framework.scoping import add_arg_scope
from .functions import fully_connected

__all__ = [
    "bias_add",
    "dense_to_sparse",
    "elu",
    "maxout",
    "relu",
    "relu6",
    "scale_gradient",
    "softmax",
    "spatial_softmax",
]

# Layers of one activation each. Source: tf.contrib.layers.relu and its siblings.
relu = partial(fully_connected, activation_fn=activate_relu)
relu6 = partial(fully_connected, activation_fn=activate_relu6)
elu = partial(fully_connected, activation_fn=activate_elu)


@add_arg_scope
def bias_add(
    inputs: Any,
    activation_fn: Any = None,
    initializer: Any = None,
    regularizer: Any = None,
    reuse: Any = None,
    variables_collections: Any = None,
    outputs_collections: Any = None,
    trainable: bool = True,
    data_format: str = "NHWC",
    scope: Any = None,
) -> Tensor:
    """A number for each channel, added, and `activation_fn`. `[..., c] -> [..., c]`.

    Raises ValueError for an unknown layout or number of channels. Source: tf.contrib.layers.bias_add.
    """
    if data_format not in ("NHWC", "NCHW"):
        raise ValueError(f"data_format has to be either NCHW or NHWC, got {data_format!r}")
    with variable_scope(scope, "BiasAdd", [inputs], reuse=reuse):
        graph = graph_of(inputs)
        inputs = graph.convert(inputs)
        count = inputs.shape[1 if data_format == "NCHW" else -1].value
        if count is None:
            raise ValueError(f"The number of channels must be known, found {inputs}")
        biases = model_variable(
            "biases", [count], inputs.dtype, initializer or zeros_initializer(), regularizer, trainable, variables_collections
        )
        made: Tensor = node("BiasAdd", inputs, biases, data_format=data_format)
        made = made if activation_fn is None else activation_fn(made)
        if outputs_collections:
            graph.add_to_collections(outputs_collections, made)
        return made


@add_arg_scope
def softmax(logits: Any, scope: Any = None) -> Tensor:
    """Softmax along the last axis. `[..., k] -> [..., k]`. Source: tf.contrib.layers.softmax."""
    with variable_scope(scope, "softmax", [logits]):
        made: Tensor = soften(logits)
        return made


@add_arg_scope
def maxout(inputs: Any, num_units: int, axis: int = -1, scope: Any = None) -> Tensor:
    """The largest of each group of channels. `[..., k * num_units] -> [..., num_units]`.

    Raises ValueError when the channels can't be divided so. Source: tf.contrib.layers.maxout.
    """
    graph = graph_of(inputs)
    with graph.name_scope(scope or "MaxOut"):
        inputs = graph.convert(inputs)
        sizes = inputs.shape.as_list()
        count = sizes[axis]
        if count is None or count % num_units:
            raise ValueError(f"number of features({count}) is not a multiple of num_units({num_units})")
        at = axis % len(sizes)
        whole = node("Shape", inputs)
        split = [
            *(whole[i] if size is None else size for i, size in enumerate(sizes[:at])),
            num_units, count // num_units,
            *(whole[at + 1 + i] if size is None else size for i, size in enumerate(sizes[at + 1 :])),
        ]  # fmt: skip
        made: Tensor = node("Max", node("Reshape", inputs, split), [at + 1])
        made.set_shape([*sizes[:at], num_units, *sizes[at + 1 :]])
        return made


@add_arg_scope
def spatial_softmax(
    features: Any, temperature: Any = None, name: str | None = None, trainable: bool = True, data_format: str = "NHWC"
) -> Tensor:
    """Where each channel is large: the mean place under a softmax over places, from -1 to 1.

    `[n, h, w, c] -> [n, 2 c]`, x and y of each channel. Raises ValueError for an unknown layout or size.
    Source: tf.contrib.layers.spatial_softmax.
    """
    if data_format not in ("NHWC", "NCHW"):
        raise ValueError(f"data_format has to be either NCHW or NHWC, got {data_format!r}")
    with variable_scope(name, "spatial_softmax", [features]):
        graph = graph_of(features)
        features = graph.convert(features)
        planes = features if data_format == "NCHW" else node("Transpose", features, [0, 3, 1, 2])
        _, channels, height, width = planes.shape.as_list()
        if None in (channels, height, width):
            raise ValueError(f"The sizes of the images must be known, found {features}")
        if temperature is None:
            kept = model_variable("temperature", [], features.dtype, lambda *_, **__: graph.convert(1.0), trainable=trainable)
            temperature = kept.value()
        chances: Tensor = soften(node("Reshape", planes, [-1, height * width]) / temperature)
        rows, columns = np.meshgrid(np.linspace(-1, 1, height), np.linspace(-1, 1, width), indexing="ij")
        steps = [graph.convert(each.reshape(1, -1), features.dtype) for each in (columns, rows)]
        places = [node("Sum", chances * each, [1], keep_dims=True) for each in steps]
        made: Tensor = node("Reshape", node("ConcatV2", *places, 1), [-1, channels * 2])
        return made


def scale_gradient(inputs: Any, gradient_multiplier: Any) -> Tensor:
    """The same going forwards; going back, gradients are scaled. `[...] -> [...]`. Source: tf.contrib.layers.scale_gradient."""
    graph = graph_of(inputs)
    inputs = graph.convert(inputs)
    factor = graph.convert(gradient_multiplier, inputs.dtype)
    made: Tensor = factor * inputs + node("StopGradient", (1.0 - factor) * inputs)
    return made


def dense_to_sparse(tensor: Any, eos_token: Any = 0, outputs_collections: Any = None, scope: Any = None) -> SparseTensor:
    """What is not `eos_token`, with its places. `[...] -> sparse [...]`. Source: tf.contrib.layers.dense_to_sparse."""
    graph = graph_of(tensor)
    with graph.name_scope(scope or "DenseToSparse"):
        tensor = graph.convert(tensor)
        places = node("Where", node("NotEqual", tensor, graph.convert(eos_token, tensor.dtype)))
        shape = node("Shape", tensor, out_type=places.dtype)
        return SparseTensor(places, node("GatherNd", tensor, places), shape)
