"""Shape rules and work counts that several ops share.

Takes TensorSpecs; gives the TensorShape of a result, or a number of elementary operations.
Law: what is unknown stays unknown; what can't fit raises ValueError with both shapes in the text.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..tensor_shape import TensorShape, TensorSpec

__all__ = ["broadcast", "constant_shape", "least_elements", "per_element", "reduced", "same", "unknown"]


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
    raise ValueError(f"{x} and {y} can't be broadcast: sizes must be equal or 1, found {p} and {q}")


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
            raise ValueError(f"invalid reduction dimension {axis} for {x}, whose rank is {len(sizes)}")
        chosen.add(axis % len(sizes))
    if keep_dims:
        return TensorShape.of(tuple(1 if i in chosen else size for i, size in enumerate(sizes)))
    return TensorShape.of(tuple(size for i, size in enumerate(sizes) if i not in chosen))


def constant_shape(wanted: TensorSpec) -> TensorShape:
    """The shape that a shape-valued input names; of known rank at least when its length is known."""
    if wanted.value is not None:
        return TensorShape.of(tuple(None if size < 0 else size for size in np.ravel(wanted.value).tolist()))
    length = wanted.shape.sizes[0] if wanted.shape.sizes else None
    return TensorShape.of(None if length is None else (None,) * length)


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
