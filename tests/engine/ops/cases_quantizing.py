"""Rows for heureum.ops: quantizing and stateless."""

import heureum as tf

from .row import Row, given, real

_SINGLE = "float32 alone; the oracle's expressions compare its gradient"
_LOW, _HIGH = given([-1.0, -0.5, -0.1]), given([1.0, 0.5, 3.0])

ROWS = [
    Row("FakeQuantWithMinMaxArgs", real(2, 3), attrs={"num_bits": 4}, skip_gradient=_SINGLE),
    Row("FakeQuantWithMinMaxArgsGradient", real(2, 3), real(2, 3), attrs={"min": -1.0, "max": 0.5}),
    Row("FakeQuantWithMinMaxVars", real(2, 3), given(-1.0), given(1.5), skip_gradient=_SINGLE),
    Row("FakeQuantWithMinMaxVarsGradient", real(2, 3), real(2, 3), given(-1.0), given(1.5)),
    Row("FakeQuantWithMinMaxVarsPerChannel", real(2, 3), _LOW, _HIGH, skip_gradient=_SINGLE),
    Row("FakeQuantWithMinMaxVarsPerChannelGradient", real(2, 3), real(2, 3), _LOW, _HIGH),
    *(
        Row(f"Stateless{each}", given([2, 3]), given([1, 2]), attrs={"dtype": dtype})
        for each in ("RandomUniform", "RandomNormal", "TruncatedNormal")
        for dtype in (tf.float16, tf.float32, tf.float64)
    ),
    Row("StatelessRandomUniformInt", given([2, 3]), given([1, 2]), given(0), given(9)),
    Row("StatelessMultinomial", real(2, 3), given(4), given([1, 2])),
]

NOT_DIFFERENTIABLE = {
    **{f"FakeQuantWithMinMax{each}Gradient": "not in TensorFlow either" for each in ("Args", "Vars", "VarsPerChannel")},
    **dict.fromkeys(("StatelessRandomUniform", "StatelessRandomNormal", "StatelessTruncatedNormal"), "its inputs are sizes"),
    "StatelessRandomUniformInt": "its outputs are whole numbers",
    "StatelessMultinomial": "its outputs are whole numbers",
}
