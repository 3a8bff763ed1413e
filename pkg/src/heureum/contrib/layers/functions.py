"""Layers with their own habits of naming: weights and biases, ReLU unless told. `tf.contrib.layers`."""

from __future__ import annotations

from typing import Any

from ... import layers as core
from ...graph import GraphKeys, Tensor, graph_of
from ...init_ops import glorot_uniform_initializer, zeros_initializer
from ...neural import relu
from ...variable_scopes import variable_scope
from ...variables import Variable
from ..framework.scoping import add_arg_scope

__all__ = [
    "avg_pool2d",
    "conv2d",
    "convolution2d",
    "dropout",
    "finished",
    "flatten",
    "fully_connected",
    "layout_of",
    "linear",
    "max_pool2d",
    "pooled",
    "relu_layer",
    "renaming",
]

_ZEROS = zeros_initializer()
_RENAMED = {"kernel": "weights", "bias": "biases"}


def renaming(getter: Any, name: str, *args: Any, **kwargs: Any) -> Variable:
    """A getter of variables that calls kernels weights, and keeps them among those of the model."""
    scope, _, last = name.rpartition("/")
    made: Variable = getter(f"{scope}/{_RENAMED.get(last, last)}" if scope else _RENAMED.get(last, last), *args, **kwargs)
    held = made.graph.get_collection_ref(GraphKeys.MODEL_VARIABLES)
    if made not in held:
        held.append(made)
    return made


def finished(outputs: Tensor, normalizer_fn: Any, normalizer_params: Any, activation_fn: Any, outputs_collections: Any) -> Tensor:
    """The outputs, normalized and activated as asked."""
    if normalizer_fn is not None:
        outputs = normalizer_fn(outputs, **(normalizer_params or {}))
    if activation_fn is not None:
        outputs = activation_fn(outputs)
    if outputs_collections:
        outputs.graph.add_to_collections(outputs_collections, outputs)
    return outputs


@add_arg_scope
def fully_connected(
    inputs: Any,
    num_outputs: int,
    activation_fn: Any = relu,
    normalizer_fn: Any = None,
    normalizer_params: Any = None,
    weights_initializer: Any = None,
    weights_regularizer: Any = None,
    biases_initializer: Any = _ZEROS,
    biases_regularizer: Any = None,
    reuse: Any = None,
    variables_collections: Any = None,
    outputs_collections: Any = None,
    trainable: bool = True,
    scope: Any = None,
) -> Tensor:
    """`activation_fn(inputs @ weights + biases)`. `[..., k] -> [..., num_outputs]`.

    Raises ValueError for a number of outputs that is no int. Source: tf.contrib.layers.fully_connected.
    """
    if not isinstance(num_outputs, int):
        raise ValueError(f"num_outputs type should be one of (int,), got {type(num_outputs)}.")
    with variable_scope(scope, "fully_connected", [inputs], reuse=reuse, custom_getter=renaming) as opened:
        layer = core.Dense(
            num_outputs, use_bias=normalizer_fn is None and biases_initializer is not None,
            kernel_initializer=weights_initializer or glorot_uniform_initializer(), bias_initializer=biases_initializer,
            kernel_regularizer=weights_regularizer, bias_regularizer=biases_regularizer, trainable=trainable,
            name=opened.name, _scope=opened, _reuse=reuse,
        )  # fmt: skip
        return finished(layer(inputs), normalizer_fn, normalizer_params, activation_fn, outputs_collections)


relu_layer = fully_connected


def linear(inputs: Any, num_outputs: int, **options: Any) -> Tensor:
    """`fully_connected` without an activation. `[..., k] -> [..., num_outputs]`. Source: tf.contrib.layers.linear."""
    return fully_connected(inputs, num_outputs, activation_fn=None, **options)


