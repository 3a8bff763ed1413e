"""Sequences to sequences, step by step in the graph: decoders, embeddings, losses by step. `tf.contrib.legacy_seq2seq`.

Source: tensorflow/contrib/legacy_seq2seq/python/ops/seq2seq.py.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from typing import Any

from .. import nest
from ..dtypes import float32
from ..graph import Tensor, graph_of
from ..neural import embedding_lookup, sparse_softmax_cross_entropy_with_logits
from ..rnn import static_rnn
from ..variable_scopes import get_variable, get_variable_scope, variable_scope
from .rnn import EmbeddingWrapper, OutputProjectionWrapper

__all__ = [
    "basic_rnn_seq2seq",
    "embedding_rnn_decoder",
    "embedding_rnn_seq2seq",
    "model_with_buckets",
    "rnn_decoder",
    "sequence_loss",
    "sequence_loss_by_example",
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
        _, state = static_rnn(copy.deepcopy(cell), encoder_inputs, dtype=_dtype(dtype))
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
        _, state = static_rnn(cell, encoder_inputs, dtype=_dtype(dtype), scope=name)
        get_variable_scope().reuse_variables()
        return rnn_decoder(decoder_inputs, state, cell, loop_function, scope=name)


def _dtype(dtype: Any) -> Any:
    return float32 if dtype is None else dtype


def _fed_back(table: Any, output_projection: Any, update_embedding: bool) -> Loop:
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
        loop = _fed_back(table, output_projection, update_embedding_for_previous) if feed_previous else None
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
        _, state = static_rnn(encoder, encoder_inputs, dtype=_dtype(dtype))
        if output_projection is None:
            cell = OutputProjectionWrapper(cell, num_decoder_symbols)
        return embedding_rnn_decoder(
            decoder_inputs, state, cell, num_decoder_symbols, embedding_size, output_projection, feed_previous
        )


def sequence_loss_by_example(
    logits: Sequence[Any],
    targets: Sequence[Any],
    weights: Sequence[Any],
    average_across_timesteps: bool = True,
    softmax_loss_function: Any = None,
    name: str | None = None,
) -> Tensor:
    """The weighted cross entropy of each sequence, by its total weight unless told. `T x [n, k], T x int[n], T x [n] -> [n]`.

    Raises ValueError for lists of different lengths. Source: tf.contrib.legacy_seq2seq.sequence_loss_by_example.
    """
    if not len(logits) == len(targets) == len(weights):
        raise ValueError(
            f"Lengths of logits, weights, and targets must be the same {len(logits)}, {len(weights)}, {len(targets)}."
        )
    graph = graph_of(*logits, *targets, *weights)
    with graph.name_scope(name or "sequence_loss_by_example"):
        losses = []
        for logit, target, weight in zip(logits, targets, weights, strict=True):
            if softmax_loss_function is None:
                target = graph.node("Reshape", target, [-1])
                entropy = sparse_softmax_cross_entropy_with_logits(labels=target, logits=logit)
            else:
                entropy = softmax_loss_function(labels=target, logits=logit)
            losses.append(entropy * weight)
        total = graph.node("AddN", *losses)
        if average_across_timesteps:
            total = total / (graph.node("AddN", *(graph.convert(each) for each in weights)) + 1e-12)
        return total


def sequence_loss(
    logits: Sequence[Any],
    targets: Sequence[Any],
    weights: Sequence[Any],
    average_across_timesteps: bool = True,
    average_across_batch: bool = True,
    softmax_loss_function: Any = None,
    name: str | None = None,
) -> Tensor:
    """The sum of `sequence_loss_by_example`, by the size of the batch unless told. `T x [n, k], T x int[n], T x [n] -> []`.

    Source: tf.contrib.legacy_seq2seq.sequence_loss.
    """
    graph = graph_of(*logits)
    with graph.name_scope(name or "sequence_loss"):
        each = sequence_loss_by_example(logits, targets, weights, average_across_timesteps, softmax_loss_function)
        total: Tensor = graph.node("Sum", each, [0])
        if not average_across_batch:
            return total
        return total / graph.node("Cast", graph.node("Shape", targets[0])[0], DstT=total.dtype)


def model_with_buckets(
    encoder_inputs: Sequence[Any],
    decoder_inputs: Sequence[Any],
    targets: Sequence[Any],
    weights: Sequence[Any],
    buckets: Sequence[tuple[int, int]],
    seq2seq: Callable[[Any, Any], tuple[Any, Any]],
    softmax_loss_function: Any = None,
    per_example_loss: bool = False,
    name: str | None = None,
) -> tuple[list[Any], list[Any]]:
    """One model for each bucket of lengths, all with the same variables: their outputs and losses.

    Raises ValueError when there are fewer inputs than the last bucket takes.
    Source: tf.contrib.legacy_seq2seq.model_with_buckets.
    """
    for what, given, side in (("encoder_inputs", encoder_inputs, 0), ("targets", targets, 1), ("weights", weights, 1)):
        if len(given) < buckets[-1][side]:
            raise ValueError(f"Length of {what} ({len(given)}) must be at least that of last bucket ({buckets[-1][side]}).")
    graph = graph_of(*nest.flatten(list(encoder_inputs)))
    loss = sequence_loss_by_example if per_example_loss else sequence_loss
    outputs, losses = [], []
    with graph.name_scope(name or "model_with_buckets"):
        for i, (source, target) in enumerate(buckets):
            with variable_scope(get_variable_scope(), reuse=True if i > 0 else None):
                found, _ = seq2seq(encoder_inputs[:source], decoder_inputs[:target])
                outputs.append(found)
                options = {"softmax_loss_function": softmax_loss_function}
                losses.append(loss(found, targets[:target], weights[:target], **options))
    return outputs, losses
