"""Normalization under the names of tf.contrib.layers: batch_norm, layer_norm, unit_norm."""

from __future__ import annotations

from typing import Any

import numpy as np

from ... import layers as core
from ...graph import GraphKeys, Tensor, graph_of
from ...init_ops import ones_initializer, zeros_initializer
from ...neural import batch_normalization, moments
from ...variable_scopes import get_variable, variable_scope
from ..framework.scoping import add_arg_scope

__all__ = ["batch_norm", "layer_norm", "unit_norm"]

_UPDATES = GraphKeys.UPDATE_OPS


@add_arg_scope
def batch_norm(
    inputs: Any,
    decay: float = 0.999,
    center: bool = True,
    scale: bool = False,
    epsilon: float = 0.001,
    activation_fn: Any = None,
    param_initializers: Any = None,
    param_regularizers: Any = None,
    updates_collections: Any = _UPDATES,
    is_training: Any = True,
    reuse: Any = None,
    variables_collections: Any = None,
    outputs_collections: Any = None,
    trainable: bool = True,
    batch_weights: Any = None,
    fused: bool | None = None,
    data_format: str = "NHWC",
    zero_debias_moving_mean: bool = False,
    scope: Any = None,
    renorm: bool = False,
    renorm_clipping: Any = None,
    renorm_decay: float = 0.99,
    adjustment: Any = None,
) -> Tensor:
    """Normalizes by the batch when `is_training`, else by moving averages. `[..., c] -> [..., c]`.

    The averages move by operations in `updates_collections`, or at once when that is None. Raises ValueError for
    batch_weights and zero_debias_moving_mean, which are not offered. Source: tf.contrib.layers.batch_norm.
    """
    if batch_weights is not None or zero_debias_moving_mean:
        raise ValueError("batch_norm offers no batch_weights or zero_debias_moving_mean")
    made, kept = param_initializers or {}, param_regularizers or {}
    graph = graph_of(inputs)
    with variable_scope(scope, "BatchNorm", [inputs], reuse=reuse) as opened:
        before = list(graph.get_collection(_UPDATES))
        layer = core.BatchNormalization(
            axis=1 if data_format == "NCHW" else -1, momentum=decay, epsilon=epsilon, center=center, scale=scale,
            beta_initializer=made.get("beta", zeros_initializer()), gamma_initializer=made.get("gamma", ones_initializer()),
            moving_mean_initializer=made.get("moving_mean", zeros_initializer()),
            moving_variance_initializer=made.get("moving_variance", ones_initializer()),
            beta_regularizer=kept.get("beta"), gamma_regularizer=kept.get("gamma"), renorm=renorm, fused=fused,
            trainable=trainable, adjustment=adjustment, name=opened.name, _scope=opened, _reuse=reuse,
        )  # fmt: skip
        outputs = layer(inputs, training=is_training)
        if updates_collections != _UPDATES:
            outputs = _updated(outputs, before, updates_collections)
        if activation_fn is not None:
            outputs = activation_fn(outputs)
        if outputs_collections:
            graph.add_to_collections(outputs_collections, outputs)
        finished: Tensor = outputs
        return finished


def _updated(outputs: Tensor, before: list[Any], collections: Any) -> Tensor:
    """Move what was put into the usual collection to others, or have it run with the outputs."""
    graph = outputs.graph.current()
    held = graph.get_collection_ref(_UPDATES)
    added = [each for each in held if each not in before]
    held[:] = [each for each in held if each in before]
    if collections is not None:
        for each in added:
            graph.add_to_collections(collections, each)
        return outputs
    with graph.control_dependencies([getattr(each, "op", each) for each in added]):
        made: Tensor = graph.node("Identity", outputs)
        return made


@add_arg_scope
def layer_norm(
    inputs: Any,
    center: bool = True,
    scale: bool = True,
    activation_fn: Any = None,
    reuse: Any = None,
    variables_collections: Any = None,
    outputs_collections: Any = None,
    trainable: bool = True,
    begin_norm_axis: int = 1,
    begin_params_axis: int = -1,
    scope: Any = None,
) -> Tensor:
    """Normalizes each element of the batch by itself. `[n, ...] -> [n, ...]`. Source: tf.contrib.layers.layer_norm."""
    graph = graph_of(inputs)
    with variable_scope(scope, "LayerNorm", [inputs], reuse=reuse):
        inputs = graph.convert(inputs)
        rank = inputs.shape.rank
        if rank is None:
            raise ValueError(f"Inputs {inputs.name} has undefined rank.")
        first = begin_norm_axis % rank
        sizes = inputs.shape[begin_params_axis % rank :].as_list()
        beta = get_variable("beta", sizes, inputs.dtype, zeros_initializer(), trainable=trainable) if center else None
        gamma = get_variable("gamma", sizes, inputs.dtype, ones_initializer(), trainable=trainable) if scale else None
        mean, variance = moments(inputs, list(range(first, rank)), keep_dims=True)
        outputs = batch_normalization(inputs, mean, variance, beta, gamma, 1e-3 if inputs.dtype.name == "float16" else 1e-12)
        outputs.set_shape(inputs.shape)
        made: Tensor = outputs if activation_fn is None else activation_fn(outputs)
        if outputs_collections:
            graph.add_to_collections(outputs_collections, made)
        return made


@add_arg_scope
def unit_norm(inputs: Any, dim: int, epsilon: float = 1e-7, scope: str | None = None) -> Tensor:
    """Divides by the length along an axis. `[...] -> [...]`. Source: tf.contrib.layers.unit_norm."""
    graph = graph_of(inputs)
    with graph.name_scope(scope or "UnitNorm"):
        inputs = graph.convert(inputs)
        if not inputs.shape.rank or not 0 <= dim < inputs.shape.rank:
            raise ValueError("dim must be positive but smaller than the input rank.")
        lengths = graph.node("Sqrt", graph.node("Sum", graph.node("Square", inputs), [dim], keep_dims=True) + np.float32(epsilon))
        made: Tensor = inputs / lengths
        return made
