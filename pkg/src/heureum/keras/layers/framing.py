"""Layers that pad, crop and enlarge images and sequences. `tf.keras.layers.ZeroPadding2D` and others.

Source: tensorflow/python/keras/layers/convolutional.py.
"""

from __future__ import annotations

from typing import Any

from ...graph import Tensor, node
from ...image import resize_bilinear, resize_nearest_neighbor
from .layer import Layer

__all__ = [
    "Cropping2D",
    "UpSampling1D",
    "UpSampling2D",
    "ZeroPadding1D",
    "ZeroPadding2D",
]


def _pairs(given: Any) -> list[list[int]]:
    """`1`, `(1, 2)` or `((1, 1), (2, 2))` as what is before and after, for two axes."""
    both = (given, given) if isinstance(given, int) else given
    return [[each, each] if isinstance(each, int) else list(each) for each in both]


class ZeroPadding1D(Layer):
    """Zeros before and after. `[n, l, c] -> [n, l', c]`. Source: tf.keras.layers.ZeroPadding1D."""

    def __init__(self, padding: Any = 1, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.padding = [padding, padding] if isinstance(padding, int) else list(padding)

    def call(self, inputs: Any) -> Any:
        """`[n, l, c] -> [n, l', c]`."""
        return node("Pad", inputs, [[0, 0], self.padding, [0, 0]])


class ZeroPadding2D(Layer):
    """Zeros around images. `[n, h, w, c] -> [n, h', w', c]`. Source: tf.keras.layers.ZeroPadding2D."""

    def __init__(self, padding: Any = (1, 1), data_format: str | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        none, sides = [0, 0], _pairs(padding)
        self._sides = [none, none, *sides] if data_format == "channels_first" else [none, *sides, none]

    def call(self, inputs: Any) -> Any:
        """`[n, h, w, c] -> [n, h', w', c]`."""
        return node("Pad", inputs, self._sides)


class Cropping2D(Layer):
    """Images without their margins. `[n, h, w, c] -> [n, h', w', c]`. Source: tf.keras.layers.Cropping2D."""

    def __init__(self, cropping: Any = ((0, 0), (0, 0)), data_format: str | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        rows, columns = (slice(before, -after or None) for before, after in _pairs(cropping))
        every = slice(None)
        self._window = (every, every, rows, columns) if data_format == "channels_first" else (every, rows, columns, every)

    def call(self, inputs: Any) -> Any:
        """`[n, h, w, c] -> [n, h', w', c]`."""
        return inputs[self._window]


def _repeated(inputs: Tensor, count: int, axis: int) -> Tensor:
    """Each element so many times, side by side."""
    sizes = inputs.shape.as_list()
    spread = node("Tile", node("ExpandDims", inputs, axis + 1), [count if i == axis + 1 else 1 for i in range(len(sizes) + 1)])
    whole = node("Shape", inputs)
    shape = node("Pack", *(whole[i] * count if i == axis else whole[i] for i in range(len(sizes))))
    made: Tensor = node("Reshape", spread, shape)
    made.set_shape([None if size is None else size * (count if i == axis else 1) for i, size in enumerate(sizes)])
    return made


class UpSampling1D(Layer):
    """Each step `size` times. `[n, l, c] -> [n, l * size, c]`. Source: tf.keras.layers.UpSampling1D."""

    def __init__(self, size: int = 2, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.size = int(size)

    def call(self, inputs: Any) -> Any:
        """`[n, l, c] -> [n, l * size, c]`."""
        return _repeated(inputs, self.size, 1)


class UpSampling2D(Layer):
    """Images enlarged by whole factors, by nearest pixels or between them. `[n, h, w, c] -> [n, h', w', c]`.

    Raises ValueError for another interpolation. Source: tf.keras.layers.UpSampling2D.
    """

    def __init__(self, size: Any = (2, 2), data_format: str | None = None, interpolation: str = "nearest", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if interpolation not in ("nearest", "bilinear"):
            raise ValueError(f"`interpolation` argument should be one of 'nearest' or 'bilinear', got {interpolation!r}")
        self.size = (size, size) if isinstance(size, int) else tuple(size)
        self._resize = resize_nearest_neighbor if interpolation == "nearest" else resize_bilinear
        self._is_first = data_format == "channels_first"

    def call(self, inputs: Any) -> Any:
        """`[n, h, w, c] -> [n, h', w', c]`."""
        images = node("Transpose", inputs, [0, 2, 3, 1]) if self._is_first else inputs
        shape, known = node("Shape", images), images.shape.as_list()
        made = self._resize(images, node("Pack", shape[1] * self.size[0], shape[2] * self.size[1]))
        enlarged = [None if size is None else size * by for size, by in zip(known[1:3], self.size, strict=True)]
        made.set_shape([known[0], *enlarged, known[3]])
        return node("Transpose", made, [0, 3, 1, 2]) if self._is_first else made
