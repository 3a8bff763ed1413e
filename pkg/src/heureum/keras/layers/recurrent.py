"""Layers over time: a cell repeated, both ways, and a layer for each step. `tf.keras.layers.LSTM` and others.

Source: tensorflow/python/keras/layers/recurrent.py, wrappers.py.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from ...control_flow import scan
from ...graph import get_default_graph, node
from ...layers.choosing import either
from ...layers.layer import InputSpec
from ...neural import dropout as drop
from ...tensor_shape import as_shape
from ..state import learning_phase
from .cells import GRUCell, LSTMCell, SimpleRNNCell, StackedRNNCells
from .layer import Layer

__all__ = ["GRU", "LSTM", "RNN", "Bidirectional", "CuDNNGRU", "CuDNNLSTM", "SimpleRNN", "TimeDistributed"]


class RNN(Layer):
    """A cell, or several on top of each other, over the steps of sequences. `[n, t, k] -> [n, units]`, or `[n, t, units]`.

    With `return_state` the last states come too. `unroll` is accepted. Raises ValueError for `stateful`, which is not
    offered: feed `initial_state`. Source: tf.keras.layers.RNN.
    """

    def __init__(
        self,
        cell: Any,
        return_sequences: bool = False,
        return_state: bool = False,
        go_backwards: bool = False,
        stateful: bool = False,
        unroll: bool = False,
        time_major: bool = False,
        **kwargs: Any,
    ) -> None:
        self._rates = (kwargs.pop("dropout", 0.0), kwargs.pop("recurrent_dropout", 0.0))
        super().__init__(**kwargs)
        if stateful:
            raise ValueError("stateful=True is not offered: take states with return_state=True, and give initial_state")
        self.cell = StackedRNNCells(cell) if isinstance(cell, (list, tuple)) else cell
        self.return_sequences, self.return_state = return_sequences, return_state
        self.go_backwards, self.time_major = go_backwards, time_major
        self.input_spec = InputSpec(ndim=3)

    def build(self, input_shape: Any) -> None:
        """Build the cell under the layer's name."""
        if not self.cell.built:
            self.cell.build(as_shape(input_shape)[1:])
        self.built = True

    def __call__(self, inputs: Any, initial_state: Any = None, **kwargs: Any) -> Any:
        if isinstance(inputs, (list, tuple)):
            inputs, initial_state = inputs[0], list(inputs[1:])
        if initial_state is not None:
            kwargs["initial_state"] = initial_state if isinstance(initial_state, (list, tuple)) else [initial_state]
        return super().__call__(inputs, **kwargs)

    def call(self, inputs: Any, training: Any = None, initial_state: Any = None) -> Any:
        """The last output, or all; then the states when asked for."""
        rows = inputs if self.time_major else node("Transpose", inputs, [1, 0, 2])
        if self.go_backwards:
            rows = node("ReverseV2", rows, [0])
        batch = node("Shape", rows)[1]
        zeros = get_default_graph().convert(0.0, rows.dtype)
        phase = learning_phase() if training is None else training
        for_inputs, for_states = self._rates
        if for_inputs:
            rows = _dropped(rows, for_inputs, phase, [1, batch, rows.shape[2].value])
        states = initial_state
        if states is None:
            states = [
                _sized(node("Fill", node("Pack", batch, size), zeros), rows.shape[1], size) for size in self.cell.state_size
            ]
        kept = [_mask(each, for_states, phase) for each in states] if for_states else None
        width = self.cell.output_size
        first = _sized(node("Fill", node("Pack", batch, width), zeros), rows.shape[1], width)

        def step(before: Any, row: Any) -> Any:
            held = list(before[1:])
            if kept is not None:
                held[0] = held[0] * kept[0]
            output, after = self.cell.call(row, held)
            return (output, *after)

        found = scan(step, rows, (first, *states))
        outputs, last = found[0], [each[-1] for each in found]
        shown = last[0]
        if self.return_sequences:
            shown = outputs if self.time_major else node("Transpose", outputs, [1, 0, 2])
            if not self.time_major:
                shown.set_shape([inputs.shape[0], inputs.shape[1], width])
        return [shown, *last[1:]] if self.return_state else shown

    def get_initial_state(self, inputs: Any) -> list[Any]:
        """Zeros, as wide as the states."""
        batch = node("Shape", inputs)[0]
        zero = get_default_graph().convert(0.0, inputs.dtype)
        return [node("Fill", node("Pack", batch, size), zero) for size in self.cell.state_size]


def _sized(tensor: Any, batch: Any, width: int) -> Any:
    tensor.set_shape([batch, width])
    return tensor


def _dropped(x: Any, rate: float, phase: Any, noise_shape: Any) -> Any:
    """Dropped while training, the same at every step."""
    made = either(phase, lambda: drop(x, noise_shape=node("Pack", *noise_shape), rate=rate), lambda: node("Identity", x))
    made.set_shape(x.shape)
    return made


def _mask(state: Any, rate: float, phase: Any) -> Any:
    ones = node("OnesLike", state)
    return either(phase, lambda: drop(ones, rate=rate), lambda: node("Identity", ones))


