"""Shapes that may be known in part, and the record of what is known about a tensor before it runs.

Takes ints, None for an unknown dimension, None for an unknown rank; gives TensorShape and TensorSpec.
Law: merging two shapes gives what both say, or raises ValueError where they disagree.
Source: tf.TensorShape, tf.Dimension (TensorFlow 1 semantics: indexing a shape gives a Dimension).
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from .dtypes import DType

__all__ = ["Dimension", "TensorShape", "TensorSpec", "as_shape", "format_spec"]


class Dimension:
    """One size of a shape, known or not: `.value` is an int or None. Arithmetic with an unknown size is unknown."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        value = value.value if isinstance(value, Dimension) else value
        self.value: int | None = None if value is None else operator.index(value)
        if self.value is not None and self.value < 0:
            raise ValueError(f"Dimension {value} must be >= 0")

    def __index__(self) -> int:
        if self.value is None:
            raise TypeError("An unknown Dimension has no value; give the placeholder a shape or call set_shape")
        return self.value

    __int__ = __index__

    def _with(self, other: Any, compute: Callable[[int, int], int]) -> Dimension:
        left, right = self.value, Dimension(other).value
        return Dimension(None if left is None or right is None else compute(left, right))

    def __add__(self, other: Any) -> Dimension:
        return self._with(other, operator.add)

    def __sub__(self, other: Any) -> Dimension:
        return self._with(other, operator.sub)

    def __rsub__(self, other: Any) -> Dimension:
        return Dimension(other) - self

    def __mul__(self, other: Any) -> Any:
        # NumPy multiplies object arrays element by element: leave what is no size to the other side.
        return self._with(other, operator.mul) if isinstance(other, (int, Dimension, np.integer)) else NotImplemented

    def __floordiv__(self, other: Any) -> Dimension:
        return self._with(other, operator.floordiv)

    def __mod__(self, other: Any) -> Dimension:
        return self._with(other, operator.mod)

    __radd__ = __add__
    __rmul__ = __mul__

    def __eq__(self, other: object) -> Any:
        """True or False when both sizes are known, None when one is not, as in TensorFlow."""
        value = other.value if isinstance(other, Dimension) else other
        return None if self.value is None or value is None else self.value == value

    def __ne__(self, other: object) -> Any:
        same = self == other
        return None if same is None else not same

    def __lt__(self, other: Any) -> bool:
        return int(self) < int(other)

    def __gt__(self, other: Any) -> bool:
        return int(self) > int(other)

    def __le__(self, other: Any) -> bool:
        return int(self) <= int(other)

    def __ge__(self, other: Any) -> bool:
        return int(self) >= int(other)

    def __hash__(self) -> int:
        return hash(self.value)

    def is_compatible_with(self, other: Any) -> bool:
        """Whether both can be the same size: equal, or one unknown."""
        value = Dimension(other).value
        return self.value is None or value is None or self.value == value

    def __repr__(self) -> str:
        return f"Dimension({self.value})"

    def __str__(self) -> str:
        return "?" if self.value is None else str(self.value)


