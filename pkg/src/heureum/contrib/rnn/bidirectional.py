"""Stacks of cells forwards and backwards. Source: tensorflow/contrib/rnn/python/ops/rnn.py."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...graph import graph_of
from ...rnn import bidirectional_dynamic_rnn, static_bidirectional_rnn
from ...variable_scopes import variable_scope

__all__ = ["stack_bidirectional_dynamic_rnn", "stack_bidirectional_rnn"]


def _check(cells_fw: Any, cells_bw: Any) -> None:
    for name, cells in (("cells_fw", cells_fw), ("cells_bw", cells_bw)):
        if not isinstance(cells, (list, tuple)) or not cells:
            raise ValueError(f"Must specify {name} as a list of at least one cell")
    if len(cells_fw) != len(cells_bw):
        raise ValueError("Forward and Backward cells must have the same depth.")


def _at(states: Any, layer: int) -> Any:
    return None if states is None else states[layer]


def stack_bidirectional_rnn(
    cells_fw: Sequence[Any],
    cells_bw: Sequence[Any],
    inputs: Sequence[Any],
    initial_states_fw: Any = None,
    initial_states_bw: Any = None,
    dtype: Any = None,
    sequence_length: Any = None,
    scope: Any = None,
) -> tuple[Any, tuple[Any, ...], tuple[Any, ...]]:
    """Layers of `static_bidirectional_rnn`, each over the outputs of the one below.

    `T x [n, a] -> T x [n, b + c], states, states`.

    Raises ValueError unless there are as many cells each way. Source: tf.contrib.rnn.stack_bidirectional_rnn.
    """
    _check(cells_fw, cells_bw)
    outputs: Any = inputs
    forwards, backwards = [], []
    with variable_scope(scope or "stack_bidirectional_rnn"):
        for i, (fw, bw) in enumerate(zip(cells_fw, cells_bw, strict=True)):
            with variable_scope(f"cell_{i}") as cell_scope:
                starts = _at(initial_states_fw, i), _at(initial_states_bw, i)
                outputs, last_fw, last_bw = static_bidirectional_rnn(
                    fw, bw, outputs, *starts, dtype=dtype, sequence_length=sequence_length, scope=cell_scope
                )
                forwards.append(last_fw)
                backwards.append(last_bw)
    return outputs, tuple(forwards), tuple(backwards)


def stack_bidirectional_dynamic_rnn(
    cells_fw: Sequence[Any],
    cells_bw: Sequence[Any],
    inputs: Any,
    initial_states_fw: Any = None,
    initial_states_bw: Any = None,
    dtype: Any = None,
    sequence_length: Any = None,
    parallel_iterations: int | None = None,
    time_major: bool = False,
    scope: Any = None,
    swap_memory: bool = False,
) -> tuple[Any, tuple[Any, ...], tuple[Any, ...]]:
    """Layers of `bidirectional_dynamic_rnn`, each over the outputs of the one below.

    `[n, t, a] -> [n, t, b + c], states, states`.

    Raises ValueError unless there are as many cells each way. Source: tf.contrib.rnn.stack_bidirectional_dynamic_rnn.
    """
    _check(cells_fw, cells_bw)
    outputs = inputs
    forwards, backwards = [], []
    with variable_scope(scope or "stack_bidirectional_rnn"):
        for i, (fw, bw) in enumerate(zip(cells_fw, cells_bw, strict=True)):
            with variable_scope(f"cell_{i}"):
                both, (last_fw, last_bw) = bidirectional_dynamic_rnn(
                    fw, bw, outputs, sequence_length, _at(initial_states_fw, i), _at(initial_states_bw, i), dtype,
                    time_major=time_major,
                )  # fmt: skip
                outputs = graph_of(both[0]).node("ConcatV2", *both, 2)
                forwards.append(last_fw)
                backwards.append(last_bw)
    return outputs, tuple(forwards), tuple(backwards)
