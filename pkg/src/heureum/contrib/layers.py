"""Layers with their own habits of naming, and regularizers. `tf.contrib.layers`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import layers as core
from ..dtypes import float32
from ..graph import Tensor, get_default_graph, graph_of
from ..init_ops import glorot_normal_initializer, glorot_uniform_initializer, zeros_initializer
from ..neural import relu
from ..variable_scopes import variable_scope
from ..variables import Variable

__all__ = [
    "apply_regularization",
    "avg_pool2d",
    "conv2d",
    "convolution2d",
    "dropout",
    "flatten",
    "fully_connected",
    "l1_l2_regularizer",
    "l1_regularizer",
    "l2_regularizer",
    "linear",
    "max_pool2d",
    "relu_layer",
    "xavier_initializer",
    "xavier_initializer_conv2d",
]

_ZEROS = zeros_initializer()
_RENAMED = {"kernel": "weights", "bias": "biases"}


def xavier_initializer(uniform: bool = True, seed: int | None = None, dtype: Any = float32) -> Any:
    """Glorot's initializer, uniform or normal. Source: tf.contrib.layers.xavier_initializer."""
    return (glorot_uniform_initializer if uniform else glorot_normal_initializer)(seed=seed, dtype=dtype)


xavier_initializer_conv2d = xavier_initializer


def _checked_scale(scale: Any) -> float:
    if isinstance(scale, int) and not isinstance(scale, bool):
        raise ValueError(f"scale cannot be an integer: {scale}")
    if scale < 0.0:
        raise ValueError(f"Setting a scale less than 0 on a regularizer: {scale:g}.")
    return float(scale)


def _nothing(_: Any) -> None:
    return


def l2_regularizer(scale: float, scope: str | None = None) -> Callable[[Any], Any]:
    """A function that gives `scale * sum(w^2) / 2`. Raises ValueError for a negative or whole scale.

    Source: tf.contrib.layers.l2_regularizer.
    """
    factor = _checked_scale(scale)

    def regularize(weights: Any) -> Tensor:
        graph = graph_of(weights)
        with graph.name_scope(scope or "l2_regularizer") as name:
            weights = graph.convert(weights)
            made: Tensor = graph.node(
                "Mul", graph.convert(factor, weights.dtype, name="scale"), graph.node("L2Loss", weights), name=name
            )
            return made

    return regularize if factor else _nothing


def l1_regularizer(scale: float, scope: str | None = None) -> Callable[[Any], Any]:
    """A function that gives `scale * sum(|w|)`. Raises ValueError for a negative or whole scale.

    Source: tf.contrib.layers.l1_regularizer.
    """
    factor = _checked_scale(scale)

    def regularize(weights: Any) -> Tensor:
        graph = graph_of(weights)
        with graph.name_scope(scope or "l1_regularizer") as name:
            weights = graph.convert(weights)
            axes = list(range(weights.shape.rank or 0))
            total = graph.node("Sum", graph.node("Abs", weights), axes)
            made: Tensor = graph.node("Mul", graph.convert(factor, weights.dtype, name="scale"), total, name=name)
            return made

    return regularize if factor else _nothing


def l1_l2_regularizer(scale_l1: float = 1.0, scale_l2: float = 1.0, scope: str | None = None) -> Callable[[Any], Any]:
    """The sum of both regularizers. Source: tf.contrib.layers.l1_l2_regularizer."""
    both = (l1_regularizer(scale_l1), l2_regularizer(scale_l2))

    def regularize(weights: Any) -> Any:
        with graph_of(weights).name_scope(scope or "l1_l2_regularizer"):
            found = [loss for each in both if (loss := each(weights)) is not None]
            return sum(found[1:], found[0]) if found else None

    return regularize


