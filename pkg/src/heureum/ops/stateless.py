"""Random numbers that the seed alone decides: the same seed gives the same numbers, in every run and on every device.

Law: no generator is kept, so these ops may be merged and run anywhere. They are not TensorFlow's numbers.
Source: tf.random.stateless_*.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..dtypes import DType, as_dtype, float16, float32, float64, int32, int64
from ..graph import Tensor, graph_of, op
from ..op_def import INDEX, REAL
from ..tensor_shape import TensorShape, TensorSpec
from .shapes import constant_shape, of_rank, per_element

__all__ = [
    "stateless_categorical",
    "stateless_multinomial",
    "stateless_normal",
    "stateless_truncated_normal",
    "stateless_uniform",
]


def _shape(shape: TensorSpec, seed: TensorSpec, *_: TensorSpec, **__: Any) -> TensorShape:
    of_rank(shape, 1, "shape")
    _check_seed(seed)
    return constant_shape(shape)


def _check_seed(seed: TensorSpec) -> None:
    (count,) = of_rank(seed, 1, "seed")
    if count not in (None, 2):
        raise ValueError(f"seed must have shape [2], not {seed.shape}")


def _generator(seed: Any) -> np.random.Generator:
    return np.random.default_rng(np.asarray(seed, np.int64).view(np.uint64).tolist())


def _sizes(shape: Any) -> tuple[int, ...]:
    return tuple(np.ravel(shape).tolist())


@op("StatelessRandomUniform(shape: T, seed: Tseed) -> dtype", shape=_shape, work=per_element(5), T=INDEX, Tseed=INDEX)
def _uniform(shape: Any, seed: Any, *, dtype: DType = float32) -> Any:
    """Numbers in [0, 1), all equally likely. `[n] x [2] -> shape`. Source: tf.random.stateless_uniform."""
    drawn = _generator(seed).random(_sizes(shape), np.float64 if dtype is float64 else np.float32)
    if dtype is float16:
        drawn = np.floor(drawn * 1024) / 1024  # rounding to fewer bits must not reach 1
    return np.asarray(drawn, dtype.as_numpy_dtype)[()]


@op(
    "StatelessRandomUniformInt(shape: T, seed: Tseed, minval: dtype, maxval: dtype) -> dtype",
    shape=_shape, work=per_element(5), T=INDEX, Tseed=INDEX, dtype=INDEX,
)  # fmt: skip
def _uniform_int(shape: Any, seed: Any, minval: Any, maxval: Any) -> Any:
    """Integers from minval to before maxval, all equally likely. `[n] x [2] x [] x [] -> shape`.

    Source: tf.random.stateless_uniform.
    """
    if minval >= maxval:
        raise ValueError(f"Need minval < maxval, got {minval} >= {maxval}")
    return np.asarray(_generator(seed).integers(int(minval), int(maxval), _sizes(shape)), minval.dtype)[()]


@op("StatelessRandomNormal(shape: T, seed: Tseed) -> dtype", shape=_shape, work=per_element(20), T=INDEX, Tseed=INDEX)
def _normal(shape: Any, seed: Any, *, dtype: DType = float32) -> Any:
    """Numbers of mean 0 and deviation 1, normally distributed. `[n] x [2] -> shape`. Source: tf.random.stateless_normal."""
    kind = np.float64 if dtype is float64 else np.float32
    return np.asarray(_generator(seed).standard_normal(_sizes(shape), kind), dtype.as_numpy_dtype)[()]


@op("StatelessTruncatedNormal(shape: T, seed: Tseed) -> dtype", shape=_shape, work=per_element(25), T=INDEX, Tseed=INDEX)
def _truncated(shape: Any, seed: Any, *, dtype: DType = float32) -> Any:
    """Normally distributed numbers, drawn again until they are less than 2 from 0. `[n] x [2] -> shape`.

    Source: tf.random.stateless_truncated_normal.
    """
    generator, kind = _generator(seed), np.float64 if dtype is float64 else np.float32
    drawn = np.asarray(generator.standard_normal(_sizes(shape), kind))
    while (far := np.abs(drawn) >= 2).any():
        drawn[far] = generator.standard_normal(int(far.sum()), kind)
    return drawn.astype(dtype.as_numpy_dtype)[()]


def _drawn_shape(logits: TensorSpec, num_samples: TensorSpec, seed: TensorSpec, **_: Any) -> TensorShape:
    _check_seed(seed)
    rows = of_rank(logits, 2, "logits")[0]
    return TensorShape.of((rows, None if num_samples.value is None else int(num_samples.value)))


@op(
    "StatelessMultinomial(logits: T, num_samples: int32, seed: Tseed) -> output_dtype",
    shape=_drawn_shape, T=REAL, Tseed=INDEX,
)  # fmt: skip
def _multinomial(logits: Any, num_samples: Any, seed: Any, *, output_dtype: DType = int64) -> Any:
    """For each row so many class numbers, with the probabilities of its softmax. `[b, c] x [] x [2] -> [b, n]`.

    Source: tf.random.stateless_multinomial.
    """
    logits = logits.astype(np.float64)
    weights = np.cumsum(np.exp(logits - logits.max(1, keepdims=True)), 1)
    drawn = _generator(seed).random((len(logits), int(num_samples))) * weights[:, -1:]
    chosen = [np.searchsorted(row, at, "right") for row, at in zip(weights, drawn, strict=True)]
    return np.minimum(np.reshape(chosen, drawn.shape), logits.shape[1] - 1).astype(output_dtype.as_numpy_dtype)


def _sized(graph: Any, shape: Any) -> Any:
    is_empty = isinstance(shape, (list, tuple)) and not shape
    return graph.convert(np.zeros(0, np.int32) if is_empty else shape, name="shape")


def stateless_uniform(
    shape: Any, seed: Any, minval: Any = 0, maxval: Any = None, dtype: Any = float32, name: str | None = None
) -> Tensor:
    """Numbers from `minval` to before `maxval` (1 unless told) that `seed`, two integers, decides. `[n] x [2] -> shape`.

    Raises ValueError for a dtype that is neither a fraction nor an index, or integers without `maxval`. The numbers differ
    from TensorFlow's. Source: tf.random.stateless_uniform.
    """
    wanted = as_dtype(dtype)
    if wanted not in (float16, float32, float64, int32, int64):
        raise ValueError(f"Invalid dtype {wanted}")
    if wanted.is_integer and maxval is None:
        raise ValueError(f"Must specify maxval for integer dtype {wanted!r}")
    graph = graph_of(seed, minval, maxval)
    with graph.name_scope(name or "stateless_random_uniform") as scope:
        sizes = _sized(graph, shape)
        low = graph.convert(minval, wanted, name="min")
        high = graph.convert(1 if maxval is None else maxval, wanted, name="max")
        made: Tensor
        if wanted.is_integer:
            made = graph.node("StatelessRandomUniformInt", sizes, seed, low, high, name=scope)
        else:
            made = graph.node("StatelessRandomUniform", sizes, seed, dtype=wanted) * (high - low) + low
        return made


def _scaled(op_type: str, shape: Any, seed: Any, mean: Any, stddev: Any, dtype: Any, name: str) -> Tensor:
    wanted = as_dtype(dtype)
    graph = graph_of(seed, mean, stddev)
    with graph.name_scope(name):
        sizes = _sized(graph, shape)
        mean, stddev = graph.convert(mean, wanted, name="mean"), graph.convert(stddev, wanted, name="stddev")
        made: Tensor = graph.node(op_type, sizes, seed, dtype=wanted) * stddev + mean
        return made


def stateless_normal(
    shape: Any, seed: Any, mean: Any = 0.0, stddev: Any = 1.0, dtype: Any = float32, name: str | None = None
) -> Tensor:
    """Normally distributed numbers that `seed`, two integers, decides. `[n] x [2] -> shape`.

    The numbers differ from TensorFlow's. Source: tf.random.stateless_normal.
    """
    return _scaled("StatelessRandomNormal", shape, seed, mean, stddev, dtype, name or "stateless_random_normal")


def stateless_truncated_normal(
    shape: Any, seed: Any, mean: Any = 0.0, stddev: Any = 1.0, dtype: Any = float32, name: str | None = None
) -> Tensor:
    """The same less than two deviations from the mean. `[n] x [2] -> shape`. Source: tf.random.stateless_truncated_normal."""
    return _scaled("StatelessTruncatedNormal", shape, seed, mean, stddev, dtype, name or "stateless_truncated_normal")


def stateless_multinomial(logits: Any, num_samples: Any, seed: Any, output_dtype: Any = int64, name: str | None = None) -> Tensor:
    """For each row so many class numbers that `seed` decides. `[b, c] x [] x [2] -> [b, n]`.

    Source: tf.random.stateless_multinomial.
    """
    graph = graph_of(logits, seed)
    with graph.name_scope(name or "stateless_multinomial"):
        made: Tensor = graph.node("StatelessMultinomial", logits, num_samples, seed, output_dtype=as_dtype(output_dtype))
        return made


def stateless_categorical(logits: Any, num_samples: Any, seed: Any, dtype: Any = int64, name: str | None = None) -> Tensor:
    """For each row so many class numbers that `seed` decides. `[b, c] x [] x [2] -> [b, n]`.

    Source: tf.random.stateless_categorical.
    """
    return stateless_multinomial(logits, num_samples, seed, dtype, name or "stateless_categorical")
