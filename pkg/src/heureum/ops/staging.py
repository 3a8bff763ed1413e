"""Staging areas: elements kept between runs so that the next one is there when it is wanted; and stacks.

Takes elements, k tensors each; gives them first in first out, or last in first out from a stack.
Law: putting waits while the area is full and taking while it is empty, in the way that the device offers.
Source: tensorflow/core/kernels/stage_op.cc, stack.cc.
"""

from __future__ import annotations

from collections import deque
from typing import Any

import numpy as np

from ..dtypes import DType
from ..errors import InvalidArgumentError
from ..graph import op
from ..tensor_shape import TensorShape, TensorSpec
from ..waiting import NOT_YET

__all__: list[str] = []


def _area(context: Any, shared_name: str) -> deque[tuple[Any, ...]]:
    """The elements that are kept under a name; without one all areas of a device are the same, as in TensorFlow."""
    found: deque[tuple[Any, ...]] = context.resources.get("staging area", shared_name, deque)
    return found


def _size_bytes(element: tuple[Any, ...]) -> int:
    return sum(np.asarray(each).nbytes for each in element)


@op("Stage(values: *any) -> ", shape=lambda *_, **__: [], stateful=True)
def _stage(context: Any, *values: Any, shared_name: str, capacity: int = 0, memory_limit: int = 0) -> Any:
    """Put an element in; waits while the area is full. `k x [...] ->`. Source: tf.contrib.staging.StagingArea.put."""
    area = _area(context, shared_name)
    size = _size_bytes(values)
    if memory_limit and size > memory_limit:
        message = f"Attempted to insert tensors with combined size of {size} bytes into a staging area of {memory_limit} bytes"
        raise InvalidArgumentError(None, None, message)

    def attempt() -> Any:
        is_full = (capacity and len(area) >= capacity) or (memory_limit and size + sum(map(_size_bytes, area)) > memory_limit)
        if is_full:
            return NOT_YET
        area.append(values)
        return ()

    return context.wait_for(attempt)


def _shapes(*_: TensorSpec, dtypes: list[DType], shapes: list[TensorShape], **__: Any) -> list[TensorShape]:
    return list(shapes) or [TensorShape(None)] * len(dtypes)


@op("Unstage() -> values: *dtypes", shape=_shapes, stateful=True)
def _unstage(context: Any, *, dtypes: list[DType], shapes: list[TensorShape], shared_name: str) -> Any:
    """Take the oldest element out; waits for one. `-> k x [...]`. Source: tf.contrib.staging.StagingArea.get."""
    area = _area(context, shared_name)
    return context.wait_for(lambda: area.popleft() if area else NOT_YET)


@op("StagePeek(index: int32) -> values: *dtypes", shape=_shapes, stateful=True)
def _peek(context: Any, index: Any, *, dtypes: list[DType], shapes: list[TensorShape], shared_name: str) -> Any:
    """An element, which stays; waits until there are so many. `[] -> k x [...]`. Source: tf.contrib.staging.StagingArea.peek."""
    area, at = _area(context, shared_name), int(index)
    return context.wait_for(lambda: area[at] if at < len(area) else NOT_YET)


@op("StageSize() -> int32", shape=lambda **_: (), stateful=True)
def _size(context: Any, *, shared_name: str) -> Any:
    """How many elements are in it now. `-> []`. Source: tf.contrib.staging.StagingArea.size."""
    return np.int32(len(_area(context, shared_name)))


@op("StageClear() -> ", shape=lambda **_: [], stateful=True)
def _clear(context: Any, *, shared_name: str) -> Any:
    """Take all elements out. `->`. Source: tf.contrib.staging.StagingArea.clear."""
    area = _area(context, shared_name)

    def attempt() -> Any:
        area.clear()
        return ()

    return context.wait_for(attempt)


@op("StackV2(max_size: int32) -> handle: resource", shape=lambda max_size, **_: (), stateful=True)
def _stack(context: Any, max_size: Any, *, elem_type: DType, stack_name: str = "") -> Any:
    """A stack, new in each run. `[] -> []`. Source: TensorFlow's StackV2."""
    return [] if max_size < 0 else deque(maxlen=int(max_size))


@op("StackPushV2(handle: resource, elem: T) -> output: T", shape=lambda handle, elem, **_: elem.shape, stateful=True)
def _push(context: Any, handle: Any, elem: Any, *, swap_memory: bool = False) -> Any:
    """Put an element on the stack, and give it. `[], [...] -> [...]`. Source: TensorFlow's StackPushV2."""
    if isinstance(handle, deque) and len(handle) == handle.maxlen:
        raise InvalidArgumentError(None, None, f"Stack[] overflowed its max_size ({handle.maxlen})")
    handle.append(elem)
    return elem


@op("StackPopV2(handle: resource) -> elem: elem_type", shape=lambda handle, **_: TensorShape.of(None), stateful=True)
def _pop(context: Any, handle: Any, *, elem_type: DType) -> Any:
    """Take the last element off the stack. `[] -> [...]`. Source: TensorFlow's StackPopV2."""
    if not handle:
        raise InvalidArgumentError(None, None, "Stack[] is empty when calling Pop().")
    return handle.pop()


@op("StackCloseV2(handle: resource) -> ", shape=lambda handle, **_: [], stateful=True)
def _close(context: Any, handle: Any) -> Any:
    """Forget what is on the stack. `[] ->`. Source: TensorFlow's StackCloseV2."""
    handle.clear()
    return ()
