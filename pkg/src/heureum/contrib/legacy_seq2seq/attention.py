"""Decoders that look at all that an encoder gave, each step where it matters. `tf.contrib.legacy_seq2seq`.

Source: tensorflow/contrib/legacy_seq2seq/python/ops/seq2seq.py; O. Vinyals et al. 2014, arXiv:1412.7449.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any

from ... import nest
from ...graph import Tensor, graph_of
from ...init_ops import constant_initializer
from ...neural import embedding_lookup
from ...rnn import static_rnn
from ...variable_scopes import get_variable, get_variable_scope, variable_scope
from ..rnn import EmbeddingWrapper, OutputProjectionWrapper
from .decoding import Loop, dtype_or_float, fed_back

__all__ = ["attention_decoder", "embedding_attention_decoder", "embedding_attention_seq2seq"]


def _linear(inputs: Sequence[Any], size: int) -> Tensor:
    """All inputs side by side, times a kernel, plus a bias. `k x [n, a] -> [n, size]`."""
    graph = graph_of(*inputs)
    whole = inputs[0] if len(inputs) == 1 else graph.node("ConcatV2", *inputs, 1)
    kernel = get_variable("kernel", [whole.shape[1].value, size], whole.dtype)
    bias = get_variable("bias", [size], whole.dtype, constant_initializer(0.0))
    made: Tensor = graph.node("BiasAdd", graph.node("MatMul", whole, kernel), bias)
    return made


class _Attention:
    """The heads that read from the encoder's states `[n, length, size]`, their variables made once."""

    def __init__(self, states: Any, num_heads: int) -> None:
        self._length, self._size = states.shape[1].value, states.shape[2].value
        graph = graph_of(states)
        if self._length is None:
            raise ValueError(f"The number of the encoder's states must be known: {states} is of shape {states.shape}")
        self._hidden = graph.node("Reshape", states, [-1, self._length, 1, self._size])
        self._features, self._scores = [], []
        for head in range(num_heads):
            kernel = get_variable(f"AttnW_{head}", [1, 1, self._size, self._size], states.dtype)
            features = graph.node("Conv2D", self._hidden, kernel, strides=(1, 1, 1, 1), padding="SAME")
            self._features.append(features)
            self._scores.append(get_variable(f"AttnV_{head}", [self._size], states.dtype))

    def __call__(self, query: Any) -> list[Tensor]:
        """What each head finds for a state. `[n, a] -> heads x [n, size]`."""
        flat = nest.flatten(query)
        graph = graph_of(*flat)
        query = flat[0] if len(flat) == 1 else graph.node("ConcatV2", *flat, 1)
        found = []
        for head, (features, score) in enumerate(zip(self._features, self._scores, strict=True)):
            with variable_scope(f"Attention_{head}"):
                asked = graph.node("Reshape", _linear([query], self._size), [-1, 1, 1, self._size])
                scores = graph.node("Sum", score * graph.node("Tanh", features + asked), [2, 3])
                shares = graph.node("Reshape", graph.node("Softmax", scores), [-1, self._length, 1, 1])
                read = graph.node("Sum", shares * self._hidden, [1, 2])
                found.append(graph.node("Reshape", read, [-1, self._size]))
        return found

    def nothing(self, like: Any) -> list[Tensor]:
        """Zeros for each head, as many rows as `like` has."""
        graph = graph_of(like)
        rows = graph.node("StridedSlice", graph.node("Shape", like), [0], [1], [1], shrink_axis_mask=1)
        zero = graph.convert(0, like.dtype) if like.dtype.is_integer else graph.convert(0.0, like.dtype)
        made = [graph.node("Fill", graph.node("Pack", rows, self._size), zero) for _ in self._features]
        for each in made:
            each.set_shape([None, self._size])
        return made


