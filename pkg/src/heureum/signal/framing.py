"""Signals cut into frames that overlap, and put together again; the short-time Fourier transform. Source: tf.signal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..dtypes import float32, int32
from ..graph import Graph, Tensor, graph_of
from .real import irfft, rfft
from .windows import hann_window

__all__ = ["frame", "inverse_stft", "inverse_stft_window_fn", "overlap_and_add", "stft"]


def _known(value: Any) -> int | None:
    """A number that is known while the graph is built."""
    found = value.spec.value if isinstance(value, Tensor) else value
    return None if found is None else int(found)


def frame(
    signal: Any,
    frame_length: Any,
    frame_step: Any,
    pad_end: bool = False,
    pad_value: Any = 0,
    axis: int = -1,
    name: str | None = None,
) -> Tensor:
    """Frames of `frame_length` elements, each `frame_step` after the one before. `[..., n] -> [..., frames, frame_length]`.

    With `pad_end` a last frame that reaches beyond the end is filled with `pad_value`; else it is left out.
    Source: tf.signal.frame.
    """
    graph = graph_of(signal, frame_length, frame_step)
    with graph.name_scope(name or "frame"):
        signal = graph.convert(signal, name="signal")
        if signal.shape.rank is None:
            raise ValueError("tf.signal.frame needs a signal of known rank")
        if not -signal.shape.rank <= axis < signal.shape.rank:
            raise ValueError(f"axis {axis} is not one of {signal.spec}")
        axis = axis % signal.shape.rank
        length, step = (graph.convert(each, int32) for each in (frame_length, frame_step))
        size = graph.node("Shape", signal)[axis]
        if pad_end:
            count = -((-size) // step)
            missing = graph.node("Maximum", length + step * (count - 1) - size, 0)
            before = graph.node("Fill", [signal.shape.rank], 0)
            after = graph.node("Pack", *[missing if i == axis else 0 for i in range(signal.shape.rank)])
            filling = graph.convert(pad_value, signal.dtype, name="pad_value")
            signal = graph.node("PadV2", signal, graph.node("Pack", before, after, axis=1), filling)
        else:
            count = graph.node("Maximum", (size - length) // step + 1, 0)
        starts = graph.node("ExpandDims", graph.node("Range", 0, count, 1) * step, 1)
        made: Tensor = graph.node("GatherV2", signal, starts + graph.node("Range", 0, length, 1), axis)
        whole, n, s = signal.shape.sizes, _known(frame_length), _known(frame_step)
        frames = None
        known_size = _known(size)
        if known_size is not None and n is not None and s is not None:
            frames = -(-known_size // s) if pad_end else max((known_size - n) // s + 1, 0)
        made.set_shape([*whole[:axis], frames, n, *whole[axis + 1 :]])
        return made


def overlap_and_add(signal: Any, frame_step: Any, name: str | None = None) -> Tensor:
    """Frames added up, each `frame_step` after the one before. `[..., frames, frame_length] -> [..., n]`.

    Source: tf.signal.overlap_and_add.
    """
    graph = graph_of(signal, frame_step)
    with graph.name_scope(name or "overlap_and_add"):
        signal = graph.convert(signal, name="signal")
        if signal.shape.rank is not None and signal.shape.rank < 2:
            raise ValueError(f"signal must have at least rank 2 but is rank {signal.shape.rank}")
        step = graph.convert(frame_step, int32, name="frame_step")
        if step.shape.rank not in (None, 0):
            raise ValueError(f"frame_step must be a scalar. Got {frame_step!r}")
        shape = graph.node("Shape", signal)
        frames, length = shape[-2], shape[-1]
        total = length + step * graph.node("Maximum", frames - 1, 0)
        starts = graph.node("ExpandDims", graph.node("Range", 0, frames, 1) * step, 1)
        places = graph.node("Reshape", starts + graph.node("Range", 0, length, 1), [-1])
        flat = graph.node("Reshape", signal, graph.node("Pack", -1, frames * length))
        sums = graph.node("UnsortedSegmentSum", graph.node("Transpose", flat, [1, 0]), places, total)
        outer = graph.node("ConcatV2", shape[:-2], graph.node("ExpandDims", total, 0), 0)
        made: Tensor = graph.node("Reshape", graph.node("Transpose", sums, [1, 0]), outer)
        sizes, known = signal.shape.sizes, _known(frame_step)
        if sizes is not None:
            is_known = known is not None and sizes[-1] is not None and sizes[-2] is not None
            made.set_shape([*sizes[:-2], sizes[-1] + known * max(sizes[-2] - 1, 0) if is_known else None])
        return made


def _enclosing_power(graph: Graph, length: Any) -> Any:
    known = _known(length)
    if known is not None:
        return 1 << max(known - 1, 0).bit_length()
    logarithm = graph.node("Log", graph.node("Cast", length, DstT=float32)) / graph.node("Log", 2.0)
    return graph.node("Cast", graph.node("Pow", 2.0, graph.node("Ceil", logarithm)), DstT=int32)


def stft(
    signals: Any,
    frame_length: Any,
    frame_step: Any,
    fft_length: Any = None,
    window_fn: Callable[..., Any] | None = hann_window,
    pad_end: bool = False,
    name: str | None = None,
) -> Tensor:
    """The Fourier transform of each frame, under a window. `[..., n] -> complex [..., frames, fft_length // 2 + 1]`.

    `fft_length` unless told is the next power of two. Source: tf.signal.stft.
    """
    graph = graph_of(signals)
    with graph.name_scope(name or "stft"):
        signals = graph.convert(signals, name="signals")
        length = _enclosing_power(graph, frame_length) if fft_length is None else fft_length
        framed = frame(signals, frame_length, frame_step, pad_end=pad_end)
        if window_fn is not None:
            framed = framed * window_fn(frame_length, dtype=framed.dtype)
        return rfft(framed, [length])


def inverse_stft(
    stfts: Any,
    frame_length: Any,
    frame_step: Any,
    fft_length: Any = None,
    window_fn: Callable[..., Any] | None = hann_window,
    name: str | None = None,
) -> Tensor:
    """The signal of which these are the frames' transforms. `complex [..., frames, fft_length // 2 + 1] -> [..., n]`.

    It is the original where the windows' products add up to 1: see inverse_stft_window_fn. Source: tf.signal.inverse_stft.
    """
    graph = graph_of(stfts)
    with graph.name_scope(name or "inverse_stft"):
        stfts = graph.convert(stfts, name="stfts")
        length = _enclosing_power(graph, frame_length) if fft_length is None else fft_length
        frames = irfft(stfts, [length])
        n, m = _known(frame_length), _known(length)
        if n is None or m is None:
            raise ValueError("inverse_stft needs a frame_length and an fft_length that are known")
        frames = frames[..., :n]
        if n > m:
            frames = graph.node("Pad", frames, [[0, 0]] * ((frames.shape.rank or 2) - 1) + [[0, n - m]])
        if window_fn is not None:
            frames = frames * window_fn(frame_length, dtype=frames.dtype)
        return overlap_and_add(frames, frame_step)


def inverse_stft_window_fn(
    frame_step: Any, forward_window_fn: Callable[..., Any] = hann_window, name: str | None = None
) -> Callable[..., Tensor]:
    """The window for `inverse_stft` with which a signal comes back. Gives a function of the frame's length and the dtype.

    `[frame_length] -> [frame_length]`. Source: tf.signal.inverse_stft_window_fn.
    """

    def inverse_window(frame_length: Any, dtype: Any) -> Tensor:
        graph = graph_of(frame_length)
        with graph.name_scope(name or "inverse_stft_window_fn"):
            length, step = (graph.convert(each, int32) for each in (frame_length, frame_step))
            forward = forward_window_fn(frame_length, dtype=dtype)
            overlaps = -((-length) // step)
            missing = overlaps * step - length
            squares = graph.node("Pad", graph.node("Square", forward), graph.node("Pack", graph.node("Pack", 0, missing)))
            rows = graph.node("Reshape", squares, graph.node("Pack", overlaps, step))
            total = graph.node("Tile", graph.node("Sum", rows, [0], keep_dims=True), graph.node("Pack", overlaps, 1))
            made: Tensor = forward / graph.node("Reshape", total, graph.node("Pack", overlaps * step))[:length]
            return made

    return inverse_window
