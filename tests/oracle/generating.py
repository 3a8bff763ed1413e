"""Inputs that hypothesis makes, in every dtype, of all kinds of shapes, with edge values, and one program run on them twice.

Takes `program(tf, *placeholders)`; compares values, gradients, dtypes, static shapes, names and the classes of errors.
"""

from __future__ import annotations

import types
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

import heureum

__all__ = [
    "FLOATS",
    "INTS",
    "REAL",
    "Line",
    "example_of",
    "line",
    "look_up",
    "often",
    "pairs_of_shapes",
    "run_both",
    "shapes",
    "some",
    "text",
    "values",
    "whole",
]

FLOATS, INTS = ("float32", "float64"), ("int32", "int64")
REAL = (*FLOATS, *INTS)
_EDGES: dict[str, list[Any]] = {
    "f": [0.0, -0.0, 1.0, -1.0, 0.5, -2.5, 3.0, 1e30, -1e30, np.inf, -np.inf, np.nan],
    "i": [0, 1, -1, 2, -7, 100],
    "u": [0, 1, 2, 100],
}
_WORDS = [b"", b"a", b"b", b"1.5", b" x y ", b"a,b;c", "한글".encode(), b"0x", b"-7"]

often = settings(
    max_examples=25,
    phases=[Phase.explicit, Phase.generate],
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)

shapes = arrays.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=3)
pairs_of_shapes = arrays.mutually_broadcastable_shapes(num_shapes=2, max_dims=3, min_side=0, max_side=3)


@st.composite
def values(draw: Any, dtype: str, shape: tuple[int, ...], edges: bool = True) -> np.ndarray:
    """An array: truth values, words, or numbers between -9 and 9, edge values among them if wanted."""
    kind = np.dtype(dtype).kind
    if kind == "b":
        return np.asarray(draw(arrays.arrays(np.bool_, shape)))
    if kind == "O":
        return np.asarray(draw(arrays.arrays(object, shape, elements=st.sampled_from(_WORDS))))
    if kind == "c":
        size = np.float32 if dtype == "complex64" else np.float64
        parts = [draw(arrays.arrays(size, shape, elements=st.integers(-8, 8).map(lambda n: n / 4))) for _ in "ri"]
        return np.asarray(parts[0] + 1j * parts[1], dtype)
    # TensorFlow takes numbers below the least normal one for zero.
    plain: Any = st.integers(0 if kind == "u" else -9, 9) if kind in "iu" else st.floats(-9, 9, width=16, allow_subnormal=False)
    return np.asarray(
        draw(arrays.arrays(dtype, shape, elements=st.one_of(plain, st.sampled_from(_EDGES[kind])) if edges else plain))
    )


@st.composite
def some(draw: Any, dtypes: Sequence[str], *choices: Any, edges: bool = False) -> tuple[np.ndarray, ...]:
    """Arrays of one dtype: of the shapes in one of the `choices`, each a list of shapes or a strategy that gives such a list."""
    dtype = draw(st.sampled_from(dtypes))
    chosen = draw(st.sampled_from(choices))
    sizes = chosen if isinstance(chosen, list) else list(draw(chosen))
    return tuple(draw(values(dtype, tuple(size), edges)) for size in sizes)


@st.composite
def whole(draw: Any, low: int, high: int, *choices: Any, dtypes: Sequence[str] = INTS) -> tuple[np.ndarray, ...]:
    """Indices and the like: whole numbers from `low` to `high`."""
    dtype, size = draw(st.sampled_from(dtypes)), draw(st.sampled_from(choices or ((3,),)))
    return (np.asarray(draw(arrays.arrays(dtype, size, elements=st.integers(low, high)))),)


@st.composite
def text(draw: Any, *choices: Any) -> tuple[np.ndarray, ...]:
    """Words, as TensorFlow's strings are."""
    return (draw(values("object", draw(st.sampled_from(choices or ((3,), (), (0,), (2, 2)))))),)


@dataclass(frozen=True)
class Line:
    """One program for one or more public functions. The numbers are three whole ones between -3 and 3."""

    program: Callable[..., Any]
    inputs: st.SearchStrategy[Any]
    rough: float = 2e-5
    named: bool = True
    random: bool = False
    sloped: bool = True
    known: tuple[str, ...] = ("all", "rank", "nothing")


def line(program: Callable[..., Any], *inputs: Any, **options: Any) -> Line:
    """`program(tf, *tensors, numbers)`, with tensors of what the strategies draw: each a tuple of arrays."""
    return Line(program, st.tuples(*inputs).map(lambda found: tuple(each for part in found for each in part)), **options)


