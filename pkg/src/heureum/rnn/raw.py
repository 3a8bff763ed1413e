"""Recurrence whose every step a function decides: inputs, states, what is given, when it ends. Source: tf.nn.raw_rnn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import nest
from ..control_flow import TensorArray, while_loop
from ..dtypes import int32
from ..graph import Tensor, get_default_graph
from ..variable_scopes import variable_scope
from .cell import zeros_like_state
from .static import batch_size_of, where_running

__all__ = ["raw_rnn"]


def raw_rnn(
    cell: Any, loop_fn: Callable[..., Any], parallel_iterations: int | None = None, swap_memory: bool = False, scope: Any = None
) -> tuple[Any, Any, Any]:
    """Steps until all sequences are finished: a TensorArray of what was given, the last state, the last loop state.

    `loop_fn(time, cell_output, cell_state, loop_state)` gives which sequences are finished, the next input, the next
    state, what is given, and the next loop state; at first all but the time are None. A finished sequence gives zeros.
    Raises TypeError when it can't be called. Source: tf.nn.raw_rnn.
    """
    if not callable(loop_fn):
        raise TypeError("loop_fn must be a callable")
    with variable_scope(scope or "rnn"):
        graph = get_default_graph()
        time = graph.convert(0, int32)
        finished, inputs, state, emitted, loop_state = loop_fn(time, None, None, None)
        batch_size = batch_size_of(nest.flatten(inputs)[0])
        dtype = nest.flatten(state)[0].dtype
        if emitted is None:
            zeros = zeros_like_state(cell.output_size, batch_size, dtype)
        else:
            zeros = nest.map_structure(lambda each: _of_batch(each, batch_size), emitted)
        arrays = nest.map_structure(lambda each: TensorArray(each.dtype, size=0, dynamic_size=True), zeros)
        has_loop_state = loop_state is not None
        variables = (time, finished, inputs, arrays, state, loop_state if has_loop_state else graph.convert(0, int32))

        def goes_on(time: Any, finished: Any, *_: Any) -> Any:
            here = get_default_graph()
            return here.node("LogicalNot", here.node("All", finished, [0]))

        def once(time: Any, finished: Any, inputs: Any, arrays: Any, state: Any, loop_state: Any) -> Any:
            here = get_default_graph()
            output, following = cell(inputs, state)
            decided = loop_fn(time + 1, output, following, loop_state if has_loop_state else None)
            ends, next_inputs, next_state, given, next_loop_state = decided
            given = output if given is None else given
            next_state = where_running(here, finished, state, next_state)
            given = where_running(here, finished, zeros, given)
            flat = [array.write(time, each) for array, each in zip(nest.flatten(arrays), nest.flatten(given), strict=True)]
            written = nest.pack_sequence_as(arrays, flat)
            kept = next_loop_state if has_loop_state and next_loop_state is not None else loop_state
            return time + 1, here.node("LogicalOr", finished, ends), next_inputs, written, next_state, kept

        result = while_loop(goes_on, once, variables, parallel_iterations=parallel_iterations or 32)
        return result[3], result[4], result[5] if has_loop_state else None


def _of_batch(each: Tensor, batch_size: Any) -> Tensor:
    return zeros_like_state(each.shape, batch_size, each.dtype)
