"""Rows for boxes and glimpses on pictures, for suppression of further kinds, and for fractional pooling."""

import heureum as tf

from .row import Row, given, real

_BOXES = [[[0.1, 0.2, 0.6, 0.8], [-0.2, 0.5, 0.4, 1.2], [0.5, 0.9, 0.2, 0.1]]]
_FLAT = [[0, 0, 1, 1], [0, 0.1, 1, 1], [2, 2, 3, 3], [0, 0.5, 1, 1.5]]
_SCORES = [0.9, 0.75, 0.5, 0.625]
_MANY = "how many are kept depends on the values"
_BY_LOT = "the windows are drawn by lot"
_FLOATS = {"T": (tf.float32,)}

ROWS = [
    *(Row("DrawBoundingBoxes", real(1, 6, 7, depth, low=0, high=1), given(_BOXES)) for depth in (1, 3, 4)),
    Row("DrawBoundingBoxesV2", real(1, 6, 7, 3, low=0, high=1), given(_BOXES), given([[1.0, 0.5, 0.25], [0, 0, 1]])),
    Row("DrawBoundingBoxesV2", real(1, 6, 7, 1, low=0, high=1), given(_BOXES), given([[0.25], [0.5]])),
    Row("SampleDistortedBoundingBoxV2", given([20, 30, 3]), given([[[0.1, 0.2, 0.5, 0.9]]]), given(0.1), skip_equal=_BY_LOT),
    Row("ExtractGlimpse", real(2, 6, 7, 1), given([3, 2]), given([[0.0, 0.1], [-0.5, 0.5]])),
    Row("ExtractGlimpse", real(1, 6, 7, 2), given([4, 3]), given([[4.0, -2.0]]),
        attrs={"centered": False, "normalized": False, "uniform_noise": False, "noise": "zero"}),
    *(
        Row("NonMaxSuppressionV4", given(_FLAT), given(_SCORES), given(3), given(0.5), given(0.0),
            attrs={"pad_to_max_output_size": padded}, types={**_FLOATS, "T_threshold": (tf.float32,)}, skip_exact_shape=_MANY)
        for padded in (False, True)
    ),
    *(
        Row("NonMaxSuppressionV5", given(_FLAT), given(_SCORES), given(4), given(0.5), given(0.25), given(sigma),
            attrs={"pad_to_max_output_size": padded}, types=_FLOATS, skip_exact_shape=_MANY)
        for sigma, padded in ((0.0, False), (0.5, True))
    ),
    *(
        Row("CombinedNonMaxSuppression", given([[[each] for each in _FLAT]]), given([[[s, 1 - s] for s in _SCORES]]), given(2),
            given(5), given(0.5), given(0.125), attrs={"pad_per_class": padded})
        for padded in (False, True)
    ),
    *(
        Row(f"Fractional{kind}Pool", given([[[[float(i * j)] for i in range(7)] for j in range(5)]]), skip_equal=_BY_LOT,
            attrs={"pooling_ratio": [1.0, 1.5, 1.44, 1.0], "overlapping": overlapping, "pseudo_random": overlapping},
            skip_gradient=_BY_LOT)
        for kind in ("Max", "Avg")
        for overlapping in (False, True)
    ),
    *(
        Row("FractionalMaxPoolGrad", real(1, 4, 5, 2), real(1, 2, 2, 2), real(1, 2, 2, 2), given([0, 2, 4]), given([0, 3, 5]),
            attrs={"overlapping": overlapping}, skip_equal="the maxima must be those of the picture; test_fractional.py")
        for overlapping in (False, True)
    ),
    *(
        Row("FractionalAvgPoolGrad", given([1, 4, 5, 2]), real(1, 2, 2, 2), given([0, 2, 4]), given([0, 3, 5]),
            attrs={"overlapping": overlapping})
        for overlapping in (False, True)
    ),
    Row("AllCandidateSampler", given([[1, 2]]), attrs={"num_true": 2, "num_sampled": 4, "unique": True}),
    Row("FixedUnigramCandidateSampler", given([[1, 2]]), skip_equal=_BY_LOT,
        attrs={"num_true": 2, "num_sampled": 2, "unique": True, "range_max": 4, "unigrams": [1.0, 2.0, 3.0, 4.0]}),
    Row("LearnedUnigramCandidateSampler", given([[1, 2]]), skip_equal=_BY_LOT,
        attrs={"num_true": 2, "num_sampled": 3, "unique": False, "range_max": 4}),
]  # fmt: skip

NOT_DIFFERENTIABLE = {
    **dict.fromkeys(("DrawBoundingBoxes", "DrawBoundingBoxesV2", "ExtractGlimpse"), "not in TensorFlow either"),
    **dict.fromkeys(("FractionalMaxPoolGrad", "FractionalAvgPoolGrad"), "not in TensorFlow either"),
    **dict.fromkeys(
        ("NonMaxSuppressionV4", "NonMaxSuppressionV5", "CombinedNonMaxSuppression", "SampleDistortedBoundingBoxV2"),
        "its outputs are places, and what was chosen",
    ),
    **dict.fromkeys(
        ("AllCandidateSampler", "FixedUnigramCandidateSampler", "LearnedUnigramCandidateSampler"),
        "gives whole numbers and their statistics",
    ),
}