@st.composite
def example_of(draw: Any, given: Line) -> tuple[tuple[np.ndarray, ...], list[int], str]:
    """What a line is run with: arrays, numbers, and how much is known of shapes before running."""
    numbers = draw(st.lists(st.integers(-3, 3), min_size=3, max_size=3))
    return draw(given.inputs), numbers, draw(st.sampled_from((*given.known[:1] * 2, *given.known)))


def look_up(tf: Any, name: str) -> Any:
    """`tf.nn.relu` by its name."""
    for part in name.split("."):
        tf = getattr(tf, part)
    return tf


def _known_shape(array: np.ndarray, known: str) -> Any:
    return {"all": array.shape, "rank": [None] * array.ndim, "nothing": None}[known]


def run_both(
    oracle: types.ModuleType,
    program: Any,
    *given_arrays: np.ndarray,
    rough: float = 2e-5,
    named: bool = True,
    known: str = "all",
    random: bool = False,
    sloped: bool = True,
) -> None:
    """`program(tf, *placeholders)` built and run with the arrays under both."""
    seen: list[Any] = []
    all_slopes: list[Any] = []
    texts: list[str] = []
    for tf in (oracle, heureum):
        slopes = None
        with tf.Graph().as_default(), warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            tf.set_random_seed(1)
            inputs = [tf.placeholder(_dtype(each, tf), _known_shape(each, known)) for each in given_arrays]
            try:
                made = _flat(program(tf, *inputs), tf)
                static = [(each.name if named else "", each.dtype.name, _sizes(each)) for each in made]
                feeds = dict(zip(inputs, given_arrays, strict=True))
                with tf.Session() as session:
                    if tf.global_variables():
                        session.run(tf.variables_initializer(tf.global_variables()), feeds)
                    if tf.get_collection("table_initializer"):
                        session.run(tf.tables_initializer())
                    found = session.run(made, feeds)
                    if sloped and not random and all(map(_is_plain, given_arrays)):
                        is_sure = bool(all_slopes) and all_slopes[0] is not None
                        slopes = _gradients(tf, session, made, feeds, is_sure=is_sure)
                seen.append((static, found))
            except (ValueError, TypeError, IndexError, tf.errors.OpError) as reason:
                seen.append((_kind(reason), None))
                texts.append(f"{tf.__name__}: {reason}"[:200])
            all_slopes.append(slopes)
    (static, wanted), (also_static, found) = seen
    assert also_static == static, f"TensorFlow: {static}; heureum: {also_static}; {' | '.join(texts)}"
    _compare(wanted or [], found or [], rough, random=random)
    if all_slopes[0] is not None:
        _compare(*all_slopes, 10 * rough)


def _dtype(array: np.ndarray, tf: Any) -> Any:
    return tf.string if array.dtype.kind == "O" else array.dtype


def _sizes(tensor: Any) -> Any:
    return tensor.shape.as_list() if tensor.shape.rank is not None else None


def _flat(made: Any, tf: Any) -> list[Any]:
    """Tensors of whatever nests them; of a sparse tensor its three parts."""
    if isinstance(made, dict):
        made = [made[key] for key in sorted(made)]
    if isinstance(made, (list, tuple)):
        return [each for part in made for each in _flat(part, tf)]
    if isinstance(made, tf.SparseTensor):
        return [made.indices, made.values, made.dense_shape]
    if isinstance(made, tf.IndexedSlices):
        return [made.values, made.indices]
    return [] if made is None or isinstance(made, tf.Operation) else [made if hasattr(made, "op") else tf.convert_to_tensor(made)]


def _compare(wanted: Any, found: Any, rough: float, *, random: bool = False) -> None:
    for one, other in zip(wanted, found, strict=True):
        one, other = (np.asarray(each, object if isinstance(each, bytes) else None) for each in (one, other))
        assert (other.dtype, other.shape) == (one.dtype, one.shape), f"TensorFlow: {one!r}; heureum: {other!r}"
        if random:
            continue
        if one.dtype.kind in "fc":
            coarse = 2e-3 if one.dtype == np.float16 else rough
            np.testing.assert_allclose(other, one, rtol=coarse, atol=coarse)
        else:
            np.testing.assert_array_equal(other, one)


def _is_plain(array: np.ndarray) -> bool:
    """Whether no slope at these values is infinite, the difference of infinite ones, or decided by the last bit."""
    if array.dtype.kind not in "fc":
        return True
    size = np.abs(array)
    return bool((np.isfinite(array) & (size < 100) & ((size > 1e-5) | (size == 0))).all())


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
    except (LookupError, ValueError, TypeError, NotImplementedError, tf.errors.OpError):
        if is_sure:
            raise
        return None


def _kind(reason: Exception) -> str:
    return (
        next(each.__name__ for each in (TypeError, ValueError) if isinstance(reason, each))
        if isinstance(reason, (TypeError, ValueError))
        else type(reason).__name__
    )
