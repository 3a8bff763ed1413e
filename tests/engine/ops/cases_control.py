"""Rows for control flow, TensorArrays, Print, Assert, py_func. What they do is tested in tests/engine/control_flow."""

import heureum as tf
from heureum.dtypes import resource
from heureum.graph import Function, FunctionGraph
from heureum.tensor_shape import TensorShape, TensorSpec

from .row import Row, given, handle, real

_F64 = {"any": (tf.float64,), "T": (tf.float64,)}
_HANDLE = "a handle means something only inside the run that made it"
_CALLS = "what it does is what its functions do: tests/engine/control_flow"
_SHAPE = TensorShape([2])


def _doubled() -> Function:
    with tf.Graph().as_default():
        graph, result = FunctionGraph.trace(lambda x: x + x, [TensorSpec(tf.float64, _SHAPE)])
        return graph.function([result])


def _never() -> Function:
    with tf.Graph().as_default():
        graph, result = FunctionGraph.trace(lambda x: tf.constant(False), [TensorSpec(tf.float64, _SHAPE)])
        return graph.function([tf.identity(result) if result.graph is graph else result])


_RESULTS = {"output_shapes": [_SHAPE]}
_SKIPPED = {"skip_kernel": _CALLS, "skip_gradient": _CALLS}
_ARRAY = {"dtype": tf.float64, "element_shape": _SHAPE}
_UNUSED = {"skip_kernel": _HANDLE, "skip_gradient": _HANDLE}

ROWS = [
    Row(
        "If", given(True), real(2), types=_F64, **_SKIPPED,
        attrs={"then_branch": _doubled(), "else_branch": _doubled(), "Tout": [tf.float64], **_RESULTS},
    ),
    Row(
        "While", real(2), types=_F64, **_SKIPPED,
        attrs={"cond": _never(), "body": _doubled(), "variables": 1, "T": [tf.float64], **_RESULTS},
    ),
    Row("HistoryRead", handle(), real(), attrs={"element_dtype": tf.float64, "element_shape": _SHAPE}, skip_kernel=_HANDLE),
    Row("EmptyHandle", attrs={"dtype": resource}, skip_kernel=_HANDLE),
    Row("TensorArrayV3", real(), attrs=_ARRAY, skip_kernel=_HANDLE),
    Row("TensorArrayGradV3", handle(), real(), attrs={"source": "gradients"}, skip_kernel=_HANDLE),
    Row("TensorArrayWriteV3", handle(), real(), real(2), real(), **_UNUSED),
    Row("TensorArrayReadV3", handle(), real(), real(), attrs={"dtype": tf.float64, "shape": _SHAPE}, **_UNUSED),
    Row("TensorArrayGatherV3", handle(), real(3), real(), attrs=_ARRAY, **_UNUSED),
    Row("TensorArrayScatterV3", handle(), real(3), real(3, 2), real(), **_UNUSED),
    Row("TensorArrayConcatV3", handle(), real(), attrs=_ARRAY, **_UNUSED),
    Row("TensorArraySplitV3", handle(), real(4, 2), real(2), real(), **_UNUSED),
    Row("TensorArraySizeV3", handle(), real(), skip_kernel=_HANDLE),
    Row("TensorArrayCloseV3", handle(), skip_kernel=_HANDLE),
    Row("Assert", given(True), real(2), types={"any": (tf.float32,)}),
    Row("Print", real(2), real(3), attrs={"first_n": 0}),
    Row("EnsureShape", real(2, 3), attrs={"shape": TensorShape([None, 3])}, skip_exact_shape=""),
    Row("PyFunc", real(2), attrs={"token": "none", "Tout": [tf.float32]}, skip_kernel="it needs a function of this process"),
]  # fmt: skip

NOT_DIFFERENTIABLE = {
    "HistoryRead": "second derivatives of loops are refused, as in TensorFlow",
    "EmptyHandle": "it has no inputs",
    "TensorArrayV3": "a handle carries no gradient",
    "TensorArrayGradV3": "second derivatives of TensorArrays are not offered",
    "TensorArraySizeV3": "its output is an integer",
    "TensorArrayCloseV3": "it has no output",
    "Assert": "it has no output",
    "PyFunc": "nobody knows the derivative of a Python function",
}
