"""Fourier transforms of the innermost axes, and their gradients.

Takes complex tensors; gives complex tensors of the same shape.
Law: the forward transform is not divided by the number of elements, the inverse is.
Source: tensorflow/core/ops/spectral_ops.cc.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..graph import Tensor, node, op
from ..op_def import COMPLEX
from ..tensor_shape import TensorShape, TensorSpec
from .shapes import at_least_rank, per_element

__all__ = ["fft", "fft2d", "fft3d", "ifft", "ifft2d", "ifft3d"]


def _whole(rank: int) -> Any:
    def shape(input: TensorSpec) -> TensorShape:
        at_least_rank(input, rank, "input")
        return input.shape

    return shape


def _count(x: Tensor, rank: int) -> Tensor:
    """How many elements are transformed together, in the dtype of `x`."""
    sizes = node("Slice", node("Shape", x), node("ExpandDims", node("Rank", x) - rank, 0), [rank])
    made: Tensor = node("Cast", node("Prod", sizes, [0]), DstT=x.dtype)
    return made


def _forward_gradient(inverse: str, rank: int) -> Any:
    return lambda op, dy: [node(inverse, dy) * _count(dy, rank)]


def _inverse_gradient(forward: str, rank: int) -> Any:
    return lambda op, dy: [node(forward, dy) / _count(dy, rank)]


def _transformed(transform: Any, input: Any, rank: int) -> Any:
    return transform(input, axes=range(-rank, 0)).astype(input.dtype)


@op(
    "FFT(input: Tcomplex) -> Tcomplex",
    shape=_whole(1),
    gradient=_forward_gradient("IFFT", 1),
    work=per_element(20),
    Tcomplex=COMPLEX,
)
def fft(input: Any) -> Any:
    """The Fourier transform along the last axis. `[..., n] -> [..., n]`. Source: tf.signal.fft."""
    return _transformed(np.fft.fftn, input, 1)


@op(
    "IFFT(input: Tcomplex) -> Tcomplex",
    shape=_whole(1),
    gradient=_inverse_gradient("FFT", 1),
    work=per_element(20),
    Tcomplex=COMPLEX,
)
def ifft(input: Any) -> Any:
    """The inverse of fft. `[..., n] -> [..., n]`. Source: tf.signal.ifft."""
    return _transformed(np.fft.ifftn, input, 1)


@op("FFT2D(input: Tcomplex) -> Tcomplex", shape=_whole(2), gradient=_forward_gradient("IFFT2D", 2), Tcomplex=COMPLEX)
def fft2d(input: Any) -> Any:
    """The Fourier transform along the last two axes. `[..., m, n] -> [..., m, n]`. Source: tf.signal.fft2d."""
    return _transformed(np.fft.fftn, input, 2)


@op("IFFT2D(input: Tcomplex) -> Tcomplex", shape=_whole(2), gradient=_inverse_gradient("FFT2D", 2), Tcomplex=COMPLEX)
def ifft2d(input: Any) -> Any:
    """The inverse of fft2d. `[..., m, n] -> [..., m, n]`. Source: tf.signal.ifft2d."""
    return _transformed(np.fft.ifftn, input, 2)


@op("FFT3D(input: Tcomplex) -> Tcomplex", shape=_whole(3), gradient=_forward_gradient("IFFT3D", 3), Tcomplex=COMPLEX)
def fft3d(input: Any) -> Any:
    """The Fourier transform along the last three axes. `[..., l, m, n] -> [..., l, m, n]`. Source: tf.signal.fft3d."""
    return _transformed(np.fft.fftn, input, 3)


@op("IFFT3D(input: Tcomplex) -> Tcomplex", shape=_whole(3), gradient=_inverse_gradient("FFT3D", 3), Tcomplex=COMPLEX)
def ifft3d(input: Any) -> Any:
    """The inverse of fft3d. `[..., l, m, n] -> [..., l, m, n]`. Source: tf.signal.ifft3d."""
    return _transformed(np.fft.ifftn, input, 3)
