"""What every recurrent cell is: a layer that takes an input and a state, and gives an output and the next state.

Law: `state_size` and `output_size` are known before the first call; variables are made at the first call.
Source: tf.nn.rnn_cell.RNNCell.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from .. import nest
from ..graph import Tensor, get_default_graph, graph_of
from ..layers import Layer
from ..ops.filling import zeros
from ..tensor_shape import TensorShape, as_shape
from ..variable_scopes import variable_scope

__all__ = ["LSTMStateTuple", "RNNCell", "depth_of", "linear", "zeros_like_state"]


class LSTMStateTuple(NamedTuple):
    """The state of an LSTM: what it remembers, and what it gave. Source: tf.nn.rnn_cell.LSTMStateTuple."""

    c: Any
    h: Any

    @property
    def dtype(self) -> Any:
        """The dtype of both. Raises TypeError when they differ."""
        if self.c.dtype != self.h.dtype:
            raise TypeError(f"Inconsistent internal state: {self.c.dtype} vs {self.h.dtype}")
        return self.c.dtype


class RNNCell(Layer):
    """Inherit from it; give `state_size`, `output_size` and `call(inputs, state)`. Source: tf.nn.rnn_cell.RNNCell."""

    def __init__(self, trainable: bool = True, name: str | None = None, dtype: Any = None, **kwargs: Any) -> None:
        super().__init__(trainable=trainable, name=name, dtype=dtype, **kwargs)

    def __call__(self, inputs: Any, state: Any, scope: Any = None, *args: Any, **kwargs: Any) -> Any:
        if scope is not None:
            with variable_scope(scope) as entered:
                return super().__call__(inputs, state, *args, scope=entered, **kwargs)
        return super().__call__(inputs, state, *args, **kwargs)

    @property
    def state_size(self) -> Any:
        """How many numbers the state has; nested as the state is."""
        raise NotImplementedError("Abstract method")

    @property
    def output_size(self) -> Any:
        """How many numbers an output has."""
        raise NotImplementedError("Abstract method")

    def zero_state(self, batch_size: Any, dtype: Any) -> Any:
        """A state of zeros for so many sequences. `-> [batch, state_size]`, nested as the state is."""
        graph = graph_of(batch_size)
        with graph.name_scope(f"{type(self).__name__}ZeroState"):
            return zeros_like_state(self.state_size, batch_size, dtype)

    def get_initial_state(self, inputs: Any = None, batch_size: Any = None, dtype: Any = None) -> Any:
        """`zero_state`, with batch size and dtype of `inputs`. Raises ValueError when neither is known."""
        if inputs is not None:
            inputs = graph_of(inputs).convert(inputs, name="inputs")
            batch_size = (
                inputs.shape[0].value
                if inputs.shape.rank and inputs.shape[0].value
                else graph_of(inputs).node("Shape", inputs)[0]
            )
            dtype = inputs.dtype
        if batch_size is None or dtype is None:
            raise ValueError("batch_size and dtype cannot be None while constructing initial state.")
        return self.zero_state(batch_size, dtype)


def zeros_like_state(state_size: Any, batch_size: Any, dtype: Any) -> Any:
    """Zeros `[batch, size]` for each size of a nested `state_size`."""

    def one(size: Any) -> Tensor:
        rest = [size] if isinstance(size, int) else as_shape(size).as_list()
        shape = (
            [batch_size, *rest]
            if not isinstance(batch_size, Tensor)
            else get_default_graph().convert([batch_size, *rest], name="concat")
        )
        made: Tensor = zeros(shape, dtype)
        made.set_shape([None if isinstance(batch_size, Tensor) else batch_size, *rest])
        return made

    if isinstance(state_size, TensorShape):
        return one(state_size)
    return nest.map_structure(one, state_size)


def linear(inputs: list[Tensor], kernel: Any, bias: Any) -> Tensor:
    """The inputs side by side, times the kernel, plus the bias. `[n, a], [n, b] -> [n, c]`."""
    graph = graph_of(*inputs)
    joined = graph.node("ConcatV2", *inputs, 1, name="concat") if len(inputs) > 1 else inputs[0]
    made: Tensor = graph.node("BiasAdd", graph.node("MatMul", joined, kernel), bias)
    return made


def depth_of(cell: Layer, input_shape: Any) -> int:
    """The last size of the inputs of a cell. Raises ValueError when it is unknown."""
    shape = as_shape(input_shape)
    depth: int | None = shape[-1].value if shape.rank else None
    if depth is None:
        raise ValueError(f"Expected inputs.shape[-1] of cell {cell.name} to be known, saw shape: {shape}")
    return depth
