"""The models inside ready-made estimators: layers on columns, weights of columns, and both together.

Takes a batch of features; gives logits, and the operation that trains them.
Source: tensorflow_estimator/python/estimator/canned/dnn.py, linear.py, dnn_linear_combined.py.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .. import layers, summary
from ..feature_column import input_layer, linear_model
from ..graph import GraphKeys, Tensor, get_default_graph
from ..init_ops import glorot_uniform_initializer
from ..neural import zero_fraction
from ..ops.grouping import group
from ..train import (
    AdagradOptimizer,
    AdamOptimizer,
    FtrlOptimizer,
    GradientDescentOptimizer,
    Optimizer,
    RMSPropOptimizer,
    get_global_step,
)
from ..variable_scopes import variable_scope
from .heads import Head
from .specs import EstimatorSpec, ModeKeys

__all__ = ["Deep", "Wide", "model_of", "wide_rate"]

_OPTIMIZERS: dict[str, Callable[..., Optimizer]] = {
    "Adagrad": AdagradOptimizer,
    "Adam": AdamOptimizer,
    "Ftrl": FtrlOptimizer,
    "RMSProp": RMSPropOptimizer,
    "SGD": GradientDescentOptimizer,
}


@dataclass(frozen=True)
class Deep:
    """Layers of neurons on what columns give."""

    columns: Any
    hidden_units: Sequence[int]
    optimizer: Any
    activation_fn: Callable[[Any], Any] | None
    dropout: float | None
    batch_norm: bool
    learning_rate: float = 0.05

    scope = "dnn"

    def logits(self, features: Mapping[str, Any], mode: str, units: int) -> Tensor:
        """`-> [batch, units]`."""
        is_training = mode == ModeKeys.TRAIN
        with variable_scope("input_from_feature_columns"):
            net = input_layer(features, self.columns)
        start: Any = glorot_uniform_initializer()
        for number, width in enumerate(self.hidden_units):
            net = layers.dense(net, width, self.activation_fn, kernel_initializer=start, name=f"hiddenlayer_{number}")
            if self.dropout is not None and is_training:
                net = layers.dropout(net, self.dropout, training=True)
            if self.batch_norm:
                net = layers.batch_normalization(net, momentum=0.999, training=is_training, name=f"batchnorm_{number}")
            _summarize(net, f"{self.scope}/hiddenlayer_{number}")
        made: Tensor = layers.dense(net, units, kernel_initializer=start, name="logits")
        _summarize(made, f"{self.scope}/logits")
        return made


@dataclass(frozen=True)
class Wide:
    """A weight for each number and each class of the columns."""

    columns: Any
    optimizer: Any
    sparse_combiner: str
    learning_rate: float = 0.2

    scope = "linear"

    def logits(self, features: Mapping[str, Any], mode: str, units: int) -> Tensor:
        """`-> [batch, units]`."""
        return linear_model(features, self.columns, units, self.sparse_combiner)


def model_of(head: Head, *parts: Deep | Wide) -> Callable[..., EstimatorSpec]:
    """The model function of one part, or of several whose logits are added; each part has an optimizer of its own."""

    def model_fn(features: Any, labels: Any, mode: str, config: Any = None) -> EstimatorSpec:
        if not isinstance(features, Mapping):
            raise ValueError(f"features should be a dictionary of `Tensor`s. Given type: {type(features)}")
        found: list[Tensor] = []
        for part in parts:
            with variable_scope(part.scope):
                found.append(part.logits(features, mode, head.logits_dimension))
        logits = found[0] if len(found) == 1 else get_default_graph().node("Add", *found)

        def train(loss: Tensor) -> Any:
            step = get_global_step()
            if len(parts) == 1:
                return _optimizer(parts[0].optimizer, parts[0].learning_rate).minimize(loss, global_step=step)
            graph, steps = get_default_graph(), []
            for part in parts:
                own = graph.get_collection(GraphKeys.TRAINABLE_VARIABLES, scope=f"{part.scope}/")
                steps.append(_optimizer(part.optimizer, part.learning_rate).minimize(loss, var_list=own))
            with graph.control_dependencies([group(*steps)]):
                return graph.node("AssignAdd", step, 1).op

        return head.spec(features, mode, logits, labels, train)

    return model_fn


def _optimizer(given: Any, learning_rate: float) -> Optimizer:
    """An optimizer by name, the object itself, or what a function gives. Raises ValueError for others."""
    if isinstance(given, str):
        if given not in _OPTIMIZERS:
            raise ValueError(f"Unsupported optimizer name: {given}. Supported names are: {sorted(_OPTIMIZERS)}")
        return _OPTIMIZERS[given](learning_rate=learning_rate)
    made = given() if callable(given) and not isinstance(given, Optimizer) else given
    if not isinstance(made, Optimizer):
        raise ValueError(f"The given object is not an Optimizer instance. Given: {made}")
    return made


def wide_rate(columns: Any) -> float:
    """How fast the wide part of a combined model learns."""
    return min(0.005, 1 / math.sqrt(len(list(columns))))


def _summarize(values: Tensor, name: str) -> None:
    with get_default_graph().name_scope(None):
        summary.scalar(f"{name}/fraction_of_zero_values", zero_fraction(values))
        summary.histogram(f"{name}/activation", values)
