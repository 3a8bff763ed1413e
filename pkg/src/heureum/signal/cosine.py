"""Cosine transforms, mel weights and cepstral coefficients. Source: tf.signal."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from ..dtypes import as_dtype, float32
from ..graph import Tensor, graph_of

__all__ = ["dct", "idct", "linear_to_mel_weight_matrix", "mfccs_from_log_mel_spectrograms"]


def _matrix(kind: int, n: int, norm: str | None) -> np.ndarray:
    """The transform of `n` elements: column k holds what element k of the result takes of each. `[n, n]`."""
    at, k = np.arange(n)[:, None], np.arange(n)[None, :]
    if kind == 1:
        made = 2 * np.cos(math.pi * at * k / max(n - 1, 1))
        made[0] = 1
        made[-1] = (-1.0) ** k[0]
        return made
    if kind == 2:
        made = 2 * np.cos(math.pi * k * (2 * at + 1) / (2 * n))
        if norm == "ortho":
            made *= np.where(k == 0, math.sqrt(1 / (4 * n)), math.sqrt(1 / (2 * n)))
        return made
    if kind == 3:
        if norm == "ortho":
            return _matrix(2, n, norm).T
        made = 2 * np.cos(math.pi * at * (2 * k + 1) / (2 * n))
        made[0] = 1
        return made
    made = 2 * np.cos(math.pi * (2 * at + 1) * (2 * k + 1) / (4 * n))
    return made * math.sqrt(1 / (2 * n)) if norm == "ortho" else made


def dct(
    input: Any, type: int = 2, n: int | None = None, axis: int = -1, norm: str | None = None, name: str | None = None
) -> Tensor:
    """The discrete cosine transform I, II, III or IV of the last axis, cut or filled to `n`. `[..., n] -> [..., n]`.

    Raises ValueError for another type, axis or norm ("ortho" or None), NotImplementedError for an axis of unknown size.
    Source: tf.signal.dct.
    """
    if axis != -1:
        raise NotImplementedError(f"axis must be -1. Got: {axis}")
    if type not in (1, 2, 3, 4):
        raise ValueError(f"Types I, II, III and IV (I)DCT are supported. Got: {type}")
    if norm not in (None, "ortho") or (type == 1 and norm == "ortho"):
        raise ValueError(f"Normalization {norm!r} is not supported for the Type-{type} DCT; Type-I has none.")
    if n is not None and n < 1:
        raise ValueError("n should be a positive integer or None")
    graph = graph_of(input)
    with graph.name_scope(name or "dct"):
        x = graph.convert(input, float32 if not isinstance(input, (Tensor, np.ndarray)) else None)
        sizes = x.shape.sizes or (None,)
        size = sizes[-1]
        if size is None:
            raise NotImplementedError("dct needs a tensor whose last axis is of known size")
        if type == 1 and (n or size) < 2:
            raise ValueError(f"Type-I DCT requires the dimension to be greater than one. Got: {n or size}")
        matrix = _matrix(type, n or size, norm)[: min(size, n or size)]
        x = x[..., :n] if n is not None and n < size else x
        flat = graph.node("Reshape", x, [-1, len(matrix)])
        product = graph.node("MatMul", flat, matrix.astype(x.dtype.as_numpy_dtype))
        outer = graph.node("ConcatV2", graph.node("Shape", x)[:-1], graph.convert([matrix.shape[1]]), 0)
        made: Tensor = graph.node("Reshape", product, outer)
        made.set_shape([*sizes[:-1], matrix.shape[1]])
        return made


def idct(
    input: Any, type: int = 2, n: int | None = None, axis: int = -1, norm: str | None = None, name: str | None = None
) -> Tensor:
    """The inverse of `dct` but for a factor, 2n or with type I 2(n - 1); exactly with norm "ortho". `[..., n] -> [..., n]`.

    Raises as dct does. Source: tf.signal.idct.
    """
    return dct(input, {1: 1, 2: 3, 3: 2, 4: 4}.get(type, type), n, axis, norm, name or "idct")


def _mel(hertz: Any) -> Any:
    return 1127.0 * np.log1p(np.asarray(hertz) / 700.0)


def linear_to_mel_weight_matrix(
    num_mel_bins: Any = 20,
    num_spectrogram_bins: Any = 129,
    sample_rate: Any = 8000,
    lower_edge_hertz: Any = 125.0,
    upper_edge_hertz: Any = 3800.0,
    dtype: Any = float32,
    name: str | None = None,
) -> Tensor:
    """Triangles that gather frequencies into bands of equal width to the ear. `-> [num_spectrogram_bins, num_mel_bins]`.

    Raises ValueError for edges that do not lie between 0 and half the sample rate, in order.
    Source: tf.signal.linear_to_mel_weight_matrix.
    """
    if num_mel_bins <= 0 or sample_rate <= 0 or lower_edge_hertz < 0:
        raise ValueError("num_mel_bins and sample_rate must be positive, lower_edge_hertz must be non-negative")
    if lower_edge_hertz >= upper_edge_hertz or upper_edge_hertz > sample_rate / 2:
        raise ValueError(f"edges must be below one another, and below {sample_rate / 2}: {lower_edge_hertz}, {upper_edge_hertz}")
    frequencies = _mel(np.linspace(0.0, sample_rate / 2.0, num_spectrogram_bins)[1:])[:, None]
    edges = np.linspace(_mel(lower_edge_hertz), _mel(upper_edge_hertz), num_mel_bins + 2)
    low, middle, high = edges[:-2], edges[1:-1], edges[2:]
    rising, falling = (frequencies - low) / (middle - low), (high - frequencies) / (high - middle)
    weights = np.pad(np.maximum(0.0, np.minimum(rising, falling)), [[1, 0], [0, 0]])
    graph = graph_of()
    made: Tensor = graph.convert(weights.astype(as_dtype(dtype).as_numpy_dtype), name=name or "linear_to_mel_weight_matrix")
    return made


def mfccs_from_log_mel_spectrograms(log_mel_spectrograms: Any, name: str | None = None) -> Tensor:
    """Mel-frequency cepstral coefficients. `[..., num_mel_bins] -> [..., num_mel_bins]`.

    Raises ValueError for no bins at all. Source: tf.signal.mfccs_from_log_mel_spectrograms.
    """
    graph = graph_of(log_mel_spectrograms)
    with graph.name_scope(name or "mfccs_from_log_mel_spectrograms"):
        x = graph.convert(log_mel_spectrograms)
        bins = x.shape.sizes[-1] if x.shape.sizes else None
        if not bins:
            raise ValueError(f"num_mel_bins must be known and positive. Got: {x.spec}")
        made: Tensor = dct(x, type=2) * (1 / math.sqrt(bins * 2.0))
        return made