def attention_decoder(
    decoder_inputs: Sequence[Any],
    initial_state: Any,
    attention_states: Any,
    cell: Any,
    output_size: int | None = None,
    num_heads: int = 1,
    loop_function: Loop | None = None,
    dtype: Any = None,
    scope: Any = None,
    initial_state_attention: bool = False,
) -> tuple[list[Any], Any]:
    """`rnn_decoder` whose each step reads from `attention_states`. `T x [n, a], state, [n, length, size] -> T x [n, b], state`.

    Raises ValueError without inputs, for less than one head, and for states of unknown number or size.
    Source: tf.contrib.legacy_seq2seq.attention_decoder.
    """
    if not decoder_inputs:
        raise ValueError("Must provide at least 1 input to attention decoder.")
    if num_heads < 1:
        raise ValueError("With less than 1 heads, use a non-attention decoder.")
    if attention_states.shape[2].value is None:
        raise ValueError(f"Shape[2] of attention_states must be known: {attention_states.shape}")
    size = cell.output_size if output_size is None else output_size
    with variable_scope(scope or "attention_decoder"):
        attention = _Attention(attention_states, num_heads)
        state, outputs, before = initial_state, [], None
        read = attention(state) if initial_state_attention else attention.nothing(nest.flatten(initial_state)[0])
        for i, given in enumerate(decoder_inputs):
            if i > 0:
                get_variable_scope().reuse_variables()
            if loop_function is not None and before is not None:
                with variable_scope("loop_function", reuse=True):
                    given = loop_function(before, i)
            if given.shape[1].value is None:
                raise ValueError(f"Could not infer input size from input: {given.name}")
            output, state = cell(_linear([given, *read], given.shape[1].value), state)
            with variable_scope(get_variable_scope(), reuse=True if i == 0 and initial_state_attention else None):
                read = attention(state)
            with variable_scope("AttnOutputProjection"):
                before = _linear([output, *read], size)
            outputs.append(before)
        return outputs, state


def embedding_attention_decoder(
    decoder_inputs: Sequence[Any],
    initial_state: Any,
    attention_states: Any,
    cell: Any,
    num_symbols: int,
    embedding_size: int,
    num_heads: int = 1,
    output_size: int | None = None,
    output_projection: Any = None,
    feed_previous: bool = False,
    update_embedding_for_previous: bool = True,
    dtype: Any = None,
    scope: Any = None,
    initial_state_attention: bool = False,
) -> tuple[list[Any], Any]:
    """`attention_decoder` over symbols, which are looked up in a table.

    `T x int[n], state, [n, length, size] -> T x [n, b], state`.
    Source: tf.contrib.legacy_seq2seq.embedding_attention_decoder.
    """
    size = cell.output_size if output_size is None else output_size
    with variable_scope(scope or "embedding_attention_decoder"):
        table = get_variable("embedding", [num_symbols, embedding_size])
        loop = fed_back(table, output_projection, update_embedding_for_previous) if feed_previous else None
        embedded = [embedding_lookup(table, each) for each in decoder_inputs]
        return attention_decoder(
            embedded, initial_state, attention_states, cell, size, num_heads, loop, dtype,
            initial_state_attention=initial_state_attention,
        )  # fmt: skip


def embedding_attention_seq2seq(
    encoder_inputs: Sequence[Any],
    decoder_inputs: Sequence[Any],
    cell: Any,
    num_encoder_symbols: int,
    num_decoder_symbols: int,
    embedding_size: int,
    num_heads: int = 1,
    output_projection: Any = None,
    feed_previous: bool = False,
    dtype: Any = None,
    scope: Any = None,
    initial_state_attention: bool = False,
) -> tuple[list[Any], Any]:
    """An encoder and a decoder of symbols that reads from it. `S x int[n], T x int[n] -> T x [n, num_decoder_symbols], state`.

    With an `output_projection` the outputs are of the cell's size. Raises TypeError for a tensor `feed_previous`.
    Source: tf.contrib.legacy_seq2seq.embedding_attention_seq2seq.
    """
    if not isinstance(feed_previous, bool):
        raise TypeError("feed_previous must be a bool here: build the decoder twice, with reuse, instead of giving a tensor")
    with variable_scope(scope or "embedding_attention_seq2seq"):
        encoder = EmbeddingWrapper(copy.deepcopy(cell), num_encoder_symbols, embedding_size)
        outputs, state = static_rnn(encoder, encoder_inputs, dtype=dtype_or_float(dtype))
        graph = graph_of(*outputs)
        top = [graph.node("Reshape", each, [-1, 1, cell.output_size]) for each in outputs]
        states = top[0] if len(top) == 1 else graph.node("ConcatV2", *top, 1)
        size = None
        if output_projection is None:
            cell = OutputProjectionWrapper(cell, num_decoder_symbols)
            size = num_decoder_symbols
        return embedding_attention_decoder(
            decoder_inputs, state, states, cell, num_decoder_symbols, embedding_size, num_heads, size, output_projection,
            feed_previous, initial_state_attention=initial_state_attention,
        )  # fmt: skip
