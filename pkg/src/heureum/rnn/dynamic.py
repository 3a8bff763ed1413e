"""Recurrence over an axis of a tensor: one copy of the cell, in a loop. Source: tf.nn.dynamic_rnn."""

from __future__ import annotations

from typing import Any

from .. import nest
from ..control_flow import TensorArray, while_loop
from ..dtypes import int32
from ..graph import Graph, Tensor, graph_of
from ..variable_scopes import variable_scope
from .cell import zeros_like_state
from .static import batch_size_of, first_state, lengths_of, where_running

__all__ = ["bidirectional_dynamic_rnn", "dynamic_rnn"]


def dynamic_rnn(
    cell: Any,
    inputs: Any,
    sequence_length: Any = None,
    initial_state: Any = None,
    dtype: Any = None,
    parallel_iterations: int | None = None,
    swap_memory: bool = False,
    time_major: bool = False,
    scope: Any = None,
) -> tuple[Any, Any]:
    """Apply `cell` along time: all its outputs, and the last state. `[n, t, a] -> [n, t, b], state`.

    `time_major` takes and gives `[t, n, ...]`. Past the end of a sequence the outputs are 0 and the state stays.
    Raises ValueError when neither `initial_state` nor `dtype` is given, or the last size is unknown.
    Source: tf.nn.dynamic_rnn.
    """
    flat = nest.flatten(inputs)
    graph = graph_of(*flat)
    with graph.as_default(), variable_scope(scope or "rnn"):
        flat = [graph.convert(each, name="inputs") for each in flat]
        if not time_major:
            flat = [_transposed(graph, each) for each in flat]
        batch_size = batch_size_of(flat[0], 1)
        state = first_state(cell, initial_state, batch_size, dtype)
        lengths = lengths_of(graph, sequence_length)
        outputs, final_state = _loop(graph, cell, inputs, flat, state, batch_size, lengths)
        if not time_major:
            outputs = nest.map_structure(lambda each: _transposed(graph, each), outputs)
        return outputs, final_state


def _transposed(graph: Graph, x: Tensor) -> Tensor:
    """`[n, t, ...] -> [t, n, ...]`, and back."""
    if x.shape.rank is None:
        raise ValueError(f"the rank of {x} must be known to change batch and time")
    made: Tensor = graph.node("Transpose", x, [1, 0, *range(2, x.shape.rank)], name="transpose")
    return made


def _loop(graph: Graph, cell: Any, inputs: Any, flat: list[Tensor], state: Any, batch_size: Any, lengths: Tensor | None) -> Any:
    steps = batch_size_of(flat[0])
    state = nest.map_structure(graph.convert, state)
    dtype = nest.flatten(state)[0].dtype
    sizes = nest.flatten(cell.output_size)
    arrays = [TensorArray(each.dtype, size=steps, name="input").unstack(each) for each in flat]
    outputs = tuple(TensorArray(dtype, size=steps, name="output") for _ in sizes)
    zero_output = None if lengths is None else zeros_like_state(cell.output_size, batch_size, dtype)

    def step(time: Tensor, written: Any, old: Any) -> Any:
        current = [array.read(time) for array in arrays]
        for each, whole in zip(current, flat, strict=True):
            each.set_shape(whole.shape[1:])
        output, new = cell(nest.pack_sequence_as(inputs, current), old)
        if lengths is not None:
            is_over = time >= lengths
            output = where_running(graph.current(), is_over, zero_output, output)
            new = where_running(graph.current(), is_over, old, new)
        nest.assert_same_structure(old, new)
        written = tuple(array.write(time, each) for array, each in zip(written, nest.flatten(output), strict=True))
        return time + 1, written, new

    start = graph.convert(0, int32, name="time")
    _, outputs, final_state = while_loop(lambda time, *_: time < steps, step, (start, outputs, state), maximum_iterations=steps)
    stacked = [array.stack() for array in outputs]
    for each, size in zip(stacked, sizes, strict=True):
        known = [flat[0].shape[0].value, flat[0].shape[1].value]
        each.set_shape([*known, *([size] if isinstance(size, int) else size)])
    return nest.pack_sequence_as(cell.output_size, stacked), final_state


def bidirectional_dynamic_rnn(
    cell_fw: Any,
    cell_bw: Any,
    inputs: Any,
    sequence_length: Any = None,
    initial_state_fw: Any = None,
    initial_state_bw: Any = None,
    dtype: Any = None,
    parallel_iterations: int | None = None,
    swap_memory: bool = False,
    time_major: bool = False,
    scope: Any = None,
) -> tuple[tuple[Any, Any], tuple[Any, Any]]:
    """One cell forwards and one backwards in time: the outputs of both, and both last states.

    `[n, t, a] -> ([n, t, b], [n, t, c]), (state, state)`. Source: tf.nn.bidirectional_dynamic_rnn.
    """
    graph = graph_of(*nest.flatten(inputs))
    time_axis = 0 if time_major else 1

    def turned(x: Any) -> Tensor:
        if sequence_length is None:
            made: Tensor = graph.node("ReverseV2", x, [time_axis])
        else:
            made = graph.node("ReverseSequence", x, sequence_length, seq_dim=time_axis, batch_dim=1 - time_axis)
        return made

    with variable_scope(scope or "bidirectional_rnn"):
        options = {"sequence_length": sequence_length, "dtype": dtype, "time_major": time_major}
        with variable_scope("fw") as forwards:
            fw, state_fw = dynamic_rnn(cell_fw, inputs, initial_state=initial_state_fw, scope=forwards, **options)
        with variable_scope("bw") as backwards:
            reverse = nest.map_structure(turned, inputs)
            bw, state_bw = dynamic_rnn(cell_bw, reverse, initial_state=initial_state_bw, scope=backwards, **options)
    return (fw, nest.map_structure(turned, bw)), (state_fw, state_bw)
