"""Lines for boxes on pictures, and for pooling and sampling that is drawn by lot."""

from __future__ import annotations

from typing import Any

from ..generating import FLOATS, line, some, whole

__all__ = ["LINES"]

_F = ("float32",)
_BOXES = ([(3, 4), (3,)], [(1, 4), (1,)], [(5, 4), (5,)])


def _inside(tf: Any, x: Any) -> Any:
    """Boxes with corners from 0 to 1, the first one above and left of the other."""
    corners = tf.sigmoid(x)
    return tf.concat([tf.minimum(corners[..., :2], corners[..., 2:]), tf.maximum(corners[..., :2], corners[..., 2:])], -1)


def _ends(tf: Any, pooled: Any) -> Any:
    """What was pooled and where the last windows end: how long the lists are TensorFlow has wrong before it runs."""
    return (pooled[0], *(tf.reduce_max(each) for each in pooled[1:]))


LINES = {
    "draw_bounding_boxes": line(
        lambda tf, x, y, n: (
            tf.image.draw_bounding_boxes(x, y / 8),
            tf.image.draw_bounding_boxes(x, y / 8, colors=[[n[0] / 2, 0.5, 1.0, 1.0], [0.25, n[1] / 2, 0.0, 0.5]]),
        ),
        some(_F, [(1, 4, 5, 3), (1, 2, 4)], [(2, 3, 3, 1), (2, 1, 4)], [(1, 6, 4, 4), (1, 0, 4)], [(1, 4, 4, 2), (1, 1, 4)]),
        named=False,
        sloped=False,
    ),
    "extract_glimpse inside": line(
        lambda tf, x, y, n: (
            tf.image.extract_glimpse(x, [2, 3], y / 40),
            tf.image.extract_glimpse(x, [2, 1], y / 4, normalized=False),
            tf.image.extract_glimpse(x, [1, 1], tf.sigmoid(y), centered=False),
        ),
        some(_F, [(1, 9, 8, 1), (1, 2)], [(2, 12, 12, 2), (2, 2)]),
        sloped=False,
        random=True,
        named=False,
    ),
    "sample_distorted_bounding_box": line(
        lambda tf, x, n: tf.image.sample_distorted_bounding_box(
            [20, 10, 3], _inside(tf, x), use_image_if_no_bounding_boxes=n[0] > 0, min_object_covered=0.1
        ),
        some(_F, [(1, 2, 4)], [(1, 0, 4)]),
        random=True,
        named=False,
    ),
    "suppression": line(
        lambda tf, x, y, n: (
            tf.image.non_max_suppression_padded(
                _inside(tf, x), y, abs(n[0]), abs(n[1]) / 4, n[2] / 2, pad_to_max_output_size=n[1] > 0
            ),
            tf.image.non_max_suppression_with_scores(
                _inside(tf, x), y, abs(n[0]), abs(n[1]) / 4, 0.0, soft_nms_sigma=abs(n[2]) / 4
            ),
        ),
        some(_F, *_BOXES),
        named=False,
        known=("all",),
    ),
    "combined_non_max_suppression": line(
        lambda tf, x, y, n: tf.image.combined_non_max_suppression(
            tf.sigmoid(x), y, abs(n[0]) + 1, abs(n[1]) + 1, 0.5, n[2] / 2, pad_per_class=n[0] > 0, clip_boxes=n[1] > 0
        ),
        some(_F, [(1, 4, 1, 4), (1, 4, 2)], [(2, 3, 2, 4), (2, 3, 2)]),
        named=False,
        sloped=False,
        known=("all",),
    ),
    "resize_image_with_pad": line(
        lambda tf, x, n: tf.image.resize_image_with_pad(x, abs(n[0]) + 2, abs(n[1]) + 2, n[2] > 0),
        some(FLOATS, [(4, 5, 1)], [(2, 4, 4, 2)], [(3, 3)]),
        named=False,
        rough=1e-4,
        known=("all",),
    ),
    "ssim_multiscale": line(
        lambda tf, x, y, n: tf.image.ssim_multiscale(x, y, 8.0, power_factors=(0.25, 0.75), filter_size=3),
        some(_F, [(1, 8, 8, 1)] * 2, [(2, 9, 7, 2)] * 2),
        named=False,
        rough=2e-3,
        sloped=False,
        known=("all",),
    ),
    "extract_volume_patches": line(
        lambda tf, x, n: tf.extract_volume_patches(
            x, [1, 2, abs(n[0]) or 1, 2, 1], [1, 1, abs(n[1]) or 1, 2, 1], ["SAME", "VALID"][n[2] > 0]
        ),
        some(("float32", "int32"), [(1, 3, 4, 4, 1)], [(2, 2, 3, 2, 2)], [(0, 3, 3, 3, 1)]),
        known=("all",),
    ),
    "required_space_to_batch_paddings": line(
        lambda tf, x, n: tf.required_space_to_batch_paddings(tf.abs(x), [2, 3], [[abs(n[0]), abs(n[1])], [0, abs(n[2])]]),
        some(("int32",), [(2,)]),
        named=False,
        known=("all",),
    ),
    "fractional": line(
        lambda tf, x, n: (
            _ends(tf, tf.nn.fractional_max_pool(x, [1.0, 1.4, 1.75, 1.0], overlapping=n[0] > 0, pseudo_random=n[1] > 0)),
            _ends(tf, tf.nn.fractional_avg_pool(x, [1.0, 2.0, 1.0, 1.0], overlapping=n[0] > 0)),
        ),
        some(("float32", "float64", "int32"), [(1, 7, 7, 1)], [(2, 6, 9, 2)]),
        random=True,
        named=False,
    ),
    "fractional in halves": line(
        lambda tf, x, n: (
            _ends(tf, tf.nn.fractional_max_pool(x, [1.0, 2.0, 2.0, 1.0], overlapping=n[0] > 0)),
            _ends(tf, tf.nn.fractional_avg_pool(x, [1.0, 2.0, 1.0, 1.0], overlapping=n[1] > 0)),
        ),
        some(("float32", "float64"), [(1, 4, 6, 1)], [(2, 8, 4, 2)]),
        named=False,
    ),
    "unigram samplers": line(
        lambda tf, i, n: (
            tf.nn.all_candidate_sampler(tf.cast(i, tf.int64), 2, 9, n[0] > 0),
            tf.nn.learned_unigram_candidate_sampler(tf.cast(i, tf.int64), 2, 3, n[0] > 0, 9),
            tf.nn.fixed_unigram_candidate_sampler(
                tf.cast(i, tf.int64), 2, 3, n[0] > 0, 9, num_reserved_ids=1, distortion=0.75, unigrams=[1, 2, 3, 4, 5, 6, 7, 8]
            ),
        ),
        whole(0, 8, (2, 2)),
        named=False,
        random=True,
    ),
    "expected of all": line(
        lambda tf, i, n: (
            tf.nn.all_candidate_sampler(tf.cast(i, tf.int64), 2, 9, True),
            tf.nn.learned_unigram_candidate_sampler(tf.cast(i, tf.int64), 2, 3, False, 9)[1],
            tf.nn.fixed_unigram_candidate_sampler(tf.cast(i, tf.int64), 2, 3, False, 9, unigrams=[1, 2, 3, 4, 5, 6, 7, 8, 9])[1],
        ),
        whole(0, 8, (2, 2)),
        named=False,
    ),
}
