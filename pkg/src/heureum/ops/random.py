"""Random tensors. With seeds the numbers are the same in every new session; they are not TensorFlow's numbers."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..dtypes import as_dtype, float16, float32, float64, int32, int64
from ..graph import Tensor, graph_of
from ..graph.seeds import get_seed
from . import random_kernels  # noqa: F401  # declares what is built here

__all__ = [
    "categorical",
    "multinomial",
    "random_crop",
    "random_gamma",
    "random_normal",
    "random_poisson",
    "random_shuffle",
    "random_uniform",
    "truncated_normal",
]


def _seeds(seed: int | None) -> dict[str, Any]:
    seed1, seed2 = get_seed(seed)
    return {"seed": seed1 or 0, "seed2": seed2 or 0}


def _shape_tensor(graph: Any, shape: Any) -> Any:
    is_empty = isinstance(shape, (list, tuple)) and not shape
    return graph.convert(np.zeros(0, np.int32) if is_empty else shape, name="shape")


def random_uniform(
    shape: Any, minval: Any = 0, maxval: Any = None, dtype: Any = float32, seed: int | None = None, name: str | None = None
) -> Tensor:
    """Numbers from `minval` to before `maxval` (1 unless told), all equally likely. `[n] -> shape`.

    Raises ValueError for a dtype that is neither a fraction nor an index, or integers without `maxval`.
    The numbers differ from TensorFlow's. Source: tf.random_uniform.
    """
    wanted = as_dtype(dtype)
    if wanted not in (float16, float32, float64, int32, int64):
        raise ValueError(f"Argument `dtype` got invalid value {wanted}. Accepted dtypes are floats, int32 and int64.")
    if maxval is None:
        if wanted.is_integer:
            raise ValueError("Must specify maxval for integer dtype.")
        maxval = 1
    graph = graph_of(shape, minval, maxval) if isinstance(shape, Tensor) else graph_of(minval, maxval)
    with graph.name_scope(name or "random_uniform") as scope:
        sizes = _shape_tensor(graph, shape)
        from_zero = isinstance(minval, int) and minval == 0
        to_one = isinstance(maxval, int) and maxval == 1
        if not (from_zero and to_one) or wanted.is_integer:
            minval = graph.convert(minval, wanted, name="min")
            maxval = graph.convert(maxval, wanted, name="max")
        made: Tensor
        if wanted.is_integer:
            made = graph.node("RandomUniformInt", sizes, minval, maxval, name=scope, **_seeds(seed))
            return made
        made = graph.node("RandomUniform", sizes, dtype=wanted, **_seeds(seed))
        if from_zero:
            return made if to_one else graph.node("Mul", made, maxval, name=scope)
        return graph.node("Add", made * (maxval - minval), minval, name=scope)


def random_normal(
    shape: Any, mean: Any = 0.0, stddev: Any = 1.0, dtype: Any = float32, seed: int | None = None, name: str | None = None
) -> Tensor:
    """Normally distributed numbers. `[n] -> shape`. The numbers differ from TensorFlow's. Source: tf.random_normal."""
    return _scaled("RandomStandardNormal", shape, mean, stddev, dtype, seed, name or "random_normal")


def truncated_normal(
    shape: Any, mean: Any = 0.0, stddev: Any = 1.0, dtype: Any = float32, seed: int | None = None, name: str | None = None
) -> Tensor:
    """Normally distributed numbers within two deviations of the mean. `[n] -> shape`.

    The numbers differ from TensorFlow's. Source: tf.truncated_normal.
    """
    return _scaled("TruncatedNormal", shape, mean, stddev, dtype, seed, name or "truncated_normal")


def _scaled(op_type: str, shape: Any, mean: Any, stddev: Any, dtype: Any, seed: int | None, name: str) -> Tensor:
    wanted = as_dtype(dtype)
    graph = graph_of(shape, mean, stddev)
    with graph.name_scope(name) as scope:
        sizes = _shape_tensor(graph, shape)
        mean, stddev = graph.convert(mean, wanted, name="mean"), graph.convert(stddev, wanted, name="stddev")
        drawn = graph.node(op_type, sizes, dtype=wanted, **_seeds(seed))
        made: Tensor = graph.node("Add", drawn * stddev, mean, name=scope)
        return made


