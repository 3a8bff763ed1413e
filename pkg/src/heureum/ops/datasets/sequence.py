"""A dataset at run time: something that can be walked through again and again.

Takes a function that starts a walk; gives elements, tuples of arrays.
Law: a walk computes an element when it is asked for the next one, and nothing before.
Source: tensorflow/core/framework/dataset.h.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ...tensor_shape import TensorShape

__all__ = ["Element", "Sequence", "scalar"]

Element = tuple[Any, ...]


class Sequence:
    """The runtime value of a `variant` tensor that is a dataset."""

    __slots__ = ("_start",)

    def __init__(self, start: Callable[[], Iterator[Element]]) -> None:
        self._start = start

    def __iter__(self) -> Iterator[Element]:
        return self._start()


def scalar(*_: Any, **__: Any) -> TensorShape:
    """A dataset is one `variant`, and so is an iterator's handle."""
    return TensorShape.of(())
