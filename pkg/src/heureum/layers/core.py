"""Fully connected layers, dropout and flattening. Source: tf.layers."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..graph import Tensor, graph_of
from ..init_ops import zeros_initializer
from ..neural import bias_add
from ..neural import dropout as drop
from ..tensor_shape import TensorShape, as_shape
from .choosing import constant_truth, either
from .layer import InputSpec, Layer

__all__ = ["Dense", "Dropout", "Flatten", "dense", "dropout", "flatten"]

_ZEROS = zeros_initializer()


class Dense(Layer):
    """`activation(inputs @ kernel + bias)`. `[..., k] -> [..., units]`. Source: tf.layers.Dense."""

    def __init__(
        self,
        units: int,
        activation: Any = None,
        use_bias: bool = True,
        kernel_initializer: Any = None,
        bias_initializer: Any = _ZEROS,
        kernel_regularizer: Any = None,
        bias_regularizer: Any = None,
        activity_regularizer: Any = None,
        kernel_constraint: Any = None,
        bias_constraint: Any = None,
        trainable: bool = True,
        name: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(trainable=trainable, name=name, activity_regularizer=activity_regularizer, **kwargs)
        self.units = int(units)
        self.activation = activation
        self.use_bias = use_bias
        self.kernel_initializer = kernel_initializer
        self.bias_initializer = bias_initializer
        self.kernel_regularizer = kernel_regularizer
        self.bias_regularizer = bias_regularizer
        self.kernel_constraint = kernel_constraint
        self.bias_constraint = bias_constraint
        self.kernel: Any = None
        self.bias: Any = None
        self.input_spec = InputSpec(min_ndim=2)

    def build(self, input_shape: Any) -> None:
        """Make `kernel` and `bias`. Raises ValueError when the last size is unknown."""
        shape = as_shape(input_shape)
        size = shape[-1].value if shape.rank else None
        if size is None:
            raise ValueError("The last dimension of the inputs to `Dense` should be defined. Found `None`.")
        self.input_spec = InputSpec(min_ndim=2, axes={-1: size})
        self.kernel = self.add_weight(
            "kernel", [size, self.units], initializer=self.kernel_initializer, regularizer=self.kernel_regularizer,
            constraint=self.kernel_constraint,
        )  # fmt: skip
        if self.use_bias:
            self.bias = self.add_weight(
                "bias", [self.units], initializer=self.bias_initializer, regularizer=self.bias_regularizer,
                constraint=self.bias_constraint,
            )  # fmt: skip

    def call(self, inputs: Any) -> Any:
        """`[..., k] -> [..., units]`."""
        graph, rank = graph_of(inputs), inputs.shape.rank
        if not inputs.dtype.is_floating:
            inputs = graph.node("Cast", inputs, DstT=self.kernel.dtype)
        outputs = graph.node("MatMul", inputs, self.kernel) if rank == 2 else self._of_rows(inputs)
        if self.use_bias:
            outputs = bias_add(outputs, self.bias)
        return outputs if self.activation is None else self.activation(outputs)

    def _of_rows(self, inputs: Tensor) -> Tensor:
        graph = graph_of(inputs)
        with graph.name_scope("Tensordot") as scope:
            rows = graph.node("Reshape", inputs, [-1, self.kernel.shape[0].value])
            product = graph.node("MatMul", rows, self.kernel)
            shape = graph.node("ConcatV2", graph.node("Shape", inputs)[:-1], [self.units], 0, name="concat")
            made: Tensor = graph.node("Reshape", product, shape, name=scope)
            if inputs.shape.rank is not None:
                made.set_shape(inputs.shape[:-1].concatenate([self.units]))
            return made

    def compute_output_shape(self, input_shape: Any) -> TensorShape:
        """`[..., k] -> [..., units]`."""
        return as_shape(input_shape)[:-1].concatenate([self.units])


def dense(
    inputs: Any,
    units: int,
    activation: Any = None,
    use_bias: bool = True,
    kernel_initializer: Any = None,
    bias_initializer: Any = _ZEROS,
    kernel_regularizer: Any = None,
    bias_regularizer: Any = None,
    activity_regularizer: Any = None,
    kernel_constraint: Any = None,
    bias_constraint: Any = None,
    trainable: bool = True,
    name: str | None = None,
    reuse: bool | None = None,
) -> Tensor:
    """`activation(inputs @ kernel + bias)` with variables of its own. `[..., k] -> [..., units]`.

    Raises ValueError when the last size of `inputs` is unknown. Source: tf.layers.dense.
    """
    layer = Dense(
        units, activation, use_bias, kernel_initializer, bias_initializer, kernel_regularizer, bias_regularizer,
        activity_regularizer, kernel_constraint, bias_constraint, trainable, name, _scope=name, _reuse=reuse,
    )  # fmt: skip
    made: Tensor = layer(inputs)
    return made


class Dropout(Layer):
    """Sets a part `rate` of its inputs to 0 while training, and scales the others. `[...] -> [...]`.

    Source: tf.layers.Dropout.
    """

    def __init__(
        self, rate: float = 0.5, noise_shape: Any = None, seed: int | None = None, name: str | None = None, **kwargs: Any
    ) -> None:
        super().__init__(name=name, **kwargs)
        self.rate = rate
        self.noise_shape = noise_shape
        self.seed = seed

    def call(self, inputs: Any, training: Any = False) -> Any:
        """`[...] -> [...]`."""

        def dropped() -> Tensor:
            return drop(inputs, noise_shape=self.noise_shape, seed=self.seed, rate=self.rate)

        def kept() -> Tensor:
            made: Tensor = graph_of(inputs).node("Identity", inputs)
            return made

        truth = constant_truth(training)
        if truth is None:
            return either(training, dropped, kept)
        return dropped() if truth else kept()


def dropout(
    inputs: Any,
    rate: float = 0.5,
    noise_shape: Any = None,
    seed: int | None = None,
    training: Any = False,
    name: str | None = None,
) -> Tensor:
    """Sets a part `rate` of `inputs` to 0 when `training`, a bool or a tensor, and scales the others. `[...] -> [...]`.

    Raises ValueError for a rate outside [0, 1). Source: tf.layers.dropout.
    """
    made: Tensor = Dropout(rate, noise_shape, seed, name)(inputs, training=training)
    return made


class Flatten(Layer):
    """All axes but the first made one. `[n, ...] -> [n, k]`. Source: tf.layers.Flatten."""

    def __init__(self, data_format: str | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.data_format = data_format or "channels_last"
        self.input_spec = InputSpec(min_ndim=1)

    def call(self, inputs: Any) -> Any:
        """`[n, ...] -> [n, k]`."""
        graph, rank = graph_of(inputs), inputs.shape.rank
        if self.data_format == "channels_first" and rank is not None and rank > 2:
            inputs = graph.node("Transpose", inputs, [0, *range(2, rank), 1], name="transpose")
        if rank == 1:
            return graph.node("ExpandDims", inputs, 1)
        sizes = inputs.shape.sizes
        if sizes is not None and None not in sizes[1:]:
            return graph.node("Reshape", inputs, graph.convert(np.array([-1, int(np.prod(sizes[1:]))], np.int32), name="Const"))
        batch = graph.node("Shape", inputs)[0]
        made: Tensor = graph.node("Reshape", inputs, [batch, -1])
        made.set_shape([None if sizes is None else sizes[0], None])
        return made


def flatten(inputs: Any, name: str | None = None, data_format: str = "channels_last") -> Tensor:
    """All axes but the first made one. `[n, ...] -> [n, k]`. Source: tf.layers.flatten."""
    made: Tensor = Flatten(data_format=data_format, name=name)(inputs)
    return made
