"""An accumulator while it lives: a sum of gradients, how many there are, and the step that they belong to.

Takes gradients with the step that they were found in; gives their mean or sum once enough have come.
Law: a gradient from a step before the accumulator's own is stale and dropped; taking ends a step.
Source: tensorflow/core/kernels/conditional_accumulator_base.cc, sparse_conditional_accumulator.h.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ...errors import InvalidArgumentError
from ...tensor_shape import TensorShape
from ...waiting import NOT_YET

__all__ = ["Accumulator", "SparseAccumulator"]


def _refuse(message: str) -> InvalidArgumentError:
    return InvalidArgumentError(None, None, message)


class Accumulator:
    """Of whole gradients."""

    def __init__(self, shape: TensorShape, dtype: Any, reduction_type: str) -> None:
        self.shape = shape
        self.dtype = dtype
        self.takes_mean = reduction_type == "MEAN"
        self.step = 0
        self.count = 0
        self.total: Any = None

    def apply(self, gradient: Any, step: int) -> None:
        """Add a gradient, unless it is stale. Raises InvalidArgumentError for one of another shape."""
        gradient = np.asarray(gradient)
        if not self.shape.is_compatible_with(gradient.shape):
            raise _refuse(f"Shape mismatch: expected gradient shape {self.shape}, got {list(gradient.shape)}")
        if self.total is not None and self.total.shape != gradient.shape:
            raise _refuse(f"Shape mismatch: expected {list(self.total.shape)}, as in this step, got {list(gradient.shape)}")
        if step < self.step:
            return
        self.total = gradient.copy() if self.total is None else self.total + gradient
        self.count += 1

    def set_step(self, step: int) -> None:
        """Let the accumulator's step be this one, if it is later."""
        self.step = max(self.step, step)

    def take(self, count: int) -> Callable[[], Any]:
        """An attempt to take the mean, or the sum, of at least `count` gradients; then the next step begins."""
        if count <= 0:
            raise _refuse(f"Argument num_required must be positive, but was {count}")

        def attempt() -> Any:
            if self.count < count:
                return NOT_YET
            taken = self.reduced()
            self.total, self.count = None, 0
            self.step += 1
            return taken

        return attempt

    def reduced(self) -> Any:
        """What was added, as it is taken."""
        return (self.total / self.count).astype(self.total.dtype) if self.takes_mean else self.total


class SparseAccumulator(Accumulator):
    """Of rows of gradients, by their numbers; the mean of a row is over the gradients that had it."""

    total: dict[int, tuple[Any, int]] | None

    def apply_rows(self, indices: Any, values: Any, shape: Any, step: int) -> None:
        """Add the rows of a gradient, unless it is stale. `shape` is None where it is not known."""
        indices, values = np.asarray(indices), np.asarray(values)
        self._check(indices, values, shape)
        if step < self.step:
            return
        rows: dict[int, tuple[Any, int]] = dict(self.total or {})
        for number, row in zip(indices.tolist(), values, strict=True):
            before, count = rows.get(number, (np.zeros_like(row), 0))
            rows[number] = (before + row, count + 1)
        self.total = rows
        self.count += 1

    def _check(self, indices: Any, values: Any, shape: Any) -> None:
        if indices.ndim != 1:
            raise _refuse(f"Input indices should be vector but received shape: {list(indices.shape)}")
        if values.ndim == 0:
            raise _refuse("Values cannot be 0-dimensional.")
        if len(values) != len(indices):
            raise _refuse(f"Expected {len(indices)} non-empty input values, got {len(values)}")
        wanted = self.shape.sizes or ()
        if shape is not None:
            self._check_sizes(tuple(shape.tolist()), wanted, "shape")
        if wanted:
            self._check_sizes((None, *values.shape[1:]), (None, *wanted[1:]), "values")
        limit = wanted[0] if wanted else None
        for at, number in enumerate(indices.tolist()):
            if limit is not None and number >= limit:
                raise _refuse(f"Shape mismatch: index of slice {at} exceeded limits of shape; index is {number} exceeded {limit}")
        held = next(iter(self.total.values()))[0].shape if self.total else None
        if held is not None and len(held) != values.ndim - 1:
            raise _refuse(f"Shape mismatch: expected values rank {len(held) + 1}, got {values.ndim}")
        if held is not None:
            self._check_sizes((None, *values.shape[1:]), (None, *held), "values")

    @staticmethod
    def _check_sizes(found: tuple[Any, ...], wanted: tuple[Any, ...], what: str) -> None:
        if len(found) < len(wanted):
            raise _refuse(f"Shape mismatch: expected {what} rank at least {len(wanted)}, got {len(found)}")
        for axis, (size, limit) in enumerate(zip(found, wanted, strict=False)):
            if limit is not None and size is not None and size != limit:
                raise _refuse(f"Shape mismatch: expected {what} dim {axis} to be {limit}, got {size}")

    def reduced(self) -> Any:
        """The rows in order of their numbers: numbers, rows, and the shape as far as it is known, -1 elsewhere."""
        rows = sorted((self.total or {}).items())
        values = np.array([total / count if self.takes_mean else total for _, (total, count) in rows], self.dtype)
        known = self.shape.sizes or ()
        sizes = [-1 if not known or known[0] is None else known[0], *values.shape[1:]]
        return np.array([number for number, _ in rows], np.int64), values, np.array(sizes if known else sizes[1:], np.int64)
