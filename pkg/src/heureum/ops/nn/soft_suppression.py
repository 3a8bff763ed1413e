"""Suppression whose results have one size, that lowers scores instead, and that goes over many classes.

Source: tensorflow/core/kernels/image/non_max_suppression_op.cc.
"""

from __future__ import annotations

import heapq
import math
from typing import Any

import numpy as np

from ...dtypes import float16, float32
from ...graph import op
from ...tensor_shape import TensorShape, TensorSpec
from .suppression import checked_boxes, overlap_of

__all__: list[str] = []

_BOXES = "(boxes: T, scores: T, max_output_size: int32, iou_threshold: T_threshold, score_threshold: T_threshold"
_TYPES: dict[str, Any] = {"T": (float32, float16), "T_threshold": (float32, float16)}


def _count(max_output_size: TensorSpec, is_padded: bool) -> TensorShape:
    known = max_output_size.value
    return TensorShape.of((int(known) if is_padded and known is not None else None,))


def _padded_shapes(boxes: TensorSpec, scores: TensorSpec, most: TensorSpec, *_: TensorSpec, **attrs: Any) -> list[TensorShape]:
    checked_boxes(boxes, scores)
    return [_count(most, attrs["pad_to_max_output_size"]), TensorShape.of(())]


def _soft_shapes(boxes: TensorSpec, scores: TensorSpec, most: TensorSpec, *_: TensorSpec, **attrs: Any) -> list[TensorShape]:
    checked_boxes(boxes, scores)
    count = _count(most, attrs["pad_to_max_output_size"])
    return [count, count, TensorShape.of(())]


def _selected(boxes: Any, scores: Any, most: int, threshold: float, least: float, sigma: float) -> tuple[list[int], list[float]]:
    """The boxes that stay, the best first, and what their scores became: with a sigma, overlaps lower them."""
    if not 0 <= threshold <= 1:
        raise ValueError(f"iou_threshold must be in [0, 1], found {threshold}")
    if sigma < 0:
        raise ValueError(f"soft_nms_sigma_ must be non-negative, found {sigma}")
    overlap = overlap_of(np.asarray(boxes, np.float32))
    queue = [(-float(score), i, 0) for i, score in enumerate(scores) if score > least]
    heapq.heapify(queue)
    chosen: list[int] = []
    kept: list[float] = []
    while len(chosen) < most and queue:
        negated, box, looked_at = heapq.heappop(queue)
        before = score = -negated
        is_out = False
        for other in reversed(chosen[looked_at:]):
            shared = overlap(box, other)
            if sigma == 0 and shared > threshold:
                is_out = True
                break
            score *= math.exp(-0.5 / sigma * shared * shared) if sigma > 0 else 1.0
            if score <= least:
                break
        if is_out:
            continue
        if score == before:
            chosen.append(box)
            kept.append(score)
        elif score > least:
            heapq.heappush(queue, (-score, box, len(chosen)))
    return chosen, kept


def _padded(values: list[Any], count: int, kind: Any) -> np.ndarray:
    return np.array([*values, *[0] * (count - len(values))], kind)


@op(
    f"NonMaxSuppressionV4{_BOXES}) -> selected_indices: int32, valid_outputs: int32",
    shape=_padded_shapes,
    **_TYPES,
)
def non_max_suppression_v4(
    boxes: Any,
    scores: Any,
    max_output_size: Any,
    iou_threshold: Any,
    score_threshold: Any,
    *,
    pad_to_max_output_size: bool = False,
) -> Any:
    """The numbers of the boxes that are kept, filled up with 0 if wanted, and how many they are. `[n, 4] x [n] -> [m], []`.

    Source: tf.image.non_max_suppression_padded.
    """
    most = int(max_output_size)
    chosen, _ = _selected(boxes, scores, most, float(iou_threshold), float(score_threshold), 0.0)
    return _padded(chosen, most if pad_to_max_output_size else len(chosen), np.int32), np.int32(len(chosen))


