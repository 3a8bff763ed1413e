"""Normalizing each example by itself: each channel, or groups of channels. Source: tf.contrib.layers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...graph import GraphKeys, Tensor, graph_of
from ...init_ops import ones_initializer, zeros_initializer
from ...neural import batch_normalization, moments
from ...variable_scopes import get_variable, variable_scope
from ..framework.scoping import add_arg_scope

__all__ = ["group_norm", "instance_norm"]


@add_arg_scope
def instance_norm(
    inputs: Any,
    center: bool = True,
    scale: bool = True,
    epsilon: float = 1e-6,
    activation_fn: Any = None,
    param_initializers: Any = None,
    reuse: Any = None,
    variables_collections: Any = None,
    outputs_collections: Any = None,
    trainable: bool = True,
    data_format: str = "NHWC",
    scope: Any = None,
) -> Tensor:
    """Normalizes each channel of each example over its places. `[n, ..., c] -> [n, ..., c]`.

    Raises ValueError for inputs of unknown rank or channels. Source: tf.contrib.layers.instance_norm; D. Ulyanov 2016
    (arXiv:1607.08022).
    """
    graph = graph_of(inputs)
    with variable_scope(scope, "InstanceNorm", [inputs], reuse=reuse):
        inputs = graph.convert(inputs)
        axis = _channel_axis(inputs, data_format)
        sizes = [inputs.shape[axis].value if at == axis else 1 for at in range(inputs.shape.rank)]
        beta, gamma = _parameters(inputs, axis, center, scale, param_initializers, trainable)
        places = [at for at in range(1, inputs.shape.rank) if at != axis]
        mean, variance = moments(inputs, places, keep_dims=True)
        offset, factor = (None if each is None else graph.node("Reshape", each, sizes) for each in (beta, gamma))
        made = batch_normalization(inputs, mean, variance, offset, factor, epsilon)
        return _done(made, inputs, activation_fn, outputs_collections)


@add_arg_scope
def group_norm(
    inputs: Any,
    groups: int = 32,
    channels_axis: int = -1,
    reduction_axes: Sequence[int] = (-3, -2),
    center: bool = True,
    scale: bool = True,
    epsilon: float = 1e-6,
    activation_fn: Any = None,
    param_initializers: Any = None,
    reuse: Any = None,
    variables_collections: Any = None,
    outputs_collections: Any = None,
    trainable: bool = True,
    scope: Any = None,
    mean_close_to_zero: bool = False,
) -> Tensor:
    """Normalizes groups of neighbouring channels of each example over its places. `[n, ..., c] -> [n, ..., c]`.

    Raises ValueError when the channels can't be divided into so many groups. Source: tf.contrib.layers.group_norm; Y. Wu,
    K. He 2018 (arXiv:1803.08494).
    """
    graph = graph_of(inputs)
    with variable_scope(scope, "GroupNorm", [inputs], reuse=reuse):
        inputs = graph.convert(inputs)
        rank = inputs.shape.rank
        if rank is None:
            raise ValueError(f"Inputs {inputs.name} has undefined rank.")
        axis = channels_axis % rank
        channels = inputs.shape[axis].value
        if channels is None or groups > channels or channels % groups:
            raise ValueError(f"{channels} channels can't be divided into {groups} groups: {inputs}")
        beta, gamma = _parameters(inputs, axis, center, scale, param_initializers, trainable)
        sizes = graph.node("Shape", inputs)
        known = [inputs.shape[at].value for at in range(rank)]
        outer = [known[at] if known[at] is not None else sizes[at] for at in range(rank)]
        split = graph.node("Pack", *outer[:axis], groups, channels // groups, *outer[axis + 1 :])
        grouped = graph.node("Reshape", inputs, split)
        grouped.set_shape([*known[:axis], groups, channels // groups, *known[axis + 1 :]])
        over = [at % rank for at in reduction_axes]
        axes = [axis + 1, *(at + 1 if at > axis else at for at in over)]
        mean, variance = moments(grouped, axes, keep_dims=True)
        shape = [1] * (rank + 1)
        shape[axis], shape[axis + 1] = groups, channels // groups
        offset, factor = (None if each is None else graph.node("Reshape", each, shape) for each in (beta, gamma))
        made = graph.node("Reshape", batch_normalization(grouped, mean, variance, offset, factor, epsilon), sizes)
        return _done(made, inputs, activation_fn, outputs_collections)


def _channel_axis(inputs: Tensor, data_format: str) -> int:
    if data_format not in ("NHWC", "NCHW"):
        raise ValueError(f"data_format has to be either NCHW or NHWC, found {data_format!r}.")
    if inputs.shape.rank is None:
        raise ValueError(f"Inputs {inputs.name} has undefined rank.")
    axis = inputs.shape.rank - 1 if data_format == "NHWC" else 1
    if inputs.shape[axis].value is None:
        raise ValueError(f"Inputs {inputs.name} has undefined channels dimension {inputs.shape}.")
    return axis


def _parameters(inputs: Tensor, axis: int, center: bool, scale: bool, initializers: Any, trainable: bool) -> list[Any]:
    """`beta` and `gamma`, each where it is asked for, and among the variables of the model."""
    made: list[Any] = []
    for name, is_asked, start in (("beta", center, zeros_initializer()), ("gamma", scale, ones_initializer())):
        if not is_asked:
            made.append(None)
            continue
        begin = (initializers or {}).get(name, start)
        keys = [GraphKeys.GLOBAL_VARIABLES, GraphKeys.MODEL_VARIABLES]
        made.append(get_variable(name, [inputs.shape[axis].value], inputs.dtype, begin, trainable=trainable, collections=keys))
    return made


def _done(made: Tensor, inputs: Tensor, activation_fn: Any, collections: Any) -> Tensor:
    made.set_shape(inputs.shape)
    made = made if activation_fn is None else activation_fn(made)
    if collections:
        made.graph.add_to_collections(collections, made)
    return made
