"""Rows for heureum.ops.nn: convolution and pooling."""

from typing import Any

import heureum as tf

from .row import Row, given, real


def _conv(images: tuple[int, ...], filters: tuple[int, ...], outputs: tuple[int, ...], **attrs: Any) -> list[Row]:
    """The convolution and both ops of its gradient."""
    attrs = {"strides": (1, 1, 1, 1), "padding": "SAME", **attrs}
    return [
        Row("Conv2D", real(*images), real(*filters), attrs=attrs),
        Row("Conv2DBackpropInput", given(images), real(*filters), real(*outputs), attrs=attrs),
        Row("Conv2DBackpropFilter", real(*images), given(filters), real(*outputs), attrs=attrs),
    ]


def _pool(images: tuple[int, ...], outputs: tuple[int, ...], **attrs: Any) -> list[Row]:
    attrs = {"ksize": (1, 2, 2, 1), "strides": (1, 2, 2, 1), "padding": "SAME", **attrs}
    # What a gradient of a maximum takes must be a maximum: an image of one value is its own.
    ones, maxima = real(*images, low=1, high=1.0 + 1e-9), real(*outputs, low=1, high=1.0 + 1e-9)
    reason = "the place of a maximum jumps; MaxPool's own gradient and the tests of second derivatives hold it"
    return [
        Row("MaxPool", real(*images), attrs=attrs),
        Row("MaxPoolGrad", ones, maxima, real(*outputs), attrs=attrs, skip_gradient=reason),
        Row("MaxPoolGradGrad", ones, maxima, real(*images), attrs=attrs, skip_gradient=reason),
        Row("AvgPool", real(*images), attrs=attrs),
        Row("AvgPoolGrad", given(images), real(*outputs), attrs=attrs),
    ]


_BOXES = [[0.1, 0.2, 0.9, 0.8], [0.0, 0.5, 1.2, 0.1]]
_MANY = "how many are kept depends on the values"
_NUMBERS = {"T": (tf.float32, tf.float64, tf.int32)}
_DILATION = {"strides": (1, 2, 1, 1), "rates": (1, 1, 2, 1), "padding": "SAME"}
_PATCHES = {"ksizes": (1, 2, 3, 1), "strides": (1, 2, 1, 1), "rates": (1, 1, 2, 1), "padding": "SAME"}

ROWS = [
    Row("Dilation2D", real(2, 4, 5, 2), real(2, 2, 2), attrs=_DILATION),
    *(Row(f"Dilation2DBackprop{each}", real(1, 4, 5, 2), real(2, 2, 2), real(1, 2, 5, 2), attrs=_DILATION)
      for each in ("Input", "Filter")),
    *(Row("ResizeBicubic", real(1, 3, 4, 2), given(size), attrs={"half_pixel_centers": half})
      for size, half in (((5, 2), False), ((2, 7), True))),
    Row("ResizeBicubicGrad", real(1, 5, 2, 2), real(1, 3, 4, 2)),
    Row("ResizeArea", real(1, 3, 4, 2), given((2, 3))),
    Row("CropAndResize", real(2, 4, 5, 1), given(_BOXES), given([1, 0]), given((3, 2))),
    Row("CropAndResizeGradImage", real(2, 3, 2, 1), given(_BOXES), given([1, 0]), given((2, 4, 5, 1))),
    Row("CropAndResizeGradBoxes", real(2, 3, 2, 1), real(2, 4, 5, 1), given(_BOXES), given([1, 0])),
    *(
        Row(f"NonMaxSuppression{kind}", given(boxes), given([1, 3, 2]), given(2), given(0.5), given(0.0), skip_exact_shape=_MANY)
        for kind, boxes in (
            ("V3", [[0, 0, 1, 1], [0, 0.1, 1, 1], [2, 2, 3, 3]]),
            ("WithOverlaps", [[1, 0.8, 0], [0.8, 1, 0], [0, 0, 1]]),
        )
    ),
    Row("ExtractImagePatches", real(2, 4, 5, 2), attrs=_PATCHES),
    Row("ExtractImagePatchesGrad", given((2, 4, 5, 2)), real(2, 2, 5, 12), attrs=_PATCHES, types=_NUMBERS),
    *_conv((2, 4, 3, 5), (2, 3, 5, 2), (2, 4, 3, 2)),
    *_conv((2, 5, 4, 1), (3, 2, 1, 2), (2, 3, 3, 2), padding="VALID"),
    *_conv((1, 5, 4, 2), (3, 3, 2, 2), (1, 3, 2, 2), strides=(1, 2, 2, 1)),
    *_conv((2, 3, 3, 2), (1, 1, 2, 3), (2, 3, 3, 3)),
    *_conv((1, 5, 5, 2), (2, 2, 2, 1), (1, 3, 3, 1), padding="VALID", dilations=(1, 2, 2, 1)),
    *_conv((1, 2, 4, 4), (2, 2, 2, 3), (1, 3, 4, 4), data_format="NCHW"),
    *_conv((1, 3, 3, 1), (2, 2, 1, 1), (1, 3, 4, 1), padding="EXPLICIT", explicit_paddings=(0, 0, 1, 0, 1, 1, 0, 0)),
    *_conv((1, 2, 2, 1), (1, 1, 1, 1), (1, 1, 1, 1), strides=(1, 3, 3, 1)),
    *_pool((2, 4, 4, 3), (2, 2, 2, 3)),
    *_pool((1, 5, 3, 2), (1, 3, 2, 2)),
    *_pool((1, 5, 4, 2), (1, 2, 1, 2), ksize=(1, 3, 3, 1), padding="VALID"),
    *_pool((1, 3, 3, 2), (1, 3, 3, 2), ksize=(1, 3, 3, 1), strides=(1, 1, 1, 1)),
    *_pool((1, 2, 4, 4), (1, 2, 2, 2), ksize=(1, 1, 2, 2), strides=(1, 1, 2, 2), data_format="NCHW"),
    *(
        Row(
            "MaxPoolWithArgmax",
            real(2, 4, 4, 3),
            attrs=lambda types, batch=batch: {
                "ksize": (1, 2, 2, 1), "strides": (1, 2, 2, 1), "padding": "SAME",
                "Targmax": types["Targmax"], "include_batch_in_index": batch,
            },
        )
        for batch in (False, True)
    ),
]  # fmt: skip

NOT_DIFFERENTIABLE = {
    **{f"Dilation2DBackprop{each}": "not in TensorFlow either" for each in ("Input", "Filter")},
    **dict.fromkeys(("CropAndResizeGradBoxes", "CropAndResizeGradImage", "ResizeBicubicGrad"), "not in TensorFlow either"),
    **dict.fromkeys(("NonMaxSuppressionV3", "NonMaxSuppressionWithOverlaps"), "its outputs are whole numbers"),
    "ResizeArea": "not in TensorFlow either",
}
