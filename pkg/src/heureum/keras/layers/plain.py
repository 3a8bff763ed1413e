"""Layers of neurons, of shapes and of functions. `tf.keras.layers.Dense`, `Reshape`, `Lambda` and others.

Source: tensorflow/python/keras/layers/core.py, embeddings.py.
"""

from __future__ import annotations

import inspect
from typing import Any

import numpy as np

from ...dtypes import int32
from ...graph import graph_of, node
from ...layers import core
from ...layers.layer import InputSpec
from ...neural import embedding_lookup
from ...ops.array import transpose
from .. import activations
from ..state import learning_phase
from .layer import Layer

__all__ = ["Activation", "Dense", "Dropout", "Embedding", "Flatten", "Lambda", "Permute", "RepeatVector", "Reshape"]


class Dense(Layer, core.Dense):
    """`activation(inputs @ kernel + bias)`. `[..., k] -> [..., units]`. Source: tf.keras.layers.Dense."""

    def __init__(
        self,
        units: int,
        activation: Any = None,
        use_bias: bool = True,
        kernel_initializer: Any = "glorot_uniform",
        bias_initializer: Any = "zeros",
        kernel_regularizer: Any = None,
        bias_regularizer: Any = None,
        activity_regularizer: Any = None,
        kernel_constraint: Any = None,
        bias_constraint: Any = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(
            units, activations.get(activation), use_bias, kernel_initializer, bias_initializer, kernel_regularizer,
            bias_regularizer, activity_regularizer, kernel_constraint, bias_constraint, **kwargs,
        )  # fmt: skip


class Activation(Layer):
    """An activation by itself, by name or as a function. `[...] -> [...]`. Source: tf.keras.layers.Activation."""

    def __init__(self, activation: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.activation = activations.get(activation)

    def call(self, inputs: Any) -> Any:
        """`[...] -> [...]`."""
        return self.activation(inputs)


class Dropout(Layer, core.Dropout):
    """Sets a part `rate` of its inputs to 0 while training, and scales the others. `[...] -> [...]`.

    Source: tf.keras.layers.Dropout.
    """

    def __init__(self, rate: float, noise_shape: Any = None, seed: int | None = None, **kwargs: Any) -> None:
        super().__init__(rate, noise_shape, seed, **kwargs)

    def call(self, inputs: Any, training: Any = None) -> Any:
        """`[...] -> [...]`; in the learning phase unless told."""
        return core.Dropout.call(self, inputs, learning_phase() if training is None else training)


class Flatten(Layer, core.Flatten):
    """All axes but the first made one. `[n, ...] -> [n, k]`. Source: tf.keras.layers.Flatten."""

    def __init__(self, data_format: str | None = None, **kwargs: Any) -> None:
        super().__init__(data_format=data_format, **kwargs)


class Reshape(Layer):
    """Another shape for each example; one size may be -1. `[n, ...] -> [n, *target_shape]`. Source: tf.keras.layers.Reshape."""

    def __init__(self, target_shape: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.target_shape = tuple(target_shape)

    def call(self, inputs: Any) -> Any:
        """`[n, ...] -> [n, *target_shape]`. Raises ValueError when the sizes do not fit."""
        sizes = inputs.shape.as_list()[1:]
        wanted = list(self.target_shape)
        if None not in sizes:
            known = int(np.prod([size for size in wanted if size != -1]))
            rest, left = divmod(int(np.prod(sizes)), max(known, 1))
            if left or (-1 not in wanted and rest != 1):
                raise ValueError(f"total size of new array must be unchanged: {self.name} makes {sizes} into {wanted}")
            wanted = [rest if size == -1 else size for size in wanted]
        batch = node("Shape", inputs)[0]
        made = node("Reshape", inputs, node("Pack", batch, *wanted))
        made.set_shape([inputs.shape[0], *(None if size == -1 else size for size in wanted)])
        return made


class Permute(Layer):
    """The axes of each example in another order, counted from 1. `[n, a, b] -> [n, b, a]`. Source: tf.keras.layers.Permute."""

    def __init__(self, dims: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.dims = tuple(dims)
        self.input_spec = InputSpec(ndim=len(self.dims) + 1)

    def call(self, inputs: Any) -> Any:
        """`[n, a, b] -> [n, b, a]`."""
        return transpose(inputs, [0, *self.dims])


class RepeatVector(Layer):
    """Each row `n` times. `[batch, k] -> [batch, n, k]`. Source: tf.keras.layers.RepeatVector."""

    def __init__(self, n: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.n = n
        self.input_spec = InputSpec(ndim=2)

    def call(self, inputs: Any) -> Any:
        """`[batch, k] -> [batch, n, k]`."""
        return node("Tile", node("ExpandDims", inputs, 1), [1, self.n, 1])


class Lambda(Layer):
    """A function as a layer; `arguments` are given to it by name. Source: tf.keras.layers.Lambda."""

    def __init__(self, function: Any, output_shape: Any = None, mask: Any = None, arguments: Any = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.function, self.arguments = function, dict(arguments or {})

    def call(self, inputs: Any, mask: Any = None, training: Any = None) -> Any:
        """What the function gives; it is told of `training` when it asks for it."""
        asks = "training" in inspect.signature(self.function).parameters
        told = {"training": learning_phase() if training is None else training} if asks else {}
        return self.function(inputs, **self.arguments, **told)


class Embedding(Layer):
    """A row of numbers for each word. `int[n, t] -> [n, t, output_dim]`.

    Raises ValueError for `mask_zero`, which is not offered. Source: tf.keras.layers.Embedding.
    """

    def __init__(
        self,
        input_dim: int,
        output_dim: int,
        embeddings_initializer: Any = "uniform",
        embeddings_regularizer: Any = None,
        activity_regularizer: Any = None,
        embeddings_constraint: Any = None,
        mask_zero: bool = False,
        input_length: int | None = None,
        **kwargs: Any,
    ) -> None:
        if mask_zero:
            raise ValueError("mask_zero is not offered: pad in front, or use tf.nn.dynamic_rnn with sequence_length")
        if "input_shape" not in kwargs and "batch_input_shape" not in kwargs:
            kwargs["input_shape"] = (input_length,)
        super().__init__(dtype=kwargs.pop("dtype", None), activity_regularizer=activity_regularizer, **kwargs)
        self.input_dim, self.output_dim, self.input_length = input_dim, output_dim, input_length
        self._options = (embeddings_initializer, embeddings_regularizer, embeddings_constraint)
        self.embeddings: Any = None

    def build(self, input_shape: Any) -> None:
        """Make `embeddings`."""
        initializer, regularizer, constraint = self._options
        self.embeddings = self.add_weight(
            "embeddings", [self.input_dim, self.output_dim], None, initializer, regularizer, constraint=constraint
        )
        self.built = True

    def call(self, inputs: Any) -> Any:
        """`int[n, t] -> [n, t, output_dim]`."""
        if not inputs.dtype.is_integer:
            inputs = graph_of(inputs).node("Cast", inputs, DstT=int32)
        return embedding_lookup(self.embeddings, inputs)
