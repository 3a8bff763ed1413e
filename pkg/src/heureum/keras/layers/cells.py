"""One step of a recurrent layer. `tf.keras.layers.LSTMCell` and its siblings.

Takes an input and states; gives an output and the states after it.
Source: tensorflow/python/keras/layers/recurrent.py.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ...graph import get_default_graph, node
from ...init_ops import Initializer
from ...tensor_shape import as_shape
from .. import activations
from .layer import Layer

__all__ = ["Cell", "GRUCell", "LSTMCell", "SimpleRNNCell", "StackedRNNCells"]


class Cell(Layer):
    """What cells share: a kernel for inputs, one for the state, a bias; `gates` of each, side by side."""

    gates = 1

    def __init__(
        self,
        units: int,
        activation: Any = "tanh",
        use_bias: bool = True,
        kernel_initializer: Any = "glorot_uniform",
        recurrent_initializer: Any = "orthogonal",
        bias_initializer: Any = "zeros",
        kernel_regularizer: Any = None,
        recurrent_regularizer: Any = None,
        bias_regularizer: Any = None,
        kernel_constraint: Any = None,
        recurrent_constraint: Any = None,
        bias_constraint: Any = None,
        **kwargs: Any,
    ) -> None:
        self.recurrent_activation = activations.get(kwargs.pop("recurrent_activation", "hard_sigmoid"))
        self.unit_forget_bias = kwargs.pop("unit_forget_bias", True)
        super().__init__(**kwargs)
        self.units, self.activation, self.use_bias = int(units), activations.get(activation), use_bias
        self._of_kernel = (kernel_initializer, kernel_regularizer, kernel_constraint)
        self._of_recurrent = (recurrent_initializer, recurrent_regularizer, recurrent_constraint)
        self._of_bias = (bias_initializer, bias_regularizer, bias_constraint)
        self.kernel: Any = None
        self.recurrent_kernel: Any = None
        self.bias: Any = None

    @property
    def state_size(self) -> Any:
        """How wide its states are."""
        return [self.units]

    @property
    def output_size(self) -> int:
        """How wide its output is."""
        return self.units

    def build(self, input_shape: Any) -> None:
        """Make `kernel`, `recurrent_kernel` and `bias`. Raises ValueError when the width of inputs is unknown."""
        width = as_shape(input_shape)[-1].value
        if width is None:
            raise ValueError(f"{self.name} needs inputs of a known width, got {input_shape}")
        wide = self.units * self.gates
        for name, rows, (initializer, regularizer, constraint) in (
            ("kernel", width, self._of_kernel),
            ("recurrent_kernel", self.units, self._of_recurrent),
        ):
            made = self.add_weight(name, [rows, wide], None, initializer, regularizer, constraint=constraint)
            setattr(self, name, made)
        if self.use_bias:
            initializer, regularizer, constraint = self._of_bias
            self.bias = self.add_weight("bias", [wide], None, self._bias_start(initializer), regularizer, constraint=constraint)
        self.built = True

    def _bias_start(self, initializer: Any) -> Any:
        return initializer

    def _mixed(self, x: Any, kernel: Any) -> Any:
        return node("MatMul", x, kernel)

    def _biased(self, x: Any, first: int = 0, last: int | None = None) -> Any:
        return x + self.bias[first:last] if self.use_bias else x

    def _parts(self, x: Any) -> list[Any]:
        return [x[:, i * self.units : (i + 1) * self.units] for i in range(self.gates)]


class SimpleRNNCell(Cell):
    """`activation(x @ kernel + state @ recurrent_kernel + bias)`. `[n, k], [n, units] -> [n, units]`.

    Source: tf.keras.layers.SimpleRNNCell.
    """

    def call(self, inputs: Any, states: Any, training: Any = None) -> Any:
        """`[n, k], [n, units] -> [n, units]`, and the state."""
        mixed = self._mixed(inputs, self.kernel) + self._mixed(states[0], self.recurrent_kernel)
        output = self.activation(self._biased(mixed))
        return output, [output]


class LSTMCell(Cell):
    """Long short-term memory: gates for input, forgetting, candidate and output. `[n, k] -> [n, units]`, two states.

    S. Hochreiter, J. Schmidhuber 1997. Source: tf.keras.layers.LSTMCell.
    """

    gates = 4

    @property
    def state_size(self) -> Any:
        """How wide its states are."""
        return [self.units, self.units]

    def _bias_start(self, initializer: Any) -> Any:
        if not self.unit_forget_bias:
            return initializer
        return _ForgetBias(self.units)

    def call(self, inputs: Any, states: Any, training: Any = None) -> Any:
        """`[n, k] -> [n, units]`, and the states."""
        held, memory = states
        mixed = self._mixed(inputs, self.kernel) + self._mixed(held, self.recurrent_kernel)
        i, f, c, o = self._parts(self._biased(mixed))
        memory = self.recurrent_activation(f) * memory + self.recurrent_activation(i) * self.activation(c)
        output = self.recurrent_activation(o) * self.activation(memory)
        return output, [output, memory]


class _ForgetBias(Initializer):
    """Ones for the forget gate, zeros for the others."""

    def __init__(self, units: int) -> None:
        super().__init__()
        self.units = units

    def _make(self, shape: list[Any], dtype: Any) -> Any:
        values = np.zeros(shape, dtype.as_numpy_dtype)
        values[self.units : 2 * self.units] = 1
        return get_default_graph().convert(values)


class GRUCell(Cell):
    """A gated recurrent unit: gates for updating and forgetting. `[n, k] -> [n, units]`.

    K. Cho and others 2014 (arXiv:1406.1078). Source: tf.keras.layers.GRUCell.
    """

    gates = 3

    def call(self, inputs: Any, states: Any, training: Any = None) -> Any:
        """`[n, k] -> [n, units]`, and the state."""
        held, two = states[0], 2 * self.units
        mixed = self._biased(self._mixed(inputs, self.kernel))
        recurrent = mixed[:, :two] + self._mixed(held, self.recurrent_kernel[:, :two])
        z = self.recurrent_activation(recurrent[:, : self.units])
        r = self.recurrent_activation(recurrent[:, self.units :])
        candidate = self.activation(mixed[:, two:] + self._mixed(r * held, self.recurrent_kernel[:, two:]))
        output = z * held + (1.0 - z) * candidate
        return output, [output]


class StackedRNNCells(Layer):
    """Cells on top of each other as one. Source: tf.keras.layers.StackedRNNCells."""

    def __init__(self, cells: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.cells = list(cells)

    @property
    def state_size(self) -> Any:
        """How wide its states are, all in one list."""
        return [size for each in self.cells for size in each.state_size]

    @property
    def output_size(self) -> int:
        """How wide its output is."""
        return int(self.cells[-1].output_size)

    def build(self, input_shape: Any) -> None:
        """Build the cells, each for the outputs of the one below."""
        shape = as_shape(input_shape)
        for i, each in enumerate(self.cells):
            if not each.built:
                with get_default_graph().name_scope(f"cell_{i}"):
                    each.build(shape)
            shape = shape[:-1].concatenate([each.output_size])
        self.built = True

    def call(self, inputs: Any, states: Any, training: Any = None) -> Any:
        """The output of the last, and all states."""
        after, first = [], 0
        for each in self.cells:
            count = len(each.state_size)
            inputs, new = each.call(inputs, states[first : first + count])
            after += new
            first += count
        return inputs, after
