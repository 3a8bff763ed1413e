"""Accumulators as objects: ConditionalAccumulator, SparseConditionalAccumulator.

Takes what their gradients are like; gives nodes that add gradients and take them, in other runs than this one.
Law: an accumulator belongs to a session, which keeps its gradients from run to run.
Source: tf.ConditionalAccumulatorBase and its kinds.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .dtypes import DType, as_dtype, int64
from .graph import IndexedSlices, Operation, Tensor, get_default_graph, node
from .tensor_shape import TensorShape

__all__ = ["ConditionalAccumulator", "ConditionalAccumulatorBase", "SparseConditionalAccumulator"]


def _step(value: Any, name: str) -> Tensor:
    given = get_default_graph().convert(value, name=name)
    return given if given.dtype is int64 else node("Cast", given, DstT=int64)


class ConditionalAccumulatorBase:
    """What both kinds offer. Source: tf.ConditionalAccumulatorBase."""

    def __init__(self, dtype: Any, shape: Any, accumulator_ref: Tensor) -> None:
        self._dtype = as_dtype(dtype)
        self._shape = TensorShape(None) if shape is None else TensorShape(shape)
        self._accumulator_ref = accumulator_ref

    @property
    def accumulator_ref(self) -> Tensor:
        """The handle of the accumulator."""
        return self._accumulator_ref

    @property
    def name(self) -> str:
        """The name of the accumulator's node."""
        return self._accumulator_ref.op.name

    @property
    def dtype(self) -> DType:
        """The dtype of the gradients."""
        return self._dtype

    def num_accumulated(self, name: str | None = None) -> Tensor:
        """How many gradients have come in this step. `-> []`."""
        made: Tensor = node("AccumulatorNumAccumulated", self._accumulator_ref, name=name or f"{self.name}_NumAccumulated")
        return made

    def set_global_step(self, new_global_step: Any, name: str | None = None) -> Operation:
        """The operation after which gradients of earlier steps are stale. `[] ->`."""
        step = _step(new_global_step, "new_global_step")
        made: Operation = node("AccumulatorSetGlobalStep", self._accumulator_ref, step, name=name or f"{self.name}_SetGlobalStep")
        return made


def _made(op_type: str, dtype: Any, shape: Any, shared_name: str | None, name: str, reduction_type: str) -> Tensor:
    if reduction_type not in ("MEAN", "SUM"):
        raise ValueError(f"reduction_type must be 'MEAN' or 'SUM', found {reduction_type!r}")
    known = TensorShape(None) if shape is None else TensorShape(shape)
    attrs = {"dtype": as_dtype(dtype), "shape": known, "shared_name": shared_name or "", "reduction_type": reduction_type}
    handle: Tensor = node(op_type, name=name, **attrs)
    return handle


class ConditionalAccumulator(ConditionalAccumulatorBase):
    """Collects gradients of one shape until enough have come, as synchronous training does. Source: tf.ConditionalAccumulator."""

    def __init__(
        self,
        dtype: Any,
        shape: Any = None,
        shared_name: str | None = None,
        name: str = "conditional_accumulator",
        reduction_type: str = "MEAN",
    ) -> None:
        handle = _made("ConditionalAccumulator", dtype, shape, shared_name, name, reduction_type)
        super().__init__(dtype, shape, handle)

    def apply_grad(self, grad: Any, local_step: Any = 0, name: str | None = None) -> Operation:
        """The operation that adds a gradient, unless `local_step` is before the accumulator's. `[...] x [] ->`.

        Raises ValueError for another shape.
        """
        grad = get_default_graph().convert(grad, self._dtype)
        grad.shape.assert_is_compatible_with(self._shape)
        step = _step(local_step, "local_step")
        made: Operation = node(
            "AccumulatorApplyGradient", self._accumulator_ref, step, grad, name=name or f"{self.name}_ApplyGradient"
        )
        return made

    def take_grad(self, num_required: Any, name: str | None = None) -> Tensor:
        """The mean (or sum) of the gradients, for which a run waits until there are `num_required`. `[] -> [...]`.

        The next step begins with it. A run fails with InvalidArgumentError unless `num_required` is positive.
        """
        attrs = {"dtype": self._dtype, "shape": self._shape}
        name = name or f"{self.name}_TakeGradient"
        made: Tensor = node("AccumulatorTakeGradient", self._accumulator_ref, num_required, name=name, **attrs)
        return made


class SparseConditionalAccumulator(ConditionalAccumulatorBase):
    """Collects gradients of a few rows each. The mean of a row is over those that had it.

    Source: tf.SparseConditionalAccumulator.
    """

    def __init__(
        self,
        dtype: Any,
        shape: Any = None,
        shared_name: str | None = None,
        name: str = "sparse_conditional_accumulator",
        reduction_type: str = "MEAN",
    ) -> None:
        handle = _made("SparseConditionalAccumulator", dtype, shape, shared_name, name, reduction_type)
        super().__init__(dtype, shape, handle)

    def apply_indexed_slices_grad(self, grad: IndexedSlices, local_step: Any = 0, name: str | None = None) -> Operation:
        """`apply_grad` of tf.IndexedSlices."""
        return self.apply_grad(grad.indices, grad.values, grad.dense_shape, local_step, name)

    def apply_grad(
        self,
        grad_indices: Any,
        grad_values: Any,
        grad_shape: Any = None,
        local_step: Any = 0,
        name: str | None = None,
    ) -> Operation:
        """The operation that adds rows, unless `local_step` is before the accumulator's. `[n] x [n, ...] x [r] x [] ->`.

        A run fails with InvalidArgumentError for rows that do not fit.
        """
        graph = get_default_graph()
        shape = np.zeros(0, np.int64) if grad_shape is None else grad_shape
        made: Operation = graph.node(
            "SparseAccumulatorApplyGradient",
            self._accumulator_ref,
            _step(local_step, "local_step"),
            _step(grad_indices, "grad_indices"),
            graph.convert(grad_values, self._dtype, name="grad_values"),
            _step(np.asarray(shape, np.int64) if isinstance(shape, (list, tuple)) else shape, "grad_shape"),
            has_known_shape=grad_shape is not None,
            name=name or f"{self.name}_ApplyGradient",
        )
        return made

    def take_grad(self, num_required: Any, name: str | None = None) -> tuple[Tensor, Tensor, Tensor]:
        """The numbers of the rows, their means (or sums) and the shape, once `num_required` gradients have come.

        `[] -> [n], [n, ...], [r]`. The next step begins with it.
        """
        name = name or f"{self.name}_TakeGradient"
        found = node("SparseAccumulatorTakeGradient", self._accumulator_ref, num_required, dtype=self._dtype, name=name)
        return found[0], found[1], found[2]

    def take_indexed_slices_grad(self, num_required: Any, name: str | None = None) -> IndexedSlices:
        """`take_grad` as tf.IndexedSlices."""
        indices, values, shape = self.take_grad(num_required, name)
        return IndexedSlices(values, indices, shape)
