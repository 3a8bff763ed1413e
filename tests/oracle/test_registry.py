"""Every op of the registry computes what TensorFlow's op of that name does.

The rows are those of the contract test, in every dtype.
"""

import types
import warnings
from typing import Any

import numpy as np
import pytest
from tests.engine.ops.row import Case, Row
from tests.engine.ops.test_contract import ROWS
from tests.engine.ops.trial import run_kernel

from heureum.dtypes import DType
from heureum.inference import argument_of_each_input
from heureum.op_def import all_ops
from heureum.tensor_shape import TensorShape

pytestmark = pytest.mark.oracle

# TensorFlow's Python layer calls some inputs and attributes otherwise than its registry, whose names are ours.
_RENAMED = {"reduction_indices": "axis", "dim": "axis", "split_dim": "axis", "squeeze_dims": "axis", "t": "x", "e": "y"}
_OF_SELECT = ("t", "e")

# What is not compared, and why.
LEFT_OUT = {
    "Const": "its value is an attribute that TensorFlow takes as a message",
    "FusedBatchNormV3": "its last output is scratch space, and its own kernel for half precision fails for empty averages",
    "MaxPoolGrad": "the row's images are no maxima but for rounding; expressions compare it",
    "SelfAdjointEigV2": "eigenvectors are unique up to their sign",
    "Svd": "singular vectors are unique up to their sign",
    "SigmoidGrad": "of complex numbers the conjugate is taken here, by the gradient's function there",
    "TanhGrad": "as SigmoidGrad",
    "SparseAdd": "the threshold's dtype belongs to the elements' there",
    "ScalarSummary": "messages are compared by what they hold; see test_saver_summary.py",
    "HistogramSummary": "as ScalarSummary",
    "StridedSliceGrad": "strings have no gradient",
    "ImageSummary": "as ScalarSummary",
    "EncodePng": "its bytes are packed in another way; see test_image.py",
    "ReduceJoin": "its axes have two names there; expressions compare it",
    "ComplexAbs": "of complex128 it is float64 there: see tf.abs in the expressions",
    "DepthwiseConv2dNative": "half precision is added up in another order",
    "DepthwiseConv2dNativeBackpropFilter": "as DepthwiseConv2dNative; with dilations there are no kernels of gradients there",
    "DepthwiseConv2dNativeBackpropInput": "as DepthwiseConv2dNativeBackpropFilter",
    "Dilation2DBackpropInput": "of unsigned sums that are all 0 another one counts as the first there",
    "MatrixExponential": "removed there; expressions compare tf.linalg.expm",
    **dict.fromkeys(("CropAndResizeGradBoxes", "CropAndResizeGradImage"), "of float32 alone there; expressions compare them"),
    **dict.fromkeys(("StatelessRandomUniform", "StatelessRandomNormal", "StatelessTruncatedNormal"), "other numbers there"),
    **dict.fromkeys(("StatelessRandomUniformInt", "StatelessMultinomial"), "other numbers there"),
}
_ELSEWHERE = {
    "DecodeCSV", "DynamicStitch", "IdentityN", "ParseExample", "ParseSequenceExample",
    "SparseConcat", "SparseCross", "SparseSplit",
}  # fmt: skip
_TOLERANCE = {"float16": 5e-3, "float32": 3e-5, "complex64": 3e-5, "float64": 2e-6, "complex128": 1e-7}


def is_compared(row: Row) -> bool:
    op_def = row.op_def
    stateful = op_def.stateful or any(argument.is_ref for argument in op_def.inputs)
    return not (row.skip_kernel or row.skip_equal or stateful or row.op in LEFT_OUT or row.op in _ELSEWHERE)


COMPARED = [row for row in ROWS if is_compared(row)]


def theirs(value: Any, tf: Any) -> Any:
    if isinstance(value, DType):
        return getattr(tf, value.name)
    if isinstance(value, TensorShape):
        return None if value.rank is None else value.as_list()
    return [theirs(each, tf) for each in value] if isinstance(value, (list, tuple)) else value


def run_theirs(case: Case, tf: Any, raw_ops: Any) -> list[np.ndarray] | None:
    """What TensorFlow gives; None where it has no kernel for these dtypes on a CPU."""
    op = getattr(raw_ops, case.row.op, None)
    if op is None:
        return None
    rename = {name: new for name, new in _RENAMED.items() if name not in _OF_SELECT or case.row.op == "Select"}
    arguments = argument_of_each_input(case.row.op_def, len(case.values))
    with tf.Graph().as_default():
        given: dict[str, Any] = {}
        for argument, value, dtype in zip(arguments, case.values, case.dtypes, strict=True):
            tensor = tf.constant(value, dtype=theirs(dtype, tf))
            name = rename.get(argument.name, argument.name)
            if argument.is_list:
                given.setdefault(name, []).append(tensor)
            else:
                given[name] = tensor
        given.update({rename.get(name, name): theirs(value, tf) for name, value in case.attrs.items() if name != "any"})
        try:
            made = op(**given)
            parts = made if isinstance(made, (list, tuple)) else [made]
            flat = [each for part in parts for each in _listed(part) if not isinstance(each, tf.Operation)]
            with tf.Session() as session:
                return [np.asarray(each, object if isinstance(each, bytes) else None) for each in session.run(flat)]
        except (TypeError, ValueError, tf.errors.OpError) as reason:
            if any(each in str(reason) for each in _NO_KERNEL):
                return None
            raise


_NO_KERNEL = (
    "No ",
    "not in list of allowed",
    "not in the list of allowed",
    "not supported",
    "unimplemented",
    "only support",
    "CPU ",
    "Unsupported",
)


def _listed(part: Any) -> list[Any]:
    return list(part) if isinstance(part, (list, tuple)) else [part]


@pytest.mark.parametrize("row", COMPARED, ids=[f"{row.op}-{index}" for index, row in enumerate(COMPARED)])
def test_kernels_give_what_tensorflow_s_give(row: Row, oracle: types.ModuleType) -> None:
    import tensorflow

    for case in row.cases():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            expected = run_theirs(case, oracle, tensorflow.raw_ops)
        if expected is None:
            continue
        for wanted, found in zip(expected, run_kernel(case, case.values), strict=True):
            found = np.asarray(found, object if isinstance(found, bytes) else None)
            assert (found.dtype, found.shape) == (wanted.dtype, wanted.shape), case
            if wanted.dtype.kind in "fc":
                rough = _TOLERANCE[wanted.dtype.name]
                np.testing.assert_allclose(found, wanted, rtol=rough, atol=rough, err_msg=str(case))
            else:
                np.testing.assert_array_equal(found, wanted, err_msg=str(case))


@pytest.mark.parametrize("op", [each.name for each in all_ops() if each.refuses_gradient])
def test_gradients_are_refused_where_tensorflow_registers_none(op: str, oracle: types.ModuleType) -> None:
    from tensorflow.python.framework import ops

    with pytest.raises(LookupError):
        ops.gradient_registry.lookup(op)
