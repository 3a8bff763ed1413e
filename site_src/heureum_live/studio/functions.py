"""The public function of each op, and how it is called: `Add` is added by `tf.add(x, y)`, `Cast` by `tf.cast(x, DstT)`.

Law: an op that was declared with a public function is found by that; the others, whose functions do more than add one node, stand
in a table. The table is never trusted: `calling` looks at what a call adds before it is written.
"""

from __future__ import annotations

import types
from functools import cache
from typing import Any

import heureum as tf
from heureum.op_def import find_op

__all__ = ["CALLS", "call_of", "function_named", "function_of", "public_functions"]

# Arguments are inputs and attributes by the op's names, in the function's order; `axis=perm` gives perm as the keyword axis.
# A list of inputs is given as a list. Attributes that have their default are left out. Without parentheses the op's own order.
AXES = "(input, reduction_indices, keepdims=keep_dims)"
CALLS: dict[str, str] = {
    "Abs": "tf.abs(x)",
    "AddN": "tf.add_n(inputs)",
    "All": f"tf.reduce_all{AXES}",
    "Angle": "tf.angle(input)",
    "Any": f"tf.reduce_any{AXES}",
    "ArgMax": "tf.argmax(input, dimension, output_type=output_type)",
    "ArgMin": "tf.argmin(input, dimension, output_type=output_type)",
    "AsString": "tf.as_string",
    "Assert": "tf.Assert(condition, data, summarize=summarize)",
    "Assign": "tf.assign(ref, value)",
    "AssignAdd": "tf.assign_add(ref, value)",
    "AssignSub": "tf.assign_sub(ref, value)",
    "AvgPool": "tf.nn.avg_pool",
    "BatchMatMulV2": "tf.matmul(x, y, adjoint_a=adj_x, adjoint_b=adj_y)",
    "BiasAdd": "tf.nn.bias_add",
    "Bitcast": "tf.bitcast(input, type)",
    "Cast": "tf.cast(x, DstT)",
    "CheckNumerics": "tf.check_numerics(tensor, message)",
    "ClipByValue": "tf.clip_by_value(t, clip_value_min, clip_value_max)",
    "Complex": "tf.complex(real, imag)",
    "ConcatV2": "tf.concat(values, axis)",
    "Conj": "tf.conj(input)",
    "Const": "tf.constant",
    "Conv2D": "tf.nn.conv2d",
    "CountUpTo": "tf.count_up_to(ref, limit)",
    "Cumprod": "tf.cumprod",
    "Cumsum": "tf.cumsum",
    "DepthToSpace": "tf.depth_to_space(input, block_size)",
    "DivNoNan": "tf.div_no_nan(x, y)",
    "DynamicPartition": "tf.dynamic_partition(data, partitions, num_partitions)",
    "Einsum": "tf.einsum",
    "EnsureShape": "tf.ensure_shape(input, shape)",
    "ExpandDims": "tf.expand_dims(input, dim)",
    "GatherNd": "tf.gather_nd(params, indices)",
    "GatherV2": "tf.gather(params, indices, axis=axis)",
    "IdentityN": "tf.identity_n(input)",
    "Imag": "tf.imag(input)",
    "InTopKV2": "tf.nn.in_top_k(predictions, targets, k)",
    "IsVariableInitialized": "tf.is_variable_initialized(ref)",
    "LRN": "tf.nn.lrn",
    "LeakyRelu": "tf.nn.leaky_relu(features, alpha=alpha)",
    "LinSpace": "tf.linspace(start, stop, num)",
    "LogSoftmax": "tf.nn.log_softmax(logits)",
    "MatMul": "tf.matmul(a, b, transpose_a=transpose_a, transpose_b=transpose_b)",
    "MatrixDiagPartV3": "tf.matrix_diag_part(input)",
    "MatrixDiagV3": "tf.matrix_diag(diagonal)",
    "MatrixInverse": "tf.matrix_inverse",
    "MatrixSolve": "tf.matrix_solve",
    "Max": f"tf.reduce_max{AXES}",
    "MaxPool": "tf.nn.max_pool",
    "Mean": f"tf.reduce_mean{AXES}",
    "Min": f"tf.reduce_min{AXES}",
    "MirrorPad": "tf.pad(input, paddings, mode=mode)",
    "Multinomial": "tf.multinomial(logits, num_samples, seed=seed)",
    "OneHot": "tf.one_hot(indices, depth, on_value, off_value, axis=axis)",
    "OnesLike": "tf.ones_like(x)",
    "Pack": "tf.stack(values, axis=axis)",
    "Pad": "tf.pad(input, paddings)",
    "PadV2": "tf.pad(input, paddings, constant_values=constant_values)",
    "Placeholder": "tf.placeholder(dtype, shape=shape)",
    "PlaceholderWithDefault": "tf.placeholder_with_default(input, shape)",
    "Print": "tf.Print(input, data, message=message, first_n=first_n, summarize=summarize)",
    "Prod": f"tf.reduce_prod{AXES}",
    "Qr": "tf.qr(input, full_matrices=full_matrices)",
    "RandomShuffle": "tf.random_shuffle(value, seed=seed)",
    "RandomStandardNormal": "tf.random_normal(shape, seed=seed)",
    "RandomUniform": "tf.random_uniform(shape, seed=seed)",
    "Range": "tf.range(start, limit, delta)",
    "Rank": "tf.rank(input)",
    "Real": "tf.real(input)",
    "Round": "tf.round(x)",
    "ScatterAdd": "tf.scatter_add(ref, indices, updates)",
    "ScatterSub": "tf.scatter_sub(ref, indices, updates)",
    "ScatterUpdate": "tf.scatter_update(ref, indices, updates)",
    "Select": "tf.where(condition, t, e)",
    "SelectV2": "tf.where_v2(condition, t, e)",
    "SelfAdjointEigV2": "tf.self_adjoint_eig(input)",
    "Shape": "tf.shape(input, out_type=out_type)",
    "ShapeN": "tf.shape_n(input)",
    "Size": "tf.size(input, out_type=out_type)",
    "Slice": "tf.slice(input, begin, size)",
    "Softmax": "tf.nn.softmax(logits)",
    "SoftmaxCrossEntropyWithLogits": "tf.nn.softmax_cross_entropy_with_logits(labels=labels, logits=features)",
    "SpaceToDepth": "tf.space_to_depth(input, block_size)",
    "SparseSoftmaxCrossEntropyWithLogits": "tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=features)",
    "Split": "tf.split(value, num_split, split_dim)",
    "SplitV": "tf.split(value, size_splits, split_dim)",
    "Squeeze": "tf.squeeze(input, axis=squeeze_dims)",
    "StridedSlice": (
        "tf.strided_slice(input, begin, end, strides, begin_mask=begin_mask, end_mask=end_mask, ellipsis_mask=ellipsis_mask, "
        "new_axis_mask=new_axis_mask, shrink_axis_mask=shrink_axis_mask)"
    ),
    "StringJoin": "tf.string_join(inputs, separator=separator)",
    "StringLength": "tf.strings.length(input)",
    "StringLower": "tf.strings.lower(input)",
    "StringToNumber": "tf.string_to_number(string_tensor, out_type=out_type)",
    "StringUpper": "tf.strings.upper(input)",
    "Substr": "tf.substr(input, pos, len)",
    "Sum": f"tf.reduce_sum{AXES}",
    "Svd": "tf.svd",
    "TopKV2": "tf.nn.top_k(input, k, sorted=sorted)",
    "Transpose": "tf.transpose(x, perm)",
    "TruncatedNormal": "tf.truncated_normal(shape, seed=seed)",
    "Unique": "tf.unique(x, out_idx=out_idx)",
    "Unpack": "tf.unstack(value, num, axis=axis)",
    "VariableV2": "tf.Variable",
    "Where": "tf.where(condition)",
    "ZerosLike": "tf.zeros_like(x)",
}


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
def call_of(op: str) -> str:
    """`tf.add` or `tf.cast(x, DstT)`; "" when no public function adds the op."""
    return CALLS.get(op) or public_functions().get(find_op(op).kernel, "")


def function_of(op: str) -> str:
    """`tf.add` for `Add`."""
    return call_of(op).partition("(")[0]


@cache
def function_named(path: str) -> Any:
    """The function that `tf.nn.relu` names."""
    found: Any = tf
    for name in path.split(".")[1:]:
        found = getattr(found, name)
    return found
