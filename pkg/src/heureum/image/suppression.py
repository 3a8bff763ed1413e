"""Of boxes that overlap, the best: padded to a number, with lowered scores, or class by class. Source: tf.image."""

from __future__ import annotations

from typing import Any

from ..dtypes import float32
from ..graph import Tensor, graph_of

__all__ = ["combined_non_max_suppression", "non_max_suppression_padded", "non_max_suppression_with_scores"]


def non_max_suppression_padded(
    boxes: Any,
    scores: Any,
    max_output_size: Any,
    iou_threshold: Any = 0.5,
    score_threshold: Any = float("-inf"),
    pad_to_max_output_size: bool = False,
    name: str | None = None,
) -> tuple[Tensor, Tensor]:
    """As non_max_suppression, filled up with 0 if wanted, and how many boxes there are. `[n, 4] x [n] -> [m], []`.

    Source: tf.image.non_max_suppression_padded.
    """
    graph = graph_of(boxes, scores)
    with graph.name_scope(name or "non_max_suppression_padded"):
        limits = (graph.convert(iou_threshold, float32), graph.convert(score_threshold, float32))
        given = (boxes, scores, max_output_size, *limits)
        indices, count = graph.node("NonMaxSuppressionV4", *given, pad_to_max_output_size=pad_to_max_output_size)
        return indices, count


def non_max_suppression_with_scores(
    boxes: Any,
    scores: Any,
    max_output_size: Any,
    iou_threshold: Any = 0.5,
    score_threshold: Any = float("-inf"),
    soft_nms_sigma: Any = 0.0,
    name: str | None = None,
) -> tuple[Tensor, Tensor]:
    """The boxes that are kept, and their scores: with a sigma, overlaps lower scores by exp(-s^2 / (2 sigma)).

    `[n, 4] x [n] -> [m], [m]`. N. Bodla et al. 2017 (arXiv:1704.04503). Source: tf.image.non_max_suppression_with_scores.
    """
    graph = graph_of(boxes, scores)
    with graph.name_scope(name or "non_max_suppression_with_scores"):
        limits = tuple(graph.convert(each, float32) for each in (iou_threshold, score_threshold, soft_nms_sigma))
        indices, kept, _ = graph.node("NonMaxSuppressionV5", boxes, scores, max_output_size, *limits)
        return indices, kept


def combined_non_max_suppression(
    boxes: Any,
    scores: Any,
    max_output_size_per_class: Any,
    max_total_size: Any,
    iou_threshold: Any = 0.5,
    score_threshold: Any = float("-inf"),
    pad_per_class: bool = False,
    clip_boxes: bool = True,
    name: str | None = None,
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Suppression class by class, then the best of all: boxes, scores, classes and how many there are.

    `[n, b, q, 4] x [n, b, c] -> [n, m, 4], [n, m], [n, m], [n]`. Source: tf.image.combined_non_max_suppression.
    """
    graph = graph_of(boxes, scores)
    with graph.name_scope(name or "combined_non_max_suppression"):
        limits = (graph.convert(iou_threshold, float32), graph.convert(score_threshold, float32))
        found = graph.node(
            "CombinedNonMaxSuppression", boxes, scores, max_output_size_per_class, max_total_size, *limits,
            pad_per_class=pad_per_class, clip_boxes=clip_boxes,
        )  # fmt: skip
        return found[0], found[1], found[2], found[3]
