"""The cells: plain, LSTM and GRU. Source: tf.nn.rnn_cell."""

from __future__ import annotations

from typing import Any

from ..graph import Tensor, graph_of
from ..init_ops import constant_initializer, zeros_initializer
from .cell import LSTMStateTuple, RNNCell, depth_of, linear

__all__ = ["BasicLSTMCell", "BasicRNNCell", "GRUCell", "LSTMCell"]


def _applied(activation: Any, x: Tensor) -> Tensor:
    made: Tensor = graph_of(x).node("Tanh", x) if activation is None else activation(x)
    return made


def _gates(x: Tensor, count: int) -> list[Tensor]:
    """`[n, count * units]` cut into `count` gates."""
    made: list[Tensor] = graph_of(x).node("Split", 1, x, num_split=count, name="split")
    return made


def _sigmoid(x: Any) -> Tensor:
    made: Tensor = graph_of(x).node("Sigmoid", x)
    return made


def _product(x: Any, y: Any) -> Tensor:
    made: Tensor = graph_of(x, y).node("Mul", x, y)
    return made


def _sum(x: Any, y: Any) -> Tensor:
    made: Tensor = graph_of(x, y).node("Add", x, y, name="Add")
    return made


class BasicRNNCell(RNNCell):
    """output = new state = activation(W * input + U * state + b). `[n, a], [n, units] -> [n, units]`.

    Source: tf.nn.rnn_cell.BasicRNNCell.
    """

    def __init__(
        self, num_units: int, activation: Any = None, reuse: Any = None, name: str | None = None, dtype: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(_reuse=reuse, name=name, dtype=dtype, **kwargs)
        self._num_units = num_units
        self._activation = activation

    @property
    def state_size(self) -> Any:
        """`num_units`."""
        return self._num_units

    @property
    def output_size(self) -> Any:
        """`num_units`."""
        return self._num_units

    def build(self, input_shape: Any) -> None:
        """Make `kernel` and `bias`."""
        depth = depth_of(self, input_shape)
        self._kernel = self.add_variable("kernel", [depth + self._num_units, self._num_units])
        self._bias = self.add_variable("bias", [self._num_units], initializer=zeros_initializer())

    def call(self, inputs: Any, state: Any) -> Any:
        """The output, which is the new state too."""
        output = _applied(self._activation, linear([inputs, state], self._kernel, self._bias))
        return output, output


class GRUCell(RNNCell):
    """A gated recurrent unit. `[n, a], [n, units] -> [n, units]`.

    Source: tf.nn.rnn_cell.GRUCell; K. Cho et al. 2014 (arXiv:1406.1078).
    """

    def __init__(
        self,
        num_units: int,
        activation: Any = None,
        reuse: Any = None,
        kernel_initializer: Any = None,
        bias_initializer: Any = None,
        name: str | None = None,
        dtype: Any = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(_reuse=reuse, name=name, dtype=dtype, **kwargs)
        self._num_units = num_units
        self._activation = activation
        self._kernel_initializer = kernel_initializer
        self._bias_initializer = bias_initializer

    @property
    def state_size(self) -> Any:
        """`num_units`."""
        return self._num_units

    @property
    def output_size(self) -> Any:
        """`num_units`."""
        return self._num_units

    def build(self, input_shape: Any) -> None:
        """Make the kernels and biases of the gates and of the candidate."""
        units, depth = self._num_units, depth_of(self, input_shape)
        kernel, bias = self._kernel_initializer, self._bias_initializer
        # Gates start open: nothing is forgotten at first.
        gate_bias = constant_initializer(1.0) if bias is None else bias
        self._gate_kernel = self.add_variable("gates/kernel", [depth + units, 2 * units], initializer=kernel)
        self._gate_bias = self.add_variable("gates/bias", [2 * units], initializer=gate_bias)
        self._candidate_kernel = self.add_variable("candidate/kernel", [depth + units, units], initializer=kernel)
        self._candidate_bias = self.add_variable("candidate/bias", [units], initializer=bias or zeros_initializer())

    def call(self, inputs: Any, state: Any) -> Any:
        """The output, which is the new state too."""
        reset, update = _gates(_sigmoid(linear([inputs, state], self._gate_kernel, self._gate_bias)), 2)
        candidate = linear([inputs, reset * state], self._candidate_kernel, self._candidate_bias)
        output = update * state + (1 - update) * _applied(self._activation, candidate)
        return output, output


class BasicLSTMCell(RNNCell):
    """A long short-term memory. `[n, a], ([n, units], [n, units]) -> [n, units]`.

    Without `state_is_tuple` c and h stand side by side in one tensor.
    Source: tf.nn.rnn_cell.BasicLSTMCell; W. Zaremba et al. 2014 (arXiv:1409.2329).
    """

    def __init__(
        self,
        num_units: int,
        forget_bias: float = 1.0,
        state_is_tuple: bool = True,
        activation: Any = None,
        reuse: Any = None,
        name: str | None = None,
        dtype: Any = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(_reuse=reuse, name=name, dtype=dtype, **kwargs)
        self._num_units = num_units
        self._forget_bias = forget_bias
        self._state_is_tuple = state_is_tuple
        self._activation = activation

    @property
    def state_size(self) -> Any:
        """`num_units` for c and for h."""
        return LSTMStateTuple(self._num_units, self._num_units) if self._state_is_tuple else 2 * self._num_units

    @property
    def output_size(self) -> Any:
        """`num_units`."""
        return self._num_units

    def build(self, input_shape: Any) -> None:
        """Make `kernel` and `bias`."""
        depth = depth_of(self, input_shape)
        self._kernel = self.add_variable("kernel", [depth + self._num_units, 4 * self._num_units])
        self._bias = self.add_variable("bias", [4 * self._num_units], initializer=zeros_initializer())

    def call(self, inputs: Any, state: Any) -> Any:
        """The output and the new state."""
        graph = graph_of(inputs)
        c, h = state if self._state_is_tuple else _gates(state, 2)
        # Input gate, new input, forget gate, output gate.
        i, j, f, o = _gates(linear([inputs, h], self._kernel, self._bias), 4)
        bias = graph.convert(self._forget_bias, f.dtype, name="Const")
        kept = _product(c, _sigmoid(_sum(f, bias)))
        new_c = _sum(kept, _product(_sigmoid(i), _applied(self._activation, j)))
        new_h = _product(_applied(self._activation, new_c), _sigmoid(o))
        if self._state_is_tuple:
            return new_h, LSTMStateTuple(new_c, new_h)
        return new_h, graph.node("ConcatV2", new_c, new_h, 1, name="concat")


class LSTMCell(RNNCell):
    """A long short-term memory with peepholes, clipping and a projection of its output.

    `[n, a], ([n, units], [n, out]) -> [n, out]`. Source: tf.nn.rnn_cell.LSTMCell; H. Sak et al. 2014 (arXiv:1402.1128).
    """

    def __init__(
        self,
        num_units: int,
        use_peepholes: bool = False,
        cell_clip: float | None = None,
        initializer: Any = None,
        num_proj: int | None = None,
        proj_clip: float | None = None,
        num_unit_shards: int | None = None,
        num_proj_shards: int | None = None,
        forget_bias: float = 1.0,
        state_is_tuple: bool = True,
        activation: Any = None,
        reuse: Any = None,
        name: str | None = None,
        dtype: Any = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(_reuse=reuse, name=name, dtype=dtype, **kwargs)
        self._num_units = num_units
        self._use_peepholes = use_peepholes
        self._cell_clip = cell_clip
        self._initializer = initializer
        self._num_proj = num_proj
        self._proj_clip = proj_clip
        self._forget_bias = forget_bias
        self._state_is_tuple = state_is_tuple
        self._activation = activation

    @property
    def state_size(self) -> Any:
        """`num_units` for c, `output_size` for h."""
        sizes = LSTMStateTuple(self._num_units, self.output_size)
        return sizes if self._state_is_tuple else sum(sizes)

    @property
    def output_size(self) -> Any:
        """`num_proj`, or `num_units` without a projection."""
        return self._num_proj or self._num_units

    def build(self, input_shape: Any) -> None:
        """Make `kernel`, `bias`, the peepholes and the projection."""
        units, depth = self._num_units, depth_of(self, input_shape)
        self._kernel = self.add_variable("kernel", [depth + self.output_size, 4 * units], initializer=self._initializer)
        self._bias = self.add_variable("bias", [4 * units], initializer=zeros_initializer())
        if self._use_peepholes:
            self._w_f_diag = self.add_variable("w_f_diag", [units], initializer=self._initializer)
            self._w_i_diag = self.add_variable("w_i_diag", [units], initializer=self._initializer)
            self._w_o_diag = self.add_variable("w_o_diag", [units], initializer=self._initializer)
        if self._num_proj is not None:
            self._proj_kernel = self.add_variable("projection/kernel", [units, self._num_proj], initializer=self._initializer)

    def call(self, inputs: Any, state: Any) -> Any:
        """The output and the new state."""
        graph = graph_of(inputs)
        c, h = state if self._state_is_tuple else (state[:, : self._num_units], state[:, self._num_units :])
        # Input gate, new input, forget gate, output gate.
        i, j, f, o = _gates(linear([inputs, h], self._kernel, self._bias), 4)
        f = f + self._forget_bias
        if self._use_peepholes:
            f, i = f + self._w_f_diag * c, i + self._w_i_diag * c
        new_c = _sigmoid(f) * c + _sigmoid(i) * _applied(self._activation, j)
        if self._cell_clip is not None:
            new_c = _clipped(new_c, self._cell_clip)
        if self._use_peepholes:
            o = o + self._w_o_diag * new_c
        new_h = _sigmoid(o) * _applied(self._activation, new_c)
        if self._num_proj is not None:
            new_h = graph.node("MatMul", new_h, self._proj_kernel)
            new_h = new_h if self._proj_clip is None else _clipped(new_h, self._proj_clip)
        if self._state_is_tuple:
            return new_h, LSTMStateTuple(new_c, new_h)
        return new_h, graph.node("ConcatV2", new_c, new_h, 1, name="concat")


def _clipped(x: Tensor, limit: float) -> Tensor:
    graph = graph_of(x)
    made: Tensor = graph.node("Maximum", graph.node("Minimum", x, float(limit)), -float(limit))
    return made
