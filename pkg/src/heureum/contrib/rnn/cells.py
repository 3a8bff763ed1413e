"""Cells that tf.contrib.rnn has besides those of tf.nn.rnn_cell. Source: tensorflow/contrib/rnn/python/ops."""

from __future__ import annotations

from typing import Any

from ... import nest
from ...dtypes import int32
from ...graph import Tensor, graph_of
from ...init_ops import constant_initializer, zeros_initializer
from ...neural import batch_normalization, dropout, embedding_lookup, moments
from ...rnn import BasicLSTMCell, GRUCell, LSTMStateTuple, RNNCell
from ...rnn.wrappers import Wrapper
from ...variable_scopes import get_variable, get_variable_scope, variable_scope

__all__ = [
    "AttentionCellWrapper",
    "EmbeddingWrapper",
    "GRUBlockCell",
    "GRUBlockCellV2",
    "InputProjectionWrapper",
    "LSTMBlockCell",
    "LayerNormBasicLSTMCell",
    "OutputProjectionWrapper",
]


class LSTMBlockCell(BasicLSTMCell):
    """A BasicLSTMCell with peepholes if asked, in TensorFlow one fused op. Source: tf.contrib.rnn.LSTMBlockCell."""

    def __init__(
        self,
        num_units: int,
        forget_bias: float = 1.0,
        cell_clip: float | None = None,
        use_peephole: bool = False,
        dtype: Any = None,
        reuse: Any = None,
        name: str = "lstm_cell",
    ) -> None:
        if use_peephole or cell_clip is not None:
            raise ValueError("LSTMBlockCell offers no peepholes and no clipping here; use LSTMCell")
        super().__init__(num_units, forget_bias, reuse=reuse, name=name, dtype=dtype)


class GRUBlockCell(GRUCell):
    """A GRUCell, in TensorFlow one fused op. Source: tf.contrib.rnn.GRUBlockCell."""


GRUBlockCellV2 = GRUBlockCell


def _projected(x: Any, size: int, scope: Any = None) -> Tensor:
    graph = graph_of(x)
    with variable_scope(scope or get_variable_scope()):
        kernel = get_variable("kernel", [x.shape[-1].value, size], x.dtype)
        bias = get_variable("bias", [size], x.dtype, zeros_initializer())
        made: Tensor = graph.node("BiasAdd", graph.node("MatMul", x, kernel), bias)
        return made


class OutputProjectionWrapper(Wrapper):
    """A cell whose outputs go through a dense layer. Source: tf.contrib.rnn.OutputProjectionWrapper."""

    def __init__(self, cell: Any, output_size: int, activation: Any = None, reuse: Any = None) -> None:
        super().__init__(cell, _reuse=reuse)
        self.built = False  # it has variables of its own, made at the first call
        if output_size < 1:
            raise ValueError(f"Parameter output_size must be > 0: {output_size}.")
        self._size, self._activation = output_size, activation

    @property
    def output_size(self) -> Any:
        """How many numbers an output has."""
        return self._size

    def call(self, inputs: Any, state: Any) -> Any:
        """The projected output, and the state."""
        output, state = self._cell(inputs, state)
        made = _projected(output, self._size)
        return (made if self._activation is None else self._activation(made)), state


class InputProjectionWrapper(Wrapper):
    """A cell whose inputs go through a dense layer. Source: tf.contrib.rnn.InputProjectionWrapper."""

    def __init__(self, cell: Any, num_proj: int, activation: Any = None, input_size: Any = None, reuse: Any = None) -> None:
        super().__init__(cell, _reuse=reuse)
        self.built = False  # it has variables of its own, made at the first call
        self._size, self._activation = num_proj, activation

    def call(self, inputs: Any, state: Any) -> Any:
        """The output and the state."""
        made = _projected(inputs, self._size)
        return self._cell(made if self._activation is None else self._activation(made), state)


class EmbeddingWrapper(Wrapper):
    """A cell of symbols, which are looked up in a table of its own. Source: tf.contrib.rnn.EmbeddingWrapper."""

    def __init__(
        self, cell: Any, embedding_classes: int, embedding_size: int, initializer: Any = None, reuse: Any = None
    ) -> None:
        super().__init__(cell, _reuse=reuse)
        self.built = False  # it has variables of its own, made at the first call
        if embedding_classes <= 0 or embedding_size <= 0:
            raise ValueError(f"Both embedding_classes and embedding_size must be > 0: {embedding_classes}, {embedding_size}.")
        self._table_shape, self._table_initializer = [embedding_classes, embedding_size], initializer

    def call(self, inputs: Any, state: Any) -> Any:
        """The output and the state."""
        graph = graph_of(inputs)
        dtype = nest.flatten(state)[0].dtype
        table = get_variable("embedding", self._table_shape, dtype, self._table_initializer)
        symbols = graph.node("Reshape", inputs, [-1])
        symbols = symbols if symbols.dtype.is_integer else graph.node("Cast", symbols, DstT=int32)
        return self._cell(embedding_lookup(table, symbols), state)


