"""Estimators as they were before tf.estimator: fitted to arrays, and asked for classes or numbers. `tf.contrib.learn`.

Takes a model function or columns; trains, evaluates and predicts by tf.estimator's.
Source: tensorflow/contrib/learn/python/learn/estimators.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from ... import estimator as current
from ...data import Dataset
from ...estimator.heads import RegressionHead, classification_head
from ...estimator.networks import Deep, Wide, model_of
from ...feature_column import numeric_column
from ...graph import get_default_graph
from ...losses import Reduction
from ...neural import relu
from .specs import MetricSpec, ModelFnOps

__all__ = [
    "DNNClassifier",
    "DNNRegressor",
    "Estimator",
    "LinearClassifier",
    "LinearRegressor",
    "ReadyEstimator",
    "SKCompat",
    "infer_real_valued_columns_from_input",
]

_MEAN = Reduction.SUM_BY_NONZERO_WEIGHTS
_MOVING = ("IteratorGetNext", "QueueDequeue", "ReaderRead", "PyFunc", "Random")  # give something else in each run


class Estimator:
    """A model function of features, labels and mode that gives ModelFnOps, or predictions, loss and step.

    Source: tf.contrib.learn.Estimator.
    """

    def __init__(
        self,
        model_fn: Callable[..., Any] | None = None,
        model_dir: str | None = None,
        config: Any = None,
        params: Any = None,
        feature_engineering_fn: Callable[..., Any] | None = None,
    ) -> None:
        if model_fn is None:
            raise ValueError("model_fn is needed: a function of features, labels and mode")
        self._describe, self._params, self._engineer = model_fn, params, feature_engineering_fn
        self._metrics: Mapping[str, Any] = {}
        self._estimator = current.Estimator(self._spec, model_dir, config)

    @property
    def model_dir(self) -> str:
        """Where its checkpoints are."""
        return self._estimator.model_dir

    def get_variable_names(self) -> list[str]:
        """The names of what was learned."""
        return self._estimator.get_variable_names()

    def get_variable_value(self, name: str) -> Any:
        """What a variable holds in the newest checkpoint."""
        return self._estimator.get_variable_value(name)

    def fit(
        self,
        x: Any = None,
        y: Any = None,
        input_fn: Callable[..., Any] | None = None,
        steps: int | None = None,
        batch_size: int | None = None,
        monitors: Sequence[Any] | None = None,
        max_steps: int | None = None,
    ) -> Any:
        """Train on arrays, or on what `input_fn` gives; gives itself. `monitors` are hooks.

        Raises ValueError when both are given, or neither, or no number of steps for arrays.
        """
        if input_fn is None and steps is None and max_steps is None:
            raise ValueError("Please specify either steps or max_steps: arrays are gone through again and again.")
        for each in monitors or ():
            if hasattr(each, "set_estimator"):
                each.set_estimator(self)
        source = _source(x, y, input_fn, batch_size, None)
        self._estimator.train(source, hooks=monitors, steps=steps, max_steps=max_steps)
        return self

    def evaluate(
        self,
        x: Any = None,
        y: Any = None,
        input_fn: Callable[..., Any] | None = None,
        feed_fn: Any = None,
        batch_size: int | None = None,
        steps: int | None = None,
        metrics: Mapping[str, Any] | None = None,
        name: str | None = None,
    ) -> dict[str, Any]:
        """The metrics of the model, those of `metrics` among them: functions of predictions and labels, or MetricSpecs."""
        self._metrics = metrics or {}
        try:
            return self._estimator.evaluate(_source(x, y, input_fn, batch_size, 1), steps, name=name)
        finally:
            self._metrics = {}

    def predict(
        self,
        x: Any = None,
        input_fn: Callable[..., Any] | None = None,
        batch_size: int | None = None,
        outputs: Any = None,
        as_iterable: bool = True,
    ) -> Any:
        """What the model says for each example, one by one, or all together unless `as_iterable`."""
        found = self._rows(_source(x, None, input_fn, batch_size, 1), outputs)
        if as_iterable:
            return found
        rows = list(found)
        return {key: np.array([row[key] for row in rows]) for key in rows[0]} if isinstance(rows[0], dict) else np.array(rows)

    def _rows(self, source: Callable[..., Any], outputs: Any) -> Iterator[Any]:
        """What the model says, row by row; of features that are the same in every run, once."""
        seen: list[bool] = []

        def noted() -> Any:
            given = source()
            kinds = {each.type for each in get_default_graph().get_operations()}
            seen.append(isinstance(given, Dataset) or any(kind.startswith(_MOVING) for kind in kinds))
            return given

        for batch in self._estimator.predict(noted, outputs, yield_single_examples=False):
            if isinstance(batch, dict):
                for row in range(len(next(iter(batch.values())))):
                    yield {key: value[row] for key, value in batch.items()}
            else:
                yield from batch
            if not seen[-1]:
                return

    def _spec(self, features: Any, labels: Any, mode: str) -> Any:
        if self._engineer is not None:
            features, labels = self._engineer(features, labels)
        offered = {"labels": labels, "targets": labels, "mode": mode, "params": self._params}
        asked = inspect.signature(self._describe).parameters
        positional = [features] if "features" in asked else []
        chosen = {name: value for name, value in offered.items() if name in asked}
        given = self._describe(*positional, **chosen) if positional else self._describe(features, labels, mode)
        made = given if isinstance(given, ModelFnOps) else ModelFnOps(mode, *given)
        return made.as_spec(mode, self._more(made.predictions, labels) if mode == current.ModeKeys.EVAL else {})

    def _more(self, predictions: Any, labels: Any) -> dict[str, Any]:
        found = {}
        for name, metric in self._metrics.items():
            spec = metric if isinstance(metric, MetricSpec) else MetricSpec(metric)
            found[name] = spec.create_metric_ops(None, labels, predictions)
        return found


class ReadyEstimator(Estimator):
    """A ready-made model of columns: what it says for an example is one class or number."""

    _key = "class_ids"

    def __init__(self, model: Callable[..., Any], model_dir: str | None, config: Any) -> None:
        self._model = model
        super().__init__(self._of_dict, model_dir, config)

    def _of_dict(self, features: Any, labels: Any, mode: str) -> ModelFnOps:
        # An array has no name; its column was given the empty one.
        named = features if isinstance(features, Mapping) else {"": features}
        spec = self._model(features=named, labels=labels, mode=mode)
        return ModelFnOps(mode, spec.predictions, spec.loss, spec.train_op, spec.eval_metric_ops)

    def predict(
        self,
        x: Any = None,
        input_fn: Callable[..., Any] | None = None,
        batch_size: int | None = None,
        outputs: Any = None,
        as_iterable: bool = True,
    ) -> Any:
        """The class, or the number, for each example; or what `outputs` names."""
        found = super().predict(x, input_fn, batch_size, outputs or [self._key])
        rows = found if outputs else (_single(each[self._key]) for each in found)
        return rows if as_iterable else np.array(list(rows))

    predict_classes = predict_scores = predict

    def predict_proba(
        self,
        x: Any = None,
        input_fn: Callable[..., Any] | None = None,
        batch_size: int | None = None,
        as_iterable: bool = True,
    ) -> Any:
        """The chances of the classes for each example."""
        rows = (each["probabilities"] for each in super().predict(x, input_fn, batch_size, ["probabilities"]))
        return rows if as_iterable else np.array(list(rows))


class LinearClassifier(ReadyEstimator):
    """A weighted sum that tells classes apart. Source: tf.contrib.learn.LinearClassifier."""

    def __init__(
        self, feature_columns: Any, model_dir: str | None = None, n_classes: int = 2, weight_column_name: str | None = None,
        optimizer: Any = None, config: Any = None,
    ) -> None:  # fmt: skip
        head = classification_head(n_classes, weight_column_name, None, _MEAN)
        super().__init__(model_of(head, Wide(feature_columns, optimizer or "Ftrl", "sum")), model_dir, config)


class LinearRegressor(ReadyEstimator):
    """A weighted sum that gives numbers. Source: tf.contrib.learn.LinearRegressor."""

    _key = "predictions"

    def __init__(
        self, feature_columns: Any, model_dir: str | None = None, weight_column_name: str | None = None, optimizer: Any = None,
        label_dimension: int = 1, config: Any = None,
    ) -> None:  # fmt: skip
        head = RegressionHead(label_dimension, weight_column_name, None, _MEAN)
        super().__init__(model_of(head, Wide(feature_columns, optimizer or "Ftrl", "sum")), model_dir, config)


class DNNClassifier(ReadyEstimator):
    """Layers of neurons that tell classes apart. Source: tf.contrib.learn.DNNClassifier."""

    def __init__(
        self, hidden_units: Sequence[int], feature_columns: Any, model_dir: str | None = None, n_classes: int = 2,
        weight_column_name: str | None = None, optimizer: Any = None, activation_fn: Any = relu, dropout: float | None = None,
        config: Any = None,
    ) -> None:  # fmt: skip
        head = classification_head(n_classes, weight_column_name, None, _MEAN)
        deep = Deep(feature_columns, hidden_units, optimizer or "Adagrad", activation_fn, dropout, batch_norm=False)
        super().__init__(model_of(head, deep), model_dir, config)


class DNNRegressor(ReadyEstimator):
    """Layers of neurons that give numbers. Source: tf.contrib.learn.DNNRegressor."""

    _key = "predictions"

    def __init__(
        self, hidden_units: Sequence[int], feature_columns: Any, model_dir: str | None = None,
        weight_column_name: str | None = None, optimizer: Any = None, activation_fn: Any = relu, dropout: float | None = None,
        label_dimension: int = 1, config: Any = None,
    ) -> None:  # fmt: skip
        head = RegressionHead(label_dimension, weight_column_name, None, _MEAN)
        deep = Deep(feature_columns, hidden_units, optimizer or "Adagrad", activation_fn, dropout, batch_norm=False)
        super().__init__(model_of(head, deep), model_dir, config)


class SKCompat:
    """An estimator with the methods of scikit-learn's: arrays in, arrays out. Source: tf.contrib.learn.SKCompat."""

    def __init__(self, estimator: Estimator) -> None:
        self._estimator = estimator

    def fit(self, x: Any, y: Any, batch_size: int = 128, steps: int | None = None, max_steps: int | None = None) -> SKCompat:
        """Train on arrays; gives itself."""
        self._estimator.fit(x, y, batch_size=batch_size, steps=steps, max_steps=max_steps)
        return self

    def score(self, x: Any, y: Any, batch_size: int = 128, steps: int | None = None, metrics: Any = None) -> dict[str, Any]:
        """The metrics of the model on arrays."""
        return self._estimator.evaluate(x, y, batch_size=batch_size, steps=steps, metrics=metrics)

    def predict(self, x: Any, batch_size: int = 128, outputs: Any = None) -> Any:
        """What the model says, as arrays."""
        return self._estimator.predict(x, batch_size=batch_size, outputs=outputs, as_iterable=False)


def infer_real_valued_columns_from_input(x: Any) -> list[Any]:
    """The column of an array of numbers, `[n, k] -> [column of k numbers]`. Source: tf.contrib.learn."""
    array = np.asarray(x)
    return [numeric_column("", shape=int(np.prod(array.shape[1:])) or 1)]


def _single(value: Any) -> Any:
    return value[0] if np.shape(value) == (1,) else value


def _source(x: Any, y: Any, input_fn: Any, batch_size: int | None, epochs: int | None) -> Callable[..., Any]:
    if (x is None) == (input_fn is None):
        raise ValueError("Either x or input_fn must be provided, and not both.")
    if input_fn is not None:
        given: Callable[..., Any] = input_fn
        return given
    rows = {key: np.asarray(each) for key, each in x.items()} if isinstance(x, Mapping) else np.asarray(x)
    count = len(next(iter(rows.values()))) if isinstance(rows, dict) else len(rows)
    labels = None if y is None else np.asarray(y)
    return current.inputs.numpy_input_fn(rows, labels, batch_size or count, epochs, shuffle=epochs is None)
