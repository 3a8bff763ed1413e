"""Shape rules and work counts that several ops share.

Takes TensorSpecs; gives the TensorShape of a result, or a number of elementary operations.
Law: what is unknown stays unknown; what can't fit raises ValueError with both shapes in the text.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from ..tensor_shape import TensorShape, TensorSpec

__all__ = [
    "MULTIPLY_ADD",
    "as_array",
    "at_least_rank",
    "axis_of",
    "broadcast",
    "constant_shape",
    "least_elements",
    "length_of",
    "merged",
    "of_rank",
    "per_element",
    "place",
    "reduced",
    "same",
    "unknown",
    "unranked",
]


MULTIPLY_ADD = 0.1
"""What one costs in a product, as elementary operations: a product reads few numbers and uses each of them often. Measured
natively and in WebAssembly, against elementwise ops: 0.02 to 0.2."""


def as_array(value: Any) -> np.ndarray:
    """A value of a slot as an array: of one string NumPy would make its own, which lose zero bytes at the end."""
    return np.array(value, object) if isinstance(value, bytes) else np.asarray(value)


def same(x: TensorSpec, *_: TensorSpec, **__: Any) -> TensorShape:
    """`[...] -> [...]`: the shape of the first input."""
    return x.shape


def unknown(*_: TensorSpec, **__: Any) -> TensorShape:
    """Nothing is known before it runs."""
    return TensorShape.of(None)


def broadcast(x: TensorSpec, y: TensorSpec, **_: Any) -> TensorShape:
    """NumPy's broadcasting: `[3, 1] x [4] -> [3, 4]`."""
    a, b = x.shape.sizes, y.shape.sizes
    if a == b:
        return x.shape
    if a is None or b is None:
        return TensorShape.of(None)
    rank = max(len(a), len(b))
    a, b = (1,) * (rank - len(a)) + a, (1,) * (rank - len(b)) + b
    return TensorShape.of(tuple(_broadcast_size(p, q, x, y) for p, q in zip(a, b, strict=True)))


def _broadcast_size(p: int | None, q: int | None, x: TensorSpec, y: TensorSpec) -> int | None:
    if p == q or q == 1:
        return p
    if p == 1:
        return q
    if p is None or q is None:
        return q if p is None else p
    raise ValueError(
        f"Dimensions must be equal, but are {p} and {q}: {x} and {y} can't be broadcast, whose sizes must fit or be 1"
    )


def reduced(x: TensorSpec, reduction_indices: TensorSpec, *, keep_dims: bool) -> TensorShape:
    """`[a, b, c]` reduced over axis 1 `-> [a, c]`, or `[a, 1, c]` with `keep_dims`."""
    sizes, axes = x.shape.sizes, reduction_indices.value
    if sizes is None:
        return TensorShape.of(None)
    if axes is None:
        return TensorShape.of((None,) * len(sizes)) if keep_dims else TensorShape.of(None)
    chosen = set()
    for axis in np.ravel(axes).tolist():
        if not -len(sizes) <= axis < len(sizes):
            raise ValueError(f"Invalid reduction dimension {axis} for {x}, whose rank is {len(sizes)}")
        chosen.add(axis % len(sizes))
    if keep_dims:
        return TensorShape.of(tuple(1 if i in chosen else size for i, size in enumerate(sizes)))
    return TensorShape.of(tuple(size for i, size in enumerate(sizes) if i not in chosen))


def constant_shape(wanted: TensorSpec) -> TensorShape:
    """The shape that a shape-valued input names; of known rank at least when its length is known."""
    if wanted.value is not None and wanted.value.ndim < 2:
        return TensorShape.of(tuple(None if size < 0 else size for size in np.ravel(wanted.value).tolist()))
    if wanted.sizes is not None:
        return TensorShape.of(tuple(None if size is None or size < 0 else size for size in wanted.sizes))
    length = length_of(wanted)
    return TensorShape.of(None if length is None else (None,) * length)


def length_of(vector: TensorSpec) -> int | None:
    """How many elements a vector has, as far as it is known."""
    return vector.shape.sizes[0] if vector.shape.sizes else None


def of_rank(spec: TensorSpec, rank: int, name: str) -> tuple[int | None, ...]:
    """The sizes of an input that must have so many dimensions."""
    if spec.shape.sizes is None:
        return (None,) * rank
    if len(spec.shape.sizes) != rank:
        raise ValueError(f"input {name!r} is {spec}: Shape must be rank {rank} but is rank {len(spec.shape.sizes)}")
    return spec.shape.sizes


def at_least_rank(spec: TensorSpec, rank: int, name: str) -> tuple[int | None, ...] | None:
    """The sizes of an input that must have so many dimensions or more; None when its rank is unknown."""
    if spec.shape.sizes is not None and len(spec.shape.sizes) < rank:
        raise ValueError(f"input {name!r} is {spec}: Shape must be at least rank {rank} but is rank {len(spec.shape.sizes)}")
    return spec.shape.sizes


def axis_of(axis: TensorSpec, rank: int | None) -> int | None:
    """The axis that an input names, counted from the front; None when it or the rank is unknown."""
    if axis.value is None or rank is None:
        return None
    chosen = int(np.ravel(axis.value)[0])
    if not -rank <= chosen < rank:
        raise ValueError(f"axis {chosen} is out of range: Expected dimension in the range [{-rank}, {rank}), but got {chosen}")
    return chosen % rank


def place(at: Iterable[Any]) -> str:
    """Where an element is, or what sizes there are, as TensorFlow writes it: `[0,2]`, and nothing where there are no axes."""
    text = ",".join(map(str, at))
    return text and f"[{text}]"


def merged(*shapes: TensorShape) -> TensorShape:
    """What all shapes say together; they must agree."""
    found = shapes[0]
    for each in shapes[1:]:
        found = found.merge_with(each)
    return found


def unranked(rank: int | None) -> TensorShape:
    """Nothing known but the rank, or not even that."""
    return TensorShape.of(None if rank is None else (None,) * rank)


def least_elements(spec: TensorSpec) -> int:
    """How many elements at least: unknown sizes count as 1."""
    count = 1
    for size in spec.shape.sizes or ():
        count *= 1 if size is None else size
    return count


def per_element(operations: float) -> Any:
    """A work count: so many elementary operations for each element of the largest input."""

    def work(*inputs: TensorSpec, **_: Any) -> float:
        return operations * max(map(least_elements, inputs))

    return work
