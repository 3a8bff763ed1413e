"""Lines for functions of each element by itself, and of elements that broadcast."""

from __future__ import annotations

from typing import Any

from ..generating import FLOATS, INTS, REAL, Line, line, look_up, pairs_of_shapes, shapes, some, whole

__all__ = ["LINES"]

_COMPLEX = ("complex64", "complex128")
_SMALL = ("int8", "uint8", "int16", "uint16", "int32", "int64")
_HALF = ("float16", *FLOATS)
_FIT = pairs_of_shapes.map(lambda found: list(found.input_shapes))
_ONE = shapes.map(lambda shape: [shape])
_TWO = shapes.map(lambda shape: [shape, shape])


def _of_one(name: str, *dtypes: str, **options: Any) -> Line:
    return line(lambda tf, x, n: look_up(tf, name)(x), some(dtypes, _ONE), **options)


def _of_two(name: str, *dtypes: str, **options: Any) -> Line:
    return line(lambda tf, x, y, n: look_up(tf, name)(x, y), some(dtypes, _FIT), **options)


LINES = {
    **{name: _of_one(name, *_COMPLEX) for name in ("angle", "conj", "imag", "real")},
    **{
        f"{name} of complex": _of_one(name, *_COMPLEX, rough=2e-4)
        for name in ("abs", "exp", "square", "negative", "sqrt", "tanh")
    },
    **{
        name: _of_one(name, *FLOATS, rough=1e-4, named=False) for name in ("math.bessel_i0", "math.bessel_i0e", "math.bessel_i1e")
    },
    "math.bessel_i1": _of_one("math.bessel_i1", *FLOATS, rough=1e-4, named=False, sloped=False),
    **{
        name: _of_one(name, *REAL, named=False)
        for name in ("math.zero_fraction", "math.is_non_decreasing", "math.is_strictly_increasing")
    },
    **{name: _of_one(name, *_HALF, *INTS) for name in ("to_float", "to_double", "to_int32", "to_int64")},
    **{name: _of_one(name, *REAL, *_COMPLEX) for name in ("to_complex64", "to_complex128", "stop_gradient")},
    **{
        name: _of_one(name, *FLOATS, named=False)
        for name in ("nn.silu", "grad_pass_through", "guarantee_const", "math.reciprocal_no_nan")
    },
    **{name: _of_two(name, *_SMALL) for name in ("bitwise.bitwise_and", "bitwise.bitwise_or")},
    "bitwise.invert": _of_one("bitwise.invert", *_SMALL),
    **{
        name: line(
            lambda tf, x, y, n, name=name: look_up(tf, name)(x, tf.bitwise.bitwise_and(y, tf.constant(3, y.dtype))),
            some(_SMALL, _FIT),
        )
        for name in ("bitwise.left_shift", "bitwise.right_shift")
    },
    **{name: _of_two(name, *_HALF, *INTS) for name in ("greater_equal", "truncatediv", "floor_div")},
    "truncatemod": _of_two("truncatemod", *REAL),
    **{
        f"{name} of small": _of_two(name, "int8", "uint8", "int16", "uint16", "float16")
        for name in ("add", "multiply", "subtract", "maximum", "minimum", "less", "equal", "floordiv", "floormod")
    },
    **{
        f"{name} of complex": _of_two(name, *_COMPLEX, rough=1e-4)
        for name in ("add", "multiply", "subtract", "equal", "not_equal", "squared_difference")
    },
    **{
        name: _of_two(name, *FLOATS, named=False)
        for name in ("math.multiply_no_nan", "math.xdivy", "math.xlogy", "realdiv", "complex")
    },
    "math.xlog1py": line(lambda tf, x, y, n: tf.math.xlog1py(x, tf.abs(y)), some(FLOATS, _FIT), named=False),
    "math.nextafter": line(lambda tf, x, y, n: tf.math.nextafter(x, y), some(FLOATS, _FIT), rough=1e-7),
    "igamma": line(
        lambda tf, x, y, n: (tf.igamma(tf.abs(x) + 0.5, tf.abs(y)), tf.igammac(tf.abs(x) + 0.5, tf.abs(y))),
        some(FLOATS, _FIT),
        rough=2e-4,
    ),
    "betainc": line(
        lambda tf, x, y, n: tf.betainc(tf.abs(x) + 0.5, tf.abs(y) + 0.5, tf.sigmoid(x + y)),
        some(FLOATS, _TWO),
        rough=3e-4,
        sloped=False,
    ),
    "zeta": line(
        lambda tf, x, y, n: (tf.zeta(tf.abs(x) + 1.5, tf.abs(y) + 0.5), tf.polygamma(tf.constant(2, x.dtype), tf.abs(y) + 0.5)),
        some(FLOATS, _FIT),
        rough=3e-4,
        sloped=False,
    ),
    "lbeta": line(
        lambda tf, x, n: tf.lbeta(tf.abs(x) + 0.5), some(FLOATS, [(3,)], [(2, 3)], [(2, 0)], [()]), rough=2e-4, named=False
    ),
    "scalar_mul": line(lambda tf, x, n: (tf.scalar_mul(n[0], x), tf.scalar_mul(tf.constant(n[1], x.dtype), x)), some(REAL, _ONE)),
    "saturate_cast": line(
        lambda tf, x, n: tf.saturate_cast(x * 100, [tf.uint8, tf.int8, tf.int16, tf.float64][n[0]]), some(REAL, _ONE), named=False
    ),
    "cast": line(
        lambda tf, x, n: tf.cast(x, [tf.float16, tf.int32, tf.bool, tf.complex64, tf.int64, tf.float64][n[0]]),
        some((*_SMALL, *FLOATS, "bool"), _ONE),
    ),
    "inverses": line(
        lambda tf, x, n: (tf.math.erfinv(tf.tanh(x / 4)), tf.math.erfinv(x), tf.math.ndtri(tf.sigmoid(x / 4)), tf.math.ndtri(x)),
        some(FLOATS, _ONE),
        named=False,
        rough=1e-4,
        sloped=False,
    ),
    "inverses' slopes": line(
        lambda tf, x, n: (tf.math.erfinv(tf.tanh(x / 8)), tf.math.ndtri(tf.sigmoid(x / 8))),
        some(FLOATS, _ONE),
        named=False,
        rough=1e-4,
    ),
    "bitcast": line(
        lambda tf, x, n: tf.bitcast(x, [tf.int32, tf.uint8, tf.float32, tf.int64][n[0]]), some(REAL, _ONE, [(2,)], [(3, 2)])
    ),
    "add_n": line(
        lambda tf, x, y, n: (tf.add_n([x, y]), tf.accumulate_n([x, y, x])), some(REAL, _TWO, [(2,), (3,)]), named=False
    ),
    "polyval": line(lambda tf, x, y, n: tf.math.polyval([x, y, x], y), some(REAL, _FIT), rough=1e-4),
    "check_numerics": line(lambda tf, x, n: tf.check_numerics(x, "m"), some(FLOATS, _ONE, edges=True)),
    "verify": line(lambda tf, x, n: tf.verify_tensor_all_finite(x, "m"), some(FLOATS, _ONE, edges=True), named=False),
    "clip": line(
        lambda tf, x, n: (
            tf.clip_by_average_norm(x, 0.5),
            tf.clip_by_global_norm([x, x], abs(n[0]) + 0.5),
            tf.global_norm([x, x]),
        ),
        some(("float32",), _ONE),
        named=False,
        rough=1e-4,
    ),
    "fake_quant": line(
        lambda tf, x, n: (
            tf.fake_quant_with_min_max_args(x, -abs(n[0]) - 0.5, abs(n[1]) + 0.5, num_bits=4 + abs(n[2])),
            tf.fake_quant_with_min_max_vars(x, -abs(n[0]) - 0.5, abs(n[1]) + 0.5, num_bits=4, narrow_range=n[2] > 0),
        ),
        some(("float32",), _ONE),
    ),
    "quantize_and_dequantize": line(
        lambda tf, x, n: (
            tf.quantization.quantize_and_dequantize(
                x, -1.5, 2.0, n[0] > 0, 3 + abs(n[1]), range_given=True, narrow_range=n[2] > 0
            ),
            tf.quantization.quantize_and_dequantize(x, 0.0, 0.0, num_bits=4, round_mode=["HALF_TO_EVEN", "HALF_UP"][n[0] > 0]),
        ),
        some(FLOATS, [(3,)], [(2, 2)], [(1, 2, 2)]),
        named=False,
    ),
    "fake_quant slopes": line(
        lambda tf, x, y, n: (
            tf.fake_quant_with_min_max_args_gradient(x, y, -2.0, 3.0),
            tf.fake_quant_with_min_max_vars_gradient(x, y, -2.0, 3.0),
        ),
        some(("float32",), _TWO),
    ),
    "fake_quant channels": line(
        lambda tf, x, n: (
            tf.fake_quant_with_min_max_vars_per_channel(x, [-1.0, -2.0, -0.5], [1.0, 3.0, 2.0]),
            tf.fake_quant_with_min_max_vars_per_channel_gradient(x, x, [-1.0, -2.0, -0.5], [1.0, 3.0, 2.0]),
        ),
        some(("float32",), [(3,)], [(2, 3)], [(2, 2, 3)], [(2,)]),
    ),
    "reduce_std": line(
        lambda tf, x, n: (tf.math.reduce_std(x, n[0]), tf.math.reduce_euclidean_norm(x, n[0], keepdims=n[1] > 0)),
        some(FLOATS, _ONE),
        named=False,
        sloped=False,
        rough=1e-4,
    ),
    "where_v2": line(lambda tf, x, y, n: tf.where_v2(x > y, x, y), some(REAL, _FIT)),
    "where of one": line(lambda tf, x, n: tf.where(x), some((*REAL, "bool"), _ONE)),
    "eager": line(
        lambda tf, x, n: (
            tf.identity_n([x, x]),
            tf.tuple([x, x]),
            tf.convert_to_tensor_or_sparse_tensor(x),
            tf.convert_to_tensor_or_indexed_slices(x),
            tf.Print(x, [x.shape.ndims or 0], summarize=0),
        ),
        some(REAL, _ONE),
    ),
    "asserts": line(
        lambda tf, x, y, n: [
            _after(tf, check, x)
            for check in (
                tf.assert_equal(x, y),
                tf.assert_less_equal(x, y + n[0]),
                tf.assert_greater_equal(x, y - n[1]),
                tf.assert_near(tf.cast(x, tf.float32), tf.cast(x, tf.float32)),
            )
        ][n[0]],
        some(REAL, _FIT, _TWO),
        named=False,
    ),
    "asserts of signs": line(
        lambda tf, x, n: [
            _after(tf, check(x), x)
            for check in (
                tf.assert_negative,
                tf.assert_positive,
                tf.assert_non_negative,
                tf.assert_non_positive,
                tf.assert_integer,
            )
        ],
        some(REAL, [(0,)], [(1,)]),
        named=False,
    ),
    "asserts of pairs": line(
        lambda tf, x, y, n: _after(tf, [tf.assert_less, tf.assert_greater, tf.assert_none_equal][n[0]](x, y), x),
        some(REAL, _FIT),
        named=False,
    ),
    "asserts of ranks": line(
        lambda tf, x, n: [
            _after(tf, check, x)
            for check in (
                tf.assert_rank(x, abs(n[0])),
                tf.assert_rank_at_least(x, abs(n[1])),
                tf.assert_rank_in(x, [abs(n[2]), 1, 0]),
            )
        ],
        some(REAL, _ONE),
        named=False,
    ),
    "asserts of types": line(
        lambda tf, x, n: _after(tf, tf.assert_type(x, tf.float32), tf.assert_scalar(x) if n[0] else x),
        some(REAL, _ONE),
        named=False,
    ),
    "Assert": line(
        lambda tf, x, n: _after(tf, tf.Assert(tf.reduce_all(x > n[0]), [x]), x), some(REAL, [()], [(1,)]), named=False
    ),
    "approximate": line(lambda tf, x, y, n: tf.math.less(x, y) if n[0] else tf.math.not_equal(x, y), some(REAL, _FIT)),
    "argmax": line(
        lambda tf, x, n: (tf.argmax(x, n[0], output_type=tf.int32), tf.arg_max(x, 0), tf.arg_min(x, 0)), some(REAL, _ONE)
    ),
    "unravel": line(lambda tf, x, n: tf.unravel_index(x, [abs(n[0]) + 1, 3]), whole(0, 5, (), (3,)), named=False),
}


def _after(tf: Any, check: Any, x: Any) -> Any:
    with tf.control_dependencies([] if check is None else [check]):
        return tf.identity(x)
