"""Where a model's inputs come in. `tf.keras.Input`.

Source: tensorflow/python/keras/engine/input_layer.py.
"""

from __future__ import annotations

from typing import Any

from ...dtypes import as_dtype
from ...graph import get_default_graph
from ...ops.inputs import placeholder
from ..state import unique_name
from .layer import Call, Layer

__all__ = ["Input", "InputLayer"]


class InputLayer(Layer):
    """A placeholder as a layer; its `output` is the tensor. Source: tf.keras.layers.InputLayer."""

    def __init__(
        self,
        input_shape: Any = None,
        batch_size: int | None = None,
        dtype: Any = None,
        input_tensor: Any = None,
        sparse: bool = False,
        name: str | None = None,
        **kwargs: Any,
    ) -> None:
        if sparse:
            raise ValueError("Sparse inputs are not offered: give a dense array")
        whole = kwargs.pop("batch_input_shape", None)
        super().__init__(name=name or unique_name("input", 1), dtype=dtype or "float32")
        if input_tensor is None:
            if whole is None and input_shape is None:
                raise ValueError("An Input layer should be passed either a `batch_input_shape` or an `input_shape`.")
            shape = list(whole) if whole is not None else [batch_size, *input_shape]
            graph = get_default_graph()
            with graph.control_dependencies(None):
                input_tensor = placeholder(as_dtype(dtype or "float32"), shape, name=self.name)
        self.built = True
        self._called.append((input_tensor, input_tensor))
        vars(input_tensor)["_keras_call"] = Call(self, [], {}, input_tensor)


def Input(
    shape: Any = None, batch_size: int | None = None, name: str | None = None, dtype: Any = None, sparse: bool = False,
    tensor: Any = None, **kwargs: Any,
) -> Any:  # fmt: skip
    """A tensor to be fed, without the batch in its `shape`. `-> [batch_size, *shape]`.

    Raises ValueError when neither shape nor tensor is given. Source: tf.keras.Input.
    """
    whole = kwargs.pop("batch_shape", None)
    if kwargs:
        raise TypeError(f"Unrecognized keyword arguments: {sorted(kwargs)}")
    if shape is None and whole is None and tensor is None:
        raise ValueError("Please provide to Input either a `shape` or a `tensor` argument. `shape` leaves the batch out.")
    given = None if whole is None else {"batch_input_shape": whole}
    layer = InputLayer(shape, batch_size, dtype, tensor, sparse, name, **(given or {}))
    return layer.output
