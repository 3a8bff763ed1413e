"""Giving a variable a new value.

Takes a reference and a tensor; gives the reference, which is read after the change.
Law: an array that was read before stays what it was; a new value is a new array.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ...errors import InvalidArgumentError
from ...graph import Tensor, TensorLike, node, op
from ...op_def import ANY, NUMERIC
from ...resources import KernelContext, Ref
from ...tensor_shape import TensorShape, TensorSpec, as_shape

__all__ = ["assign", "assign_add", "assign_sub"]


def _assigned(ref: TensorSpec, value: TensorSpec, *, validate_shape: bool, use_locking: bool) -> TensorShape:
    return ref.shape.merge_with(value.shape) if validate_shape else value.shape


@op("Assign(ref: &T, value: T) -> &T", shape=_assigned, stateful=True, T=ANY)
def _assign(context: KernelContext, ref: Ref, value: Any, *, validate_shape: bool = True, use_locking: bool = True) -> Ref:
    """The variable, which holds `value` now. `&[...] x [...] -> &[...]`. Source: tf.assign."""
    held = ref.shape if ref.value is None else as_shape(np.shape(ref.value))
    if validate_shape and not held.is_compatible_with(np.shape(value)):
        sizes = ("?" if size is None else str(size) for size in held.sizes or ())
        message = (
            "Assign requires shapes of both tensors to match. "
            f"lhs shape= [{','.join(sizes)}] rhs shape= {str(list(np.shape(value))).replace(' ', '')}"
        )
        raise InvalidArgumentError(None, None, message)
    ref.write(_kept(value))
    return ref


def _kept(value: Any) -> Any:
    """`value` as an array that nobody else can change: what was fed belongs to the caller."""
    shared = isinstance(value, np.ndarray) and (value.flags.writeable or value.base is not None)
    return value.copy() if shared else value


def _changed(ref: TensorSpec, value: TensorSpec, *, use_locking: bool) -> TensorShape:
    return ref.shape.merge_with(value.shape)


@op("AssignAdd(ref: &T, value: T) -> &T", shape=_changed, stateful=True, T=NUMERIC)
def _assign_add(context: KernelContext, ref: Ref, value: Any, *, use_locking: bool = False) -> Ref:
    """The variable, which has grown by `value`. `&[...] x [...] -> &[...]`. Source: tf.assign_add."""
    ref.write(np.add(ref.read(), _of_one_shape(ref, value)))
    return ref


@op("AssignSub(ref: &T, value: T) -> &T", shape=_changed, stateful=True, T=NUMERIC)
def _assign_sub(context: KernelContext, ref: Ref, value: Any, *, use_locking: bool = False) -> Ref:
    """The variable, from which `value` was taken away. `&[...] x [...] -> &[...]`. Source: tf.assign_sub."""
    ref.write(np.subtract(ref.read(), _of_one_shape(ref, value)))
    return ref


def _of_one_shape(ref: Ref, value: Any) -> Any:
    held, given = np.shape(ref.read()), np.shape(value)
    if held != given:
        raise ValueError(f"{ref.name} has shape {held}, and a value of shape {given} can't be added to it: nothing is broadcast")
    return value


def _require_variable(ref: Any, function: str) -> None:
    is_ref = isinstance(ref, Tensor) and len(ref.op.op_def.outputs) == 1 and ref.op.op_def.outputs[0].is_ref
    if not is_ref and not isinstance(ref, TensorLike):
        raise AttributeError(f"tf.{function} needs a variable, got {ref!r}, which has no attribute 'assign'")


def assign(
    ref: Any, value: Any, validate_shape: bool | None = None, use_locking: bool | None = None, name: str | None = None
) -> Any:
    """Give the variable `ref` the value `value`. `[...] x [...] -> [...]`, the new value.

    Raises ValueError for another shape, unless `validate_shape` is False; TypeError for another dtype;
    AttributeError when `ref` is no variable. Source: tf.assign.
    """
    _require_variable(ref, "assign")
    return node("Assign", ref, value, validate_shape=validate_shape is not False, use_locking=use_locking is not False, name=name)


def assign_add(ref: Any, value: Any, use_locking: bool | None = None, name: str | None = None) -> Any:
    """Add `value` to the variable `ref`. `[...] x [...] -> [...]`, the new value; nothing is broadcast.

    Raises ValueError for another shape, TypeError for another dtype, AttributeError when `ref` is no variable.
    Source: tf.assign_add.
    """
    _require_variable(ref, "assign_add")
    return node("AssignAdd", ref, value, use_locking=bool(use_locking), name=name)


def assign_sub(ref: Any, value: Any, use_locking: bool | None = None, name: str | None = None) -> Any:
    """Take `value` away from the variable `ref`. `[...] x [...] -> [...]`, the new value; nothing is broadcast.

    Raises ValueError for another shape, TypeError for another dtype, AttributeError when `ref` is no variable.
    Source: tf.assign_sub.
    """
    _require_variable(ref, "assign_sub")
    return node("AssignSub", ref, value, use_locking=bool(use_locking), name=name)