@add_arg_scope
def conv2d(
    inputs: Any,
    num_outputs: int,
    kernel_size: Any,
    stride: Any = 1,
    padding: str = "SAME",
    data_format: str | None = None,
    rate: Any = 1,
    activation_fn: Any = relu,
    normalizer_fn: Any = None,
    normalizer_params: Any = None,
    weights_initializer: Any = None,
    weights_regularizer: Any = None,
    biases_initializer: Any = _ZEROS,
    biases_regularizer: Any = None,
    reuse: Any = None,
    variables_collections: Any = None,
    outputs_collections: Any = None,
    trainable: bool = True,
    scope: Any = None,
) -> Tensor:
    """Convolution of images and `activation_fn`. `[n, h, w, c] -> [n, h', w', num_outputs]`.

    Source: tf.contrib.layers.conv2d.
    """
    with variable_scope(scope, "Conv", [inputs], reuse=reuse, custom_getter=renaming) as opened:
        layer = core.Conv2D(
            num_outputs, kernel_size, stride, padding, layout_of(data_format), rate,
            use_bias=normalizer_fn is None and biases_initializer is not None,
            kernel_initializer=weights_initializer or glorot_uniform_initializer(), bias_initializer=biases_initializer,
            kernel_regularizer=weights_regularizer, bias_regularizer=biases_regularizer, trainable=trainable,
            name=opened.name, _scope=opened, _reuse=reuse,
        )  # fmt: skip
        return finished(layer(inputs), normalizer_fn, normalizer_params, activation_fn, outputs_collections)


convolution2d = conv2d


_IMAGES = ("NHWC", "NCHW")


def layout_of(data_format: str | None, known: tuple[str, ...] = _IMAGES) -> str:
    """`channels_last` for NHWC. Raises ValueError for a layout that is not among those `known`."""
    if data_format is None:
        return "channels_last"
    if data_format not in known:
        raise ValueError(f"Invalid data_format: {data_format!r}")
    return "channels_first" if data_format.startswith("NC") else "channels_last"


def pooled(
    layer: Any,
    default: str,
    inputs: Any,
    kernel_size: Any,
    stride: Any,
    padding: str,
    data_format: str | None,
    scope: Any,
    known: tuple[str, ...] = _IMAGES,
) -> Tensor:
    """What a pooling layer of that class makes of `inputs`, in the scope or in one of the default name."""
    with graph_of(inputs).name_scope(scope or default):
        made: Tensor = layer(kernel_size, stride, padding, layout_of(data_format, known))(inputs)
        return made


@add_arg_scope
def max_pool2d(
    inputs: Any,
    kernel_size: Any,
    stride: Any = 2,
    padding: str = "VALID",
    data_format: str | None = None,
    outputs_collections: Any = None,
    scope: Any = None,
) -> Tensor:
    """The largest element of each window. `[n, h, w, c] -> [n, h', w', c]`. Source: tf.contrib.layers.max_pool2d."""
    return pooled(core.MaxPooling2D, "MaxPool2D", inputs, kernel_size, stride, padding, data_format, scope)


@add_arg_scope
def avg_pool2d(
    inputs: Any,
    kernel_size: Any,
    stride: Any = 2,
    padding: str = "VALID",
    data_format: str | None = None,
    outputs_collections: Any = None,
    scope: Any = None,
) -> Tensor:
    """The mean of each window. `[n, h, w, c] -> [n, h', w', c]`. Source: tf.contrib.layers.avg_pool2d."""
    return pooled(core.AveragePooling2D, "AvgPool2D", inputs, kernel_size, stride, padding, data_format, scope)


@add_arg_scope
def flatten(inputs: Any, outputs_collections: Any = None, scope: Any = None) -> Tensor:
    """All axes but the first made one. `[n, ...] -> [n, k]`. Source: tf.contrib.layers.flatten."""
    with graph_of(inputs).name_scope(scope or "Flatten"):
        return core.flatten(inputs)


@add_arg_scope
def dropout(
    inputs: Any,
    keep_prob: float = 0.5,
    noise_shape: Any = None,
    is_training: Any = True,
    outputs_collections: Any = None,
    scope: Any = None,
    seed: int | None = None,
) -> Tensor:
    """Keeps each element with probability `keep_prob` while training. `[...] -> [...]`. Source: tf.contrib.layers.dropout."""
    with graph_of(inputs).name_scope(scope or "Dropout"):
        return core.dropout(inputs, 1 - keep_prob, noise_shape, seed, is_training)
