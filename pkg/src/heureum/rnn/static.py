"""Recurrence over a list of inputs: the graph has a copy of the cell for each step. Source: tf.nn.static_rnn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .. import nest
from ..dtypes import int32
from ..graph import Graph, Tensor, graph_of
from ..variable_scopes import variable_scope
from .cell import zeros_like_state

__all__ = [
    "batch_size_of",
    "first_state",
    "lengths_of",
    "static_bidirectional_rnn",
    "static_rnn",
    "where_running",
]


def batch_size_of(x: Tensor, axis: int = 0) -> Any:
    """The size of the batch: a number when it is known, else a tensor."""
    known = x.shape[axis].value if x.shape.rank else None
    return known if known is not None else graph_of(x).node("Shape", x)[axis]


def first_state(cell: Any, initial_state: Any, batch_size: Any, dtype: Any) -> Any:
    """`initial_state`, or zeros. Raises ValueError when neither a state nor a dtype is given."""
    if initial_state is not None:
        return initial_state
    if dtype is None:
        raise ValueError("If no initial_state is provided, argument `dtype` must be specified")
    return cell.zero_state(batch_size, dtype)


def where_running(graph: Graph, is_over: Tensor, old: Any, new: Any) -> Any:
    """`new` for the rows that are not over yet, else `old`; both nested alike."""
    return nest.map_structure(lambda a, b: graph.node("Select", is_over, a, b), old, new)


def lengths_of(graph: Graph, sequence_length: Any) -> Tensor | None:
    """The lengths as int32. Raises ValueError unless they are a vector."""
    if sequence_length is None:
        return None
    lengths = graph.convert(sequence_length, name="sequence_length")
    if lengths.dtype is not int32:
        lengths = graph.node("Cast", lengths, DstT=int32)
    if lengths.shape.rank not in (None, 1):
        raise ValueError(f"sequence_length must be a vector of length batch_size, but saw shape: {lengths.shape}")
    made: Tensor = graph.node("Identity", lengths, name="sequence_length")
    return made


def static_rnn(
    cell: Any, inputs: Sequence[Any], initial_state: Any = None, dtype: Any = None, sequence_length: Any = None, scope: Any = None
) -> tuple[list[Any], Any]:
    """Apply `cell` to each of `inputs` in turn: its outputs, and the last state. `T x [n, a] -> T x [n, b], state`.

    Past the end of a sequence the outputs are 0 and the state stays. Raises TypeError when `inputs` is no list,
    ValueError when it is empty, or neither `initial_state` nor `dtype` is given. Source: tf.nn.static_rnn.
    """
    if not isinstance(inputs, (list, tuple)):
        raise TypeError("inputs must be a sequence")
    if not inputs:
        raise ValueError("inputs must not be empty")
    graph = graph_of(*nest.flatten(inputs))
    with variable_scope(scope or "rnn") as current:
        inputs = [nest.map_structure(graph.convert, each) for each in inputs]
        batch_size = batch_size_of(nest.flatten(inputs[0])[0])
        state = first_state(cell, initial_state, batch_size, dtype)
        lengths = lengths_of(graph, sequence_length)
        zero_output = None
        if lengths is not None:
            zero_output = zeros_like_state(cell.output_size, batch_size, nest.flatten(state)[0].dtype)
        outputs = []
        for time, each in enumerate(inputs):
            if time > 0:
                current.reuse_variables()
            output, new_state = cell(each, state)
            if lengths is not None:
                is_over = graph.node("GreaterEqual", time, lengths)
                output = where_running(graph, is_over, zero_output, output)
                new_state = where_running(graph, is_over, state, new_state)
            state = new_state
            outputs.append(output)
        return outputs, state


def static_bidirectional_rnn(
    cell_fw: Any,
    cell_bw: Any,
    inputs: Sequence[Any],
    initial_state_fw: Any = None,
    initial_state_bw: Any = None,
    dtype: Any = None,
    sequence_length: Any = None,
    scope: Any = None,
) -> tuple[list[Any], Any, Any]:
    """One cell forwards and one backwards over `inputs`: their outputs side by side, and both last states.

    `T x [n, a] -> T x [n, b + c], state, state`. Source: tf.nn.static_bidirectional_rnn.
    """
    if not isinstance(inputs, (list, tuple)):
        raise TypeError("inputs must be a sequence")
    if not inputs:
        raise ValueError("inputs must not be empty")
    graph = graph_of(*inputs)
    with variable_scope(scope or "bidirectional_rnn"):
        with variable_scope("fw") as forwards:
            fw, state_fw = static_rnn(cell_fw, inputs, initial_state_fw, dtype, sequence_length, forwards)
        with variable_scope("bw") as backwards:
            turned = _reversed(graph, inputs, sequence_length)
            bw, state_bw = static_rnn(cell_bw, turned, initial_state_bw, dtype, sequence_length, backwards)
    bw = _reversed(graph, bw, sequence_length)
    outputs = [graph.node("ConcatV2", one, other, 1, name="concat") for one, other in zip(fw, bw, strict=True)]
    return outputs, state_fw, state_bw


def _reversed(graph: Graph, steps: Sequence[Any], sequence_length: Any) -> list[Any]:
    if sequence_length is None:
        return list(reversed(steps))
    stacked = graph.node("Pack", *steps, axis=0)
    turned = graph.node("ReverseSequence", stacked, sequence_length, seq_dim=0, batch_dim=1)
    made: list[Any] = graph.node("Unpack", turned, num=len(steps), axis=0)
    return made
