"""A model of layers one after another. `tf.keras.Sequential`.

Source: tensorflow/python/keras/engine/sequential.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..layers.entering import Input, InputLayer
from ..layers.layer import Layer
from .model import Model

__all__ = ["Sequential"]


class Sequential(Model):
    """Layers one after another; the first tells its `input_shape`, or the data does. Source: tf.keras.Sequential."""

    def __init__(self, layers: Sequence[Any] | None = None, name: str | None = None) -> None:
        super().__init__(name=name)
        self._stack: list[Layer] = []
        for each in layers or ():
            self.add(each)

    @property
    def layers(self) -> list[Layer]:
        """Its layers, without that of the input."""
        return [each for each in self._stack if not isinstance(each, InputLayer)]

    def add(self, layer: Any) -> None:
        """One more layer. Raises TypeError for what is no layer."""
        if not isinstance(layer, Layer):
            raise TypeError(f"The added layer must be an instance of class Layer. Found: {layer}")
        self._stack.append(layer)
        if self.outputs:
            self._set_graph(self._graph_inputs, layer(self._graph_outputs))
        elif isinstance(layer, InputLayer):
            self._set_graph(layer.output, layer.output)
        elif len(self._stack) == 1 and layer.batch_input_shape is not None:
            self._begin(
                Input(batch_shape=layer.batch_input_shape, dtype=layer.dtype or _words(layer), name=f"{layer.name}_input")
            )
        elif len(self._stack) == 1 and isinstance(layer, Model) and layer.inputs:
            whole = layer.inputs[0].shape.as_list()
            self._begin(Input(batch_shape=whole, dtype=layer.inputs[0].dtype.name, name=f"{layer.name}_input"))

    def pop(self) -> None:
        """One layer less. Raises TypeError when there is none."""
        if not self._stack:
            raise TypeError("There are no layers in the model.")
        self._stack.pop()
        if self.outputs:
            self._begin(self._graph_inputs) if self._stack else self._forget()

    def _forget(self) -> None:
        self._graph_inputs = self._graph_outputs = None
        self._calls, self.built = [], False

    def _begin(self, x: Any) -> None:
        inputs = x
        for each in self.layers:
            x = each(x)
        self._set_graph(inputs, x)

    def build(self, input_shape: Any = None) -> None:
        """Begin with inputs of this shape, the batch first."""
        if input_shape is not None and not self.outputs:
            whole = list(getattr(input_shape, "as_list", lambda: input_shape)())
            self._begin(Input(batch_shape=[None, *whole[1:]], dtype=_words(self._stack[0]) if self._stack else None))

    def call(self, inputs: Any, training: Any = None) -> Any:
        """Call the layers on other inputs."""
        if self.outputs:
            return super().call(inputs, training)
        for each in self.layers:
            asks = training is not None and each._asks_for("training")
            inputs = each(inputs, training=training) if asks else each(inputs)
        return inputs

    def _describe(self, x: Any) -> None:
        if not self.outputs and x is not None:
            array = np.asarray(x[0] if isinstance(x, (list, tuple)) and np.ndim(x[0]) > 1 else x)
            self.build((None, *(array.shape[1:] or (1,))))

    def predict_classes(self, x: Any, batch_size: int = 32, verbose: int = 0) -> Any:
        """The likeliest class of each example, or whether it is likelier than not. Source: tf.keras.Sequential."""
        said = self.predict(x, batch_size)
        return said.argmax(-1) if said.shape[-1] > 1 else (said > 0.5).astype("int32")


def _words(layer: Any) -> str:
    """Words are numbers, so that large ones are not rounded; anything else is a fraction."""
    return "int32" if type(layer).__name__ == "Embedding" else "float32"