@op(
    "NonMaxSuppressionV5(boxes: T, scores: T, max_output_size: int32, iou_threshold: T, score_threshold: T, soft_nms_sigma: T) "
    "-> selected_indices: int32, selected_scores: T, valid_outputs: int32",
    shape=_soft_shapes,
    T=(float32, float16),
    refuses_gradient=True,
)
def non_max_suppression_v5(
    boxes: Any,
    scores: Any,
    max_output_size: Any,
    iou_threshold: Any,
    score_threshold: Any,
    soft_nms_sigma: Any,
    *,
    pad_to_max_output_size: bool = False,
) -> Any:
    """Also what the scores became, which overlaps lower where sigma is not 0. `[n, 4] x [n] -> [m], [m], []`.

    Source: tf.image.non_max_suppression_with_scores.
    """
    most = int(max_output_size)
    limits = (float(iou_threshold), float(score_threshold), float(soft_nms_sigma))
    chosen, kept = _selected(boxes, scores, most, *limits)
    count = most if pad_to_max_output_size else len(chosen)
    return _padded(chosen, count, np.int32), _padded(kept, count, scores.dtype), np.int32(len(chosen))


def _combined_shapes(
    boxes: TensorSpec, scores: TensorSpec, most_of_class: TensorSpec, most: TensorSpec, *_: TensorSpec, **attrs: Any
) -> list[TensorShape]:
    (batch,) = (boxes.shape.with_rank(4)[:1].merge_with(scores.shape.with_rank(3)[:1])).sizes or (None,)
    count = None if most.value is None else int(most.value)
    if attrs["pad_per_class"] and count is not None:
        classes = scores.shape.with_rank(3).as_list()[2]
        of_class = None if most_of_class.value is None else int(most_of_class.value)
        count = None if classes is None or of_class is None else min(count, of_class * classes)
    rows = TensorShape.of((batch, count))
    return [rows.concatenate((4,)), rows, rows, TensorShape.of((batch,))]


@op(
    "CombinedNonMaxSuppression(boxes: float32, scores: float32, max_output_size_per_class: int32, max_total_size: int32, "
    "iou_threshold: float32, score_threshold: float32) "
    "-> nmsed_boxes: float32, nmsed_scores: float32, nmsed_classes: float32, valid_detections: int32",
    shape=_combined_shapes,
    refuses_gradient=True,
)
def combined_non_max_suppression(
    boxes: Any,
    scores: Any,
    max_output_size_per_class: Any,
    max_total_size: Any,
    iou_threshold: Any,
    score_threshold: Any,
    *,
    pad_per_class: bool = False,
    clip_boxes: bool = True,
) -> Any:
    """Suppression in each class by itself, then the best of all classes: boxes, scores, classes, and how many there are.

    `[n, b, q, 4] x [n, b, c] -> [n, m, 4], [n, m], [n, m], [n]`. Source: tf.image.combined_non_max_suppression.
    """
    of_class, total, classes = int(max_output_size_per_class), int(max_total_size), scores.shape[2]
    total = min(total, of_class * classes) if pad_per_class else total
    made = [np.zeros((len(boxes), total, *rest), np.float32) for rest in ((4,), (), ())]
    counts = np.zeros(len(boxes), np.int32)
    for i, (own_boxes, own_scores) in enumerate(zip(boxes, scores, strict=True)):
        found: list[tuple[float, int, np.ndarray]] = []
        for number in range(classes):
            of = own_boxes[:, number if boxes.shape[2] > 1 else 0]
            limits = (float(iou_threshold), float(score_threshold), 0.0)
            chosen, kept = _selected(of, own_scores[:, number], min(of_class, len(of)), *limits)
            found += [(score, number, of[box]) for box, score in zip(chosen, kept, strict=True)]
        best = sorted(found, key=lambda each: -each[0])[:total]
        counts[i] = len(best)
        for at, (score, number, box) in enumerate(best):
            made[0][i, at] = np.clip(box, 0, 1) if clip_boxes else box
            made[1][i, at], made[2][i, at] = score, number
    return (*made, counts)
