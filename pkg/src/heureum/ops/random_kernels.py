"""Random ops: each keeps its generator for as long as its session lives.

Law: an op with seeds draws the same numbers in every new session, on every transport; one without draws by chance.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..dtypes import DType, float32, float64, int32, int64
from ..graph import Operation, Tensor, op
from ..op_def import ANY, FLOATING, INDEX, REAL
from ..resources import KernelContext
from ..tensor_shape import TensorShape, TensorSpec
from .shapes import constant_shape, of_rank, per_element, same

__all__: list[str] = []


def generator_of(context: KernelContext, seed: int, seed2: int) -> np.random.Generator:
    """The generator of a node: made once in a session, from its seeds or, without any, from chance."""
    seeds = (seed, seed2) if seed or seed2 else None
    made: np.random.Generator = context.resources.get("random", context.node_name, lambda: np.random.default_rng(seeds))
    return made


def _shape(shape: TensorSpec, *_: TensorSpec, **__: Any) -> TensorShape:
    of_rank(shape, 1, "shape")
    return constant_shape(shape)


def _sizes(shape: Any) -> tuple[int, ...]:
    sizes = tuple(np.ravel(shape).tolist())
    if min(sizes, default=0) < 0:
        raise ValueError(f"Dimension {min(sizes)} must be >= 0")
    return sizes


@op("RandomUniform(shape: T) -> dtype", shape=_shape, work=per_element(5), stateful=True, T=INDEX)
def _uniform(context: KernelContext, shape: Any, *, dtype: DType = float32, seed: int = 0, seed2: int = 0) -> Any:
    """Numbers in [0, 1), all equally likely. `[n] -> shape`. Source: tf.random_uniform."""
    drawn = generator_of(context, seed, seed2).random(_sizes(shape), np.float64 if dtype is float64 else np.float32)
    if dtype is not float32 and dtype is not float64:
        # Rounding to fewer bits must not reach 1.
        drawn = np.floor(drawn * 1024) / 1024
    return np.asarray(drawn, dtype.as_numpy_dtype)[()]


@op("RandomUniformInt(shape: T, minval: Tout, maxval: Tout) -> Tout", shape=_shape, stateful=True, T=INDEX, Tout=INDEX)
def _uniform_int(context: KernelContext, shape: Any, minval: Any, maxval: Any, *, seed: int = 0, seed2: int = 0) -> Any:
    """Integers from minval to before maxval, all equally likely. `[n] x [] x [] -> shape`. Source: tf.random_uniform."""
    if minval >= maxval:
        raise ValueError(f"Need minval < maxval, got {minval} >= {maxval}")
    drawn = generator_of(context, seed, seed2).integers(int(minval), int(maxval), _sizes(shape))
    return np.asarray(drawn, minval.dtype)[()]


@op("RandomStandardNormal(shape: T) -> dtype", shape=_shape, work=per_element(20), stateful=True, T=INDEX)
def _normal(context: KernelContext, shape: Any, *, dtype: DType = float32, seed: int = 0, seed2: int = 0) -> Any:
    """Numbers of mean 0 and deviation 1, normally distributed. `[n] -> shape`. Source: tf.random_normal."""
    kind = np.float64 if dtype is float64 else np.float32
    return np.asarray(generator_of(context, seed, seed2).standard_normal(_sizes(shape), kind), dtype.as_numpy_dtype)[()]


@op("TruncatedNormal(shape: T) -> dtype", shape=_shape, work=per_element(25), stateful=True, T=INDEX)
def _truncated(context: KernelContext, shape: Any, *, dtype: DType = float32, seed: int = 0, seed2: int = 0) -> Any:
    """Normally distributed numbers, drawn again until they are less than 2 from 0. `[n] -> shape`.

    Source: tf.truncated_normal.
    """
    generator = generator_of(context, seed, seed2)
    kind = np.float64 if dtype is float64 else np.float32
    drawn = np.asarray(generator.standard_normal(_sizes(shape), kind))
    while (far := np.abs(drawn) >= 2).any():
        drawn[far] = generator.standard_normal(int(far.sum()), kind)
    return drawn.astype(dtype.as_numpy_dtype)[()]


def _shuffle_gradient(op: Operation, dy: Tensor) -> list[Any]:
    return [None]  # as in TensorFlow: which row went where is not kept


@op("RandomShuffle(value: T) -> T", shape=same, gradient=_shuffle_gradient, stateful=True, T=ANY)
def _shuffle(context: KernelContext, value: Any, *, seed: int = 0, seed2: int = 0) -> Any:
    """The rows in another order, all orders equally likely. `[n, ...] -> [n, ...]`. Source: tf.random_shuffle."""
    value = np.asarray(value)
    return value[generator_of(context, seed, seed2).permutation(len(value))] if value.ndim else value[()]


def _drawn_shape(logits: TensorSpec, num_samples: TensorSpec, **_: Any) -> TensorShape:
    rows = of_rank(logits, 2, "logits")[0]
    return TensorShape.of((rows, None if num_samples.value is None else int(num_samples.value)))


@op("Multinomial(logits: T, num_samples: int32) -> output_dtype", shape=_drawn_shape, stateful=True, T=REAL)
def _multinomial(
    context: KernelContext, logits: Any, num_samples: Any, *, output_dtype: DType = int64, seed: int = 0, seed2: int = 0
) -> Any:
    """For each row of logits so many class numbers, drawn with the probabilities of their softmax. `[b, c] x [] -> [b, n]`.

    Source: tf.multinomial.
    """
    if logits.ndim != 2:
        raise ValueError(f"logits should be a matrix, got shape {list(logits.shape)}")
    logits = logits.astype(np.float64)
    weights = np.cumsum(np.exp(logits - logits.max(1, keepdims=True)), 1)
    drawn = generator_of(context, seed, seed2).random((len(logits), int(num_samples))) * weights[:, -1:]
    chosen = [np.searchsorted(row, at, "right") for row, at in zip(weights, drawn, strict=True)]
    return np.minimum(np.reshape(chosen, drawn.shape), logits.shape[1] - 1).astype(output_dtype.as_numpy_dtype)


def _appended(shape: TensorSpec, parameter: TensorSpec, **_: Any) -> TensorShape:
    return constant_shape(shape).concatenate(parameter.shape)


@op(
    "RandomGamma(shape: S, alpha: T) -> T",
    shape=_appended,
    gradient=lambda op, dy: [None, None],
    stateful=True,
    S=INDEX,
    T=FLOATING,
)
def _gamma(context: KernelContext, shape: Any, alpha: Any, *, seed: int = 0, seed2: int = 0) -> Any:
    """Gamma-distributed numbers of scale 1 for each `alpha`. `[n] x [...] -> shape + [...]`. Source: tf.random_gamma."""
    generator = generator_of(context, seed, seed2)
    alpha = np.asarray(alpha)
    return np.asarray(generator.standard_gamma(alpha.astype(np.float64), _sizes(shape) + alpha.shape), alpha.dtype)[()]


@op(
    "RandomPoissonV2(shape: S, rate: R) -> dtype",
    shape=_appended,
    stateful=True,
    S=INDEX,
    R=(*FLOATING, int32, int64),
)
def _poisson(context: KernelContext, shape: Any, rate: Any, *, dtype: DType = int64, seed: int = 0, seed2: int = 0) -> Any:
    """Poisson-distributed counts for each `rate`. `[n] x [...] -> shape + [...]`. Source: tf.random_poisson."""
    drawn = generator_of(context, seed, seed2).poisson(rate, _sizes(shape) + np.shape(rate))
    return np.asarray(drawn, dtype.as_numpy_dtype)[()]
