"""Inputs that hypothesis makes, in every dtype, of all kinds of shapes, with edge values: both libraries show the same.

Compared are values, gradients, dtypes, shapes, names and the classes of errors.
"""

import types
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from .generating import FLOATS, REAL, look_up, often, pairs_of_shapes, run_both, shapes, values

pytestmark = [pytest.mark.oracle, pytest.mark.filterwarnings("ignore")]

_NAN_AT_INFINITY = ("erf", "erfc")  # in TensorFlow; of doubles alone
UNARY = {
    **dict.fromkeys(("abs", "negative", "sign", "square", "ones_like", "zeros_like", "identity", "size", "rank", "shape"), REAL),
    **dict.fromkeys(
        [
            "exp",
            "expm1",
            "log1p",
            "log",
            "sqrt",
            "rsqrt",
            "sin",
            "cos",
            "tan",
            "asin",
            "acos",
            "atan",
            "sinh",
            "cosh",
            "tanh",
            "asinh",
            "acosh",
            "atanh",
            "sigmoid",
            "floor",
            "ceil",
            "rint",
            "round",
            "reciprocal",
            "erf",
            "erfc",
            "lgamma",
            "digamma",
            "is_nan",
            "is_inf",
            "is_finite",
            "log_sigmoid",
        ],
        FLOATS,
    ),
    "logical_not": ("bool",),
    "nn.relu": REAL,
    **dict.fromkeys(("nn.relu6", "nn.elu", "nn.selu", "nn.softplus", "nn.softsign", "nn.l2_loss", "nn.leaky_relu"), FLOATS),
}
BINARY = {
    **dict.fromkeys(
        [
            "add",
            "subtract",
            "multiply",
            "maximum",
            "minimum",
            "squared_difference",
            "less",
            "greater",
            "less_equal",
            "equal",
            "not_equal",
        ],
        REAL,
    ),
    **dict.fromkeys(("floordiv", "floormod", "truediv", "div", "mod"), REAL),
    **dict.fromkeys(("divide", "atan2", "pow", "div_no_nan"), FLOATS),
    **dict.fromkeys(("logical_and", "logical_or", "logical_xor"), ("bool",)),
}
REDUCTIONS = {
    **dict.fromkeys(("reduce_sum", "reduce_prod", "reduce_max", "reduce_min", "reduce_mean"), REAL),
    "reduce_logsumexp": FLOATS,
    **dict.fromkeys(("reduce_any", "reduce_all"), ("bool",)),
}


@pytest.mark.parametrize("name", UNARY)
@often
@given(data=st.data())
def test_of_one_tensor(name: str, data: Any, oracle: types.ModuleType) -> None:
    x = data.draw(values(data.draw(st.sampled_from(UNARY[name])), data.draw(shapes)))
    if name in _NAN_AT_INFINITY:
        x = np.where(np.isinf(x), x.dtype.type(0.5), x)
    run_both(oracle, lambda tf, x: look_up(tf, name)(x), x)


@pytest.mark.parametrize("name", BINARY)
@often
@given(data=st.data())
def test_of_two_tensors(name: str, data: Any, oracle: types.ModuleType) -> None:
    dtype = data.draw(st.sampled_from(BINARY[name]))
    fit = data.draw(pairs_of_shapes).input_shapes
    some = fit if data.draw(st.integers(0, 5)) else (data.draw(shapes), data.draw(shapes))
    run_both(oracle, lambda tf, x, y: look_up(tf, name)(x, y), *(data.draw(values(dtype, shape)) for shape in some))


@pytest.mark.parametrize("name", REDUCTIONS)
@often
@given(data=st.data())
def test_of_axes(name: str, data: Any, oracle: types.ModuleType) -> None:
    x = data.draw(values(data.draw(st.sampled_from(REDUCTIONS[name])), data.draw(shapes)))
    axis = data.draw(
        st.one_of(st.none(), st.integers(-4, 3), st.lists(st.integers(-3, 2), max_size=3, unique_by=lambda a: a % 3))
    )
    keep = data.draw(st.booleans())
    run_both(oracle, lambda tf, x: look_up(tf, name)(x, axis, keepdims=keep), x, rough=1e-4)