def random_shuffle(value: Any, seed: int | None = None, name: str | None = None) -> Tensor:
    """The rows of `value` in another order. `[n, ...] -> [n, ...]`. The order differs from TensorFlow's.

    Source: tf.random_shuffle.
    """
    made: Tensor = graph_of(value).node("RandomShuffle", value, name=name, **_seeds(seed))
    return made


def multinomial(
    logits: Any, num_samples: Any, seed: int | None = None, name: str | None = None, output_dtype: Any = None
) -> Tensor:
    """For each row of `logits` so many classes, drawn with the probabilities of their softmax. `[b, c] x [] -> [b, n]`.

    The numbers differ from TensorFlow's. Source: tf.multinomial.
    """
    graph = graph_of(logits, num_samples)
    with graph.name_scope(name or "multinomial"):
        wanted = int64 if output_dtype is None else as_dtype(output_dtype)
        made: Tensor = graph.node("Multinomial", logits, num_samples, output_dtype=wanted, **_seeds(seed))
        return made


def categorical(logits: Any, num_samples: Any, dtype: Any = None, seed: int | None = None, name: str | None = None) -> Tensor:
    """For each row of `logits` so many classes, drawn with the probabilities of their softmax. `[b, c] x [] -> [b, n]`.

    The numbers differ from TensorFlow's. Source: tf.random.categorical.
    """
    return multinomial(logits, num_samples, seed, name or "categorical", dtype)


def random_gamma(
    shape: Any, alpha: Any, beta: Any = None, dtype: Any = float32, seed: int | None = None, name: str | None = None
) -> Tensor:
    """Gamma-distributed numbers for each `alpha` and inverse scale `beta`. `[n] x [...] x [...] -> shape + [...]`.

    The numbers differ from TensorFlow's; no gradient flows to the parameters. Source: tf.random_gamma.
    """
    wanted = as_dtype(dtype)
    graph = graph_of(shape, alpha, beta)
    with graph.name_scope(name or "random_gamma"):
        sizes = graph.convert(shape, int32 if not isinstance(shape, Tensor) else None, name="shape")
        alpha = graph.convert(alpha, wanted, name="alpha")
        beta = graph.convert(1 if beta is None else beta, wanted, name="beta")
        both = graph.node("BroadcastTo", alpha, graph.node("Shape", alpha + graph.node("ZerosLike", beta)))
        drawn = graph.node("RandomGamma", sizes, both, **_seeds(seed)) / beta
        least = np.finfo(wanted.as_numpy_dtype).tiny
        made: Tensor = graph.node("Maximum", least, drawn)
        return made


def random_poisson(lam: Any, shape: Any, dtype: Any = float32, seed: int | None = None, name: str | None = None) -> Tensor:
    """Poisson-distributed counts for each rate `lam`. `[...] x [n] -> shape + [...]`.

    The numbers differ from TensorFlow's. Source: tf.random_poisson.
    """
    graph = graph_of(lam, shape)
    with graph.name_scope(name or "random_poisson"):
        sizes = graph.convert(shape, int32 if not isinstance(shape, Tensor) else None, name="shape")
        made: Tensor = graph.node("RandomPoissonV2", sizes, lam, dtype=as_dtype(dtype), **_seeds(seed))
        return made


def random_crop(value: Any, size: Any, seed: int | None = None, name: str | None = None) -> Tensor:
    """A piece of the given size from a place drawn by chance. `[a, b] x [2] -> size`.

    InvalidArgumentError when the piece is larger than `value`. Source: tf.random_crop.
    """
    graph = graph_of(value, size)
    with graph.name_scope(name or "random_crop") as scope:
        value = graph.convert(value, name="value")
        size = graph.convert(size, int32 if not isinstance(size, Tensor) else None, name="size")
        room = graph.node("Shape", value) - size + 1
        drawn = random_uniform(graph.node("Shape", room), maxval=2**31 - 1, dtype=size.dtype, seed=seed)
        made: Tensor = graph.node("Slice", value, drawn % room, size, name=scope)
        return made
