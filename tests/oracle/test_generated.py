"""Inputs that hypothesis makes, in every dtype, of all kinds of shapes, with edge values: both libraries show the same.

Compared are values, gradients, dtypes, shapes, names and the classes of errors.
"""

import types
import warnings
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

import heureum

pytestmark = [pytest.mark.oracle, pytest.mark.filterwarnings("ignore")]

FLOATS, INTS = ("float32", "float64"), ("int32", "int64")
REAL = (*FLOATS, *INTS)
_EDGES = {"f": [0.0, -0.0, 1.0, -1.0, 0.5, -2.5, 3.0, 1e30, -1e30, np.inf, -np.inf, np.nan], "i": [0, 1, -1, 2, -7, 100]}

often = settings(max_examples=25, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))


@st.composite
def values(draw: Any, dtype: str, shape: tuple[int, ...]) -> np.ndarray:
    kind = np.dtype(dtype).kind
    if kind == "b":
        return draw(arrays.arrays(np.bool_, shape))
    # TensorFlow takes numbers below the least normal one for zero.
    plain = st.integers(-9, 9) if kind == "i" else st.floats(-9, 9, width=32, allow_subnormal=False)
    return draw(arrays.arrays(dtype, shape, elements=st.one_of(plain, st.sampled_from(_EDGES[kind]))))


shapes = arrays.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=3)
pairs_of_shapes = arrays.mutually_broadcastable_shapes(num_shapes=2, max_dims=3, min_side=0, max_side=3)


def run_both(oracle: Any, program: Any, *given_arrays: np.ndarray, rough: float = 2e-5, named: bool = True) -> None:
    """`program(tf, *placeholders)` built and run with the arrays under both."""
    seen: list[Any] = []
    all_slopes: list[Any] = []
    for tf in (oracle, heureum):
        slopes = None
        with tf.Graph().as_default(), warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            inputs = [tf.placeholder(each.dtype, each.shape) for each in given_arrays]
            try:
                made = program(tf, *inputs)
                made = list(made) if isinstance(made, (list, tuple)) else [made]
                known = [
                    (each.name if named else "", each.dtype.name, each.shape.as_list() if each.shape.rank is not None else None)
                    for each in made
                ]
                feeds = dict(zip(inputs, given_arrays, strict=True))
                with tf.Session() as session:
                    values = session.run(made, feeds)
                    if all(map(_is_plain, given_arrays)):
                        slopes = _gradients(tf, session, made, feeds, is_sure=bool(all_slopes) and all_slopes[0] is not None)
                seen.append((known, values))
            except (ValueError, TypeError, IndexError, tf.errors.OpError) as reason:
                seen.append((_kind(reason), None))
            all_slopes.append(slopes)
    (known, wanted), (also_known, found) = seen
    assert also_known == known
    _compare(wanted or [], found or [], rough)
    if all_slopes[0] is not None:
        _compare(*all_slopes, 10 * rough)


def _compare(wanted: Any, found: Any, rough: float) -> None:
    for one, other in zip(wanted, found, strict=True):
        one, other = np.asarray(one), np.asarray(other)
        assert (other.dtype, other.shape) == (one.dtype, one.shape)
        if one.dtype.kind in "fc":
            np.testing.assert_allclose(other, one, rtol=rough, atol=rough)
        else:
            np.testing.assert_array_equal(other, one)


def _is_plain(values: np.ndarray) -> bool:
    """Whether no slope at these values is infinite, the difference of infinite ones, or decided by the last bit."""
    size = np.abs(values)
    return values.dtype.kind != "f" or bool((np.isfinite(values) & (size < 100) & ((size > 1e-5) | (size == 0))).all())


def _gradients(tf: Any, session: Any, made: list[Any], feeds: dict[Any, Any], *, is_sure: bool) -> list[Any] | None:
    """The gradients by every input of fractions, weighted so that no two results can make up for each other.

    None where TensorFlow has none to give, or stumbles over its own; zeros and no gradient at all mean the same.
    """
    ys, xs = ([each for each in tensors if each.dtype.is_floating] for tensors in (made, feeds))
    if not ys or not xs:
        return None
    weights = [tf.cast(tf.reshape(tf.cos(tf.cast(tf.range(tf.size(y)), tf.float32)), tf.shape(y)), y.dtype) for y in ys]
    try:
        found = tf.gradients(ys, xs, grad_ys=weights)
        slopes = [tf.zeros_like(x) if dx is None else tf.convert_to_tensor(dx) for x, dx in zip(xs, found, strict=True)]
        return session.run(slopes, feeds)  # type: ignore[no-any-return]
    except (LookupError, ValueError, TypeError, tf.errors.OpError):
        if is_sure:
            raise
        return None


def _kind(reason: Exception) -> str:
    return (
        next(each.__name__ for each in (TypeError, ValueError) if isinstance(reason, each))
        if isinstance(reason, (TypeError, ValueError))
        else type(reason).__name__
    )


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


def look_up(tf: Any, name: str) -> Any:
    for part in name.split("."):
        tf = getattr(tf, part)
    return tf


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