def apply_regularization(regularizer: Callable[[Any], Any], weights_list: Any = None) -> Tensor:
    """The sum of `regularizer` over the weights, kept among the regularization losses too. `-> []`.

    Source: tf.contrib.layers.apply_regularization.
    """
    graph = get_default_graph()
    weights_list = graph.get_collection("weights") if weights_list is None else weights_list
    penalties = [loss for each in weights_list if (loss := regularizer(each)) is not None]
    total: Tensor = graph.node("AddN", *penalties) if penalties else graph.convert(0.0, float32)
    graph.add_to_collection("regularization_losses", total)
    return total


def _renaming(getter: Any, name: str, *args: Any, **kwargs: Any) -> Variable:
    scope, _, last = name.rpartition("/")
    made: Variable = getter(f"{scope}/{_RENAMED.get(last, last)}" if scope else _RENAMED.get(last, last), *args, **kwargs)
    return made


def _finished(
    outputs: Tensor, normalizer_fn: Any, normalizer_params: Any, activation_fn: Any, outputs_collections: Any
) -> Tensor:
    if normalizer_fn is not None:
        outputs = normalizer_fn(outputs, **(normalizer_params or {}))
    if activation_fn is not None:
        outputs = activation_fn(outputs)
    if outputs_collections:
        outputs.graph.add_to_collections(outputs_collections, outputs)
    return outputs


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
    with variable_scope(scope, "fully_connected", [inputs], reuse=reuse, custom_getter=_renaming) as opened:
        layer = core.Dense(
            num_outputs, use_bias=normalizer_fn is None and biases_initializer is not None,
            kernel_initializer=weights_initializer or glorot_uniform_initializer(), bias_initializer=biases_initializer,
            kernel_regularizer=weights_regularizer, bias_regularizer=biases_regularizer, trainable=trainable,
            name=opened.name, _scope=opened, _reuse=reuse,
        )  # fmt: skip
        return _finished(layer(inputs), normalizer_fn, normalizer_params, activation_fn, outputs_collections)


relu_layer = fully_connected


def linear(inputs: Any, num_outputs: int, **options: Any) -> Tensor:
    """`fully_connected` without an activation. `[..., k] -> [..., num_outputs]`. Source: tf.contrib.layers.linear."""
    return fully_connected(inputs, num_outputs, activation_fn=None, **options)


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
    with variable_scope(scope, "Conv", [inputs], reuse=reuse, custom_getter=_renaming) as opened:
        layer = core.Conv2D(
            num_outputs, kernel_size, stride, padding, _layout(data_format), rate,
            use_bias=normalizer_fn is None and biases_initializer is not None,
            kernel_initializer=weights_initializer or glorot_uniform_initializer(), bias_initializer=biases_initializer,
            kernel_regularizer=weights_regularizer, bias_regularizer=biases_regularizer, trainable=trainable,
            name=opened.name, _scope=opened, _reuse=reuse,
        )  # fmt: skip
        return _finished(layer(inputs), normalizer_fn, normalizer_params, activation_fn, outputs_collections)


convolution2d = conv2d


def _layout(data_format: str | None) -> str:
    if data_format not in (None, "NHWC", "NCHW"):
        raise ValueError(f"Invalid data_format: {data_format!r}")
    return "channels_first" if data_format == "NCHW" else "channels_last"


def _pooled(
    layer: Any, default: str, inputs: Any, kernel_size: Any, stride: Any, padding: str, data_format: str | None, scope: Any
) -> Tensor:
    with graph_of(inputs).name_scope(scope or default):
        made: Tensor = layer(kernel_size, stride, padding, _layout(data_format))(inputs)
        return made


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
    return _pooled(core.MaxPooling2D, "MaxPool2D", inputs, kernel_size, stride, padding, data_format, scope)


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
    return _pooled(core.AveragePooling2D, "AvgPool2D", inputs, kernel_size, stride, padding, data_format, scope)


def flatten(inputs: Any, outputs_collections: Any = None, scope: Any = None) -> Tensor:
    """All axes but the first made one. `[n, ...] -> [n, k]`. Source: tf.contrib.layers.flatten."""
    with graph_of(inputs).name_scope(scope or "Flatten"):
        return core.flatten(inputs)


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
