"""Rows for heureum.ops.examples: records taken apart, tensors as strings."""

import heureum as tf
from heureum.ops.examples.messages import Example, SequenceExample
from heureum.ops.examples.tensors import make_tensor_proto

from .row import Row, given, real

_RECORD = Example()
_RECORD.features.feature["a"].float_list.value.extend([1.5, 2.5])
_RECORD.features.feature["b"].int64_list.value.append(3)
_STEPS = SequenceExample()
for _value in (1.0, 2.0):
    _STEPS.feature_lists.feature_list["c"].feature.add().float_list.value.append(_value)
_HOW_MANY = "how many there are depends on the record"

ROWS = [
    Row(
        "ParseExample", given([_RECORD.SerializeToString()] * 2), given([b""]),
        attrs={"keys": ["a"], "kinds": ["fixed"], "dtypes": [tf.float32], "shapes": [[2]]}, types={"any": (tf.string,)},
    ),
    Row(
        "ParseExample", given([_RECORD.SerializeToString()] * 2),
        attrs={"keys": ["b"], "kinds": ["sparse"], "dtypes": [tf.int64], "shapes": [[]]}, types={"any": (tf.string,)},
        skip_exact_shape=_HOW_MANY,
    ),
    Row(
        "ParseSequenceExample", given(_STEPS.SerializeToString()),
        attrs={"keys": ["c"], "kinds": ["fixed"], "dtypes": [tf.float32], "shapes": [[]]}, skip_exact_shape=_HOW_MANY,
    ),
    Row("SerializeTensor", real(2, 3)),
    Row("SerializeTensor", real()),
    Row("ParseTensor", given(make_tensor_proto([1, 2]).SerializeToString()), attrs={"out_type": tf.int32},
        skip_exact_shape=_HOW_MANY),
    Row("DecodeCompressed", given([b"plain"]), attrs={"compression_type": ""}),
]  # fmt: skip

NOT_DIFFERENTIABLE = dict.fromkeys(
    ("ParseExample", "ParseSequenceExample", "SerializeTensor", "ParseTensor", "DecodeCompressed"), "its inputs are strings"
)
