"""Cells that take whole sequences at once, time first. `tf.contrib.rnn.LSTMBlockFusedCell` and its siblings.

In TensorFlow they are one op; here they repeat a cell, with the same variables and values.
Source: tensorflow/contrib/rnn/python/ops/fused_rnn_cell.py, lstm_ops.py, rnn.py.
"""

from __future__ import annotations

from typing import Any

from ...graph import Tensor, graph_of, node
from ...ops.reshaping import reverse_sequence
from ...rnn import dynamic_rnn, static_rnn
from .cells import LSTMBlockCell

__all__ = ["FusedRNNCell", "FusedRNNCellAdaptor", "LSTMBlockFusedCell", "TimeReversedFusedRNN", "transpose_batch_time"]


class FusedRNNCell:
    """Inherit from it and write `__call__`. Source: tf.contrib.rnn.FusedRNNCell."""

    def __call__(
        self, inputs: Any, initial_state: Any = None, dtype: Any = None, sequence_length: Any = None, scope: Any = None
    ) -> tuple[Any, Any]:
        raise NotImplementedError("A fused cell says in __call__ what it gives for whole sequences")


class LSTMBlockFusedCell(FusedRNNCell):
    """A BasicLSTMCell over sequences `[t, n, k] -> [t, n, units]`, and its last state.

    Raises ValueError for peepholes and clipping, which are not offered. Source: tf.contrib.rnn.LSTMBlockFusedCell.
    """

    def __init__(
        self,
        num_units: int,
        forget_bias: float = 1.0,
        cell_clip: float | None = None,
        use_peephole: bool = False,
        reuse: Any = None,
        dtype: Any = None,
        name: str = "lstm_fused_cell",
    ) -> None:
        self._cell = LSTMBlockCell(num_units, forget_bias, cell_clip, use_peephole, dtype, reuse, name)

    @property
    def num_units(self) -> int:
        """How wide its output is."""
        return int(self._cell.output_size)

    def __call__(
        self, inputs: Any, initial_state: Any = None, dtype: Any = None, sequence_length: Any = None, scope: Any = None
    ) -> tuple[Any, Any]:
        self._cell._open_scope(scope)  # so that its variables are named after it, not after the loop around it
        return _repeated(self._cell, inputs, initial_state, dtype, sequence_length)


class FusedRNNCellAdaptor(FusedRNNCell):
    """Any cell as a fused one: unrolled, or in a loop. Source: tf.contrib.rnn.FusedRNNCellAdaptor."""

    def __init__(self, cell: Any, use_dynamic_rnn: bool = False) -> None:
        self._cell, self._loops = cell, use_dynamic_rnn

    def __call__(
        self, inputs: Any, initial_state: Any = None, dtype: Any = None, sequence_length: Any = None, scope: Any = None
    ) -> tuple[Any, Any]:
        if self._loops:
            return _repeated(self._cell, inputs, initial_state, dtype, sequence_length, scope)
        is_list = isinstance(inputs, (list, tuple))
        steps = inputs if is_list else node("Unpack", inputs, num=inputs.shape[0].value, axis=0)
        outputs, state = static_rnn(self._cell, list(steps), initial_state, dtype, sequence_length, scope)
        return outputs if is_list else node("Pack", *outputs, axis=0), state


class TimeReversedFusedRNN(FusedRNNCell):
    """A fused cell that goes from the end to the beginning; its outputs stand where they belong.

    Source: tf.contrib.rnn.TimeReversedFusedRNN.
    """

    def __init__(self, cell: FusedRNNCell) -> None:
        self._cell = cell

    def __call__(
        self, inputs: Any, initial_state: Any = None, dtype: Any = None, sequence_length: Any = None, scope: Any = None
    ) -> tuple[Any, Any]:
        outputs, state = self._cell(_reversed(inputs, sequence_length), initial_state, dtype, sequence_length, scope)
        return _reversed(outputs, sequence_length), state


def transpose_batch_time(x: Any) -> Tensor:
    """Time and batch in each other's place. `[n, t, ...] -> [t, n, ...]`. Source: tf.contrib.rnn.transpose_batch_time."""
    x = graph_of(x).convert(x)
    made: Tensor = node("Transpose", x, [1, 0, *range(2, x.shape.rank or 2)])
    return made


def _repeated(cell: Any, inputs: Any, state: Any, dtype: Any, lengths: Any, scope: Any = None) -> tuple[Any, Any]:
    is_list = isinstance(inputs, (list, tuple))
    rows = node("Pack", *inputs, axis=0) if is_list else graph_of(inputs).convert(inputs)
    kind = dtype if dtype is not None or state is not None else rows.dtype
    outputs, last = dynamic_rnn(cell, rows, lengths, state, kind, time_major=True, scope=scope)
    return node("Unpack", outputs, num=len(inputs), axis=0) if is_list else outputs, last


def _reversed(x: Any, lengths: Any) -> Any:
    if isinstance(x, (list, tuple)):
        return list(_unpacked(_reversed(node("Pack", *x, axis=0), lengths), len(x)))
    return node("ReverseV2", x, [0]) if lengths is None else reverse_sequence(x, lengths, seq_axis=0, batch_axis=1)


def _unpacked(x: Any, count: int) -> Any:
    return node("Unpack", x, num=count, axis=0)
