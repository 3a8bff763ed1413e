"""Metrics by name: functions that give a number for each example, and objects that keep sums. `tf.keras.metrics`.

Source: tensorflow/python/keras/metrics.py.
"""

from __future__ import annotations

from typing import Any

from ..dtypes import float32, int64
from ..graph import Tensor, graph_of, node
from ..ops.arguments import in_top_k
from ..ops.grouping import group
from .finding import find
from .layers.layer import Layer
from .losses import measuring

__all__ = [
    "Accuracy",
    "BinaryAccuracy",
    "CategoricalAccuracy",
    "Mean",
    "Metric",
    "Precision",
    "Recall",
    "SparseCategoricalAccuracy",
    "Sum",
    "binary_accuracy",
    "categorical_accuracy",
    "get",
    "sparse_categorical_accuracy",
    "sparse_top_k_categorical_accuracy",
    "top_k_categorical_accuracy",
]


def _is_same(a: Any, b: Any) -> Tensor:
    made: Tensor = node("Cast", node("Equal", a, b), DstT=float32)
    return made


def _numbers(y_true: Any, y_pred: Any) -> tuple[Tensor, Tensor]:
    """Classes as numbers without a last axis of one, and what was said."""
    graph = graph_of(y_pred, y_true)
    right, said = graph.convert(y_true), graph.convert(y_pred)
    if right.shape.rank is not None and right.shape.rank == said.shape.rank and right.shape[-1].value in (1, None):
        right = node("Squeeze", right, squeeze_dims=[-1])
    return node("Cast", right, DstT=int64), said


def binary_accuracy(y_true: Any, y_pred: Any, threshold: float = 0.5) -> Tensor:
    """How many of several yes and no are right. `[..., k] x [..., k] -> [...]`. Source: tf.keras.metrics.binary_accuracy."""
    graph = graph_of(y_pred, y_true)
    right, said = graph.convert(y_true), graph.convert(y_pred)
    yes = node("Cast", said > threshold, DstT=right.dtype)
    made: Tensor = node("Mean", _is_same(right, yes), [-1])
    return made


def categorical_accuracy(y_true: Any, y_pred: Any) -> Tensor:
    """Whether the likeliest class is right. `[..., k] x [..., k] -> [...]`. Source: tf.keras.metrics.categorical_accuracy."""
    graph = graph_of(y_pred, y_true)
    return _is_same(node("ArgMax", graph.convert(y_true), -1), node("ArgMax", graph.convert(y_pred), -1))


def sparse_categorical_accuracy(y_true: Any, y_pred: Any) -> Tensor:
    """Whether the likeliest class is right, given by number. `[...] or [..., 1] x [..., k] -> [...]`.

    Source: tf.keras.metrics.sparse_categorical_accuracy.
    """
    right, said = _numbers(y_true, y_pred)
    return _is_same(right, node("ArgMax", said, -1))


def top_k_categorical_accuracy(y_true: Any, y_pred: Any, k: int = 5) -> Tensor:
    """Whether the right class is among the likeliest. `[n, c] x [n, c] -> [n]`.

    Source: tf.keras.metrics.top_k_categorical_accuracy.
    """
    right = node("ArgMax", graph_of(y_true).convert(y_true), -1)
    made: Tensor = node("Cast", in_top_k(y_pred, right, k), DstT=float32)
    return made


def sparse_top_k_categorical_accuracy(y_true: Any, y_pred: Any, k: int = 5) -> Tensor:
    """Whether the right class, a number, is among the likeliest. `[n] or [n, 1] x [n, c] -> [n]`.

    Source: tf.keras.metrics.sparse_top_k_categorical_accuracy.
    """
    right, said = _numbers(y_true, y_pred)
    made: Tensor = node("Cast", in_top_k(said, right, k), DstT=float32)
    return made


class Metric(Layer):
    """Sums that are kept from batch to batch. Inherit from it; write `update_state` and `result`.

    Source: tf.keras.metrics.Metric.
    """

    def __init__(self, name: str | None = None, dtype: Any = None, **kwargs: Any) -> None:
        super().__init__(name=name, dtype=dtype, trainable=False, **kwargs)
        self.built = True

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        update = self.update_state(*args, **kwargs)
        with graph_of(update).control_dependencies([update]):
            return graph_of(update).node("Identity", self.result())

    def update_state(self, *args: Any, **kwargs: Any) -> Any:
        """An operation that adds a batch."""
        raise NotImplementedError("Must be implemented in subclasses.")

    def result(self) -> Any:
        """The number so far. `-> []`."""
        raise NotImplementedError("Must be implemented in subclasses.")

    def reset_states(self) -> None:
        """Begin anew."""
        self.set_weights([0.0 for _ in self.weights])

    def _kept_sum(self, name: str) -> Any:
        return self.add_weight(name, [], initializer="zeros", trainable=False)


