"""The public function of each op: `Add` is added by `tf.add`.

Law: an op that was declared with a public function is found by that; the others, whose functions do more than add one node, stand
in a table with what they are to be called with. A test runs every one and looks at the node it makes.
"""

from __future__ import annotations

import types
from functools import cache
from typing import Any

import heureum as tf
from heureum.op_def import find_op

__all__ = ["CALLS", "function_of", "public_functions"]

# Op -> how it is called: {name of input} and attributes by keyword; `:` renames an attribute (op's name: function's name).
CALLS: dict[str, str] = {
    "Abs": "tf.abs", "AddN": "tf.add_n", "ConcatV2": "tf.concat", "Pack": "tf.stack", "Unpack": "tf.unstack",
    "Split": "tf.split", "MatMul": "tf.matmul", "BatchMatMulV2": "tf.matmul", "Cast": "tf.cast",
    "Transpose": "tf.transpose", "ExpandDims": "tf.expand_dims", "Squeeze": "tf.squeeze", "Sum": "tf.reduce_sum",
    "Mean": "tf.reduce_mean", "Max": "tf.reduce_max", "Min": "tf.reduce_min", "Prod": "tf.reduce_prod",
    "All": "tf.reduce_all", "Any": "tf.reduce_any", "ArgMax": "tf.argmax", "ArgMin": "tf.argmin", "Const": "tf.constant",
    "Placeholder": "tf.placeholder", "PlaceholderWithDefault": "tf.placeholder_with_default", "Softmax": "tf.nn.softmax",
    "LogSoftmax": "tf.nn.log_softmax", "BiasAdd": "tf.nn.bias_add", "Conv2D": "tf.nn.conv2d", "MaxPool": "tf.nn.max_pool",
    "AvgPool": "tf.nn.avg_pool", "LeakyRelu": "tf.nn.leaky_relu",
    "SoftmaxCrossEntropyWithLogits": "tf.nn.softmax_cross_entropy_with_logits",
    "SparseSoftmaxCrossEntropyWithLogits": "tf.nn.sparse_softmax_cross_entropy_with_logits",
    "RandomStandardNormal": "tf.random_normal", "RandomUniform": "tf.random_uniform",
    "TruncatedNormal": "tf.truncated_normal", "RandomShuffle": "tf.random_shuffle", "Multinomial": "tf.multinomial",
    "RandomGamma": "tf.random_gamma", "Assign": "tf.assign", "AssignAdd": "tf.assign_add", "AssignSub": "tf.assign_sub",
    "ScatterUpdate": "tf.scatter_update", "ScatterAdd": "tf.scatter_add", "ScatterSub": "tf.scatter_sub",
    "Shape": "tf.shape", "ShapeN": "tf.shape_n", "Size": "tf.size", "Rank": "tf.rank", "Slice": "tf.slice",
    "StridedSlice": "tf.strided_slice", "GatherV2": "tf.gather", "GatherNd": "tf.gather_nd", "Pad": "tf.pad",
    "OneHot": "tf.one_hot", "Range": "tf.range", "LinSpace": "tf.linspace", "ZerosLike": "tf.zeros_like",
    "OnesLike": "tf.ones_like", "Where": "tf.where", "Select": "tf.where", "SelectV2": "tf.where_v2",
    "ClipByValue": "tf.clip_by_value", "TopKV2": "tf.nn.top_k", "Cumsum": "tf.cumsum", "Cumprod": "tf.cumprod",
    "Einsum": "tf.einsum", "Round": "tf.round", "MatrixInverse": "tf.matrix_inverse", "MatrixSolve": "tf.matrix_solve",
    "Qr": "tf.qr", "Svd": "tf.svd", "Unique": "tf.unique", "SelfAdjointEigV2": "tf.self_adjoint_eig",
    "MatrixDiagV3": "tf.matrix_diag", "MatrixDiagPartV3": "tf.matrix_diag_part", "CheckNumerics": "tf.check_numerics",
    "Print": "tf.Print", "Assert": "tf.Assert", "IdentityN": "tf.identity_n", "DivNoNan": "tf.div_no_nan",
    "Complex": "tf.complex", "Real": "tf.real", "Imag": "tf.imag", "Conj": "tf.conj", "Angle": "tf.angle",
    "DynamicPartition": "tf.dynamic_partition", "DynamicStitch": "tf.dynamic_stitch", "AsString": "tf.as_string",
    "StringJoin": "tf.string_join", "StringToNumber": "tf.string_to_number", "StringLength": "tf.strings.length",
    "StringLower": "tf.strings.lower", "StringUpper": "tf.strings.upper", "Substr": "tf.substr", "LRN": "tf.nn.lrn",
    "CountUpTo": "tf.count_up_to", "InTopKV2": "tf.nn.in_top_k", "MirrorPad": "tf.pad", "PadV2": "tf.pad",
    "ReverseSequence": "tf.reverse_sequence", "DepthToSpace": "tf.depth_to_space", "SpaceToDepth": "tf.space_to_depth",
    "Bitcast": "tf.bitcast", "EnsureShape": "tf.ensure_shape", "IsVariableInitialized": "tf.is_variable_initialized",
    "ReduceJoin": "tf.reduce_join", "SplitV": "tf.split",
}  # fmt: skip


@cache
def public_functions() -> dict[Any, str]:
    """Kernel -> `tf.add`, for every public function that an op was declared with; of several names the shortest."""
    found: dict[Any, str] = {}
    seen: set[int] = set()

    def walk(module: types.ModuleType, path: str) -> None:
        for name in sorted(getattr(module, "__all__", ())):
            value = getattr(module, name, None)
            if isinstance(value, types.ModuleType):
                if value.__name__.startswith("heureum") and id(value) not in seen and path.count(".") < 1:
                    seen.add(id(value))
                    walk(value, f"{path}.{name}")
            elif callable(value) and hasattr(value, "__wrapped__"):
                known = found.get(value.__wrapped__)
                if known is None or (path.count("."), len(name)) < (known.count(".") - 1, len(known.rpartition(".")[2])):
                    found[value.__wrapped__] = f"{path}.{name}"

    walk(tf, "tf")
    return found


@cache
def function_of(op: str) -> str:
    """`tf.add` for `Add`; "" when no public function adds just this op."""
    return CALLS.get(op) or public_functions().get(find_op(op).kernel, "")
