"""What the gradients of many ops share: the conjugate, and the sum over what broadcasting repeated.

Takes tensors; gives tensors, with no node added where none is needed.
"""

from __future__ import annotations

from typing import Any

from ..graph import Operation, Tensor, node

__all__ = ["conjugate", "summed_to", "summed_to_inputs"]


def conjugate(x: Tensor) -> Tensor:
    """The complex conjugate of a complex tensor; a real tensor itself. `[...] -> [...]`. Source: tf.conj."""
    made: Tensor = node("Conj", x) if x.dtype.is_complex else x
    return made


def summed_to(dy: Tensor, x: Tensor) -> Tensor:
    """`dy` summed over the axes along which `x` was broadcast: it has the shape of `x`. `[2, 3] -> [3]`.

    Source: TensorFlow's BroadcastGradientArgs.
    """
    if x.shape.is_fully_defined() and x.shape == dy.shape:
        return dy
    made: Tensor = node("SumToShape", dy, node("Shape", x))
    return made


def summed_to_inputs(op: Operation, *gradients: Tensor | None) -> list[Any]:
    """The gradients of an op that broadcasts its inputs, in their order. `[...] -> [...]`.

    Source: TensorFlow's BroadcastGradientArgs.
    """
    return [None if dx is None else summed_to(dx, x) for dx, x in zip(gradients, op.inputs, strict=True)]
