"""Further layers of tf.contrib.layers: transposed and depthwise convolution, stacks, embeddings, and optimize_loss."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ... import layers as core
from ... import summary
from ...dtypes import float32
from ...graph import GraphKeys, Tensor, graph_of
from ...init_ops import glorot_uniform_initializer, zeros_initializer
from ...neural import embedding_lookup, relu
from ...ops.clipping import clip_by_global_norm
from ...train import (
    AdagradOptimizer,
    AdamOptimizer,
    FtrlOptimizer,
    GradientDescentOptimizer,
    MomentumOptimizer,
    RMSPropOptimizer,
    get_or_create_global_step,
)
from ...variable_scopes import get_variable, variable_scope
from ..framework.scoping import add_arg_scope
from .functions import finished, layout_of, renaming

__all__ = [
    "OPTIMIZER_CLS_NAMES",
    "conv2d_transpose",
    "embed_sequence",
    "one_hot_encoding",
    "optimize_loss",
    "repeat",
    "separable_conv2d",
    "stack",
]


@add_arg_scope
def conv2d_transpose(
    inputs: Any,
    num_outputs: int,
    kernel_size: Any,
    stride: Any = 1,
    padding: str = "SAME",
    data_format: str = "NHWC",
    activation_fn: Any = relu,
    normalizer_fn: Any = None,
    normalizer_params: Any = None,
    weights_initializer: Any = None,
    weights_regularizer: Any = None,
    biases_initializer: Any = None,
    biases_regularizer: Any = None,
    reuse: Any = None,
    variables_collections: Any = None,
    outputs_collections: Any = None,
    trainable: bool = True,
    scope: Any = None,
) -> Tensor:
    """Transposed convolution of images and `activation_fn`. `[n, h, w, c] -> [n, h', w', num_outputs]`.

    Source: tf.contrib.layers.conv2d_transpose.
    """
    with variable_scope(scope, "Conv2d_transpose", [inputs], reuse=reuse, custom_getter=renaming) as opened:
        layer = core.Conv2DTranspose(
            num_outputs, kernel_size, stride, padding, layout_of(data_format), use_bias=normalizer_fn is None,
            kernel_initializer=weights_initializer or glorot_uniform_initializer(),
            bias_initializer=biases_initializer or zeros_initializer(), kernel_regularizer=weights_regularizer,
            bias_regularizer=biases_regularizer, trainable=trainable, name=opened.name, _scope=opened, _reuse=reuse,
        )  # fmt: skip
        return finished(layer(inputs), normalizer_fn, normalizer_params, activation_fn, outputs_collections)


@add_arg_scope
def separable_conv2d(
    inputs: Any,
    num_outputs: int,
    kernel_size: Any,
    depth_multiplier: int = 1,
    stride: Any = 1,
    padding: str = "SAME",
    data_format: str = "NHWC",
    rate: Any = 1,
    activation_fn: Any = relu,
    normalizer_fn: Any = None,
    normalizer_params: Any = None,
    weights_initializer: Any = None,
    pointwise_initializer: Any = None,
    weights_regularizer: Any = None,
    biases_initializer: Any = None,
    biases_regularizer: Any = None,
    reuse: Any = None,
    variables_collections: Any = None,
    outputs_collections: Any = None,
    trainable: bool = True,
    scope: Any = None,
) -> Tensor:
    """A convolution of each channel, then of all channels at each place. `[n, h, w, c] -> [n, h', w', num_outputs]`.

    Source: tf.contrib.layers.separable_conv2d.
    """
    with variable_scope(scope, "SeparableConv2d", [inputs], reuse=reuse, custom_getter=renaming) as opened:
        initializer = weights_initializer or glorot_uniform_initializer()
        layer = core.SeparableConv2D(
            num_outputs, kernel_size, stride, padding, layout_of(data_format), rate, depth_multiplier,
            use_bias=normalizer_fn is None, depthwise_initializer=initializer,
            pointwise_initializer=pointwise_initializer or initializer,
            bias_initializer=biases_initializer or zeros_initializer(), depthwise_regularizer=weights_regularizer,
            pointwise_regularizer=weights_regularizer, bias_regularizer=biases_regularizer, trainable=trainable,
            name=opened.name, _scope=opened, _reuse=reuse,
        )  # fmt: skip
        return finished(layer(inputs), normalizer_fn, normalizer_params, activation_fn, outputs_collections)


def repeat(inputs: Any, repetitions: int, layer: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """The same layer so many times, in scopes `<scope>/<scope>_1`, ... `[...] -> [...]`. Source: tf.contrib.layers.repeat."""
    scope = kwargs.pop("scope", None) or getattr(layer, "__name__", "repeat")
    with variable_scope(scope, "Repeat", [inputs]):
        outputs = graph_of(inputs).convert(inputs)
        for i in range(repetitions):
            outputs = layer(outputs, *args, scope=f"{scope}_{i + 1}", **kwargs)
        return outputs


def stack(inputs: Any, layer: Callable[..., Any], stack_args: Sequence[Any], **kwargs: Any) -> Any:
    """A layer for each of `stack_args`, on top of each other. `[...] -> [...]`. Source: tf.contrib.layers.stack."""
    scope = kwargs.pop("scope", None) or getattr(layer, "__name__", "stack")
    with variable_scope(scope, "Stack", [inputs]):
        outputs = graph_of(inputs).convert(inputs)
        for i, given in enumerate(stack_args):
            arguments = given if isinstance(given, (list, tuple)) else [given]
            outputs = layer(outputs, *arguments, scope=f"{scope}_{i + 1}", **kwargs)
        return outputs


@add_arg_scope
def one_hot_encoding(
    labels: Any,
    num_classes: int,
    on_value: float = 1.0,
    off_value: float = 0.0,
    outputs_collections: Any = None,
    scope: str | None = None,
) -> Tensor:
    """One-hot rows of labels. `int[n] -> [n, num_classes]`. Source: tf.contrib.layers.one_hot_encoding."""
    graph = graph_of(labels)
    with graph.name_scope(scope or "OneHotEncoding"):
        labels = graph.convert(labels)
        on, off = (graph.convert(each, float32) for each in (on_value, off_value))
        made: Tensor = graph.node("OneHot", labels, num_classes, on, off, axis=-1)
        if outputs_collections:
            graph.add_to_collections(outputs_collections, made)
        return made


def embed_sequence(
    ids: Any,
    vocab_size: int | None = None,
    embed_dim: int | None = None,
    unique: bool = False,
    initializer: Any = None,
    regularizer: Any = None,
    trainable: bool = True,
    scope: Any = None,
    reuse: Any = None,
) -> Tensor:
    """Rows of a table of embeddings that is made with it. `int[n, t] -> [n, t, embed_dim]`.

    Raises ValueError when the sizes of a new table are not told. Source: tf.contrib.layers.embed_sequence.
    """
    if not (reuse or (vocab_size and embed_dim)):
        raise ValueError(f"A new table needs vocab_size and embed_dim, got {vocab_size} and {embed_dim}; or give reuse=True")
    with variable_scope(scope, "EmbedSequence", [ids], reuse=reuse):
        shape = [vocab_size, embed_dim] if vocab_size and embed_dim else None
        table = get_variable("embeddings", shape, initializer=initializer, regularizer=regularizer, trainable=trainable)
        return embedding_lookup(table, ids)


OPTIMIZER_CLS_NAMES: dict[str, Callable[..., Any]] = {
    "Adagrad": AdagradOptimizer,
    "Adam": AdamOptimizer,
    "Ftrl": FtrlOptimizer,
    "Momentum": lambda learning_rate: MomentumOptimizer(learning_rate, momentum=0.9),
    "RMSProp": RMSPropOptimizer,
    "SGD": GradientDescentOptimizer,
}


def optimize_loss(
    loss: Any,
    global_step: Any,
    learning_rate: Any,
    optimizer: Any,
    gradient_noise_scale: float | None = None,
    gradient_multipliers: Any = None,
    clip_gradients: Any = None,
    learning_rate_decay_fn: Callable[..., Any] | None = None,
    update_ops: Any = None,
    variables: Any = None,
    name: str | None = None,
    summaries: Any = None,
    colocate_gradients_with_ops: bool = False,
    increment_global_step: bool = True,
) -> Tensor:
    """A training step, which gives the loss: the optimizer by name, class or function. `[] -> []`.

    Raises ValueError for an unknown name or a wrong kind. Source: tf.contrib.layers.optimize_loss.
    """
    with variable_scope(name, "OptimizeLoss", [loss, global_step]):
        graph = graph_of(loss)
        step: Any = get_or_create_global_step() if global_step is None else global_step
        updates = list(graph.get_collection(GraphKeys.UPDATE_OPS) if update_ops is None else update_ops)
        rate = learning_rate
        if rate is not None and not isinstance(rate, Tensor):
            made = get_variable(
                "learning_rate", [], float32, initializer=lambda *_, **__: graph.convert(float(rate)), trainable=False
            )
            rate = made.value()
        if rate is not None and learning_rate_decay_fn is not None:
            rate = learning_rate_decay_fn(rate, step)
        if rate is not None and summaries is None:
            summary.scalar("learning_rate", rate)
        with graph.control_dependencies(updates):
            held = graph.node("Identity", loss)
        chosen = _optimizer(optimizer, rate)
        pairs = chosen.compute_gradients(held, variables, colocate_gradients_with_ops=colocate_gradients_with_ops)
        if callable(clip_gradients):
            pairs = clip_gradients(pairs)
        elif clip_gradients is not None:
            clipped, _ = clip_by_global_norm([gradient for gradient, _ in pairs], float(clip_gradients))
            pairs = list(zip(clipped, [each for _, each in pairs], strict=True))
        if summaries is None:
            summary.scalar("loss", loss)
        train = chosen.apply_gradients(pairs, global_step=step if increment_global_step else None, name="train")
        with graph.control_dependencies([train]):
            result: Tensor = graph.node("Identity", held)
        return result


def _optimizer(optimizer: Any, rate: Any) -> Any:
    if isinstance(optimizer, str):
        if optimizer not in OPTIMIZER_CLS_NAMES:
            raise ValueError(f"Optimizer name should be one of [{', '.join(OPTIMIZER_CLS_NAMES)}], you provided {optimizer}.")
        return OPTIMIZER_CLS_NAMES[optimizer](rate)
    if isinstance(optimizer, type) or (callable(optimizer) and rate is not None):
        return optimizer(rate)
    return optimizer() if callable(optimizer) else optimizer
