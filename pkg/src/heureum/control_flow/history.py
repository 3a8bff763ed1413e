"""What a loop remembers of its iterations for its gradient: lists of tensors, one element per iteration.

Takes a history and an iteration; gives the tensor of that iteration.
Law: a history is made by the While that was extended for it, lives as long as its run, and is never changed after.
Source: TensorFlow's TensorList ops, as tensorflow/python/ops/while_v2.py uses them.
"""

from __future__ import annotations

from typing import Any

from ..dtypes import DType, int32, variant
from ..graph import op
from ..tensor_shape import TensorShape

__all__ = ["History"]


class History:
    """One tensor's values, by iteration."""

    __slots__ = ("values",)

    def __init__(self) -> None:
        self.values: list[Any] = []


@op(
    "HistoryRead(history: variant, index: int32) -> element_dtype",
    shape=lambda history, index, *, element_dtype, element_shape: element_shape,
    index=(int32,),
    history=(variant,),
)
def _history_read(history: History, index: Any, *, element_dtype: DType, element_shape: TensorShape) -> Any:
    """The tensor that the iteration `index` had. `[], [] -> [...]`. Source: TensorFlow's TensorListGetItem."""
    return history.values[index]


@op("EmptyHandle() -> dtype", shape=lambda *, dtype: (), dtype=(variant,))
def _empty_handle(*, dtype: DType) -> Any:
    """A handle to nothing, in place of one that a branch did not make. Source: TensorFlow's OptionalNone."""
    return None
