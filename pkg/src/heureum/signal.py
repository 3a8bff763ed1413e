"""Fourier transforms under the names of tf.signal. Source: tf.signal."""

from .ops.fourier import fft, fft2d, fft3d, ifft, ifft2d, ifft3d

__all__ = ["fft", "fft2d", "fft3d", "ifft", "ifft2d", "ifft3d"]