class LayerNormBasicLSTMCell(RNNCell):
    """An LSTM whose sums are normalized, with recurrent dropout. Source: tf.contrib.rnn.LayerNormBasicLSTMCell."""

    def __init__(
        self,
        num_units: int,
        forget_bias: float = 1.0,
        input_size: Any = None,
        activation: Any = None,
        layer_norm: bool = True,
        norm_gain: float = 1.0,
        norm_shift: float = 0.0,
        dropout_keep_prob: Any = 1.0,
        dropout_prob_seed: int | None = None,
        reuse: Any = None,
    ) -> None:
        super().__init__(_reuse=reuse)
        self._num_units, self._forget_bias, self._activation = num_units, forget_bias, activation
        self._layer_norm, self._gain, self._shift = layer_norm, norm_gain, norm_shift
        self._keep_prob, self._seed = dropout_keep_prob, dropout_prob_seed

    @property
    def state_size(self) -> Any:
        """The sizes of c and h."""
        return LSTMStateTuple(self._num_units, self._num_units)

    @property
    def output_size(self) -> Any:
        """How many numbers an output has."""
        return self._num_units

    def _normalized(self, x: Tensor, scope: str) -> Tensor:
        if not self._layer_norm:
            return x
        with variable_scope(scope):
            sizes = [x.shape[-1].value]
            gain = get_variable("gamma", sizes, x.dtype, _constant(self._gain))
            shift = get_variable("beta", sizes, x.dtype, _constant(self._shift))
            mean, variance = moments(x, [1], keep_dims=True)
            return batch_normalization(x, mean, variance, shift, gain, 1e-12)

    def call(self, inputs: Any, state: Any) -> Any:
        """h, and the new state."""
        graph = graph_of(inputs)
        c, h = state
        joined = graph.node("ConcatV2", inputs, h, 1)
        kernel = get_variable("kernel", [joined.shape[-1].value, 4 * self._num_units], joined.dtype)
        sums = graph.node("MatMul", joined, kernel)
        if not self._layer_norm:
            sums = graph.node("BiasAdd", sums, get_variable("bias", [4 * self._num_units], sums.dtype, zeros_initializer()))
        i, j, f, o = graph.node("Split", 1, sums, num_split=4)
        names = ("input", "transform", "forget", "output")
        i, j, f, o = (self._normalized(each, name) for each, name in zip((i, j, f, o), names, strict=True))
        activate = self._activation or (lambda x: graph.node("Tanh", x))
        g = activate(j)
        if not isinstance(self._keep_prob, float) or self._keep_prob < 1:
            g = dropout(g, self._keep_prob, seed=self._seed)
        forget = graph.node("Sigmoid", f + self._forget_bias)
        c = c * forget + graph.node("Sigmoid", i) * g
        c = self._normalized(c, "state")
        h = activate(c) * graph.node("Sigmoid", o)
        return h, LSTMStateTuple(c, h)


def _constant(value: float) -> Any:
    return constant_initializer(value)


class AttentionCellWrapper(Wrapper):
    """A cell that looks back at its last `attn_length` states. Source: tf.contrib.rnn.AttentionCellWrapper."""

    def __init__(
        self,
        cell: Any,
        attn_length: int,
        attn_size: int | None = None,
        attn_vec_size: int | None = None,
        input_size: int | None = None,
        state_is_tuple: bool = True,
        reuse: Any = None,
    ) -> None:
        super().__init__(cell, _reuse=reuse)
        self.built = False  # it has variables of its own, made at the first call
        if attn_length <= 0:
            raise ValueError(f"attn_length should be greater than zero, got {attn_length}")
        if not state_is_tuple:
            raise ValueError("AttentionCellWrapper keeps its state in a tuple here")
        self._length = attn_length
        self._size = attn_size if attn_size is not None else cell.output_size
        self._vector = attn_vec_size if attn_vec_size is not None else self._size
        self._input_size = input_size

    @property
    def state_size(self) -> Any:
        """Of the cell, of what it attends to, and of the last states."""
        return self._cell.state_size, self._size, self._size * self._length

    @property
    def output_size(self) -> Any:
        """How many numbers an output has."""
        return self._size

    def zero_state(self, batch_size: Any, dtype: Any) -> Any:
        """A state of zeros."""
        return RNNCell.zero_state(self, batch_size, dtype)

    def call(self, inputs: Any, state: Any) -> Any:
        """The output, and the new state."""
        graph = graph_of(inputs)
        own, attended, kept = state
        kept = graph.node("Reshape", kept, [-1, self._length, self._size])
        size = self._input_size or inputs.shape[1].value
        joined = graph.node("ConcatV2", inputs, attended, 1)
        output, own = self._cell(_projected(joined, size), own)
        flat = nest.flatten(own)
        newest = flat[0] if len(flat) == 1 else graph.node("ConcatV2", *flat, 1)
        attended, rest = self._attend(newest, kept)
        made = _projected(graph.node("ConcatV2", output, attended, 1), self._size, "attn_output_projection")
        kept = graph.node("ConcatV2", rest, graph.node("ExpandDims", made, 1), 1)
        kept = graph.node("Reshape", kept, [-1, self._length * self._size])
        return made, (own, attended, kept)

    def _attend(self, query: Tensor, kept: Tensor) -> tuple[Tensor, Tensor]:
        graph = graph_of(query)
        with variable_scope("attention"):
            kernel = get_variable("attn_w", [1, 1, self._size, self._vector], query.dtype)
            score = get_variable("attn_v", [self._vector], query.dtype)
            hidden = graph.node("Reshape", kept, [-1, self._length, 1, self._size])
            features = graph.node("Conv2D", hidden, kernel, strides=(1, 1, 1, 1), padding="SAME")
            asked = graph.node("Reshape", _projected(query, self._vector), [-1, 1, 1, self._vector])
            scores = graph.node("Sum", score * graph.node("Tanh", features + asked), [2, 3])
            shares = graph.node("Reshape", graph.node("Softmax", scores), [-1, self._length, 1, 1])
            found = graph.node("Reshape", graph.node("Sum", shares * hidden, [1, 2]), [-1, self._size])
            return found, graph.node("Slice", kept, [0, 1, 0], [-1, -1, -1])
