"""Signals: Fourier and cosine transforms, frames and windows. Source: tf.signal."""

from ..ops.fourier import fft, fft2d, fft3d, ifft, ifft2d, ifft3d
from .cosine import dct, idct, linear_to_mel_weight_matrix, mfccs_from_log_mel_spectrograms
from .framing import frame, inverse_stft, inverse_stft_window_fn, overlap_and_add, stft
from .real import fftshift, ifftshift, irfft, irfft2d, irfft3d, rfft, rfft2d, rfft3d
from .windows import hamming_window, hann_window, kaiser_bessel_derived_window, kaiser_window, vorbis_window

__all__ = [
    "dct",
    "fft",
    "fft2d",
    "fft3d",
    "fftshift",
    "frame",
    "hamming_window",
    "hann_window",
    "idct",
    "ifft",
    "ifft2d",
    "ifft3d",
    "ifftshift",
    "inverse_stft",
    "inverse_stft_window_fn",
    "irfft",
    "irfft2d",
    "irfft3d",
    "kaiser_bessel_derived_window",
    "kaiser_window",
    "linear_to_mel_weight_matrix",
    "mfccs_from_log_mel_spectrograms",
    "overlap_and_add",
    "rfft",
    "rfft2d",
    "rfft3d",
    "stft",
    "vorbis_window",
]
