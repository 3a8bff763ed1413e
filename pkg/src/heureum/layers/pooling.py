"""Pooling layers: the largest or the mean element of each window. Source: tf.layers."""

from __future__ import annotations

from typing import Any

from ..graph import Tensor, graph_of
from ..neural import avg_pool, max_pool
from .convolutional import checked_format, checked_padding, numbers
from .layer import InputSpec, Layer

__all__ = [
    "AveragePooling1D",
    "AveragePooling2D",
    "MaxPooling1D",
    "MaxPooling2D",
    "Pooling",
    "average_pooling1d",
    "average_pooling2d",
    "max_pooling1d",
    "max_pooling2d",
]


class Pooling(Layer):
    """What pooling layers share. `pool` is the function of tf.nn."""

    rank = 2
    pool: Any = None

    def __init__(
        self,
        pool_size: Any,
        strides: Any,
        padding: str = "valid",
        data_format: str = "channels_last",
        name: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(name=name, **kwargs)
        self.pool_size = numbers(pool_size, self.rank, "pool_size")
        self.strides = numbers(pool_size if strides is None else strides, self.rank, "strides")
        self.padding = checked_padding(padding)
        self.data_format = checked_format(data_format)
        self.input_spec = InputSpec(ndim=self.rank + 2)

    def call(self, inputs: Any) -> Any:
        """`[n, h, w, c] -> [n, h', w', c]`, or along one axis."""
        is_first = self.data_format == "channels_first"
        if self.rank == 2:
            return self._pooled(inputs, self.pool_size, self.strides, is_first)
        graph, column = graph_of(inputs), 3 if is_first else 2
        image = graph.node("ExpandDims", inputs, column)
        made = self._pooled(image, (self.pool_size[0], 1), (self.strides[0], 1), is_first)
        return graph.node("Squeeze", made, squeeze_dims=[column])

    def _pooled(self, images: Any, window: tuple[int, ...], strides: tuple[int, ...], is_first: bool) -> Tensor:
        sizes = [[1, 1, *each] if is_first else [1, *each, 1] for each in (window, strides)]
        made: Tensor = type(self).pool(images, *sizes, self.padding, data_format="NCHW" if is_first else "NHWC")
        return made


class MaxPooling1D(Pooling):
    """The largest element of each window. `[n, l, c] -> [n, l', c]`. Source: tf.layers.MaxPooling1D."""

    rank = 1
    pool = staticmethod(max_pool)


class MaxPooling2D(Pooling):
    """The largest element of each window. `[n, h, w, c] -> [n, h', w', c]`. Source: tf.layers.MaxPooling2D."""

    pool = staticmethod(max_pool)


class AveragePooling1D(Pooling):
    """The mean of each window. `[n, l, c] -> [n, l', c]`. Source: tf.layers.AveragePooling1D."""

    rank = 1
    pool = staticmethod(avg_pool)


class AveragePooling2D(Pooling):
    """The mean of each window. `[n, h, w, c] -> [n, h', w', c]`. Source: tf.layers.AveragePooling2D."""

    pool = staticmethod(avg_pool)


def max_pooling1d(
    inputs: Any, pool_size: Any, strides: Any, padding: str = "valid", data_format: str = "channels_last", name: str | None = None
) -> Tensor:
    """The largest element of each window. `[n, l, c] -> [n, l', c]`. Source: tf.layers.max_pooling1d."""
    made: Tensor = MaxPooling1D(pool_size, strides, padding, data_format, name)(inputs)
    return made


def max_pooling2d(
    inputs: Any, pool_size: Any, strides: Any, padding: str = "valid", data_format: str = "channels_last", name: str | None = None
) -> Tensor:
    """The largest element of each window. `[n, h, w, c] -> [n, h', w', c]`. Source: tf.layers.max_pooling2d."""
    made: Tensor = MaxPooling2D(pool_size, strides, padding, data_format, name)(inputs)
    return made


def average_pooling1d(
    inputs: Any, pool_size: Any, strides: Any, padding: str = "valid", data_format: str = "channels_last", name: str | None = None
) -> Tensor:
    """The mean of each window. `[n, l, c] -> [n, l', c]`. Source: tf.layers.average_pooling1d."""
    made: Tensor = AveragePooling1D(pool_size, strides, padding, data_format, name)(inputs)
    return made


def average_pooling2d(
    inputs: Any, pool_size: Any, strides: Any, padding: str = "valid", data_format: str = "channels_last", name: str | None = None
) -> Tensor:
    """The mean of each window. `[n, h, w, c] -> [n, h', w', c]`. Source: tf.layers.average_pooling2d."""
    made: Tensor = AveragePooling2D(pool_size, strides, padding, data_format, name)(inputs)
    return made
