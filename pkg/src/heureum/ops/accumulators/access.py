"""The ops of accumulators: making one, adding a gradient, taking what has come.

Law: taking waits for enough gradients, in the way that its device offers (see waiting.py).
Source: tensorflow/core/ops/data_flow_ops.cc.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ...dtypes import DType
from ...graph import op
from ...op_def import NUMERIC
from ...tensor_shape import TensorShape, TensorSpec
from .storage import Accumulator, SparseAccumulator

__all__: list[str] = []


def _made(context: Any, kind: type[Accumulator], dtype: DType, shape: TensorShape, shared_name: str, reduction_type: str) -> Any:
    def make() -> Accumulator:
        return kind(shape, dtype.as_numpy_dtype, reduction_type)

    return context.resources.get("accumulator", shared_name or context.node_name, make)


@op("ConditionalAccumulator() -> handle: resource", shape=lambda **_: (), stateful=True)
def _accumulator(context: Any, *, dtype: DType, shape: TensorShape, shared_name: str = "", reduction_type: str = "MEAN") -> Any:
    """What collects gradients. `-> []`. Source: tf.ConditionalAccumulator."""
    return _made(context, Accumulator, dtype, shape, shared_name, reduction_type)


@op("SparseConditionalAccumulator() -> handle: resource", shape=lambda **_: (), stateful=True)
def _sparse_accumulator(
    context: Any, *, dtype: DType, shape: TensorShape, shared_name: str = "", reduction_type: str = "MEAN"
) -> Any:
    """What collects rows of gradients. `-> []`. Source: tf.SparseConditionalAccumulator."""
    return _made(context, SparseAccumulator, dtype, shape, shared_name, reduction_type)


@op(
    "AccumulatorApplyGradient(handle: resource, local_step: int64, gradient: T) -> ",
    shape=lambda *_: [],
    stateful=True,
    T=NUMERIC,
)
def _apply(context: Any, handle: Accumulator, local_step: Any, gradient: Any) -> Any:
    """Add a gradient, unless it is from an earlier step. `[], [], [...] ->`. Source: tf.ConditionalAccumulator.apply_grad."""

    def attempt() -> Any:
        handle.apply(gradient, int(local_step))
        return ()

    return context.wait_for(attempt)


@op(
    "SparseAccumulatorApplyGradient(handle: resource, local_step: int64, gradient_indices: int64, gradient_values: T, "
    "gradient_shape: int64) -> ",
    shape=lambda *_, **__: [],
    stateful=True,
    T=NUMERIC,
)
def _apply_rows(
    context: Any,
    handle: SparseAccumulator,
    local_step: Any,
    gradient_indices: Any,
    gradient_values: Any,
    gradient_shape: Any,
    *,
    has_known_shape: bool,
) -> Any:
    """Add the rows of a gradient, unless it is from an earlier step. `[], [], [n], [n, ...], [r] ->`.

    Source: tf.SparseConditionalAccumulator.apply_grad.
    """

    def attempt() -> Any:
        shape = gradient_shape if has_known_shape else None
        handle.apply_rows(gradient_indices, gradient_values, shape, int(local_step))
        return ()

    return context.wait_for(attempt)


@op("AccumulatorNumAccumulated(handle: resource) -> num_accumulated: int32", shape=lambda handle: (), stateful=True)
def _count(context: Any, handle: Accumulator) -> Any:
    """How many gradients have come in this step. `[] -> []`. Source: tf.ConditionalAccumulatorBase.num_accumulated."""
    return np.int32(handle.count)


@op("AccumulatorSetGlobalStep(handle: resource, new_global_step: int64) -> ", shape=lambda *_: [], stateful=True)
def _set_step(context: Any, handle: Accumulator, new_global_step: Any) -> Any:
    """Gradients of earlier steps are stale from now on. `[], [] ->`. Source: tf.ConditionalAccumulatorBase.set_global_step."""
    handle.set_step(int(new_global_step))
    return ()


def _shape_of_one(handle: TensorSpec, num_required: TensorSpec, *, dtype: DType, shape: TensorShape) -> TensorShape:
    return shape


@op("AccumulatorTakeGradient(handle: resource, num_required: int32) -> average: dtype", shape=_shape_of_one, stateful=True)
def _take(context: Any, handle: Accumulator, num_required: Any, *, dtype: DType, shape: TensorShape) -> Any:
    """The mean of the gradients, once enough have come. `[], [] -> [...]`. Source: tf.ConditionalAccumulator.take_grad."""
    return context.wait_for(handle.take(int(num_required)))


def _shapes_of_rows(handle: TensorSpec, num_required: TensorSpec, *, dtype: DType) -> list[TensorShape]:
    return [TensorShape.of((None,)), TensorShape.of(None), TensorShape.of((None,))]


@op(
    "SparseAccumulatorTakeGradient(handle: resource, num_required: int32) -> indices: int64, values: dtype, shape: int64",
    shape=_shapes_of_rows,
    stateful=True,
)
def _take_rows(context: Any, handle: SparseAccumulator, num_required: Any, *, dtype: DType) -> Any:
    """The rows of the gradients and their means, once enough have come. `[], [] -> [n], [n, ...], [r]`.

    Source: tf.SparseConditionalAccumulator.take_grad.
    """
    return context.wait_for(handle.take(int(num_required)))
