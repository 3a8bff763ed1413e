"""Fourier transforms of real signals: half of the frequencies, the others mirror them.

Composed of the complex transforms, so that gradients are theirs. Source: tf.signal.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..dtypes import complex64, complex128, float64, int32
from ..graph import Tensor, graph_of
from ..ops.shapes import constant_shape

__all__ = ["fftshift", "ifftshift", "irfft", "irfft2d", "irfft3d", "rfft", "rfft2d", "rfft3d"]

_FORWARD, _INVERSE = {1: "FFT", 2: "FFT2D", 3: "FFT3D"}, {1: "IFFT", 2: "IFFT2D", 3: "IFFT3D"}


def _fitted(graph: Any, x: Tensor, lengths: Tensor, rank: int) -> Tensor:
    """The inner axes cut, or filled with zeros, to these lengths."""
    rest = graph.node("Rank", x) - rank
    outer = graph.node("Slice", graph.node("Shape", x), [0], graph.node("ExpandDims", rest, 0))
    inner = graph.node("Slice", graph.node("Shape", x), graph.node("ExpandDims", rest, 0), [rank])
    nothing = graph.node("ZerosLike", graph.node("ConcatV2", outer, inner, 0))
    cut = graph.node("Slice", x, nothing, graph.node("ConcatV2", outer, graph.node("Minimum", inner, lengths), 0))
    more = graph.node("Maximum", lengths - inner, graph.node("ZerosLike", lengths))
    after = graph.node("ConcatV2", graph.node("ZerosLike", outer), more, 0)
    made: Tensor = graph.node("Pad", cut, graph.node("Pack", nothing, after, axis=1))
    known = constant_shape(lengths.spec).sizes
    if x.shape.sizes is not None:
        made.set_shape([*x.shape.sizes[:-rank], *(known or (None,) * rank)])
    return made


def _inner_sizes(graph: Any, x: Tensor, rank: int) -> Tensor:
    sizes = x.shape.sizes
    if sizes is not None and None not in sizes[-rank:]:
        return graph.convert(np.array(sizes[-rank:], np.int32))
    return graph.node("Shape", x)[-rank:]


def _real_transform(x: Any, fft_length: Any, name: str, rank: int) -> Tensor:
    graph = graph_of(x, fft_length)
    with graph.name_scope(name):
        x = graph.convert(x, name="input")
        if x.shape.rank is not None and x.shape.rank < rank:
            raise ValueError(f"input must have at least rank {rank} but is rank {x.shape.rank}")
        to = complex128 if x.dtype is float64 else complex64
        lengths = _inner_sizes(graph, x, rank) if fft_length is None else graph.convert(fft_length, int32, name="fft_length")
        whole = graph.node(_FORWARD[rank], graph.node("Cast", _fitted(graph, x, lengths, rank), DstT=to))
        made: Tensor = whole[..., : lengths[-1] // 2 + 1]
        known = constant_shape(lengths.spec).sizes
        if whole.shape.sizes is not None and known is not None and known[-1] is not None:
            made.set_shape([*whole.shape.sizes[:-1], known[-1] // 2 + 1])
        return made


def _to_real(x: Any, fft_length: Any, name: str, rank: int) -> Tensor:
    graph = graph_of(x, fft_length)
    with graph.name_scope(name):
        x = graph.convert(x, name="input")
        if fft_length is None:
            sizes = _inner_sizes(graph, x, rank)
            last = graph.node("Maximum", (sizes[-1:] - 1) * 2, [0])
            lengths = graph.node("ConcatV2", sizes[:-1], last, 0)
        else:
            lengths = graph.convert(fft_length, int32, name="fft_length")
        length = lengths[-1]
        half = length // 2 + 1
        x = _fitted(graph, x, graph.node("ConcatV2", lengths[:-1], graph.node("ExpandDims", half, 0), 0), rank)
        # Frequency -k is the conjugate of frequency k, along every axis.
        mirrored = graph.node("Conj", x[..., 1 : half - 1 + length % 2])
        mirrored = graph.node("ReverseV2", mirrored, [-1])
        for axis in range(-rank, -1):
            mirrored = graph.node("Roll", graph.node("ReverseV2", mirrored, [axis]), [1], [axis])
        # What is imaginary at frequency 0 does not count, but a complex transform of one axis would mix it in.
        made: Tensor = graph.node("Real", graph.node(_INVERSE[rank], graph.node("ConcatV2", x, mirrored, -1)))
        known = constant_shape(lengths.spec).sizes
        if x.shape.sizes is not None and known is not None:
            made.set_shape([*x.shape.sizes[:-rank], *known])
        return made


def rfft(input_tensor: Any, fft_length: Any = None, name: str | None = None) -> Tensor:
    """The Fourier transform along the last axis, cut or filled to `fft_length`. `[..., n] -> complex [..., n // 2 + 1]`.

    Source: tf.signal.rfft.
    """
    return _real_transform(input_tensor, fft_length, name or "rfft", 1)


def rfft2d(input_tensor: Any, fft_length: Any = None, name: str | None = None) -> Tensor:
    """The Fourier transform along the last two axes. `[..., m, n] -> complex [..., m, n // 2 + 1]`. Source: tf.signal.rfft2d."""
    return _real_transform(input_tensor, fft_length, name or "rfft2d", 2)


def rfft3d(input_tensor: Any, fft_length: Any = None, name: str | None = None) -> Tensor:
    """The Fourier transform along the last three axes. `[..., l, m, n] -> complex [..., l, m, n // 2 + 1]`.

    Source: tf.signal.rfft3d.
    """
    return _real_transform(input_tensor, fft_length, name or "rfft3d", 3)


def irfft(input_tensor: Any, fft_length: Any = None, name: str | None = None) -> Tensor:
    """The inverse of rfft; `fft_length` unless told is even. `complex [..., n // 2 + 1] -> [..., n]`. Source: tf.signal.irfft."""
    return _to_real(input_tensor, fft_length, name or "irfft", 1)


def irfft2d(input_tensor: Any, fft_length: Any = None, name: str | None = None) -> Tensor:
    """The inverse of rfft2d. `complex [..., m, n // 2 + 1] -> [..., m, n]`. Source: tf.signal.irfft2d."""
    return _to_real(input_tensor, fft_length, name or "irfft2d", 2)


def irfft3d(input_tensor: Any, fft_length: Any = None, name: str | None = None) -> Tensor:
    """The inverse of rfft3d. `complex [..., l, m, n // 2 + 1] -> [..., l, m, n]`. Source: tf.signal.irfft3d."""
    return _to_real(input_tensor, fft_length, name or "irfft3d", 3)


def _shifted(x: Any, axes: Any, name: str, sign: int) -> Tensor:
    graph = graph_of(x)
    with graph.name_scope(name):
        x = graph.convert(x)
        if axes is None:
            if x.shape.rank is None:
                raise ValueError("fftshift without axes needs a tensor of known rank")
            axes = list(range(x.shape.rank))
        axes = [axis if x.shape.rank is None else axis % x.shape.rank for axis in ([axes] if isinstance(axes, int) else axes)]
        sizes = graph.node("GatherV2", graph.node("Shape", x), axes, 0)
        half = sizes // 2 if sign > 0 else -(sizes // 2)
        made: Tensor = graph.node("Roll", x, half, axes)
        return made


def fftshift(x: Any, axes: Any = None, name: str | None = None) -> Tensor:
    """Frequency 0 moved to the middle of `axes`, or of all. `[...] -> [...]`. Source: tf.signal.fftshift."""
    return _shifted(x, axes, name or "fftshift", 1)


def ifftshift(x: Any, axes: Any = None, name: str | None = None) -> Tensor:
    """The inverse of fftshift. `[...] -> [...]`. Source: tf.signal.ifftshift."""
    return _shifted(x, axes, name or "ifftshift", -1)
