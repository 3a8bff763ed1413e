"""The element that comes n-th in order along the last axis. Source: tensorflow/core/kernels/nth_element_op.cc."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..graph import Operation, Tensor, graph_of, node, op
from ..op_def import REAL
from ..tensor_shape import TensorShape, TensorSpec
from .shapes import at_least_rank, of_rank, per_element

__all__ = ["nth_element"]


def _shape(input: TensorSpec, n: TensorSpec, *, reverse: bool) -> TensorShape:
    of_rank(n, 0, "n")
    sizes = at_least_rank(input, 1, "input")
    if n.value is not None:
        _check(int(n.value), None if sizes is None else sizes[-1])
    return TensorShape.of(None if sizes is None else sizes[:-1])


def _check(n: int, size: int | None) -> None:
    if n < 0:
        raise ValueError(f"Need n >= 0, got {n}: n must be non-negative")
    if size is not None and n >= size:
        raise ValueError(f"Input must have last dimension > n = {n} but is {size}")


def _gradient(op: Operation, dy: Tensor) -> list[Any]:
    """Equal shares for all that are the element."""
    x, y = op.inputs[0], op.outputs[0]
    is_chosen = node("Cast", node("Equal", node("ExpandDims", y, -1), x), DstT=dy.dtype)
    counts = node("Sum", is_chosen, [-1], keep_dims=True)
    return [is_chosen / counts * node("ExpandDims", dy, -1), None]


@op("NthElement(input: T, n: int32) -> values: T", shape=_shape, gradient=_gradient, work=per_element(4), T=REAL)
def _nth_element(input: Any, n: Any, *, reverse: bool = False) -> Any:
    """The element that comes n-th in order along the last axis. `[..., m] x [] -> [...]`. Source: TensorFlow's NthElement."""
    size = input.shape[-1]
    _check(int(n), size)
    at = size - 1 - int(n) if reverse else int(n)
    return np.partition(input, at, axis=-1)[..., at]


def nth_element(input: Any, n: Any, reverse: bool = False, name: str | None = None) -> Tensor:
    """The element that comes `n`-th in order along the last axis, counted from 0. `[..., m] -> [...]`.

    Running it raises InvalidArgumentError for an n that is not there. Source: nn_ops.nth_element.
    """
    graph = graph_of(input, n)
    made: Tensor = graph.node("NthElement", input, graph.convert(n, name="n"), reverse=reverse, name=name)
    return made
