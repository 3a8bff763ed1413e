"""Element types: TensorFlow's names over NumPy's types.

Takes a DType, a NumPy dtype or a name; gives the one DType of that name.
Law: a DType is a constant, compared by identity, and equal to whatever names it.
Source: tf.dtypes.
"""

from __future__ import annotations

import builtins
from typing import Any

import numpy as np

__all__ = [
    "DType",
    "as_dtype",
    "bool",
    "complex64",
    "complex128",
    "double",
    "float16",
    "float32",
    "float64",
    "half",
    "int8",
    "int16",
    "int32",
    "int64",
    "resource",
    "string",
    "uint8",
    "uint16",
    "uint32",
    "uint64",
    "variant",
]

_by_name: dict[str, DType] = {}
# TensorFlow's numbers of the types, which old scripts write too: `tf.constant(a, dtype=1)`.
_ENUMS = {
    "float32": 1, "float64": 2, "int32": 3, "uint8": 4, "int16": 5, "int8": 6, "string": 7, "complex64": 8, "int64": 9,
    "bool": 10, "uint16": 17, "complex128": 18, "float16": 19, "resource": 20, "variant": 21, "uint32": 22, "uint64": 23,
}  # fmt: skip


class DType:
    """The type of a tensor's elements, such as `tf.float32`."""

    __slots__ = ("_numpy", "as_datatype_enum", "name", "size")

    def __init__(self, name: str, numpy_type: Any) -> None:
        self.name = name
        self.as_datatype_enum = _ENUMS[name]
        self._numpy = numpy_type
        self.size: int = 1 if numpy_type is object else np.dtype(numpy_type).itemsize
        _by_name[name] = self

    @property
    def as_numpy_dtype(self) -> Any:
        """The NumPy scalar type, such as `numpy.float32`; `object` for strings."""
        return self._numpy

    @property
    def base_dtype(self) -> DType:
        """Itself: heureum has no reference types."""
        return self

    @property
    def is_bool(self) -> Any:
        """Whether this is `tf.bool`."""
        return self.name == "bool"

    @property
    def is_complex(self) -> Any:
        """Whether the elements are complex numbers."""
        return self.name.startswith("complex")

    @property
    def is_floating(self) -> Any:
        """Whether the elements are real floating-point numbers."""
        return self.name.startswith("float")

    @property
    def is_integer(self) -> Any:
        """Whether the elements are integers, signed or not."""
        return self.name.startswith(("int", "uint"))

    @property
    def is_unsigned(self) -> Any:
        """Whether the elements are unsigned integers."""
        return self.name.startswith("uint")

    @property
    def is_numpy_compatible(self) -> Any:
        """True: every dtype here has a NumPy twin."""
        return True

    @property
    def real_dtype(self) -> DType:
        """The dtype of the real part: `complex64` -> `float32`, `complex128` -> `float64`."""
        return {"complex64": float32, "complex128": float64}.get(self.name, self)

    @property
    def min(self) -> Any:
        """The smallest number of this dtype. Raises TypeError where there is none."""
        return self._limits().min

    @property
    def max(self) -> Any:
        """The largest number of this dtype. Raises TypeError where there is none."""
        return self._limits().max

    @property
    def limits(self) -> tuple[Any, Any]:
        """The least and the greatest that a picture of this dtype holds: 0 and 1 for fractions, 0 and `max` for integers."""
        return (0, 1) if self.is_floating else (0, self.max)

    def _limits(self) -> Any:
        if self.is_floating:
            return np.finfo(self._numpy)
        if self.is_integer:
            return np.iinfo(self._numpy)
        raise TypeError(f"{self.name} has no smallest or largest number")

    def is_compatible_with(self, other: Any) -> Any:
        """Whether a tensor of `other` may stand where this dtype is wanted."""
        return self == other

    def __eq__(self, other: object) -> Any:
        if other is None:
            return False
        try:
            return self is as_dtype(other)
        except TypeError:
            return False

    def __hash__(self) -> int:
        return hash(self.name)

    def __repr__(self) -> str:
        return f"tf.{self.name}"

    def __str__(self) -> str:
        return f"<dtype: {self.name!r}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return as_dtype, (self.name,)


float16 = DType("float16", np.float16)
float32 = DType("float32", np.float32)
float64 = DType("float64", np.float64)
int8 = DType("int8", np.int8)
int16 = DType("int16", np.int16)
int32 = DType("int32", np.int32)
int64 = DType("int64", np.int64)
uint8 = DType("uint8", np.uint8)
uint16 = DType("uint16", np.uint16)
uint32 = DType("uint32", np.uint32)
uint64 = DType("uint64", np.uint64)
bool = DType("bool", np.bool_)
complex64 = DType("complex64", np.complex64)
complex128 = DType("complex128", np.complex128)
string = DType("string", object)
resource = DType("resource", object)
variant = DType("variant", object)

half = float16
double = float64

_aliases = {"half": float16, "float": float32, "double": float64, "str": string, "object": string}
_by_python_type = {float: float32, int: int32, builtins.bool: bool, complex: complex128, str: string, bytes: string}


def as_dtype(type_value: Any) -> DType:
    """The DType that `type_value` names: a DType, a NumPy dtype or type, a Python type, a string or a number.

    Raises TypeError for anything else. Source: tf.as_dtype.
    """
    if isinstance(type_value, DType):
        return type_value
    if type(type_value) is int:
        for name, number in _ENUMS.items():
            if number == type_value:
                return _by_name[name]
    if isinstance(type_value, str) and type_value in _by_name:
        return _by_name[type_value]
    if isinstance(type_value, str) and type_value in _aliases:
        return _aliases[type_value]
    if isinstance(type_value, type) and type_value in _by_python_type:
        return _by_python_type[type_value]
    try:
        numpy_dtype = np.dtype(type_value)
    except TypeError:
        numpy_dtype = None
    if numpy_dtype is not None:
        if numpy_dtype.kind in "OSU":
            return string
        if numpy_dtype.name in _by_name:
            return _by_name[numpy_dtype.name]
    raise TypeError(f"Cannot convert value {type_value!r} to a TensorFlow DType; known: {', '.join(sorted(_by_name))}")
