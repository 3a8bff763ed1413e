"""What a ready-made model is after: classes, two or many, or numbers. From logits to predictions, loss and metrics.

Source: tensorflow_estimator/python/estimator/canned/head.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .. import losses, metrics, summary
from ..checks import assert_less_equal, assert_non_negative
from ..dtypes import float32, int64, string
from ..feature_column import numeric_column
from ..feature_column.column import Features
from ..graph import GraphKeys, Tensor, get_default_graph
from ..lookup import KeyValueTensorInitializer, StaticHashTable
from ..neural import sigmoid_cross_entropy_with_logits
from ..ops.grouping import group
from .export import ClassificationOutput, PredictOutput, RegressionOutput
from .specs import EstimatorSpec, ModeKeys

__all__ = ["BinaryHead", "Head", "MultiClassHead", "RegressionHead", "classification_head"]


@dataclass(frozen=True)
class Head:
    """What is after the logits. `weight_column` names a feature that says how much an example counts."""

    logits_dimension: int
    weight_column: Any = None
    label_vocabulary: Sequence[Any] | None = None
    loss_reduction: str = losses.Reduction.SUM

    def spec(
        self, features: Mapping[str, Any], mode: str, logits: Tensor, labels: Any, train: Callable[[Tensor], Any]
    ) -> EstimatorSpec:
        """What a model function gives; `train` makes a step's operation for a loss."""
        graph = get_default_graph()
        with graph.name_scope("head"):
            predictions = self.predictions(logits)
            if mode == ModeKeys.PREDICT:
                return EstimatorSpec(mode, predictions=predictions, export_outputs=self.offers(predictions))
            wanted = self._labels(labels, logits)
            each = self.losses(wanted, logits)
            weights = self._weights(features)
            loss = losses.compute_weighted_loss(each, weights, reduction=self.loss_reduction)
            regularization = losses.get_regularization_losses()
            total = loss if not regularization else graph.node("AddN", loss, *regularization)
            if mode == ModeKeys.EVAL:
                with graph.name_scope("metrics"):
                    found = {"average_loss": metrics.mean(each, weights), **self.metrics(wanted, predictions, weights)}
                return EstimatorSpec(mode, predictions=predictions, loss=total, eval_metric_ops=found)
            step = train(total)
            updates = graph.get_collection(GraphKeys.UPDATE_OPS)
        with graph.name_scope(None):
            summary.scalar("loss", total)
            if self.loss_reduction == losses.Reduction.SUM:
                summary.scalar("average_loss", loss / graph.node("Sum", weights * graph.node("OnesLike", each), [0, 1]))
        return EstimatorSpec(mode, predictions=predictions, loss=total, train_op=group(step, *updates) if updates else step)

    def predictions(self, logits: Tensor) -> dict[str, Tensor]:
        """What the model says, by name."""
        raise NotImplementedError

    def offers(self, predictions: dict[str, Tensor]) -> dict[str, Any]:
        """What an exported model can be asked for, by name."""
        scores = ClassificationOutput(predictions["probabilities"], predictions["all_classes"])
        return {"serving_default": scores, "classification": scores, "predict": PredictOutput(predictions)}

    def losses(self, labels: Tensor, logits: Tensor) -> Tensor:
        """How wrong it is for each example. `[batch, n], [batch, n] -> [batch, m]`."""
        raise NotImplementedError

    def metrics(self, labels: Tensor, predictions: dict[str, Tensor], weights: Any) -> dict[str, Any]:
        """How right it is over many batches, by name."""
        raise NotImplementedError

    def _labels(self, labels: Any, logits: Tensor) -> Tensor:
        if labels is None:
            raise ValueError(
                "You must provide a labels Tensor. Given: None. Check that your data contain your label feature, "
                "and that your input_fn returns (features, labels)."
            )
        graph = get_default_graph()
        wanted = graph.convert(labels)
        if wanted.shape.rank is not None and wanted.shape.rank == (logits.shape.rank or 2) - 1:
            wanted = graph.node("ExpandDims", wanted, -1)
        width = self._label_width()
        if wanted.shape.rank is not None and wanted.shape[-1].value not in (None, width):
            raise ValueError(f"labels shape must be [batch_size, {width}], found {wanted}")
        return wanted

    def _label_width(self) -> int:
        return 1

    def _class_numbers(self, labels: Tensor, classes: int) -> Tensor:
        graph = get_default_graph()
        if self.label_vocabulary is not None:
            if labels.dtype is not string:
                raise ValueError(f"Labels dtype should be string if there is a vocabulary. Instead got {labels.dtype.name}")
            words = np.array(list(self.label_vocabulary), object)
            numbers = KeyValueTensorInitializer(words, np.arange(classes), string, int64)
            labels = StaticHashTable(numbers, -1, name="class_id_lookup").lookup(labels)
        if labels.dtype.is_bool:
            labels = graph.node("Cast", labels, DstT=int64)
        most = np.asarray(classes - 1, labels.dtype.as_numpy_dtype)
        checked = [
            assert_less_equal(labels, most, message="Labels must <= n_classes - 1"),
            assert_non_negative(labels, message="Labels must >= 0"),
        ]
        with graph.control_dependencies(checked):
            made: Tensor = graph.node("Identity", labels)
            return made

    def _weights(self, features: Mapping[str, Any]) -> Tensor:
        if self.weight_column is None:
            return get_default_graph().convert(np.float32(1))
        column = numeric_column(self.weight_column) if isinstance(self.weight_column, str) else self.weight_column
        made: Tensor = Features(features)[column]
        return made

    def _classes(self, scores: Tensor) -> dict[str, Tensor]:
        """The likeliest class of each example by number and by name, and all classes. `[batch, classes]`."""
        graph = get_default_graph()
        count = scores.shape[-1].value or self.logits_dimension
        ids = graph.node("ExpandDims", graph.node("ArgMax", scores, -1), -1)
        names = [str(each) for each in (self.label_vocabulary or range(count))]
        all_names = graph.convert(np.array([names], object))
        rows = graph.node("Pack", graph.node("Shape", scores)[0], 1)
        return {
            "class_ids": ids,
            "classes": graph.node("GatherV2", all_names[0], ids, 0),
            "all_class_ids": graph.node("Tile", np.arange(count, dtype=np.int32)[None], rows),
            "all_classes": graph.node("Tile", all_names, rows),
        }


