"""Convolution along one and three axes, and of any number; windows of volumes. `tf.contrib.layers.conv3d` and others.

Source: tensorflow/contrib/layers/python/layers/layers.py.
"""

from __future__ import annotations

from typing import Any

from ... import layers as core
from ...graph import Tensor, graph_of
from ...init_ops import glorot_uniform_initializer, zeros_initializer
from ...neural import relu
from ...variable_scopes import variable_scope
from ..framework.scoping import add_arg_scope
from .functions import finished, layout_of, pooled, renaming

__all__ = ["avg_pool3d", "conv1d", "conv3d", "conv3d_transpose", "convolution", "convolution3d", "max_pool3d"]

_ZEROS = zeros_initializer()
_CONVOLVING: dict[int, Any] = {3: core.Conv1D, 4: core.Conv2D, 5: core.Conv3D}
_LAYOUTS = ("NWC", "NCW", "NHWC", "NCHW", "NDHWC", "NCDHW")


@add_arg_scope
def convolution(
    inputs: Any,
    num_outputs: int,
    kernel_size: Any,
    stride: Any = 1,
    padding: str = "SAME",
    data_format: str | None = None,
    rate: Any = 1,
    activation_fn: Any = relu,
    normalizer_fn: Any = None,
    normalizer_params: Any = None,
    weights_initializer: Any = None,
    weights_regularizer: Any = None,
    biases_initializer: Any = _ZEROS,
    biases_regularizer: Any = None,
    reuse: Any = None,
    variables_collections: Any = None,
    outputs_collections: Any = None,
    trainable: bool = True,
    scope: Any = None,
    conv_dims: int | None = None,
) -> Tensor:
    """Convolution along as many axes as `inputs` has between batch and channels, and `activation_fn`.

    `[n, ..., c] -> [n, ..., num_outputs]`. Raises ValueError for another rank than 3 to 5, or than `conv_dims` asks for.
    Source: tf.contrib.layers.convolution.
    """
    with variable_scope(scope, "Conv", [inputs], reuse=reuse, custom_getter=renaming) as opened:
        inputs = graph_of(inputs).convert(inputs)
        rank = inputs.shape.rank
        if rank not in _CONVOLVING or (conv_dims is not None and conv_dims + 2 != rank):
            wanted = "3, 4 or 5" if conv_dims is None else conv_dims + 2
            raise ValueError(f"Convolution expects input with rank {wanted}, got {inputs}")
        layer = _CONVOLVING[rank](
            num_outputs, kernel_size, stride, padding, layout_of(data_format, _LAYOUTS), rate,
            use_bias=normalizer_fn is None and biases_initializer is not None,
            kernel_initializer=weights_initializer or glorot_uniform_initializer(), bias_initializer=biases_initializer,
            kernel_regularizer=weights_regularizer, bias_regularizer=biases_regularizer, trainable=trainable,
            name=opened.name, _scope=opened, _reuse=reuse,
        )  # fmt: skip
        return finished(layer(inputs), normalizer_fn, normalizer_params, activation_fn, outputs_collections)


@add_arg_scope
def conv1d(inputs: Any, num_outputs: int, kernel_size: Any, *args: Any, **kwargs: Any) -> Tensor:
    """`convolution` along one axis. `[n, w, c] -> [n, w', num_outputs]`. Source: tf.contrib.layers.conv1d."""
    return convolution(inputs, num_outputs, kernel_size, *args, **{"conv_dims": 1, **kwargs})


@add_arg_scope
def conv3d(inputs: Any, num_outputs: int, kernel_size: Any, *args: Any, **kwargs: Any) -> Tensor:
    """`convolution` along three axes. `[n, d, h, w, c] -> [n, d', h', w', num_outputs]`. Source: tf.contrib.layers.conv3d."""
    return convolution(inputs, num_outputs, kernel_size, *args, **{"conv_dims": 3, **kwargs})


convolution3d = conv3d


@add_arg_scope
def conv3d_transpose(
    inputs: Any,
    num_outputs: int,
    kernel_size: Any,
    stride: Any = 1,
    padding: str = "SAME",
    data_format: str = "NDHWC",
    activation_fn: Any = relu,
    normalizer_fn: Any = None,
    normalizer_params: Any = None,
    weights_initializer: Any = None,
    weights_regularizer: Any = None,
    biases_initializer: Any = _ZEROS,
    biases_regularizer: Any = None,
    reuse: Any = None,
    variables_collections: Any = None,
    outputs_collections: Any = None,
    trainable: bool = True,
    scope: Any = None,
) -> Tensor:
    """Transposed convolution of volumes and `activation_fn`. `[n, d, h, w, c] -> [n, d', h', w', num_outputs]`.

    Source: tf.contrib.layers.conv3d_transpose.
    """
    with variable_scope(scope, "Conv3d_transpose", [inputs], reuse=reuse, custom_getter=renaming) as opened:
        layer = core.Conv3DTranspose(
            num_outputs, kernel_size, stride, padding, layout_of(data_format, _LAYOUTS),
            use_bias=normalizer_fn is None and biases_initializer is not None,
            kernel_initializer=weights_initializer or glorot_uniform_initializer(), bias_initializer=biases_initializer,
            kernel_regularizer=weights_regularizer, bias_regularizer=biases_regularizer, trainable=trainable,
            name=opened.name, _scope=opened, _reuse=reuse,
        )  # fmt: skip
        return finished(layer(inputs), normalizer_fn, normalizer_params, activation_fn, outputs_collections)


@add_arg_scope
def max_pool3d(
    inputs: Any,
    kernel_size: Any,
    stride: Any = 2,
    padding: str = "VALID",
    data_format: str | None = None,
    outputs_collections: Any = None,
    scope: Any = None,
) -> Tensor:
    """The largest element of each window of a volume. `[n, d, h, w, c] -> [n, d', h', w', c]`.

    Source: tf.contrib.layers.max_pool3d.
    """
    return pooled(core.MaxPooling3D, "MaxPool3D", inputs, kernel_size, stride, padding, data_format, scope, _LAYOUTS)


@add_arg_scope
def avg_pool3d(
    inputs: Any,
    kernel_size: Any,
    stride: Any = 2,
    padding: str = "VALID",
    data_format: str | None = None,
    outputs_collections: Any = None,
    scope: Any = None,
) -> Tensor:
    """The mean of each window of a volume. `[n, d, h, w, c] -> [n, d', h', w', c]`. Source: tf.contrib.layers.avg_pool3d."""
    return pooled(core.AveragePooling3D, "AvgPool3D", inputs, kernel_size, stride, padding, data_format, scope, _LAYOUTS)