class TensorShape:
    """The sizes of a tensor, `(2, 3)`; a size may be unknown, `(?, 3)`, and so may the rank, `<unknown>`."""

    __slots__ = ("_dims",)

    def __init__(self, dims: Any = None) -> None:
        self._dims: tuple[int | None, ...] | None
        if dims is None:
            self._dims = None
        elif isinstance(dims, TensorShape):
            self._dims = dims._dims
        else:
            sizes = dims if isinstance(dims, Iterable) else (dims,)
            self._dims = tuple(Dimension(size).value for size in sizes)

    @classmethod
    def of(cls, sizes: tuple[int | None, ...] | None) -> TensorShape:
        """A shape from a tuple that is known to be valid: the quick way for shape rules."""
        shape = cls.__new__(cls)
        shape._dims = sizes
        return shape

    @property
    def sizes(self) -> tuple[int | None, ...] | None:
        """The plain tuple, None for an unknown size; None when the rank is unknown."""
        return self._dims

    @property
    def dims(self) -> list[Dimension] | None:
        """The sizes as Dimensions, or None when the rank is unknown."""
        return None if self._dims is None else [Dimension(size) for size in self._dims]

    @property
    def rank(self) -> int | None:
        """How many dimensions, or None."""
        return None if self._dims is None else len(self._dims)

    ndims = rank

    def as_list(self) -> list[int | None]:
        """The sizes as a list. Raises ValueError when the rank is unknown."""
        return list(self._known_rank("as_list()"))

    def is_fully_defined(self) -> bool:
        """Whether the rank and every size are known."""
        return self._dims is not None and None not in self._dims

    def num_elements(self) -> int | None:
        """The product of the sizes, or None when one is unknown."""
        return None if self._dims is None or None in self._dims else math.prod(self._dims)  # type: ignore[arg-type]

    def is_compatible_with(self, other: Any) -> bool:
        """Whether a tensor could have both shapes."""
        other = as_shape(other)
        if self._dims is None or other._dims is None:
            return True
        return len(self._dims) == len(other._dims) and all(
            a is None or b is None or a == b for a, b in zip(self._dims, other._dims, strict=True)
        )

    def merge_with(self, other: Any) -> TensorShape:
        """What both shapes say together. Raises ValueError when they disagree."""
        other = as_shape(other)
        if not self.is_compatible_with(other):
            raise ValueError(f"Shapes {self} and {other} are not compatible: {_difference(self._dims or (), other._dims or ())}")
        if self._dims is None or other._dims is None:
            return other if self._dims is None else self
        return TensorShape.of(tuple(b if a is None else a for a, b in zip(self._dims, other._dims, strict=True)))

    def concatenate(self, other: Any) -> TensorShape:
        """`[a, b] + [c] -> [a, b, c]`; an unknown rank stays unknown."""
        other = as_shape(other)
        if self._dims is None or other._dims is None:
            return TensorShape.of(None)
        return TensorShape.of(self._dims + other._dims)

    def with_rank(self, rank: int) -> TensorShape:
        """This shape with its rank known to be `rank`. Raises ValueError when it is another."""
        if self._dims is None:
            return TensorShape.of((None,) * rank)
        if len(self._dims) != rank:
            raise ValueError(f"Shape {self} must have rank {rank}")
        return self

    def with_rank_at_least(self, rank: int) -> TensorShape:
        """This shape. Raises ValueError when its rank is known to be less than `rank`."""
        if self._dims is not None and len(self._dims) < rank:
            raise ValueError(f"Shape {self} must have rank at least {rank}")
        return self

    def with_rank_at_most(self, rank: int) -> TensorShape:
        """This shape. Raises ValueError when its rank is known to be more than `rank`."""
        if self._dims is not None and len(self._dims) > rank:
            raise ValueError(f"Shape {self} must have rank at most {rank}")
        return self

    def assert_has_rank(self, rank: int | None) -> None:
        """Raises ValueError when the rank is known to be another."""
        if rank is not None and self._dims is not None and len(self._dims) != rank:
            raise ValueError(f"Shape {self} must have rank {rank}")

    def assert_same_rank(self, other: Any) -> None:
        """Raises ValueError when both ranks are known, and differ."""
        other = as_shape(other)
        if self._dims is not None and other._dims is not None and len(self._dims) != len(other._dims):
            raise ValueError(f"Shapes {self} and {other} must have the same rank")

    def assert_is_compatible_with(self, other: Any) -> None:
        """Raises ValueError when no tensor can have both shapes."""
        if not self.is_compatible_with(other):
            raise ValueError(f"Shapes {self} and {as_shape(other)} are incompatible")

    def assert_is_fully_defined(self) -> None:
        """Raises ValueError when a size is not known."""
        if not self.is_fully_defined():
            raise ValueError(f"Shape {self} is not fully defined")

    def _known_rank(self, wanted: str) -> tuple[int | None, ...]:
        if self._dims is None:
            raise ValueError(f"{wanted} is not defined for a TensorShape of unknown rank")
        return self._dims

    def __getitem__(self, key: Any) -> Any:
        dims = self._dims
        if isinstance(key, slice):
            return TensorShape.of(None) if dims is None else TensorShape.of(dims[key])
        return Dimension(None) if dims is None else Dimension(dims[key])

    def __iter__(self) -> Iterator[Dimension]:
        return iter([Dimension(size) for size in self._known_rank("Iterating")])

    def __len__(self) -> int:
        return len(self._known_rank("len()"))

    def __bool__(self) -> bool:
        return self._dims is not None

    def __eq__(self, other: object) -> bool:
        try:
            return self._dims == as_shape(other)._dims
        except (TypeError, ValueError):
            return False

    def __hash__(self) -> int:
        return hash(self._dims)

    def __repr__(self) -> str:
        return f"TensorShape({None if self._dims is None else [Dimension(size) for size in self._dims]})"

    def __str__(self) -> str:
        if self._dims is None:
            return "<unknown>"
        inner = ", ".join("?" if size is None else str(size) for size in self._dims)
        return f"({inner},)" if len(self._dims) == 1 else f"({inner})"


def _difference(a: tuple[int | None, ...], b: tuple[int | None, ...]) -> str:
    """What keeps two shapes of known rank from being one, in the words of TensorFlow's shape functions."""
    if len(a) != len(b):
        return f"Shapes must be equal rank, but are {len(a)} and {len(b)}"
    at = next(i for i, (p, q) in enumerate(zip(a, b, strict=True)) if None not in (p, q) and p != q)
    return f"Dimension {at} in both shapes must be equal, but are {a[at]} and {b[at]}"


def as_shape(value: Any) -> TensorShape:
    """`value` as a TensorShape: a shape, a list or tuple of sizes, one size, or None for an unknown rank."""
    return value if isinstance(value, TensorShape) else TensorShape(value)


@dataclass(frozen=True, slots=True)
class TensorSpec:
    """What is known about a tensor before it runs: dtype, shape and, for a small constant, its value.

    Shape rules read the value where a shape depends on it (the `shape` input of a reshape, an axis). Of a vector of
    sizes that is known in part, `sizes` holds the known ones, and None for the others.
    """

    dtype: DType
    shape: TensorShape
    value: np.ndarray | None = None
    sizes: tuple[int | None, ...] | None = None

    def known_sizes(self) -> tuple[int | None, ...] | None:
        """A vector of integers as far as it is known, or None when nothing is."""
        if self.value is not None and self.value.ndim == 1:
            return tuple(self.value.tolist())
        return self.sizes

    def __str__(self) -> str:
        return format_spec(self.dtype, self.shape)


def format_spec(dtype: DType, shape: Any) -> str:
    """How shapes are printed everywhere: `float32[3,2]`, `float32[?,2]`, `float32[...]` when the rank is unknown."""
    sizes = as_shape(shape).sizes
    if sizes is None:
        return f"{dtype.name}[...]"
    return f"{dtype.name}[{','.join('?' if size is None else str(size) for size in sizes)}]"
