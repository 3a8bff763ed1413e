"""Sounds as summaries: WAV files inside messages.

Takes samples in [-1, 1]; gives 16 bits each, as TensorFlow writes them.
Source: tf.summary.audio; IBM and Microsoft 1991, Multimedia Programming Interface and Data Specifications.
"""

from __future__ import annotations

import struct
from typing import Any

import numpy as np

from ...graph import op
from ...tensor_shape import TensorSpec
from .messages import Summary, SummaryAudio, SummaryValue

__all__ = ["encode_wav"]


def encode_wav(samples: np.ndarray, sample_rate: int) -> bytes:
    """The bytes of a WAV file of samples `[frames, channels]`. Source: tensorflow::wav::EncodeAudioAsS16LEWav."""
    channels = samples.shape[1]
    scaled = np.asarray(samples, np.float32) * np.float32(32768)
    rounded = np.copysign(np.floor(np.abs(scaled) + np.float32(0.5)), scaled)
    data = np.clip(rounded, -32768, 32767).astype("<i2").tobytes()
    rate = channels * 2 * sample_rate
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, channels, sample_rate, rate, channels * 2, 16)
    body = b"WAVE" + form + struct.pack("<4sI", b"data", len(data)) + data
    return struct.pack("<4sI", b"RIFF", len(body)) + body


def _no_axes(tag: TensorSpec, tensor: TensorSpec, sample_rate: TensorSpec, **_: Any) -> tuple[()]:
    rank = tensor.shape.rank
    if rank not in (None, 2, 3):
        raise ValueError(f"Tensor must be 3-D or 2-D, got: {tensor}")
    return ()


@op("AudioSummaryV2(tag: string, tensor: float32, sample_rate: float32) -> summary: string", shape=_no_axes)
def _audio_summary(tag: Any, tensor: Any, sample_rate: Any, *, max_outputs: int = 3) -> Any:
    """A Summary of sounds. `[], [n, frames, channels], [] -> []`. Source: tf.summary.audio."""
    if sample_rate <= 0:
        raise ValueError("sample_rate must be > 0")
    name = tag.decode()
    sounds = np.reshape(tensor, (*np.shape(tensor)[:2], -1))[:max_outputs]
    values = []
    for index, samples in enumerate(sounds):
        frames, channels = samples.shape
        audio = SummaryAudio(
            sample_rate=float(sample_rate),
            num_channels=channels,
            length_frames=frames,
            encoded_audio_string=encode_wav(samples, int(sample_rate)),
            content_type="audio/wav",
        )
        label = f"{name}/audio" if max_outputs == 1 else f"{name}/audio/{index}"
        values.append(SummaryValue(tag=label, audio=audio))
    return Summary(value=values).SerializeToString()
