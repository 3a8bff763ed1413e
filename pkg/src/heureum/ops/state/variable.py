"""Variables as ops: a place that holds a tensor from one run to the next, and questions about it.

Takes a dtype and a shape; gives a reference. Each session has values of its own.
Law: a reference that is read before it was written raises FailedPreconditionError, which names the variable.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ...dtypes import DType
from ...errors import OutOfRangeError
from ...graph import node, op
from ...op_def import ANY, INDEX
from ...resources import KernelContext, Ref
from ...tensor_shape import TensorShape, TensorSpec

__all__ = ["count_up_to", "is_variable_initialized"]


@op("VariableV2() -> &dtype", shape=lambda *, dtype, shape, container, shared_name: shape, stateful=True, dtype=ANY)
def _variable(context: KernelContext, *, dtype: DType, shape: TensorShape, container: str = "", shared_name: str = "") -> Ref:
    """The place that holds a variable's tensor. `-> &[...]`. Source: tf.Variable."""
    name = shared_name or context.node_name
    made: Ref = context.resources.get(f"variable {container}", name, lambda: Ref(name, shape))
    return made


@op("IsVariableInitialized(ref: &T) -> bool", shape=lambda ref: (), stateful=True)
def _is_initialized(context: KernelContext, ref: Ref) -> Any:
    """Whether the variable was given a value in this session. `&[...] -> []`. Source: tf.is_variable_initialized."""
    return np.bool_(ref.value is not None)


def is_variable_initialized(variable: Any) -> Any:
    """Whether `variable` was given a value in the session that asks. `[...] -> []`. Source: tf.is_variable_initialized."""
    return node("IsVariableInitialized", variable)


def _without_value(ref: TensorSpec, initial: TensorSpec) -> TensorShape:
    return ref.shape


@op("InitializedValue(ref: &T, initial: T) -> T", shape=_without_value, stateful=True)
def initialized_value(context: KernelContext, ref: Ref, initial: Any) -> Any:
    """What the variable holds, or its initial value while it holds nothing. `&[...] x [...] -> [...]`.

    Source: tf.Variable.initialized_value (there cond(is_variable_initialized(v), v, initial_value)).
    """
    return initial if ref.value is None else ref.value


@op("UninitializedNames(initialized: *bool) -> string", shape=lambda *initialized, names: (None,))
def uninitialized_names(*initialized: Any, names: list[str]) -> Any:
    """The names whose flag is false. `N x [] -> [n]`. Source: tf.report_uninitialized_variables."""
    left = [name.encode() for name, is_set in zip(names, initialized, strict=True) if not is_set]
    found = np.empty(len(left), object)
    found[:] = left
    return found


def _scalar_of(ref: TensorSpec, *, limit: int) -> TensorShape:
    ref.shape.merge_with(())
    return TensorShape.of(())


@op("CountUpTo(ref: &T) -> T", shape=_scalar_of, stateful=True, T=INDEX)
def _count_up_to(context: KernelContext, ref: Ref, *, limit: int) -> Any:
    """The number the variable holds, which then grows by one; an error at `limit`. `&[] -> []`. Source: tf.count_up_to."""
    before = ref.read()
    if before >= limit:
        raise OutOfRangeError(None, None, f"Reached limit of {limit}: {ref.name} holds {before}")
    ref.write(before + np.ones((), before.dtype)[()])
    return before


def count_up_to(ref: Any, limit: int, name: str | None = None) -> Any:
    """The integer that `ref` holds, which then grows by one. `[] -> []`.

    Running it raises OutOfRangeError when `ref` has reached `limit`. Source: tf.count_up_to.
    """
    return node("CountUpTo", ref, limit=limit, name=name)
