"""Rows for heureum.ops.nn: volumes, and labels without alignment."""

from typing import Any

import heureum as tf

from .row import Row, given, real


def _conv(volumes: tuple[int, ...], filters: tuple[int, ...], outputs: tuple[int, ...], **attrs: Any) -> list[Row]:
    attrs = {"strides": (1, 1, 1, 1, 1), "padding": "SAME", **attrs}
    return [
        Row("Conv3D", real(*volumes), real(*filters), attrs=attrs),
        Row("Conv3DBackpropInputV2", given(volumes), real(*filters), real(*outputs), attrs=attrs),
        Row("Conv3DBackpropFilterV2", real(*volumes), given(filters), real(*outputs), attrs=attrs),
    ]


def _pool(volumes: tuple[int, ...], outputs: tuple[int, ...], **attrs: Any) -> list[Row]:
    attrs = {"ksize": (1, 2, 2, 1, 1), "strides": (1, 1, 2, 1, 1), "padding": "SAME", **attrs}
    # What a gradient of a maximum takes must be a maximum: a volume of one value is its own.
    ones, maxima = real(*volumes, low=1, high=1.0 + 1e-9), real(*outputs, low=1, high=1.0 + 1e-9)
    reason = "the place of a maximum jumps; MaxPool3D's own gradient holds it"
    return [
        Row("MaxPool3D", real(*volumes), attrs=attrs),
        Row("MaxPool3DGrad", ones, maxima, real(*outputs), attrs=attrs, skip_gradient=reason),
        Row("MaxPool3DGradGrad", ones, maxima, real(*volumes), attrs=attrs, skip_gradient=reason),
        Row("AvgPool3D", real(*volumes), attrs=attrs),
        Row("AvgPool3DGrad", given(volumes), real(*outputs), attrs=attrs),
    ]


_LABELS = (given([[0, 0], [0, 1], [1, 0]]), given([0, 2, 1]), given([3, 4]))
_KINDS = [tf.int64, tf.int64, tf.int64, tf.float32]
_WORDS = "how long the sequences are depends on the logits"

_PATCHES = {"ksizes": (1, 2, 1, 3, 1), "strides": (1, 1, 2, 1, 1)}

ROWS = [
    *(Row("ExtractVolumePatches", real(1, 3, 4, 4, 2), attrs={**_PATCHES, "padding": padding}) for padding in ("SAME", "VALID")),
    Row("ExtractVolumePatchesGrad", given((1, 3, 4, 4, 2)), real(1, 3, 2, 4, 12), attrs={**_PATCHES, "padding": "SAME"}),
    *_conv((1, 2, 3, 2, 2), (2, 1, 2, 2, 3), (1, 2, 3, 2, 3)),
    *_conv((1, 3, 4, 2, 1), (2, 3, 1, 1, 2), (1, 2, 1, 2, 2), padding="VALID", strides=(1, 1, 2, 1, 1)),
    *_conv((1, 2, 3, 2, 2), (2, 1, 1, 2, 1), (1, 1, 3, 2, 2), padding="SAME", data_format="NCDHW"),
    *_pool((1, 2, 3, 2, 2), (1, 2, 2, 2, 2)),
    *_pool((1, 2, 3, 1, 2), (1, 1, 1, 1, 2), padding="VALID"),
    Row("CTCLoss", real(4, 2, 4), *_LABELS, differentiated=(0,)),
    Row("CTCGreedyDecoder", real(4, 2, 4), given([3, 4]), skip_exact_shape=_WORDS),
    Row("CTCBeamSearchDecoder", real(4, 2, 4), given([3, 4]), attrs={"beam_width": 3, "top_paths": 1, "any": _KINDS},
        types={"T": (tf.float32,)}, skip_exact_shape=_WORDS),
    Row("GatherTree", given([[[1, 2]], [[3, 4]]]), given([[[0, 1]], [[1, 0]]]), given([2]), given(0)),
    Row("PreventGradient", real(2), attrs={"message": "told"}, skip_gradient="asking for one is an error"),
]  # fmt: skip

NOT_DIFFERENTIABLE = dict.fromkeys(
    ("CTCGreedyDecoder", "CTCBeamSearchDecoder", "GatherTree"), "not in TensorFlow either: it decides"
)