class _Ready(RNN):
    """An RNN of one kind of cell, whose options it takes."""

    kind: Any = None
    activation_of_gates = "hard_sigmoid"

    def __init__(self, units: int, activation: Any = "tanh", recurrent_activation: Any = None, **kwargs: Any) -> None:
        own = ("return_sequences", "return_state", "go_backwards", "stateful", "unroll", "time_major", "dropout")
        outside = {key: kwargs.pop(key) for key in (*own, "recurrent_dropout") if key in kwargs}
        named = ("name", "trainable", "dtype", "weights", "input_shape", "batch_input_shape", "input_dim", "input_length")
        outside |= {key: kwargs.pop(key) for key in (*named, "batch_size", "activity_regularizer") if key in kwargs}
        for key in ("implementation", "reset_after"):
            kwargs.pop(key, None)
        gates = recurrent_activation or self.activation_of_gates
        cell = type(self).kind(units, activation, recurrent_activation=gates, **kwargs)
        super().__init__(cell, **outside)
        self.units = int(units)


class SimpleRNN(_Ready):
    """A recurrent layer without gates. `[n, t, k] -> [n, units]`, or `[n, t, units]`. Source: tf.keras.layers.SimpleRNN."""

    kind = SimpleRNNCell


class LSTM(_Ready):
    """Long short-term memory. `[n, t, k] -> [n, units]`, or `[n, t, units]`. `implementation` is accepted.

    Source: tf.keras.layers.LSTM.
    """

    kind = LSTMCell


class GRU(_Ready):
    """A gated recurrent unit. `[n, t, k] -> [n, units]`, or `[n, t, units]`. `implementation` is accepted.

    Source: tf.keras.layers.GRU.
    """

    kind = GRUCell


class CuDNNLSTM(LSTM):
    """`LSTM` with the sigmoid that cuDNN has. Source: tf.keras.layers.CuDNNLSTM."""

    activation_of_gates = "sigmoid"


class CuDNNGRU(GRU):
    """`GRU` with the sigmoid that cuDNN has. Source: tf.keras.layers.CuDNNGRU."""

    activation_of_gates = "sigmoid"


class Bidirectional(Layer):
    """A recurrent layer forwards and another one backwards, merged: "concat", "sum", "mul", "ave", or None for both.

    `[n, t, k] -> [n, 2 units]`. Raises ValueError for another merge. Source: tf.keras.layers.Bidirectional.
    """

    def __init__(self, layer: Any, merge_mode: str | None = "concat", weights: Any = None, **kwargs: Any) -> None:
        if merge_mode not in ("sum", "mul", "ave", "concat", None):
            raise ValueError(
                f'Invalid merge mode {merge_mode!r}. Merge mode should be one of {{"sum", "mul", "ave", "concat", None}}'
            )
        if "input_shape" not in kwargs and layer.batch_input_shape is not None:
            kwargs.setdefault("batch_input_shape", layer.batch_input_shape)
        super().__init__(**kwargs)
        self.forward_layer, self.backward_layer = layer, deepcopy(layer)
        self.backward_layer.go_backwards = not layer.go_backwards
        self.forward_layer._name, self.backward_layer._name = f"forward_{layer.name}", f"backward_{layer.name}"
        self.merge_mode = merge_mode

    def call(self, inputs: Any, training: Any = None) -> Any:
        """`[n, t, k] -> [n, 2 units]`, or what the merge gives."""
        forwards, backwards = (each(inputs, training=training) for each in (self.forward_layer, self.backward_layer))
        states = []
        if self.forward_layer.return_state:
            states = [*forwards[1:], *backwards[1:]]
            forwards, backwards = forwards[0], backwards[0]
        if self.forward_layer.return_sequences:
            backwards = node("ReverseV2", backwards, [1])
        if self.merge_mode is None:
            return [forwards, backwards, *states]
        merged = {
            "concat": lambda: node("ConcatV2", forwards, backwards, -1), "sum": lambda: forwards + backwards,
            "mul": lambda: forwards * backwards, "ave": lambda: (forwards + backwards) / 2.0,
        }[self.merge_mode]()  # fmt: skip
        return [merged, *states] if states else merged


class TimeDistributed(Layer):
    """A layer for each step. `[n, t, ...] -> [n, t, ...]`. Source: tf.keras.layers.TimeDistributed."""

    def __init__(self, layer: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.layer = layer

    def call(self, inputs: Any) -> Any:
        """`[n, t, ...] -> [n, t, ...]`."""
        sizes, whole = inputs.shape.as_list(), node("Shape", inputs)
        rest = [whole[i] if size is None else size for i, size in enumerate(sizes)][2:]
        rows = node("Reshape", inputs, node("Pack", -1, *rest))
        rows.set_shape([None, *sizes[2:]])
        made = self.layer(rows)
        after = made.shape.as_list()[1:]
        below = node("Shape", made)
        shape = node("Pack", whole[0], whole[1], *(below[i + 1] if size is None else size for i, size in enumerate(after)))
        spread = node("Reshape", made, shape)
        spread.set_shape([*sizes[:2], *after])
        return spread
