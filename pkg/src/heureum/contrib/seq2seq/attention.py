"""Attention: a cell that looks at a memory, by Luong's scores or Bahdanau's.

Takes a memory `[n, t, d]`; gives shares over its steps that sum up to 1, and what they pick.
Law: steps past the end of a sequence get no share.
Source: tf.contrib.seq2seq.AttentionWrapper; arXiv:1508.04025, arXiv:1409.0473.
"""

from __future__ import annotations

from collections import namedtuple
from typing import Any

import numpy as np

from ... import nest
from ...control_flow import TensorArray
from ...dtypes import float32, int32
from ...graph import Tensor, get_default_graph, graph_of
from ...layers import Dense
from ...ops.ranging import sequence_mask
from ...rnn import RNNCell
from ...variable_scopes import get_variable, variable_scope

__all__ = ["AttentionWrapper", "AttentionWrapperState", "BahdanauAttention", "LuongAttention", "tile_batch"]


class _Attention:
    """What both kinds share: the memory, its keys, and softmax over scores."""

    def __init__(self, memory: Any, lengths: Any, memory_layer: Any, probability_fn: Any, mask_value: Any, name: str) -> None:
        graph = graph_of(memory)
        self._name = name
        self._probability = probability_fn or (lambda scores: graph_of(scores).node("Softmax", scores))
        self._mask_value = -np.inf if mask_value is None else mask_value
        with graph.name_scope(f"{name}Init"):
            memory = graph.convert(memory, name="memory")
            self._mask = None
            if lengths is not None:
                steps = graph.node("Shape", memory)[1]
                self._mask = sequence_mask(lengths, steps)
                outside = graph.node("ExpandDims", graph.node("Cast", self._mask, DstT=memory.dtype), 2)
                memory = memory * outside
            self._values = memory
            self._keys = memory if memory_layer is None else memory_layer(memory)
        self.batch_size = memory.shape[0].value or graph.node("Shape", memory)[0]
        self.alignments_size = memory.shape[1].value or graph.node("Shape", memory)[1]

    @property
    def values(self) -> Tensor:
        """The memory: `[n, t, d]`."""
        return self._values

    @property
    def keys(self) -> Tensor:
        """What queries are compared with: `[n, t, u]`."""
        keys: Tensor = self._keys
        return keys

    def initial_alignments(self, batch_size: Any, dtype: Any) -> Tensor:
        """Shares of nothing: `-> [n, t]`."""
        graph = get_default_graph()
        made: Tensor = graph.node("Fill", graph.convert([batch_size, self.alignments_size]), np.zeros((), dtype.as_numpy_dtype))
        known = [each if isinstance(each, int) else None for each in (batch_size, self.alignments_size)]
        made.set_shape(known)
        return made

    def _score(self, query: Tensor) -> Tensor:
        raise NotImplementedError("Abstract method")

    def __call__(self, query: Any, state: Any) -> tuple[Tensor, Tensor]:
        scores = self._score(query)
        if self._mask is not None:
            least = graph_of(scores).convert(np.float32(self._mask_value))
            scores = graph_of(scores).node("SelectV2", self._mask, scores, least)
        shares = self._probability(scores)
        return shares, shares


class LuongAttention(_Attention):
    """The score of a step is the product of its key and the query. Source: tf.contrib.seq2seq.LuongAttention."""

    def __init__(
        self,
        num_units: int,
        memory: Any,
        memory_sequence_length: Any = None,
        scale: bool = False,
        probability_fn: Any = None,
        score_mask_value: Any = None,
        dtype: Any = None,
        custom_key_value_fn: Any = None,
        name: str = "LuongAttention",
    ) -> None:
        layer = Dense(num_units, name="memory_layer", use_bias=False)
        super().__init__(memory, memory_sequence_length, layer, probability_fn, score_mask_value, name)
        self._scale = scale

    def _score(self, query: Tensor) -> Tensor:
        graph = graph_of(query)
        with variable_scope(None, "luong_attention", [query]):
            products = graph.node("BatchMatMulV2", graph.node("ExpandDims", query, 1), self._keys, adj_y=True)
            scores: Tensor = graph.node("Squeeze", products, squeeze_dims=[1])
            if self._scale:
                scores = scores * get_variable("attention_g", [], query.dtype, initializer=_ones)
            return scores


class BahdanauAttention(_Attention):
    """The score of a step is a small network's of key and query. Source: tf.contrib.seq2seq.BahdanauAttention."""

    def __init__(
        self,
        num_units: int,
        memory: Any,
        memory_sequence_length: Any = None,
        normalize: bool = False,
        probability_fn: Any = None,
        score_mask_value: Any = None,
        dtype: Any = None,
        custom_key_value_fn: Any = None,
        name: str = "BahdanauAttention",
    ) -> None:
        if normalize:
            raise ValueError("BahdanauAttention offers no normalize here")
        layer = Dense(num_units, name="memory_layer", use_bias=False)
        super().__init__(memory, memory_sequence_length, layer, probability_fn, score_mask_value, name)
        self._units = num_units
        self._query_layer = Dense(num_units, name="query_layer", use_bias=False)

    def _score(self, query: Tensor) -> Tensor:
        graph = graph_of(query)
        with variable_scope(None, "bahdanau_attention", [query]):
            asked = graph.node("ExpandDims", self._query_layer(query), 1)
            weights = get_variable("attention_v", [self._units], query.dtype)
            made: Tensor = graph.node("Sum", weights * graph.node("Tanh", self._keys + asked), [2])
            return made


