"""Rows of the ops' contract test: an op, inputs to try it with, and what about it can't be checked and why.

How to add an op. Open `cases_<module>.py` for the module that declares it (make it if it is missing: every file of
that name is found), and add to ROWS

    Row("Add", real(2, 3), real(3)),

one row for each interesting combination of shapes and attributes. That is all: every dtype that the op allows is tried.

- Inputs: `real(*shape)` draws numbers of the dtype in question, in [-2, 2) unless `low` and `high` say otherwise (for
  a function with a narrow domain, or one that may not be differentiated at 0); `given(values)` is exactly these values,
  for axes, shapes and indices; `handle()` stands for a queue or a dataset. A list argument (`*T`) simply takes several
  inputs; for a reference (`&T`) a variable is made that holds the value.
- `attrs` is a dict, or a function of the types that the signature stands for: `attrs=lambda types: {"DstT": types["T"]}`.
- `types` narrows what a type stands for: `types={"T": (tf.float32,)}`.
- `differentiated=(0,)` says that gradients flow from these outputs alone.
- An op without a gradient is named in the file's NOT_DIFFERENTIABLE with the reason.
- What can't hold is left out by saying why, as a sentence: `skip_gradient`, `skip_unknown_rank_gradient`,
  `skip_exact_shape` (the shape depends on values), `skip_equal` (random: only dtypes and shapes are compared),
  `skip_kernel` (can't run by itself, such as a placeholder; it is still inferred and read back from JSON).
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from heureum.dtypes import DType, as_dtype
from heureum.inference import argument_of_each_input, check_attrs
from heureum.op_def import ANY, OpDef, find_op

__all__ = ["Case", "Row", "given", "handle", "real", "sample"]

Make = Callable[[np.random.Generator, DType], np.ndarray]


@dataclass(frozen=True)
class Input:
    """How one input is made. A fixed one is a constant whose value shape rules may read, and is not differentiated."""

    make: Make
    is_fixed: bool = False


def real(*shape: int, low: float = -2.0, high: float = 2.0) -> Input:
    """Numbers in [low, high), truth values or strings, as the dtype asks."""
    return Input(lambda random, dtype: sample(random, dtype, shape, low, high))


def given(values: Any) -> Input:
    """Exactly these values."""
    return Input(lambda random, dtype: np.array(values, dtype.as_numpy_dtype), is_fixed=True)


def handle() -> Input:
    """A handle, of a queue or a dataset: to describe with, since there is nothing behind it."""
    return Input(lambda random, dtype: np.array(None, object), is_fixed=True)


def sample(random: np.random.Generator, dtype: DType, shape: tuple[int, ...], low: float = -2.0, high: float = 2.0) -> np.ndarray:
    """An array of a dtype. Integers keep to the interval too, and unsigned ones to its part from 0 on."""
    if dtype.name == "string":
        words = np.empty(shape, object)
        words[...] = random.choice(np.array([b"", b"a", b"bc", "한글".encode()], object), shape)
        return words
    if dtype.is_bool:
        return np.asarray(random.integers(0, 2, shape), np.bool_)
    if dtype.is_integer:
        least = max(int(np.ceil(low)), 0 if dtype.is_unsigned else int(np.ceil(low)))
        return np.asarray(random.integers(least, max(int(np.ceil(high)), least + 1), shape), dtype.as_numpy_dtype)
    numbers = random.uniform(low, high, shape)
    if dtype.is_complex:
        numbers = numbers + 1j * random.uniform(low, high, shape)
    return np.asarray(numbers, dtype.as_numpy_dtype)


@dataclass(frozen=True)
class Row:
    """One op with inputs to try it with."""

    op: str
    inputs: tuple[Input, ...]
    attrs: Mapping[str, Any] | Callable[[dict[str, DType]], Mapping[str, Any]]
    types: Mapping[str, tuple[DType, ...]]
    differentiated: tuple[int, ...] | None
    skip_gradient: str
    skip_unknown_rank_gradient: str
    skip_exact_shape: str
    skip_equal: str
    skip_kernel: str

    def __init__(
        self,
        op: str,
        *inputs: Input,
        attrs: Mapping[str, Any] | Callable[[dict[str, DType]], Mapping[str, Any]] | None = None,
        types: Mapping[str, tuple[DType, ...]] | None = None,
        differentiated: tuple[int, ...] | None = None,
        skip_gradient: str = "",
        skip_unknown_rank_gradient: str = "",
        skip_exact_shape: str = "",
        skip_equal: str = "",
        skip_kernel: str = "",
    ) -> None:
        values = {**locals(), "attrs": attrs or {}, "types": types or {}}
        for name in self.__dataclass_fields__:
            object.__setattr__(self, name, values[name])

    @property
    def op_def(self) -> OpDef:
        """The declaration of its op."""
        return find_op(self.op)

    def cases(self) -> list[Case]:
        """One case for each dtype that the op allows; of several types, each dtype of each type is met once."""
        allowed = {name: list(self.types.get(name, dtypes)) for name, dtypes in self._types_of_the_signature().items()}
        count = max(map(len, allowed.values()), default=1)
        return [self.case({name: dtypes[i % len(dtypes)] for name, dtypes in allowed.items()}) for i in range(count)]

    def differentiable_case(self, wanted: DType) -> Case | None:
        """The case in which what may be `wanted` is; None when nothing may."""
        allowed = {name: self.types.get(name, dtypes) for name, dtypes in self._types_of_the_signature().items()}
        if not any(wanted in dtypes for dtypes in allowed.values()):
            return None
        return self.case({name: wanted if wanted in dtypes else dtypes[0] for name, dtypes in allowed.items()})

    def case(self, types: dict[str, DType]) -> Case:
        """This row with what each type stands for; the same values on every machine and in every run."""
        random = np.random.default_rng(zlib.crc32(f"{self.op} {sorted((k, v.name) for k, v in types.items())}".encode()))
        arguments = argument_of_each_input(self.op_def, len(self.inputs))
        dtypes = [types[each.type] if each.type in types else as_dtype(each.type) for each in arguments]
        values = [each.make(random, dtype)[()] for each, dtype in zip(self.inputs, dtypes, strict=True)]
        attrs = self.attrs(types) if callable(self.attrs) else self.attrs
        return Case(self, types, dtypes, values, check_attrs(self.op_def, dict(attrs)))

    def _types_of_the_signature(self) -> dict[str, tuple[DType, ...]]:
        declared = self.op_def
        found = dict(declared.types)
        for argument in (*declared.inputs, *declared.outputs):
            if argument.type == "T":
                found.setdefault("T", ANY)
            elif argument.type == "any":
                found.setdefault("any", ANY)
        return found


@dataclass(frozen=True)
class Case:
    """A row with dtypes chosen and values drawn."""

    row: Row
    types: dict[str, DType]
    dtypes: list[DType]
    values: list[Any]
    attrs: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.row.op}({', '.join(f'{name}={dtype.name}' for name, dtype in self.types.items())})"
