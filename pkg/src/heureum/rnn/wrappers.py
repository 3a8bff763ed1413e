"""Cells made of cells: stacked, with dropout, with a shortcut, on a device. Source: tf.nn.rnn_cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .. import nest
from ..graph import Tensor, get_default_graph, graph_of
from ..neural import dropout
from ..variable_scopes import variable_scope
from .cell import LSTMStateTuple, RNNCell

__all__ = [
    "DeviceWrapper",
    "DropoutWrapper",
    "MultiRNNCell",
    "ResidualWrapper",
    "Wrapper",
]


class MultiRNNCell(RNNCell):
    """Cells on top of each other: each takes what the one below gave. Source: tf.nn.rnn_cell.MultiRNNCell."""

    def __init__(self, cells: Sequence[Any], state_is_tuple: bool = True) -> None:
        super().__init__()
        if not cells:
            raise ValueError("Must specify at least one cell for MultiRNNCell.")
        if not nest.is_nested(cells):
            raise TypeError(f"cells must be a list or tuple, but saw: {cells}.")
        self._cells = list(cells)
        self._state_is_tuple = state_is_tuple
        if not state_is_tuple and any(nest.is_nested(cell.state_size) for cell in self._cells):
            raise ValueError(
                f"Some cells return tuples of states, but state_is_tuple is not set: {[c.state_size for c in cells]}"
            )

    @property
    def state_size(self) -> Any:
        """The sizes of the cells' states."""
        sizes = tuple(cell.state_size for cell in self._cells)
        return sizes if self._state_is_tuple else sum(sizes)

    @property
    def output_size(self) -> Any:
        """The size of the top cell's output."""
        return self._cells[-1].output_size

    @property
    def trainable_weights(self) -> list[Any]:
        """The variables of all cells that optimizers change."""
        return [each for cell in self._cells for each in cell.trainable_weights]

    def zero_state(self, batch_size: Any, dtype: Any) -> Any:
        """A state of zeros for each cell."""
        if not self._state_is_tuple:
            return super().zero_state(batch_size, dtype)
        with graph_of(batch_size).name_scope(f"{type(self).__name__}ZeroState"):
            return tuple(cell.zero_state(batch_size, dtype) for cell in self._cells)

    def call(self, inputs: Any, state: Any) -> Any:
        """The top cell's output, and all new states."""
        graph, current, states, start = graph_of(inputs), inputs, [], 0
        for number, cell in enumerate(self._cells):
            with variable_scope(f"cell_{number}"):
                if self._state_is_tuple:
                    own = state[number]
                else:
                    own, start = state[:, start : start + cell.state_size], start + cell.state_size
                current, new_state = cell(current, own)
                states.append(new_state)
        return current, tuple(states) if self._state_is_tuple else graph.node("ConcatV2", *states, 1, name="concat")


class Wrapper(RNNCell):
    """A cell around a cell, with the same sizes."""

    def __init__(self, cell: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._cell = cell
        self.built = True

    @property
    def state_size(self) -> Any:
        """That of the cell inside."""
        return self._cell.state_size

    @property
    def output_size(self) -> Any:
        """That of the cell inside."""
        return self._cell.output_size

    @property
    def wrapped_cell(self) -> Any:
        """The cell inside."""
        return self._cell

    @property
    def trainable_weights(self) -> list[Any]:
        """The variables of the cell inside that optimizers change."""
        weights: list[Any] = self._cell.trainable_weights
        return weights

    def zero_state(self, batch_size: Any, dtype: Any) -> Any:
        """A state of zeros."""
        with graph_of(batch_size).name_scope(f"{type(self).__name__}ZeroState"):
            return self._cell.zero_state(batch_size, dtype)


class DropoutWrapper(Wrapper):
    """Dropout of a cell's inputs, outputs and state (of an LSTM's, only h). Source: tf.nn.rnn_cell.DropoutWrapper."""

    def __init__(
        self,
        cell: Any,
        input_keep_prob: Any = 1.0,
        output_keep_prob: Any = 1.0,
        state_keep_prob: Any = 1.0,
        variational_recurrent: bool = False,
        input_size: Any = None,
        dtype: Any = None,
        seed: int | None = None,
        dropout_state_filter_visitor: Any = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(cell, dtype=dtype, **kwargs)
        for name, value in (("input", input_keep_prob), ("output", output_keep_prob), ("state", state_keep_prob)):
            if isinstance(value, (int, float)) and not 0 <= value <= 1:
                raise ValueError(f"Parameter {name}_keep_prob must be between 0 and 1: {value}")
        if variational_recurrent:
            raise ValueError("DropoutWrapper offers no variational_recurrent: each step draws anew")
        self._input_keep_prob = input_keep_prob
        self._output_keep_prob = output_keep_prob
        self._state_keep_prob = state_keep_prob
        self._seed = seed

    def __call__(self, inputs: Any, state: Any, scope: Any = None, *args: Any, **kwargs: Any) -> Any:
        inputs = self._dropped(inputs, self._input_keep_prob)
        output, new_state = self._cell(inputs, state, scope=scope)
        if not _keeps_all(self._state_keep_prob):
            new_state = self._state_dropped(new_state)
        return self._dropped(output, self._output_keep_prob), new_state

    def _dropped(self, values: Any, keep_prob: Any) -> Any:
        if _keeps_all(keep_prob):
            return values
        return nest.map_structure(lambda x: dropout(x, keep_prob=keep_prob, seed=self._seed), values)

    def _state_dropped(self, state: Any) -> Any:
        if isinstance(state, LSTMStateTuple):
            return LSTMStateTuple(state.c, self._dropped(state.h, self._state_keep_prob))
        if isinstance(state, tuple):
            return tuple(self._state_dropped(each) for each in state)
        return self._dropped(state, self._state_keep_prob)


def _keeps_all(keep_prob: Any) -> bool:
    return isinstance(keep_prob, (int, float)) and keep_prob >= 1


class ResidualWrapper(Wrapper):
    """Adds a cell's inputs to its outputs. Source: tf.nn.rnn_cell.ResidualWrapper."""

    def __init__(self, cell: Any, residual_fn: Any = None, **kwargs: Any) -> None:
        super().__init__(cell, **kwargs)
        self._residual_fn = residual_fn

    def __call__(self, inputs: Any, state: Any, scope: Any = None, *args: Any, **kwargs: Any) -> Any:
        outputs, new_state = self._cell(inputs, state, scope=scope)
        combine = self._residual_fn or (lambda x, y: nest.map_structure(_added, x, y))
        return combine(inputs, outputs), new_state


def _added(x: Tensor, y: Tensor) -> Tensor:
    x.shape.merge_with(y.shape)
    return x + y


class DeviceWrapper(Wrapper):
    """Runs a cell on a device. Source: tf.nn.rnn_cell.DeviceWrapper."""

    def __init__(self, cell: Any, device: Any, **kwargs: Any) -> None:
        super().__init__(cell, **kwargs)
        self._wanted_device = device

    def __call__(self, inputs: Any, state: Any, scope: Any = None, *args: Any, **kwargs: Any) -> Any:
        with get_default_graph().device(self._wanted_device):
            return self._cell(inputs, state, scope=scope)
