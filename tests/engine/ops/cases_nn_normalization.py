"""Rows for heureum.ops.nn: normalization, depthwise convolution, resizing, samplers."""

from typing import Any

from .row import Row, given, real

_POSITIVE = {"low": 0.5, "high": 2.0}
_STATISTICS = "nothing flows through the statistics, in TensorFlow either; tests/engine/nn holds what flows through y"


def _batch_norm(images: tuple[int, ...], channels: int, **attrs: Any) -> list[Row]:
    one, positive = real(channels), real(channels, **_POSITIVE)
    gradient = {name: value for name, value in attrs.items() if name != "exponential_avg_factor"}
    return [
        Row("FusedBatchNormV3", real(*images), one, one, one, positive, attrs=attrs, skip_gradient=_STATISTICS),
        Row(
            "FusedBatchNormGradV3",
            real(*images),
            real(*images),
            one,
            one,
            positive,
            real(0),
            attrs=gradient,
            skip_gradient="the statistics must be those of the images; tests/engine/nn holds second derivatives",
        ),
    ]


def _depthwise(images: tuple[int, ...], filters: tuple[int, ...], outputs: tuple[int, ...], **attrs: Any) -> list[Row]:
    attrs = {"strides": (1, 1, 1, 1), "padding": "SAME", **attrs}
    return [
        Row("DepthwiseConv2dNative", real(*images), real(*filters), attrs=attrs),
        Row("DepthwiseConv2dNativeBackpropInput", given(images), real(*filters), real(*outputs), attrs=attrs),
        Row("DepthwiseConv2dNativeBackpropFilter", real(*images), given(filters), real(*outputs), attrs=attrs),
    ]


_CORNERS = ({}, {"align_corners": True}, {"half_pixel_centers": True})
_SINGLE = "its gradient is in single precision; tests/engine/nn compares it with the transpose of the map"
_SAMPLER = {"num_true": 2, "num_sampled": 4, "range_max": 10}

ROWS = [
    *_batch_norm((2, 2, 3, 2), 2),
    *_batch_norm((2, 2, 3, 2), 2, is_training=False),
    *_batch_norm((2, 2, 2, 3), 2, data_format="NCHW", exponential_avg_factor=0.5),
    *(Row("LRN", real(1, 2, 1, 5), attrs={"depth_radius": radius, "alpha": 0.3, "beta": 0.75}) for radius in (1, 2, 7)),
    Row("LRNGrad", real(1, 2, 1, 5), real(1, 2, 1, 5), real(1, 2, 1, 5), attrs={"depth_radius": 2}),
    *_depthwise((2, 4, 3, 2), (2, 3, 2, 2), (2, 4, 3, 4)),
    *_depthwise((1, 5, 4, 2), (3, 2, 2, 1), (1, 2, 2, 2), strides=(1, 2, 2, 1), padding="VALID"),
    *_depthwise((1, 2, 4, 4), (2, 2, 2, 1), (1, 2, 4, 4), data_format="NCHW"),
    *_depthwise((1, 5, 5, 1), (2, 2, 1, 1), (1, 3, 3, 1), padding="VALID", dilations=(1, 2, 2, 1)),
    *(Row("ResizeBilinear", real(1, 3, 2, 2), given([4, 5]), attrs=corners, skip_gradient=_SINGLE) for corners in _CORNERS),
    *(
        Row("ResizeBilinearGrad", real(1, 4, 5, 2), real(1, 3, 2, 2), attrs=corners, skip_gradient=_SINGLE)
        for corners in _CORNERS
    ),
    *(Row("ResizeNearestNeighbor", real(1, 3, 2, 2), given([4, 5]), attrs=corners) for corners in _CORNERS),
    *(Row("ResizeNearestNeighborGrad", real(1, 4, 5, 2), given([3, 2]), attrs=corners) for corners in _CORNERS),
    *(
        Row(op, given([[1, 2], [3, 9]]), attrs={**_SAMPLER, "unique": unique, "seed": 3}, skip_equal="each run draws anew")
        for op in ("LogUniformCandidateSampler", "UniformCandidateSampler")
        for unique in (True, False)
    ),
    Row(
        "ComputeAccidentalHits",
        given([[1, 2], [3, 9]]),
        given([9, 1, 4]),
        attrs={"num_true": 2},
        skip_exact_shape="counts the hits",
    ),
]

NOT_DIFFERENTIABLE = {
    "LRNGrad": "no gradient in TensorFlow",
    "ResizeBilinearGrad": "no gradient in TensorFlow",
    "LogUniformCandidateSampler": "gives whole numbers and their statistics",
    "UniformCandidateSampler": "gives whole numbers and their statistics",
    "ComputeAccidentalHits": "takes whole numbers",
}