_COMPOSED = ("frame", "repeat")  # of other nodes here
LAYOUT: dict[str, Any] = {
    "argmax": lambda tf, x, n: tf.argmax(x, n[0]),
    "argmin": lambda tf, x, n: tf.argmin(x, n[0]),
    "concat": lambda tf, x, n: tf.concat([x, x], n[0]),
    "cumsum": lambda tf, x, n: tf.cumsum(x, n[0], exclusive=n[1] > 0, reverse=n[2] > 0),
    "cumprod": lambda tf, x, n: tf.cumprod(x, n[0], exclusive=n[1] > 0, reverse=n[2] > 0),
    "expand_dims": lambda tf, x, n: tf.expand_dims(x, n[0]),
    "gather": lambda tf, x, n: tf.gather(x, n, axis=0),
    "matmul": lambda tf, x, n: tf.matmul(x, x, transpose_b=n[0] > 0),
    "pad": lambda tf, x, n: tf.pad(x, [[abs(n[0]), abs(n[1])]] * 2),
    "reshape": lambda tf, x, n: tf.reshape(x, n),
    "reverse": lambda tf, x, n: tf.reverse(x, [n[0]]),
    "roll": lambda tf, x, n: tf.roll(x, n[0], n[1]),
    "slice": lambda tf, x, n: x[n[0] : n[1], n[2] :],
    "softmax": lambda tf, x, n: tf.nn.softmax(tf.cast(x, tf.float32), n[0]),
    "split": lambda tf, x, n: tf.split(x, abs(n[0]) + 1, n[1]),
    "squeeze": lambda tf, x, n: tf.squeeze(x, n[0]),
    "stack": lambda tf, x, n: tf.stack([x, x, x], n[0]),
    "strides": lambda tf, x, n: x[:: n[0] or 1, ..., :: n[1] or 1],
    "tile": lambda tf, x, n: tf.tile(x, [abs(each) for each in n[:2]]),
    "top_k": lambda tf, x, n: tf.nn.top_k(x, abs(n[0])),
    "transpose": lambda tf, x, n: tf.transpose(x, n),
    "unstack": lambda tf, x, n: tf.unstack(x, axis=n[0]),
    "argsort": lambda tf, x, n: tf.argsort(x, n[0], stable=True),
    "band_part": lambda tf, x, n: tf.matrix_band_part(x, n[0], n[1]),
    "batch_to_space": lambda tf, x, n: tf.batch_to_space_nd(x, [abs(n[0]) or 1], [[abs(n[1]), abs(n[2])]]),
    "bincount": lambda tf, x, n: tf.bincount(tf.cast(tf.abs(x), tf.int32), minlength=abs(n[0]), maxlength=3),
    "bitwise": lambda tf, x, n: tf.bitwise.bitwise_xor(tf.cast(x, tf.int32), n),
    "boolean_mask": lambda tf, x, n: tf.boolean_mask(x, [each > 0 for each in n]),
    "clip_by_norm": lambda tf, x, n: tf.clip_by_norm(tf.cast(x, tf.float64), 1.5, axes=[n[0]]),
    "clip_by_value": lambda tf, x, n: tf.clip_by_value(x, min(n), max(n)),
    "count_nonzero": lambda tf, x, n: tf.count_nonzero(x, n[0]),
    "diag": lambda tf, x, n: tf.matrix_diag(x, k=n[0]),
    "diag_part": lambda tf, x, n: tf.matrix_diag_part(x, k=n[0]),
    "dynamic_partition": lambda tf, x, n: tf.dynamic_partition(x, [abs(each) for each in n], 3),
    "einsum": lambda tf, x, n: tf.einsum("ij,kj->ik" if n[0] > 0 else "ij,ij->j", x, x),
    "frame": lambda tf, x, n: tf.signal.frame(x, abs(n[0]) + 1, abs(n[1]) + 1, pad_end=n[2] > 0),
    "gather_axis": lambda tf, x, n: tf.gather(x, [abs(n[0])], axis=n[1]),
    "gather_nd": lambda tf, x, n: tf.gather_nd(x, [[abs(n[0]), abs(n[1])]]),
    "histogram": lambda tf, x, n: tf.histogram_fixed_width(x, [min(n), max(n) + 1], 4),
    "in_top_k": lambda tf, x, n: tf.nn.in_top_k(tf.cast(x, tf.float32), n, 2),
    "l2_normalize": lambda tf, x, n: tf.nn.l2_normalize(tf.cast(x, tf.float64), n[0]),
    "leaky": lambda tf, x, n: tf.nn.leaky_relu(tf.cast(x, tf.float32), n[0] / 4),
    "log_softmax": lambda tf, x, n: tf.nn.log_softmax(tf.cast(x, tf.float64), n[0]),
    "mirror": lambda tf, x, n: tf.pad(x, [[abs(n[0]), abs(n[1])]] * 2, "SYMMETRIC" if n[2] > 0 else "REFLECT"),
    "moments": lambda tf, x, n: tf.nn.moments(tf.cast(x, tf.float64), [n[0]], keep_dims=n[1] > 0),
    "norm": lambda tf, x, n: tf.norm(tf.cast(x, tf.float64), abs(n[0]) or 1, n[1]),
    "one_hot": lambda tf, x, n: tf.one_hot(tf.cast(x, tf.int32), abs(n[0])),
    "repeat": lambda tf, x, n: tf.repeat(x, abs(n[0]), axis=n[1]),
    "reverse_sequence": lambda tf, x, n: tf.reverse_sequence(x, [abs(each) for each in n], seq_axis=1, batch_axis=0),
    "scatter_nd": lambda tf, x, n: tf.scatter_nd([[each] for each in n], x, [3, 3]),
    "searchsorted": lambda tf, x, n: tf.searchsorted([sorted(n)], tf.cast(x, tf.int32), side="right" if n[0] else "left"),
    "segment_max": lambda tf, x, n: tf.segment_max(x, sorted(map(abs, n))),
    "segment_mean": lambda tf, x, n: tf.segment_mean(x, sorted(map(abs, n))),
    "segment_sum": lambda tf, x, n: tf.segment_sum(x, sorted(n)),
    "sequence_mask": lambda tf, x, n: tf.sequence_mask(tf.cast(x, tf.int32), abs(n[0])),
    "sort": lambda tf, x, n: tf.sort(x, n[0], "ASCENDING" if n[1] > 0 else "DESCENDING"),
    "space_to_batch": lambda tf, x, n: tf.space_to_batch_nd(x, [abs(n[0]) or 1], [[abs(n[1]), abs(n[2])]]),
    "std": lambda tf, x, n: tf.math.reduce_variance(tf.cast(x, tf.float64), n[0]),
    "tensor_scatter": lambda tf, x, n: tf.tensor_scatter_add(x, [[abs(n[0])]], x[:1]),
    "tensordot": lambda tf, x, n: tf.tensordot(x, x, [[n[0]], [n[1]]]),
    "trace": lambda tf, x, n: tf.trace(x) if n[0] else tf.cross(x, x),
    "unique": lambda tf, x, n: tf.unique(x),
    "unsorted_max": lambda tf, x, n: tf.unsorted_segment_max(x, n, abs(n[0])),
    "unsorted_prod": lambda tf, x, n: tf.unsorted_segment_prod(x, n, abs(n[0]) + 1),
    "unsorted_sum": lambda tf, x, n: tf.unsorted_segment_sum(x, n, abs(n[0]) + 2),
    "where": lambda tf, x, n: tf.where(tf.greater(x, n[0]), x, -x),
}


@pytest.mark.parametrize("name", LAYOUT)
@often
@given(data=st.data())
def test_of_numbers(name: str, data: Any, oracle: types.ModuleType) -> None:
    plain = st.integers(-4, 4)
    shape = data.draw(shapes)
    x = data.draw(arrays.arrays(data.draw(st.sampled_from(REAL)), shape, elements=plain))
    numbers = data.draw(st.lists(st.integers(-3, 3), min_size=3, max_size=3))
    run_both(oracle, lambda tf, x: LAYOUT[name](tf, x, numbers), x, named=name not in _COMPOSED)
