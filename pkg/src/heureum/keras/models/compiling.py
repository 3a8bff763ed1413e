"""What a model is trained with: its loss, its metrics, its step, as nodes of the graph.

Takes outputs, losses and metrics by name or function; gives tensors to run and placeholders to feed.
Law: the loss is the mean over examples of each output's loss, weighted, and the penalties of the layers.
Source: tensorflow/python/keras/engine/training.py, training_utils.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...graph import get_default_graph, node
from ...ops.grouping import group
from ...ops.inputs import placeholder
from ...ops.passing import placeholder_with_default
from .. import losses, metrics
from ..losses.objects import Loss

__all__ = ["Compiled"]

_SPARSE = (losses.sparse_categorical_crossentropy,)


class Compiled:
    """Losses and metrics of a model's outputs, and the step that trains it."""

    def __init__(self, model: Any, optimizer: Any, loss: Any, chosen: Any, loss_weights: Any, target_tensors: Any) -> None:
        self._model, self.optimizer = model, optimizer
        names = model.output_names
        self._losses = _by_output(loss, names, "loss")
        weights = _by_output(loss_weights, names, "loss_weights") if loss_weights is not None else [1.0] * len(names)
        self._metrics = _metrics_by_output(chosen, names)
        given = [None] * len(names) if target_tensors is None else _listed(target_tensors)
        self.targets: list[Any] = []
        self.sample_weights: list[Any] = []
        self.names, self.values = ["loss"], []
        self.kept: dict[str, Any] = {}
        self._train: Any = None
        parts: list[Any] = []
        shares: list[Any] = []
        several = len(names) > 1
        with get_default_graph().name_scope("loss"):
            for i, (output, name) in enumerate(zip(model.outputs, names, strict=True)):
                function = None if self._losses[i] is None else losses.get(self._losses[i])
                target = self._target(output, name, function) if given[i] is None else given[i]
                counts = placeholder_with_default([1.0], [None], name=f"{name}_sample_weights")
                self.targets.append(target)
                self.sample_weights.append(counts)
                if function is not None:
                    parts.append(_weighted(function, target, output, counts))
                    shares.append(parts[-1] * weights[i])
            total = get_default_graph().convert(0.0)
            for each in [*shares, *model.losses]:
                total = total + each
        self.loss = total
        self.values.append(total)
        if several:
            self.names += [f"{name}_loss" for name, each in zip(names, self._losses, strict=True) if each is not None]
            self.values += parts
        with get_default_graph().name_scope("metrics"):
            for i, (output, name) in enumerate(zip(model.outputs, names, strict=True)):
                for metric in self._metrics[i]:
                    self._add_metric(metric, output, self.targets[i], i, f"{name}_" if several else "")

    def _target(self, output: Any, name: str, function: Any) -> Any:
        is_known = function in _SPARSE or getattr(function, "__module__", "").startswith(losses.__name__)
        shape = [None] * (output.shape.rank or 0) if is_known and output.shape.rank else None
        return placeholder(output.dtype, shape, name=f"{name}_target")

    def _add_metric(self, metric: Any, output: Any, target: Any, place: int, prefix: str) -> None:
        if isinstance(metric, metrics.Metric):
            self.kept[prefix + metric.name] = metric
            self.names.append(prefix + metric.name)
            self.values.append(metric(target, output))
            return
        function, shown = _metric_function(metric, output, self._losses[place])
        value = function(target, output)
        self.names.append(prefix + shown)
        self.values.append(node("Mean", value, list(range(value.shape.rank or 0))))

    def step(self) -> Any:
        """The operation that trains, made when it is first asked for."""
        if self._train is None:
            variables = self._model.trainable_weights
            if not variables:
                raise ValueError("The model has no weights to train: are all its layers frozen, or is it not built?")
            with get_default_graph().name_scope("training"):
                stepped = self.optimizer.minimize(self.loss, var_list=variables)
                self._train = group(stepped, *self._model.updates)
        return self._train


def _listed(given: Any) -> list[Any]:
    return list(given) if isinstance(given, (list, tuple)) else [given]


def _by_output(given: Any, names: list[str], what: str) -> list[Any]:
    """One for each output, of a list, a dict or one for all. Raises ValueError when they do not fit."""
    if isinstance(given, Mapping):
        unknown = sorted(set(given) - set(names))
        if unknown:
            raise ValueError(f"Unknown entries in {what} dictionary: {unknown}. Only expected following keys: {names}")
        return [given.get(name) for name in names]
    if isinstance(given, (list, tuple)):
        if len(given) != len(names):
            raise ValueError(f"{what} should have one entry per model output: the model has {len(names)}, got {len(given)}")
        return list(given)
    return [given for _ in names]


def _metrics_by_output(given: Any, names: list[str]) -> list[list[Any]]:
    if given is None:
        return [[] for _ in names]
    if isinstance(given, Mapping):
        return [_listed(given.get(name, [])) for name in names]
    listed = _listed(given)
    if len(names) > 1 and any(isinstance(each, (list, tuple)) for each in listed):
        return [_listed(each) for each in listed]
    return [list(listed) for _ in names]


def _weighted(function: Any, target: Any, output: Any, counts: Any) -> Any:
    """The mean over examples, each weighted."""
    each = function.call(target, output) if isinstance(function, Loss) else function(target, output)
    rank = each.shape.rank
    if rank == 0:
        return each
    while rank is not None and rank > 1:
        rank -= 1
        each = node("Mean", each, [rank])
    return node("Mean", each * counts, [0])


def _metric_function(metric: Any, output: Any, loss: Any) -> tuple[Any, str]:
    """The function that a metric's name means here, and the name that its numbers get."""
    if metric not in ("accuracy", "acc", "crossentropy", "ce"):
        function = metrics.get(metric)
        return function, getattr(function, "__name__", type(function).__name__)
    named = losses.get(loss) if loss is not None else None
    kind = getattr(type(named), "__name__", "") if isinstance(named, Loss) else getattr(named, "__name__", "")
    is_sparse, is_binary = "parse" in kind, "inary" in kind or output.shape[-1].value == 1
    if metric in ("accuracy", "acc"):
        wanted = "sparse_categorical_accuracy" if is_sparse else "binary_accuracy" if is_binary else "categorical_accuracy"
        return metrics.get(wanted), "acc"
    wanted = (
        "sparse_categorical_crossentropy" if is_sparse else "binary_crossentropy" if is_binary else "categorical_crossentropy"
    )
    return metrics.get(wanted), "ce"
