"""A digit drawn by hand, as MNIST would have it; and digits to learn from, as other hands would have drawn them.

Takes strokes, as a pad wrote them; gives a picture of 28 x 28.
Law: where and how large it was drawn does not matter. It is scaled into 20 x 20, and its centre of mass is the middle.
Source: Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits", on how its pictures were made; and
P. Simard, D. Steinkraus, J. Platt, "Best Practices for Convolutional Neural Networks", 2003, on changing them.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Sequence
from typing import Any

import numpy as np

__all__ = ["draw_digit", "read_digit", "redraw"]

_SIDE, _BOX = 28, 20
_BRUSH = 1.5  # its radius, in pixels of the picture
_SOFT = 1.2  # over how many pixels its edge fades
_MOST_POINTS = 20_000
# How far other hands go: at most so much to either side.
_TURN, _STRETCH, _SLANT, _MOVE = math.radians(15), 0.15, 0.2, 1.5
_FAINTEST = (0.2, 0.5)  # what is paler is left white, so that strokes become thinner
_CONTRAST = 2.5

# A five. Upper stroke first, as it is written.
_SAMPLE = (
    ((42, 20), (40, 30), (38, 42), (37, 48), (44, 45), (52, 44), (60, 47), (65, 53), (67, 61), (65, 70), (59, 77), (50, 80)),
    ((50, 80), (41, 79), (34, 75)),
    ((42, 20), (52, 20), (64, 19)),
)  # fmt: skip


def read_digit(path: str = "digit.json") -> np.ndarray:
    """The digit in a file of strokes, `{"strokes": [[[x, y], ...], ...]}`, as float32 `[28, 28]` from 0 to 1.

    Where there is no such file, or nothing was drawn, it is a five that is kept here.
    Raises ValueError that names the file when it holds anything else.
    """
    if not os.path.exists(path):
        return draw_digit(_SAMPLE)
    with open(path, encoding="utf-8") as file:
        try:
            strokes = [[(float(x), float(y)) for x, y in stroke] for stroke in json.load(file)["strokes"]]
        except (ValueError, TypeError, KeyError) as reason:
            needed = '{"strokes": [[[x, y], ...], ...]}'
            raise ValueError(f"{path} is no drawing: {reason}; needed {needed}") from None
    try:
        return draw_digit(strokes if any(strokes) else _SAMPLE)
    except ValueError as reason:
        raise ValueError(f"{path} is no drawing: {reason}") from None


def draw_digit(strokes: Sequence[Sequence[tuple[float, float]]]) -> np.ndarray:
    """Strokes, each a sequence of points (x, y) with y downwards, as float32 `[28, 28]` from 0 to 1.

    Raises ValueError when there is no point, one is not finite, or there are more than 20,000.
    """
    points = np.array([point for stroke in strokes for point in stroke], np.float64).reshape(-1, 2)
    if not 0 < len(points) <= _MOST_POINTS or not np.isfinite(points).all():
        raise ValueError(f"needed 1 to {_MOST_POINTS} finite points, found {len(points)}")
    least, greatest = points.min(axis=0), points.max(axis=0)
    # The brush has a width, too.
    scale = (_BOX - 2 * _BRUSH) / max(float((greatest - least).max()), 1e-9)
    scale = scale if math.isfinite(scale) and (greatest - least).max() > 0 else 1.0
    middle = (least + greatest) / 2
    placed = [(np.array(stroke, np.float64).reshape(-1, 2) - middle) * scale + _SIDE / 2 for stroke in strokes if len(stroke)]
    picture = _brushed(placed)
    rows, columns = np.indices(picture.shape) + 0.5
    mass = picture.sum()
    shift = _SIDE / 2 - np.array([(columns * picture).sum(), (rows * picture).sum()]) / mass
    # No further than the digit stays inside.
    shift = np.clip(shift, -(_SIDE - _BOX) / 2, (_SIDE - _BOX) / 2)
    return _brushed([stroke + shift for stroke in placed]).astype(np.float32)


def redraw(images: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Pictures from 0 to 1, float32 `[n, 784]`, each a little turned, stretched, slanted, moved and with thinner strokes.

    A model that sees only one kind of pen and one slope takes them for a part of the digit.
    Raises ValueError for another shape.
    """
    if images.ndim != 2 or images.shape[1] != _SIDE * _SIDE:
        raise ValueError(f"redraw: needed pictures of shape [n, {_SIDE * _SIDE}], found {list(images.shape)}")
    count = len(images)

    def upto(most: float) -> np.ndarray:
        return random.uniform(-most, most, (count, 1)).astype(np.float32)

    rows, columns = np.indices((_SIDE, _SIDE), np.float32).reshape(2, 1, -1) - (_SIDE - 1) / 2
    across = columns * (1 + upto(_STRETCH)) + rows * upto(_SLANT)
    down = rows * (1 + upto(_STRETCH))
    turn = upto(_TURN)
    moved = _sampled(
        images,
        np.cos(turn) * across - np.sin(turn) * down + (_SIDE - 1) / 2 + upto(_MOVE),
        np.sin(turn) * across + np.cos(turn) * down + (_SIDE - 1) / 2 + upto(_MOVE),
    )
    faintest = random.uniform(*_FAINTEST, (count, 1)).astype(np.float32)
    return np.clip((moved - faintest) * _CONTRAST, 0, 1)


def _sampled(images: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Each picture's brightness at places between its pixels; beyond its edge, that of the edge."""
    x, y = np.clip(x, 0, _SIDE - 1.01), np.clip(y, 0, _SIDE - 1.01)
    left, top = np.floor(x), np.floor(y)
    at = (left + _SIDE * top).astype(np.int64) + _SIDE * _SIDE * np.arange(len(images))[:, np.newaxis]
    x, y, pixels = x - left, y - top, images.astype(np.float32).ravel()
    above = pixels[at] * (1 - x) + pixels[at + 1] * x
    below = pixels[at + _SIDE] * (1 - x) + pixels[at + _SIDE + 1] * x
    return above * (1 - y) + below * y


def _brushed(strokes: list[np.ndarray]) -> np.ndarray:
    """Each pixel is as bright as it is near to the nearest stroke."""
    rows, columns = np.indices((_SIDE, _SIDE)) + 0.5
    pixels = np.stack([columns.ravel(), rows.ravel()], axis=1)
    nearest = np.full(len(pixels), np.inf)
    for stroke in strokes:
        ends = stroke[1:] if len(stroke) > 1 else stroke
        for start, end in zip(stroke, ends, strict=False):
            nearest = np.minimum(nearest, _distance(pixels, start, end))
    return np.clip(0.5 + (_BRUSH - nearest) / _SOFT, 0, 1).reshape(_SIDE, _SIDE)


def _distance(pixels: np.ndarray, start: Any, end: Any) -> np.ndarray:
    """From each pixel to the line between two points."""
    along = end - start
    length = float(along @ along)
    part = np.clip(((pixels - start) @ along) / length, 0, 1) if length else np.zeros(len(pixels))
    return np.hypot(*(pixels - start - part[:, np.newaxis] * along).T)
