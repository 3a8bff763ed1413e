"""Means and variances, and what is normalised by them. Source: tf.nn."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from ..dtypes import float16, float32
from ..graph import Tensor, graph_of
from .renamed import renamed

__all__ = [
    "batch_norm_with_global_normalization",
    "batch_normalization",
    "fused_batch_norm",
    "l2_normalize",
    "local_response_normalization",
    "lrn",
    "moments",
    "normalize_moments",
    "sufficient_statistics",
    "weighted_moments",
]


def _list_of(axes: Any) -> Any:
    return [axes] if isinstance(axes, (int, np.integer)) else axes


def moments(
    x: Any, axes: Any, shift: Any = None, name: str | None = None, keep_dims: bool | None = None, keepdims: bool | None = None
) -> tuple[Tensor, Tensor]:
    """The mean and the variance over `axes`; half precision is computed in single. `[n, c] -> [c], [c]` for axes [0].

    `shift` is accepted and has no effect. Source: tf.nn.moments.
    """
    keep = bool(renamed(keepdims, keep_dims, "keepdims keep_dims", False))
    graph = graph_of(x)
    with graph.name_scope(name or "moments"):
        x = graph.convert(x, name="x")
        y = graph.node("Cast", x, DstT=float32) if x.dtype is float16 else x
        axes = _list_of(axes)
        mean = graph.node("Mean", y, axes, keep_dims=True, name="mean")
        # Nothing flows through this mean: the sum of what it would add is 0.
        distances = graph.node("SquaredDifference", y, graph.node("StopGradient", mean))
        variance = graph.node("Mean", distances, axes, keep_dims=True, name="variance")
        if not keep:
            mean, variance = (_squeezed(each, axes) for each in (mean, variance))
        if x.dtype is float16:
            return graph.node("Cast", mean, DstT=float16), graph.node("Cast", variance, DstT=float16)
        return mean, variance


def _squeezed(x: Tensor, axes: Any) -> Tensor:
    made: Tensor = graph_of(x).node("Squeeze", x, squeeze_dims=[int(axis) for axis in np.ravel(axes)])
    return made


def weighted_moments(
    x: Any,
    axes: Any,
    frequency_weights: Any,
    name: str | None = None,
    keep_dims: bool | None = None,
    keepdims: bool | None = None,
) -> tuple[Tensor, Tensor]:
    """The mean and the variance over `axes`, each element counting as often as its weight says. `[n, c] -> [c], [c]`.

    Source: tf.nn.weighted_moments.
    """
    keep = bool(renamed(keepdims, keep_dims, "keepdims keep_dims", False))
    graph = graph_of(x, frequency_weights)
    with graph.name_scope(name or "weighted_moments"):
        x, axes = graph.convert(x, name="x"), _list_of(axes)
        weights = graph.convert(frequency_weights, name="frequency_weights")
        is_half = x.dtype is float16
        if is_half:
            x = graph.node("Cast", x, DstT=float32)
        if weights.dtype is not x.dtype:
            weights = graph.node("Cast", weights, DstT=x.dtype)
        total = graph.node("Sum", weights * x, axes, keep_dims=True, name="weighted_input_sum")
        count = graph.node("Sum", weights + graph.node("ZerosLike", x), axes, keep_dims=True, name="sum_of_weights")
        mean = graph.node("DivNoNan", total, count, name="div_no_nan")
        distances = weights * graph.node("SquaredDifference", x, mean)
        variance = graph.node(
            "DivNoNan", graph.node("Sum", distances, axes, keep_dims=True, name="weighted_distsq"), count, name="div_no_nan"
        )
        if not keep:
            mean, variance = (_squeezed(each, axes) for each in (mean, variance))
        if is_half:
            mean, variance = (graph.node("Cast", each, DstT=float16) for each in (mean, variance))
        return mean, variance


def sufficient_statistics(
    x: Any, axes: Any, shift: Any = None, keep_dims: bool | None = None, name: str | None = None, keepdims: bool | None = None
) -> tuple[Tensor, Tensor, Tensor, Any]:
    """The count, the sum and the sum of squares over `axes`, of `x - shift`; and the shift.

    `[n, c] -> [], [c], [c], []` for axes [0]. Source: tf.nn.sufficient_statistics.
    """
    keep = bool(renamed(keepdims, keep_dims, "keepdims keep_dims", False))
    graph = graph_of(x, shift)
    with graph.name_scope(name or "sufficient_statistics"):
        x, axes = graph.convert(x, name="x"), sorted(set(_list_of(axes)))
        sizes = x.shape.sizes
        counted = [] if sizes is None else [size for axis in axes if (size := sizes[axis]) is not None]
        if len(counted) == len(axes):
            count = graph.convert(math.prod(counted), x.dtype, name="count")
        else:
            shape = graph.node("Cast", graph.node("Shape", x), DstT=x.dtype)
            count = graph.node("Prod", graph.node("GatherV2", shape, axes, 0), [0], name="count")
        if shift is not None:
            shift = graph.convert(shift, x.dtype, name="shift")
            total, squares = x - shift, graph.node("SquaredDifference", x, shift)
        else:
            total, squares = x, graph.node("Square", x)
        total = graph.node("Sum", total, axes, keep_dims=keep, name="mean_ss")
        return count, total, graph.node("Sum", squares, axes, keep_dims=keep, name="var_ss"), shift


def normalize_moments(counts: Any, mean_ss: Any, variance_ss: Any, shift: Any, name: str | None = None) -> tuple[Tensor, Tensor]:
    """The mean and the variance from sufficient statistics. `[] x [c] x [c] -> [c], [c]`. Source: tf.nn.normalize_moments."""
    graph = graph_of(mean_ss, variance_ss, counts)
    with graph.name_scope(name or "normalize"):
        divisor = graph.node("Reciprocal", counts, name="divisor")
        if shift is None:
            mean = shifted = graph.node("Mul", mean_ss, divisor, name="mean")
        else:
            shifted = graph.node("Mul", mean_ss, divisor, name="shifted_mean")
            mean = graph.node("Add", shifted, shift, name="mean")
        squares = graph.node("Mul", variance_ss, divisor)
        return mean, graph.node("Sub", squares, graph.node("Square", shifted), name="variance")


def batch_normalization(
    x: Any, mean: Any, variance: Any, offset: Any, scale: Any, variance_epsilon: float, name: str | None = None
) -> Tensor:
    """scale * (x - mean) / sqrt(variance + epsilon) + offset; offset and scale may be None. `[n, c] -> [n, c]`.

    Source: tf.nn.batch_normalization.
    """
    graph = graph_of(x, mean, variance, scale, offset)
    with graph.name_scope(name or "batchnorm"):
        x = graph.convert(x, name="x")
        factor = graph.node("Rsqrt", variance + variance_epsilon)
        if scale is not None:
            factor = factor * scale
        scaled, moved = x * factor, mean * factor
        made: Tensor = scaled + (offset - moved if offset is not None else -moved)
        return made


def batch_norm_with_global_normalization(
    t: Any = None,
    m: Any = None,
    v: Any = None,
    beta: Any = None,
    gamma: Any = None,
    variance_epsilon: Any = None,
    scale_after_normalization: Any = None,
    name: str | None = None,
    input: Any = None,
    mean: Any = None,
    variance: Any = None,
) -> Tensor:
    """`batch_normalization` by its oldest name. `[n, h, w, c] -> [n, h, w, c]`.

    Source: tf.nn.batch_norm_with_global_normalization.
    """
    x, mean, variance = renamed(input, t, "input t"), renamed(mean, m, "mean m"), renamed(variance, v, "variance v")
    return batch_normalization(x, mean, variance, beta, gamma if scale_after_normalization else None, variance_epsilon, name)


def fused_batch_norm(
    x: Any,
    scale: Any,
    offset: Any,
    mean: Any = None,
    variance: Any = None,
    epsilon: float = 0.001,
    data_format: str = "NHWC",
    is_training: bool = True,
    name: str | None = None,
    exponential_avg_factor: float = 1.0,
) -> tuple[Tensor, Tensor, Tensor]:
    """Batch normalization over the channels of images, and the mean and variance to remember.

    `[n, h, w, c] x [c] x [c] -> [n, h, w, c], [c], [c]`. Raises ValueError for inference without mean or variance.
    Source: tf.nn.fused_batch_norm.
    """
    if not is_training and (mean is None or variance is None):
        raise ValueError("Both `mean` and `variance` must be given for inference (is_training=False).")
    graph = graph_of(x, scale, offset)
    x = graph.convert(x, name="input")
    scale, offset = (graph.convert(each, float32, name=each_name) for each, each_name in ((scale, "scale"), (offset, "offset")))
    given: Sequence[Any] = [
        graph.convert(np.zeros(0, np.float32) if each is None else each, float32) for each in (mean, variance)
    ]
    outputs = graph.node(
        "FusedBatchNormV3", x, scale, offset, *given,
        # cuDNN needs at least this much, and TensorFlow gives every device the same.
        epsilon=max(float(epsilon), 1.001e-5), exponential_avg_factor=float(exponential_avg_factor),
        data_format=data_format, is_training=bool(is_training), name=name,
    )  # fmt: skip
    return outputs[0], outputs[1], outputs[2]


def l2_normalize(x: Any, axis: Any = None, epsilon: float = 1e-12, name: str | None = None, dim: Any = None) -> Tensor:
    """`x / sqrt(max(sum(x^2), epsilon))` over `axis`, all axes unless told. `[n, c] -> [n, c]`. Source: tf.nn.l2_normalize."""
    axis = renamed(axis, dim, "axis dim")
    graph = graph_of(x)
    with graph.name_scope(name or "l2_normalize") as scope:
        x = graph.convert(x, name="x")
        squares = graph.node("Square", graph.node("ComplexAbs", x) if x.dtype.is_complex else x)
        if axis is None:
            axis = np.arange(x.shape.rank, dtype=np.int32) if x.shape.rank is not None else graph.node("AllAxes", x)
        total = graph.node("Sum", squares, axis, keep_dims=True)
        inverse = graph.node("Rsqrt", graph.node("Maximum", total, epsilon))
        inverse = graph.node("Cast", inverse, DstT=x.dtype) if x.dtype.is_complex else inverse
        made: Tensor = graph.node("Mul", x, inverse, name=scope)
        return made


def local_response_normalization(
    input: Any, depth_radius: int = 5, bias: float = 1, alpha: float = 1, beta: float = 0.5, name: str | None = None
) -> Tensor:
    """`input / (bias + alpha * sum(squares of nearby channels)) ** beta`. `[n, h, w, c] -> [n, h, w, c]`. Source: tf.nn.lrn."""
    made: Tensor = graph_of(input).node(
        "LRN", input, depth_radius=int(depth_radius), bias=float(bias), alpha=float(alpha), beta=float(beta), name=name
    )
    return made


lrn = local_response_normalization
