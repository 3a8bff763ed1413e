"""Of boxes that overlap, those with the best scores. Source: tensorflow/core/kernels/image/non_max_suppression_op.cc."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ...dtypes import float16, float32
from ...graph import Tensor, node, op
from ...tensor_shape import TensorShape, TensorSpec
from ..shapes import of_rank

__all__ = ["checked_boxes", "non_max_suppression", "non_max_suppression_overlaps", "overlap_of"]


def _some(boxes: TensorSpec, scores: TensorSpec, *_: TensorSpec) -> TensorShape:
    checked_boxes(boxes, scores)
    return TensorShape.of((None,))


def checked_boxes(boxes: TensorSpec, scores: TensorSpec) -> None:
    """Raises ValueError unless there are boxes of four numbers, and a score for each."""
    count, width = of_rank(boxes, 2, "boxes")
    TensorShape.of((count,)).merge_with(TensorShape.of(of_rank(scores, 1, "scores")))
    if width not in (None, 4):
        raise ValueError(f"boxes must have 4 columns but has {width}: Dimension must be 4 but is {width}")


def _chosen(overlaps: Any, scores: Any, most: int, threshold: float, least: float) -> Any:
    """The best first; one that overlaps a chosen one too much is left out."""
    chosen: list[int] = []
    for index in np.argsort(-scores, kind="stable").tolist():
        if len(chosen) >= most or not scores[index] > least:
            break
        if not any(overlaps(index, other) > threshold for other in chosen):
            chosen.append(index)
    return np.array(chosen, np.int32)


def overlap_of(boxes: np.ndarray) -> Callable[[int, int], float]:
    """How much two of the boxes have in common: intersection over union, by their numbers."""
    low, high = np.minimum(boxes[:, :2], boxes[:, 2:]), np.maximum(boxes[:, :2], boxes[:, 2:])
    areas = (high - low).prod(axis=1)

    def overlap(i: int, j: int) -> float:
        if areas[i] <= 0 or areas[j] <= 0:
            return 0.0
        both = np.maximum(np.minimum(high[i], high[j]) - np.maximum(low[i], low[j]), 0).prod()
        return float(both / (areas[i] + areas[j] - both))

    return overlap


def _check(iou_threshold: Any) -> None:
    if not 0 <= iou_threshold <= 1:
        raise ValueError(f"iou_threshold must be in [0, 1], found {iou_threshold}")


@op(
    "NonMaxSuppressionV3(boxes: T, scores: T, max_output_size: int32, iou_threshold: float32, score_threshold: float32) -> int32",
    shape=_some, T=(float32, float16),
)  # fmt: skip
def _non_max_suppression(boxes: Any, scores: Any, max_output_size: Any, iou_threshold: Any, score_threshold: Any) -> Any:
    """The numbers of the boxes that are kept, the best first. `[n, 4] x [n] x [] x [] x [] -> [m]`.

    Source: tf.image.non_max_suppression.
    """
    _check(iou_threshold)
    return _chosen(overlap_of(boxes), scores, int(max_output_size), float(iou_threshold), float(score_threshold))


def _of_square(overlaps: TensorSpec, scores: TensorSpec, *_: TensorSpec) -> TensorShape:
    of_rank(overlaps, 2, "overlaps")
    of_rank(scores, 1, "scores")
    return TensorShape.of((None,))


@op(
    "NonMaxSuppressionWithOverlaps(overlaps: float32, scores: float32, max_output_size: int32, "
    "overlap_threshold: float32, score_threshold: float32) -> int32",
    shape=_of_square,
)
def _with_overlaps(overlaps: Any, scores: Any, max_output_size: Any, overlap_threshold: Any, score_threshold: Any) -> Any:
    """The same where the overlaps are given. `[n, n] x [n] x [] x [] x [] -> [m]`.

    Source: tf.image.non_max_suppression_overlaps.
    """
    return _chosen(lambda i, j: overlaps[i, j], scores, int(max_output_size), float(overlap_threshold), float(score_threshold))


def non_max_suppression(
    boxes: Any,
    scores: Any,
    max_output_size: Any,
    iou_threshold: Any = 0.5,
    score_threshold: Any = float("-inf"),
    name: str | None = None,
) -> Tensor:
    """The numbers of at most `max_output_size` boxes `[y1, x1, y2, x2]`, the best first. `[n, 4] x [n] -> [m]`.

    One whose intersection over union with a better one is above `iou_threshold` is left out.
    Source: tf.image.non_max_suppression.
    """
    made: Tensor = node("NonMaxSuppressionV3", boxes, scores, max_output_size, iou_threshold, score_threshold, name=name)
    return made


def non_max_suppression_overlaps(
    overlaps: Any,
    scores: Any,
    max_output_size: Any,
    overlap_threshold: Any = 0.5,
    score_threshold: Any = float("-inf"),
    name: str | None = None,
) -> Tensor:
    """As non_max_suppression, of boxes whose overlaps are given. `[n, n] x [n] -> [m]`.

    Source: tf.image.non_max_suppression_overlaps.
    """
    rest = (max_output_size, overlap_threshold, score_threshold)
    made: Tensor = node("NonMaxSuppressionWithOverlaps", overlaps, scores, *rest, name=name)
    return made
