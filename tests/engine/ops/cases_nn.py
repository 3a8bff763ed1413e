"""Rows for heureum.ops.nn: activations, softmax, cross-entropies, bias."""

import heureum as tf

from .row import Row, given, real

# Away from 0, where the kink of a relu is.
_POSITIVE = {"low": 0.3, "high": 3.0}
_NEGATIVE = {"low": -3.0, "high": -0.3}

_ACTIVATIONS = ("Relu", "Relu6", "LeakyRelu", "Elu", "Selu", "Softplus", "Softsign", "Sigmoid", "Tanh")
_OF_GRADIENTS = ("ReluGrad", "Relu6Grad", "LeakyReluGrad", "EluGrad", "SeluGrad", "SoftsignGrad", "SigmoidGrad", "TanhGrad")

ROWS = [
    *(
        Row(op, real(*shape, **side))
        for op in _ACTIVATIONS
        for shape, side in (((), _POSITIVE), ((2, 3), _NEGATIVE), ((2, 3), _POSITIVE))
    ),
    *(Row(op, real(0, 3)) for op in _ACTIVATIONS),
    *(Row(op, real(2, 3), real(2, 3, **side)) for op in _OF_GRADIENTS for side in (_POSITIVE, {"low": -0.9, "high": -0.3})),
    Row("LeakyRelu", real(2, 3, **_NEGATIVE), attrs={"alpha": 0.5}),
    *(Row(op, real(*shape)) for op in ("Softmax", "LogSoftmax") for shape in ((3,), (2, 3), (2, 1, 4), (0, 3))),
    # The derivative by the logits supposes that the labels of a row sum to 1.
    Row("SoftmaxCrossEntropyWithLogits", real(2, 3), given([[0.5, 0.25, 0.25], [0, 1, 0]])),
    Row("SoftmaxCrossEntropyWithLogits", real(2, 3), given([[0.125, 0.75, 0.125]])),
    Row("SoftmaxCrossEntropyWithLogits", given([[1.0, 2.0, -1.0]]), real(2, 3)),
    Row("SoftmaxCrossEntropyWithLogits", real(0, 3), real(0, 3)),
    *(
        Row("SparseSoftmaxCrossEntropyWithLogits", real(2, 3), given([2, 0]), types={"Tlabels": (dtype,)})
        for dtype in (tf.int32, tf.int64)
    ),
    *(Row("BiasAdd", real(*shape), real(3)) for shape in ((2, 3), (2, 2, 3), (1, 2, 2, 3))),
    Row("BiasAdd", real(2, 3, 1, 2), real(3), attrs={"data_format": "NCHW"}),
    *(Row("BiasAddGrad", real(*shape)) for shape in ((2, 3), (0, 3), (1, 2, 2, 3))),
    Row("BiasAddGrad", real(2, 3, 1, 2), attrs={"data_format": "NCHW"}),
    *(Row("L2Loss", real(*shape)) for shape in ((), (2, 3), (0,))),
]

NOT_DIFFERENTIABLE: dict[str, str] = {}