def _ones(shape: Any, dtype: Any = float32, partition_info: Any = None) -> Any:
    return get_default_graph().convert(np.ones((), dtype.as_numpy_dtype))


class AttentionWrapperState(
    namedtuple("AttentionWrapperState", ["cell_state", "attention", "time", "alignments", "alignment_history", "attention_state"])
):
    """The state of an AttentionWrapper. Source: tf.contrib.seq2seq.AttentionWrapperState."""

    __slots__ = ()

    def clone(self, **kwargs: Any) -> AttentionWrapperState:
        """The same with other parts."""
        return self._replace(**kwargs)


class AttentionWrapper(RNNCell):
    """A cell that is fed what it attended to, and attends by what it gives. Source: tf.contrib.seq2seq.AttentionWrapper."""

    def __init__(
        self,
        cell: Any,
        attention_mechanism: Any,
        attention_layer_size: int | None = None,
        alignment_history: bool = False,
        cell_input_fn: Any = None,
        output_attention: bool = True,
        initial_cell_state: Any = None,
        name: str | None = None,
        attention_layer: Any = None,
    ) -> None:
        super().__init__(name=name)
        self._cell, self._mechanism = cell, attention_mechanism
        self._history, self._output_attention, self._initial = alignment_history, output_attention, initial_cell_state
        self._join = cell_input_fn or (lambda inputs, attention: graph_of(inputs).node("ConcatV2", inputs, attention, -1))
        self._layer = attention_layer
        if attention_layer_size is not None:
            self._layer = Dense(attention_layer_size, name="attention_layer", use_bias=False)
        self._size = attention_layer_size or attention_mechanism.values.shape[-1].value

    @property
    def output_size(self) -> Any:
        """How many numbers an output has."""
        return self._size if self._output_attention else self._cell.output_size

    @property
    def state_size(self) -> Any:
        """The sizes of the parts of its state."""
        steps = self._mechanism.alignments_size
        return AttentionWrapperState(self._cell.state_size, self._size, (), steps, (), steps)

    def zero_state(self, batch_size: Any, dtype: Any) -> Any:
        """A state of zeros; that of the cell is `initial_cell_state` where it was given."""
        graph = get_default_graph()
        with graph.name_scope(f"{type(self).__name__}ZeroState"):
            own = self._initial if self._initial is not None else self._cell.zero_state(batch_size, dtype)
            attention = graph.node("Fill", graph.convert([batch_size, self._size]), np.zeros((), dtype.as_numpy_dtype))
            attention.set_shape([batch_size if isinstance(batch_size, int) else None, self._size])
            shares = self._mechanism.initial_alignments(batch_size, dtype)
            history = TensorArray(dtype, size=0, dynamic_size=True) if self._history else ()
            return AttentionWrapperState(own, attention, graph.convert(0, int32), shares, history, shares)

    def call(self, inputs: Any, state: Any) -> Any:
        """The attention, or the cell's output, and the new state."""
        graph = graph_of(*nest.flatten(inputs))
        output, own = self._cell(self._join(inputs, state.attention), state.cell_state)
        shares, attention_state = self._mechanism(output, state.attention_state)
        spread = graph.node("ExpandDims", shares, 1)
        context = graph.node("Squeeze", graph.node("BatchMatMulV2", spread, self._mechanism.values), squeeze_dims=[1])
        attention = context if self._layer is None else self._layer(graph.node("ConcatV2", output, context, 1))
        history = state.alignment_history.write(state.time, shares) if self._history else ()
        following = AttentionWrapperState(own, attention, state.time + 1, shares, history, attention_state)
        return (attention if self._output_attention else output), following


def tile_batch(t: Any, multiplier: int, name: str | None = None) -> Any:
    """Each row of the batch so many times in turn; nested. `[n, ...] -> [n * multiplier, ...]`.

    Source: tf.contrib.seq2seq.tile_batch.
    """

    def tiled(x: Any) -> Tensor:
        graph = graph_of(x)
        with graph.name_scope(name or "tile_batch"):
            x = graph.convert(x)
            rank = x.shape.rank
            once = graph.node("ExpandDims", x, 1)
            many = graph.node("Tile", once, [1, multiplier, *[1] * (rank - 1)])
            rest = graph.node("Slice", graph.node("Shape", x), [1], [-1])
            made: Tensor = graph.node("Reshape", many, graph.node("ConcatV2", [-1], rest, 0))
            known = x.shape[0].value
            made.set_shape([None if known is None else known * multiplier, *x.shape[1:].as_list()])
            return made

    return nest.map_structure(tiled, t)
