"""Sequences to sequences, step by step in the graph: decoders and embeddings. `tf.contrib.legacy_seq2seq`.

Source: tensorflow/contrib/legacy_seq2seq/python/ops/seq2seq.py.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from typing import Any

from ...dtypes import float32
from ...graph import Tensor, graph_of
from ...neural import embedding_lookup
from ...rnn import static_rnn
from ...variable_scopes import get_variable, get_variable_scope, variable_scope
from ..rnn import EmbeddingWrapper, OutputProjectionWrapper

__all__ = [
    "Loop",
    "basic_rnn_seq2seq",
    "dtype_or_float",
    "embedding_rnn_decoder",
    "embedding_rnn_seq2seq",
    "fed_back",
    "rnn_decoder",
    "tied_rnn_seq2seq",
]

Loop = Callable[[Any, int], Any]


def rnn_decoder(
    decoder_inputs: Sequence[Any], initial_state: Any, cell: Any, loop_function: Loop | None = None, scope: Any = None
) -> tuple[list[Any], Any]:
    """The cell over a list of inputs; with `loop_function(output, i)` each input but the first is made of the output before.

    `T x [n, a], state -> T x [n, b], state`. Source: tf.contrib.legacy_seq2seq.rnn_decoder.
    """
    with variable_scope(scope or "rnn_decoder"):
        state, outputs, before = initial_state, [], None
        for i, given in enumerate(decoder_inputs):
            if loop_function is not None and before is not None:
                with variable_scope("loop_function", reuse=True):
                    given = loop_function(before, i)
            if i > 0:
                get_variable_scope().reuse_variables()
            output, state = cell(given, state)
            outputs.append(output)
            if loop_function is not None:
                before = output
        return outputs, state


def basic_rnn_seq2seq(
    encoder_inputs: Sequence[Any], decoder_inputs: Sequence[Any], cell: Any, dtype: Any = None, scope: Any = None
) -> tuple[list[Any], Any]:
    """An encoder whose last state is where the decoder, a cell of its own, begins. `S x [n, a], T x [n, a] -> T x [n, b], state`.

    Source: tf.contrib.legacy_seq2seq.basic_rnn_seq2seq.
    """
    with variable_scope(scope or "basic_rnn_seq2seq"):
        _, state = static_rnn(copy.deepcopy(cell), encoder_inputs, dtype=dtype_or_float(dtype))
        return rnn_decoder(decoder_inputs, state, cell)


def tied_rnn_seq2seq(
    encoder_inputs: Sequence[Any],
    decoder_inputs: Sequence[Any],
    cell: Any,
    loop_function: Loop | None = None,
    dtype: Any = None,
    scope: Any = None,
) -> tuple[list[Any], Any]:
    """An encoder and a decoder with the same variables. `S x [n, a], T x [n, a] -> T x [n, b], state`.

    Source: tf.contrib.legacy_seq2seq.tied_rnn_seq2seq.
    """
    with variable_scope("combined_tied_rnn_seq2seq"):
        name = scope or "tied_rnn_seq2seq"
        _, state = static_rnn(cell, encoder_inputs, dtype=dtype_or_float(dtype), scope=name)
        get_variable_scope().reuse_variables()
        return rnn_decoder(decoder_inputs, state, cell, loop_function, scope=name)


def dtype_or_float(dtype: Any) -> Any:
    """`dtype`, float32 unless there is one."""
    return float32 if dtype is None else dtype


def fed_back(table: Any, output_projection: Any, update_embedding: bool) -> Loop:
    """What makes the next input of an output: the embedding of the likeliest symbol."""

    def next_input(output: Any, _: int) -> Tensor:
        graph = graph_of(output)
        if output_projection is not None:
            output = graph.node("BiasAdd", graph.node("MatMul", output, output_projection[0]), output_projection[1])
        found = embedding_lookup(table, graph.node("ArgMax", output, 1))
        return found if update_embedding else graph.node("StopGradient", found)

    return next_input


def embedding_rnn_decoder(
    decoder_inputs: Sequence[Any],
    initial_state: Any,
    cell: Any,
    num_symbols: int,
    embedding_size: int,
    output_projection: Any = None,
    feed_previous: bool = False,
    update_embedding_for_previous: bool = True,
    scope: Any = None,
) -> tuple[list[Any], Any]:
    """`rnn_decoder` over symbols, which are looked up in a table. `T x int[n], state -> T x [n, b], state`.

    With `feed_previous` only the first symbol counts; the others are the likeliest outputs.
    Source: tf.contrib.legacy_seq2seq.embedding_rnn_decoder.
    """
    with variable_scope(scope or "embedding_rnn_decoder"):
        table = get_variable("embedding", [num_symbols, embedding_size])
        loop = fed_back(table, output_projection, update_embedding_for_previous) if feed_previous else None
        embedded = [embedding_lookup(table, each) for each in decoder_inputs]
        return rnn_decoder(embedded, initial_state, cell, loop)


def embedding_rnn_seq2seq(
    encoder_inputs: Sequence[Any],
    decoder_inputs: Sequence[Any],
    cell: Any,
    num_encoder_symbols: int,
    num_decoder_symbols: int,
    embedding_size: int,
    output_projection: Any = None,
    feed_previous: bool = False,
    dtype: Any = None,
    scope: Any = None,
) -> tuple[list[Any], Any]:
    """An encoder and a decoder of symbols. `S x int[n], T x int[n] -> T x [n, num_decoder_symbols], state`.

    With an `output_projection` the outputs are the cell's own. Source: tf.contrib.legacy_seq2seq.embedding_rnn_seq2seq.
    """
    if not isinstance(feed_previous, bool):
        raise TypeError("feed_previous must be a bool here: build the decoder twice, with reuse, instead of giving a tensor")
    with variable_scope(scope or "embedding_rnn_seq2seq"):
        encoder = EmbeddingWrapper(copy.deepcopy(cell), num_encoder_symbols, embedding_size)
        _, state = static_rnn(encoder, encoder_inputs, dtype=dtype_or_float(dtype))
        if output_projection is None:
            cell = OutputProjectionWrapper(cell, num_decoder_symbols)
        return embedding_rnn_decoder(
            decoder_inputs, state, cell, num_decoder_symbols, embedding_size, output_projection, feed_previous
        )
