"""Weights that let a frame of a signal begin and end softly. Source: tf.signal."""

from __future__ import annotations

import math
from typing import Any

from ..dtypes import as_dtype, float32, int32
from ..graph import Tensor, graph_of
from ..ops.bessel import bessel_i0

__all__ = ["hamming_window", "hann_window", "kaiser_bessel_derived_window", "kaiser_window", "vorbis_window"]


def _cosine(length: Any, periodic: Any, dtype: Any, name: str, a: float, b: float) -> Tensor:
    dtype = as_dtype(dtype)
    if not dtype.is_floating:
        raise ValueError(f"dtype must be a floating point type. Found {dtype}")
    graph = graph_of(length)
    with graph.name_scope(name):
        length = graph.convert(length, int32, name="window_length")
        periodic = graph.node("Cast", graph.convert(periodic, name="periodic"), DstT=int32)
        even = 1 - length % 2
        period = graph.node("Cast", graph.node("Maximum", length + periodic * even - 1, 1), DstT=dtype)
        count = graph.node("Cast", graph.node("Range", 0, length, 1), DstT=dtype)
        # A window of one element is 1: there the cosine is not of an angle that means anything.
        is_one = graph.node("Cast", graph.node("Equal", length, 1), DstT=dtype)
        wave = a - b * graph.node("Cos", 2 * math.pi * count / period)
        made: Tensor = wave * (1 - is_one) + is_one
        return made


def hann_window(window_length: Any, periodic: Any = True, dtype: Any = float32, name: str | None = None) -> Tensor:
    """A raised cosine that is 0 at its ends. `[] -> [window_length]`. Source: tf.signal.hann_window."""
    return _cosine(window_length, periodic, dtype, name or "hann_window", 0.5, 0.5)


def hamming_window(window_length: Any, periodic: Any = True, dtype: Any = float32, name: str | None = None) -> Tensor:
    """A raised cosine that is 0.08 at its ends. `[] -> [window_length]`. Source: tf.signal.hamming_window."""
    return _cosine(window_length, periodic, dtype, name or "hamming_window", 0.54, 0.46)


def _places(graph: Any, length: Any, dtype: Any) -> tuple[Tensor, Tensor]:
    length = graph.convert(length, int32, name="window_length")
    return graph.node("Cast", length, DstT=dtype), graph.node("Cast", graph.node("Range", 0, length, 1), DstT=dtype)


def kaiser_window(window_length: Any, beta: Any = 12.0, dtype: Any = float32, name: str | None = None) -> Tensor:
    """A window by Bessel's function, the narrower the larger `beta`. `[] -> [window_length]`. Source: tf.signal.kaiser_window."""
    dtype, graph = as_dtype(dtype), graph_of(window_length, beta)
    with graph.name_scope(name or "kaiser_window"):
        length, count = _places(graph, window_length, dtype)
        beta = graph.convert(beta, dtype, name="beta")
        half = graph.node("Maximum", (length - 1) / 2, 0.5)
        away = (count - (length - 1) / 2) / half
        inside = graph.node("Maximum", 1 - graph.node("Square", away), 0.0)
        made: Tensor = bessel_i0(beta * graph.node("Sqrt", inside)) / bessel_i0(beta)
        return made


def kaiser_bessel_derived_window(window_length: Any, beta: Any = 12.0, dtype: Any = float32, name: str | None = None) -> Tensor:
    """The root of a Kaiser window's running sum, and its mirror image. `[] -> [window_length]`, which is even.

    Source: tf.signal.kaiser_bessel_derived_window.
    """
    graph = graph_of(window_length, beta)
    with graph.name_scope(name or "kaiser_bessel_derived_window"):
        half = graph.convert(window_length, int32, name="window_length") // 2
        sums = graph.node("Cumsum", kaiser_window(half + 1, beta, dtype), 0)
        rising = graph.node("Sqrt", sums[:-1] / sums[-1])
        made: Tensor = graph.node("ConcatV2", rising, graph.node("ReverseV2", rising, [0]), 0)
        return made


def vorbis_window(window_length: Any, dtype: Any = float32, name: str | None = None) -> Tensor:
    """The window of the Vorbis format. `[] -> [window_length]`. Source: tf.signal.vorbis_window."""
    dtype, graph = as_dtype(dtype), graph_of(window_length)
    with graph.name_scope(name or "vorbis_window"):
        length, count = _places(graph, window_length, dtype)
        inner = graph.node("Square", graph.node("Sin", math.pi / length * (count + 0.5)))
        made: Tensor = graph.node("Sin", math.pi / 2 * inner)
        return made