class Sum(Metric):
    """The sum of all values. Source: tf.keras.metrics.Sum."""

    def __init__(self, name: str = "sum", dtype: Any = None) -> None:
        super().__init__(name, dtype)
        self.total = self._kept_sum("total")

    def update_state(self, values: Any, sample_weight: Any = None) -> Any:
        """An operation that adds values."""
        return self.total.assign_add(_all(values, sample_weight)[0]).op

    def result(self) -> Any:
        """The sum."""
        return self.total.value()


class Mean(Metric):
    """The mean of all values. Source: tf.keras.metrics.Mean."""

    def __init__(self, name: str = "mean", dtype: Any = None) -> None:
        super().__init__(name, dtype)
        self.total, self.count = self._kept_sum("total"), self._kept_sum("count")

    def update_state(self, values: Any, sample_weight: Any = None) -> Any:
        """An operation that adds values."""
        total, count = _all(values, sample_weight)
        return group(self.total.assign_add(total), self.count.assign_add(count))

    def result(self) -> Any:
        """The mean, 0 of nothing."""
        return node("DivNoNan", self.total, self.count)


class _Accuracy(Mean):
    _function: Any = None

    def __init__(self, name: str | None = None, dtype: Any = None, **options: Any) -> None:
        super().__init__(name or self._base(), dtype)
        self._options = options

    @classmethod
    def _base(cls) -> str:
        words = "".join(f"_{each.lower()}" if each.isupper() else each for each in cls.__name__)
        return words.lstrip("_")

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> Any:  # type: ignore[override]
        """An operation that adds a batch of labels and predictions."""
        return super().update_state(type(self)._function(y_true, y_pred, **self._options), sample_weight)


class Accuracy(_Accuracy):
    """How often labels and predictions are the same. Source: tf.keras.metrics.Accuracy."""

    _function = _is_same


class BinaryAccuracy(_Accuracy):
    """How many of several yes and no are right. Source: tf.keras.metrics.BinaryAccuracy."""

    _function = binary_accuracy


class CategoricalAccuracy(_Accuracy):
    """How often the likeliest class is right. Source: tf.keras.metrics.CategoricalAccuracy."""

    _function = categorical_accuracy


class SparseCategoricalAccuracy(_Accuracy):
    """How often the likeliest class is right, given by number. Source: tf.keras.metrics.SparseCategoricalAccuracy."""

    _function = sparse_categorical_accuracy


class _Share(Metric):
    """True positives among those that were said, or among those that are."""

    def __init__(self, thresholds: float = 0.5, name: str | None = None, dtype: Any = None) -> None:
        super().__init__(name, dtype)
        self._threshold = thresholds
        self.true_positives, self._others = self._kept_sum("true_positives"), self._kept_sum("others")

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> Any:
        """An operation that adds a batch of labels and predictions."""
        graph = graph_of(y_pred, y_true)
        is_so, said = graph.convert(y_true), graph.convert(y_pred) > self._threshold
        right = node("Cast", is_so, DstT=float32)
        yes = node("Cast", said, DstT=float32)
        hits = _all(right * yes, sample_weight)[0]
        others = _all(self._missed(right, yes), sample_weight)[0]
        return group(self.true_positives.assign_add(hits), self._others.assign_add(others))

    def _missed(self, right: Any, yes: Any) -> Any:
        raise NotImplementedError

    def result(self) -> Any:
        """The share, 0 of nothing."""
        return node("DivNoNan", self.true_positives, self.true_positives + self._others)


class Precision(_Share):
    """How many of those that were said are so. Source: tf.keras.metrics.Precision."""

    def _missed(self, right: Any, yes: Any) -> Any:
        return (1.0 - right) * yes


class Recall(_Share):
    """How many of those that are so were said. Source: tf.keras.metrics.Recall."""

    def _missed(self, right: Any, yes: Any) -> Any:
        return right * (1.0 - yes)


def _all(values: Any, weights: Any) -> tuple[Any, Any]:
    """The sum of values, and how many there are, weighted."""
    graph = graph_of(values)
    each = node("Cast", graph.convert(values), DstT=float32)
    counted = node("OnesLike", each)
    if weights is not None:
        counted = counted * graph.convert(weights, float32)
    axes = list(range(each.shape.rank or 0))
    return node("Sum", each * counted, axes), node("Sum", counted, axes)


_NAMED: dict[str, Any] = {
    **{name: getattr(measuring, name) for name in measuring.__all__},
    **{name: value for name, value in list(globals().items()) if name in __all__},
    "mse": measuring.mean_squared_error,
    "mae": measuring.mean_absolute_error,
    "mape": measuring.mean_absolute_percentage_error,
    "msle": measuring.mean_squared_logarithmic_error,
    "MSE": measuring.mean_squared_error,
    "MAE": measuring.mean_absolute_error,
    "cosine": measuring.cosine_proximity,
}


def get(identifier: Any) -> Any:
    """The metric of that name; functions and objects as they are. Raises ValueError for another name.

    Source: tf.keras.metrics.get.
    """
    return find("metric function", identifier, _NAMED, makes=True)
