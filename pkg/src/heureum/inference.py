"""What an op will give, from what is known about its inputs: dtypes by its signature, shapes by its rule.

Takes an OpDef, one TensorSpec per input, attributes; gives one TensorSpec per output.
Law: no graph and no kernel is needed, so the same rule serves building, importing, editing and testing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from .dtypes import DType, as_dtype
from .dtypes import bool as boolean
from .errors import OpError
from .op_def import ANY, INDEX, REQUIRED, Argument, OpDef
from .tensor_shape import TensorShape, TensorSpec, as_shape

__all__ = ["argument_of_each_input", "check_attrs", "infer", "infer_with_values", "resolve_types"]


# Shapes and axes are short; larger constants are data.
_FEW = 1024
_FOLDED = (*INDEX, boolean)
# A run may give it another value than its input's.
_OPEN = "PlaceholderWithDefault"


def argument_of_each_input(op_def: OpDef, count: int) -> list[Argument]:
    """Which argument each of `count` inputs belongs to: a list argument takes all that the others leave.

    Raises TypeError when the number does not fit.
    """
    fixed = sum(not argument.is_list for argument in op_def.inputs)
    has_list = fixed < len(op_def.inputs)
    if count < fixed or (count > fixed and not has_list):
        raise TypeError(f"{op_def.signature()} takes {fixed}{' or more' * has_list} inputs, got {count}")
    return [argument for argument in op_def.inputs for _ in range(count - fixed if argument.is_list else 1)]


def check_attrs(op_def: OpDef, attrs: dict[str, Any]) -> dict[str, Any]:
    """`attrs` completed by the op's defaults. Raises TypeError for one that is missing or unknown."""
    for name in attrs:
        if name not in op_def.attrs:
            raise TypeError(f"Op {op_def.name} has no attribute {name!r}; it has {sorted(op_def.attrs) or 'none'}")
    complete = {**op_def.attrs, **attrs}
    missing = [name for name, value in complete.items() if value is REQUIRED]
    if missing:
        raise TypeError(f"Op {op_def.name} needs the attribute {missing[0]!r}")
    return complete


def resolve_types(op_def: OpDef, inputs: Sequence[TensorSpec], attrs: dict[str, Any]) -> dict[str, DType]:
    """What each type of the signature stands for. Raises TypeError when two inputs disagree or one is not allowed."""
    found: dict[str, tuple[str, DType]] = {}
    for argument, spec in zip(argument_of_each_input(op_def, len(inputs)), inputs, strict=True):
        if argument.type == "any":
            continue
        if argument.type not in op_def.types and argument.type not in attrs and argument.type != "T":
            wanted = as_dtype(argument.type)
            if spec.dtype is not wanted:
                raise TypeError(f"input {argument.name!r} is {spec}, but must be {wanted.name}")
            continue
        first_name, first = found.setdefault(argument.type, (argument.name, spec.dtype))
        if spec.dtype is not first:
            raise TypeError(
                f"input {argument.name!r} is {spec} and does not match {first.name} of input {first_name!r}; "
                f"convert one of them with tf.cast"
            )
        allowed = op_def.types.get(argument.type, ANY)
        if spec.dtype not in allowed:
            names = ", ".join(dtype.name for dtype in allowed)
            raise TypeError(f"input {argument.name!r} has dtype {spec.dtype.name}, allowed are {names}")
    return {name: dtype for name, (_, dtype) in found.items()}


def infer(op_def: OpDef, inputs: Sequence[TensorSpec], attrs: dict[str, Any]) -> list[TensorSpec]:
    """One TensorSpec per output.

    Raises TypeError for dtypes and ValueError for shapes that do not fit, saying what was found and what was needed.
    """
    types = resolve_types(op_def, inputs, attrs)
    shapes = op_def.shape(*inputs, **attrs)
    if not isinstance(shapes, list):
        shapes = [shapes]
    dtypes = _output_dtypes(op_def, types, attrs, len(shapes))
    return [_as_spec(dtype, shape) for dtype, shape in zip(dtypes, shapes, strict=True)]


def infer_with_values(op_def: OpDef, inputs: Sequence[TensorSpec], attrs: dict[str, Any]) -> list[TensorSpec]:
    """`infer`, and the value of a few integers that are worked out from known ones: `2 * shape(x)` is a shape too.

    Source: TensorFlow's EvaluateConstantTensor, which shape functions rest on.
    """
    specs = infer(op_def, inputs, attrs)
    if (
        len(specs) != 1
        or op_def.stateful
        or not inputs
        or op_def.name == _OPEN
        or specs[0].value is not None
        or specs[0].dtype not in _FOLDED
    ):
        return specs
    if not specs[0].shape.is_fully_defined():
        return specs  # how many there are depends on the values: TensorFlow leaves it open too
    if any(spec.value is None or spec.value.size > _FEW for spec in inputs) or (specs[0].shape.num_elements() or 0) > _FEW:
        return specs
    try:
        with np.errstate(all="ignore"):
            value = op_def.kernel(*(spec.value[()] for spec in inputs), **attrs)  # type: ignore[index]  # None was ruled out
    except (OpError, ValueError, TypeError, IndexError, ArithmeticError):
        return specs  # a kernel that fails is left to fail in the run, where it belongs
    value = np.asarray(value[0] if op_def.outputs[0].is_list else value)
    return [TensorSpec(specs[0].dtype, TensorShape.of(value.shape), value)]


def _output_dtypes(op_def: OpDef, types: dict[str, DType], attrs: dict[str, Any], count: int) -> list[DType]:
    found: list[DType] = []
    for argument in op_def.outputs:
        if argument.type in types:
            dtype: Any = types[argument.type]
        elif argument.type in attrs:
            dtype = attrs[argument.type]
        else:
            dtype = as_dtype(argument.type)
        if not argument.is_list:
            found.append(as_dtype(dtype))
        elif isinstance(dtype, (list, tuple)):
            found.extend(as_dtype(each) for each in dtype)
        else:
            found.extend([dtype] * (count - len(op_def.outputs) + 1))
    return found


def _as_spec(dtype: DType, shape: Any) -> TensorSpec:
    if type(shape) is TensorShape:
        return TensorSpec(dtype, shape)
    if isinstance(shape, TensorSpec):
        # A rule that knows the value as well gives a whole spec.
        return shape
    return TensorSpec(dtype, as_shape(shape))
