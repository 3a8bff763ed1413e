"""Batch normalization over the channels of images in one op, and normalization by nearby channels.

Law: statistics are in U, single precision or better, whatever the images are in.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ...dtypes import float32, float64
from ...graph import Operation, Tensor, node, op
from ...op_def import FLOATING
from ...tensor_shape import TensorShape, TensorSpec
from ..shapes import per_element, same
from .windows import image_axes, pointing

__all__: list[str] = []

_STATISTICS = (float32, float64)


def _channels(x: TensorSpec, data_format: str, *others: TensorSpec) -> TensorShape:
    if x.shape.rank not in (None, 4):
        raise ValueError(f"x must be an image batch (rank 4), found {x}")
    count = None if x.shape.sizes is None else x.shape.sizes[image_axes(data_format)[2]]
    found = TensorShape.of((count,))
    for each in others:
        found = found.merge_with(each.shape)
    return found


def _normalized_shapes(
    x: TensorSpec, scale: TensorSpec, offset: TensorSpec, mean: TensorSpec, variance: TensorSpec, *, data_format: str, **_: Any
) -> list[TensorShape]:
    channels = _channels(x, data_format, scale, offset)
    return [x.shape.with_rank(4), channels, channels, channels, channels, TensorShape.of((0,))]


def _normalized_gradient(op: Operation, dy: Tensor, *_: Any) -> list[Any]:
    x, scale = op.inputs[:2]
    attrs = {name: op.attrs[name] for name in ("epsilon", "data_format", "is_training")}
    dx, d_scale, d_offset, *_ = node("FusedBatchNormGradV3", dy, x, scale, *op.outputs[3:6], **attrs)
    return [dx, d_scale, d_offset, None, None]


def _rows(images: np.ndarray, data_format: str, dtype: Any) -> np.ndarray:
    """`[n, h, w, c] -> [n * h * w, c]`, in the dtype of the statistics."""
    channels_last = pointing(images, data_format)
    return channels_last.reshape(-1, channels_last.shape[-1]).astype(dtype, copy=False)


def _images(rows: np.ndarray, like: np.ndarray, data_format: str) -> np.ndarray:
    if data_format == "NCHW":
        n, c, h, w = like.shape
        rows = np.ascontiguousarray(rows.reshape(n, h, w, c).transpose(0, 3, 1, 2))
    return rows.reshape(like.shape).astype(like.dtype, copy=False)


def _sums(rows: np.ndarray) -> np.ndarray:
    """The sum of each column: a product with ones is several times faster than sum(axis=0)."""
    made: np.ndarray = np.ones(len(rows), rows.dtype) @ rows
    return made


@op(
    "FusedBatchNormV3(x: T, scale: U, offset: U, mean: U, variance: U) -> "
    "y: T, batch_mean: U, batch_variance: U, reserve_space_1: U, reserve_space_2: U, reserve_space_3: U",
    shape=_normalized_shapes,
    gradient=_normalized_gradient,
    work=per_element(6),
    T=FLOATING,
    U=_STATISTICS,
)
def _fused_batch_norm(
    x: Any,
    scale: Any,
    offset: Any,
    mean: Any,
    variance: Any,
    *,
    epsilon: float = 0.0001,
    exponential_avg_factor: float = 1.0,
    data_format: str = "NHWC",
    is_training: bool = True,
) -> Any:
    """scale * (x - mean) / sqrt(variance + epsilon) + offset; when training, with the mean and variance of the batch.

    `[n, h, w, c] x [c] x [c] x [c] x [c] -> [n, h, w, c], [c], [c], [c], [c], [0]`. Source: tf.nn.fused_batch_norm.
    """
    dtype = scale.dtype
    rows = _rows(x, data_format, dtype)
    count = len(rows)
    if is_training:
        used_mean = _sums(rows) / dtype.type(max(count, 1))
        centred = rows - used_mean
        used_variance = np.einsum("ij,ij->j", centred, centred) / dtype.type(max(count, 1))
        # What is remembered estimates the variance of all data, so it is divided by n - 1.
        whole = used_variance * dtype.type(count / max(count - 1, 1))
        factor = exponential_avg_factor
        next_mean = used_mean if factor == 1 else mean * (1 - factor) + used_mean * factor
        next_variance = whole if factor == 1 else variance * (1 - factor) + whole * factor
    else:
        used_mean, used_variance = next_mean, next_variance = mean, variance
        centred = rows - used_mean
    made = centred * (scale / np.sqrt(used_variance + epsilon))
    made += offset
    return _images(made, x, data_format), next_mean, next_variance, used_mean, used_variance, np.zeros(0, dtype)


def _gradient_shapes(
    y_backprop: TensorSpec, x: TensorSpec, scale: TensorSpec, *reserved: TensorSpec, data_format: str, **_: Any
) -> list[TensorShape]:
    channels = _channels(x, data_format, scale)
    nothing = TensorShape.of((0,))
    return [x.shape.merge_with(y_backprop.shape).with_rank(4), channels, channels, nothing, nothing]


def _second_gradient(op: Operation, ddx: Tensor, dd_scale: Tensor, dd_offset: Tensor, *_scratch: Any) -> list[Any]:
    """What flows back from the gradients: through dy and scale, and through x, of which the statistics are functions too."""
    of_images, x, scale, mean, variance = op.inputs[:5]
    kind, axes = scale.dtype, [0, 2, 3] if op.attrs["data_format"] == "NCHW" else [0, 1, 2]

    def wide(values: Tensor) -> Tensor:
        return values if values.dtype is kind else node("Cast", values, DstT=kind)

    def each(channels: Tensor) -> Tensor:
        return node("Reshape", channels, [1, -1, 1, 1]) if op.attrs["data_format"] == "NCHW" else channels

    def mean_of(values: Tensor) -> Tensor:
        return node("Mean", values, axes, keep_dims=True)

    u, dy = wide(ddx), wide(of_images)
    a, b, gamma = each(dd_scale), each(dd_offset), each(scale)
    r = each(node("Rsqrt", variance + op.attrs["epsilon"]))
    normal = (wide(x) - each(mean)) * r
    if not op.attrs["is_training"]:
        found = (gamma * r * u + a * normal + b, a * dy * r, u * r * dy)
    else:

        def centred(values: Tensor) -> Tensor:
            """Without what goes along with the mean and with the deviation."""
            return values - mean_of(values) - normal * mean_of(values * normal)

        along = a * dy - gamma * r * (u * mean_of(dy * normal) + dy * mean_of(u * normal))
        through_deviation = gamma * node("Square", r) * normal * mean_of(u * centred(dy))
        found = (gamma * r * centred(u) + a * normal + b, r * centred(along) - through_deviation, u * r * centred(dy))
    by_dy, by_x, by_scale = found
    if x.dtype is not kind:
        by_dy, by_x = node("Cast", by_dy, DstT=x.dtype), node("Cast", by_x, DstT=x.dtype)
    return [by_dy, by_x, node("Sum", by_scale, axes), None, None, None]


@op(
    "FusedBatchNormGradV3(y_backprop: T, x: T, scale: U, reserve_space_1: U, reserve_space_2: U, reserve_space_3: U) -> "
    "x_backprop: T, scale_backprop: U, offset_backprop: U, reserve_space_4: U, reserve_space_5: U",
    shape=_gradient_shapes,
    gradient=_second_gradient,
    work=per_element(10),
    T=FLOATING,
    U=_STATISTICS,
)
def _fused_batch_norm_grad(
    y_backprop: Any,
    x: Any,
    scale: Any,
    reserve_space_1: Any,
    reserve_space_2: Any,
    reserve_space_3: Any,
    *,
    epsilon: float = 0.0001,
    data_format: str = "NHWC",
    is_training: bool = True,
) -> Any:
    """The gradients of FusedBatchNormV3 by its images, scale and offset; its statistics are the reserved inputs.

    `[n, h, w, c] x [n, h, w, c] x [c] x [c] x [c] x [0] -> [n, h, w, c], [c], [c], [0], [0]`.
    Source: S. Ioffe, C. Szegedy 2015 (arXiv:1502.03167), section 3.
    """
    dtype = scale.dtype
    dy, rows = (_rows(each, data_format, dtype) for each in (y_backprop, x))
    inverse = 1 / np.sqrt(reserve_space_2 + dtype.type(epsilon))
    normalized = (rows - reserve_space_1) * inverse
    d_offset, d_scale = _sums(dy), np.einsum("ij,ij->j", dy, normalized)
    if is_training:
        count = dtype.type(max(len(rows), 1))
        normalized *= d_scale / count
        dx = (dy - d_offset / count - normalized) * (scale * inverse)
    else:
        dx = dy * (scale * inverse)
    nothing = np.zeros(0, dtype)
    return _images(dx, x, data_format), d_scale, d_offset, nothing, nothing


def _nearby(x: np.ndarray, radius: int) -> np.ndarray:
    """The sum over the channels at most `radius` away."""
    total = x.copy()
    for distance in range(1, min(radius, x.shape[-1] - 1) + 1):
        total[..., distance:] += x[..., :-distance]
        total[..., :-distance] += x[..., distance:]
    return total


def _lrn_gradient(op: Operation, dy: Tensor) -> list[Any]:
    return [node("LRNGrad", dy, op.inputs[0], op.outputs[0], **op.attrs)]


@op(
    "LRN(input: T) -> T",
    shape=lambda input, **_: input.shape.with_rank(4),
    gradient=_lrn_gradient,
    work=per_element(30),
    T=FLOATING,
)
def _lrn(input: Any, *, depth_radius: int = 5, bias: float = 1.0, alpha: float = 1.0, beta: float = 0.5) -> Any:
    """input / (bias + alpha * sum of squares of nearby channels) ** beta. `[n, h, w, c] -> [n, h, w, c]`. Source: tf.nn.lrn."""
    if input.ndim != 4:
        raise ValueError(f"images of rank 4 are needed, found {list(input.shape)}")
    return input * (bias + alpha * _nearby(np.square(input), depth_radius)) ** -beta


@op(
    "LRNGrad(input_grads: T, input_image: T, output_image: T) -> T",
    shape=same,
    work=per_element(40),
    T=FLOATING,
    refuses_gradient=True,
)
def _lrn_grad(
    input_grads: Any,
    input_image: Any,
    output_image: Any,
    *,
    depth_radius: int = 5,
    bias: float = 1.0,
    alpha: float = 1.0,
    beta: float = 0.5,
) -> Any:
    """The gradient of LRN. `[n, h, w, c] x [n, h, w, c] x [n, h, w, c] -> [n, h, w, c]`. Source: TensorFlow's LRNGrad."""
    norms = bias + alpha * _nearby(np.square(input_image), depth_radius)
    shared = _nearby(input_grads * output_image / norms, depth_radius)
    return input_grads * norms**-beta - 2 * alpha * beta * input_image * shared
