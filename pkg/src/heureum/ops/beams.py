"""Beams followed back from their ends: which symbols lead to each of the sequences that a beam search ended with.

Source: tensorflow/contrib/seq2seq/kernels/beam_search_ops.cc.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..graph import Tensor, node, op
from ..tensor_shape import TensorShape, TensorSpec

__all__ = ["gather_tree"]


def _as_steps(step_ids: TensorSpec, *_: TensorSpec) -> TensorShape:
    return step_ids.shape.with_rank(3)


@op(
    "GatherTree(step_ids: int32, parent_ids: int32, max_sequence_lengths: int32, end_token: int32) -> int32",
    shape=_as_steps,
)
def _gather_tree(step_ids: Any, parent_ids: Any, max_sequence_lengths: Any, end_token: Any) -> Any:
    """The symbols of each beam from its end back to the start. `[t, b, k], [t, b, k], [b], [] -> [t, b, k]`.

    Source: tf.contrib.seq2seq.gather_tree.
    """
    if step_ids.shape != parent_ids.shape:
        raise ValueError(f"step_ids and parent_ids must have one shape, found {step_ids.shape} and {parent_ids.shape}")
    steps, batch, beams = step_ids.shape
    found = np.full(step_ids.shape, end_token, np.int32)
    for row in range(batch):
        last = min(steps, int(max_sequence_lengths[row])) - 1
        parents = np.arange(beams)
        for step in range(last, -1, -1):
            found[step, row] = step_ids[step, row, parents]
            parents = parent_ids[step, row, parents]
            if np.any((parents < 0) | (parents >= beams)):
                raise ValueError(f"parent_ids of step {step}, batch {row} are not in [0, {beams}): {parents.tolist()}")
    # What comes after an end is an end.
    is_over = np.cumsum(found == end_token, axis=0) > 0
    return np.where(is_over, np.int32(end_token), found)


def gather_tree(step_ids: Any, parent_ids: Any, max_sequence_lengths: Any, end_token: Any, name: str | None = None) -> Tensor:
    """The symbols of each beam from its end back to the start; after `end_token` there is nothing else.

    `int32[t, b, k], int32[t, b, k], int32[b], [] -> int32[t, b, k]`. A run fails with InvalidArgumentError for a parent
    that is no beam. Source: tf.contrib.seq2seq.gather_tree.
    """
    made: Tensor = node("GatherTree", step_ids, parent_ids, max_sequence_lengths, end_token, name=name)
    return made