class MultiClassHead(Head):
    """One of several classes: softmax, and its cross-entropy."""

    def predictions(self, logits: Tensor) -> dict[str, Tensor]:
        """Logits, probabilities and classes."""
        return {"logits": logits, "probabilities": get_default_graph().node("Softmax", logits), **self._classes(logits)}

    def _labels(self, labels: Any, logits: Tensor) -> Tensor:
        wanted = super()._labels(labels, logits)
        if self.label_vocabulary is None and not wanted.dtype.is_integer:
            raise ValueError(f"Labels dtype should be integer. Instead got {wanted.dtype.name}: cast them, or give a vocabulary")
        return self._class_numbers(wanted, self.logits_dimension)

    def losses(self, labels: Tensor, logits: Tensor) -> Tensor:
        """The cross-entropy of each example."""
        each = losses.sparse_softmax_cross_entropy(labels, logits, reduction=losses.Reduction.NONE)
        made: Tensor = get_default_graph().node("ExpandDims", each, -1)
        return made

    def metrics(self, labels: Tensor, predictions: dict[str, Tensor], weights: Any) -> dict[str, Any]:
        """Accuracy."""
        return {"accuracy": metrics.accuracy(labels, predictions["class_ids"], weights)}


class BinaryHead(Head):
    """One of two classes: a logistic function, and its cross-entropy."""

    def predictions(self, logits: Tensor) -> dict[str, Tensor]:
        """Logits, the chance of the second class, both chances, and classes."""
        graph = get_default_graph()
        both = graph.node("ConcatV2", graph.node("ZerosLike", logits), logits, -1, name="two_class_logits")
        chances = {"logistic": graph.node("Sigmoid", logits), "probabilities": graph.node("Softmax", both)}
        return {"logits": logits, **chances, **self._classes(both)}

    def _labels(self, labels: Any, logits: Tensor) -> Tensor:
        wanted = super()._labels(labels, logits)
        numbers = self._class_numbers(wanted, 2)
        made: Tensor = numbers if numbers.dtype is float32 else get_default_graph().node("Cast", numbers, DstT=float32)
        return made

    def losses(self, labels: Tensor, logits: Tensor) -> Tensor:
        """The cross-entropy of each example."""
        return sigmoid_cross_entropy_with_logits(labels=labels, logits=logits)

    def metrics(self, labels: Tensor, predictions: dict[str, Tensor], weights: Any) -> dict[str, Any]:
        """Accuracy and that of always saying the commoner class, precision, recall, areas under curves, means."""
        graph = get_default_graph()
        said, chance = predictions["class_ids"], predictions["logistic"]
        label_mean = metrics.mean(labels, weights)
        return {
            "accuracy": metrics.accuracy(labels, said, weights),
            "precision": metrics.precision(labels, said, weights),
            "recall": metrics.recall(labels, said, weights),
            "prediction/mean": metrics.mean(chance, weights),
            "label/mean": label_mean,
            "accuracy_baseline": tuple(graph.node("Maximum", each, 1.0 - each) for each in label_mean),
            "auc": metrics.auc(labels, chance, weights),
            "auc_precision_recall": metrics.auc(labels, chance, weights, curve="PR"),
        }


class RegressionHead(Head):
    """Numbers, and the squares of their differences."""

    def predictions(self, logits: Tensor) -> dict[str, Tensor]:
        """The numbers."""
        return {"predictions": logits}

    def offers(self, predictions: dict[str, Tensor]) -> dict[str, Any]:
        """The numbers."""
        numbers = RegressionOutput(predictions["predictions"])
        return {"serving_default": numbers, "regression": numbers, "predict": PredictOutput(predictions)}

    def _label_width(self) -> int:
        return self.logits_dimension

    def _labels(self, labels: Any, logits: Tensor) -> Tensor:
        wanted = super()._labels(labels, logits)
        made: Tensor = wanted if wanted.dtype is float32 else get_default_graph().node("Cast", wanted, DstT=float32)
        return made

    def losses(self, labels: Tensor, logits: Tensor) -> Tensor:
        """The square of each difference."""
        return losses.mean_squared_error(labels, logits, reduction=losses.Reduction.NONE)

    def metrics(self, labels: Tensor, predictions: dict[str, Tensor], weights: Any) -> dict[str, Any]:
        """The means of predictions and of labels."""
        said = predictions["predictions"]
        return {"prediction/mean": metrics.mean(said, weights), "label/mean": metrics.mean(labels, weights)}


def classification_head(n_classes: int, weight_column: Any, label_vocabulary: Any, loss_reduction: str) -> Head:
    """The head for so many classes. Raises ValueError for less than two, and for a vocabulary of another length."""
    if n_classes < 2:
        raise ValueError(f"n_classes must be > 1: {n_classes}")
    if label_vocabulary is not None and len(label_vocabulary) != n_classes:
        raise ValueError(f"label_vocabulary must have {n_classes} words, one for each class, found {len(label_vocabulary)}")
    kind, width = (BinaryHead, 1) if n_classes == 2 else (MultiClassHead, n_classes)
    return kind(width, weight_column, label_vocabulary, loss_reduction)
