"""A queue while it lives: elements, and what is done with them as attempts that can be repeated until they succeed.

Takes tuples of arrays; gives them back in the queue's order: first in first out, shuffled, or by priority.
Law: an attempt changes nothing until it can do all it has to, except what does not fit the queue at once, which goes
piece by piece. Enqueues that waited when a queue was closed still get in.
Source: tensorflow/core/kernels/queue_base.cc, fifo_queue.cc, random_shuffle_queue.cc, priority_queue.cc.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ...errors import CancelledError, InvalidArgumentError, OutOfRangeError
from ...tensor_shape import TensorShape
from ...waiting import LAST_ATTEMPT, NOT_YET, SOME_OF_IT

__all__ = ["FifoQueue", "PaddingQueue", "PriorityQueue", "ShuffleQueue"]

Element = tuple[Any, ...]


class FifoQueue:
    """First in, first out. `least` elements stay behind until it is closed."""

    kind = "FIFOQueue"

    def __init__(self, name: str, capacity: int, shapes: Sequence[TensorShape], least: int = 0) -> None:
        self.name = name
        self.capacity = capacity if capacity >= 0 else 2**62
        self.shapes = list(shapes)
        self.least = least
        self.is_closed = False
        self.enqueues_cancelled = False
        self.enqueues_waiting = 0
        self.elements: list[Element] = []

    # -- the order: what a kind of queue changes -----------------------------------------------------------------------

    def put(self, element: Element) -> None:
        """Add one element."""
        self.elements.append(element)

    def take(self) -> Element:
        """Remove the next element."""
        return self.elements.pop(0)

    def batched(self, column: Sequence[Any]) -> np.ndarray:
        """One component of several elements as one array."""
        shapes = {np.shape(value) for value in column}
        if len(shapes) > 1:
            raise InvalidArgumentError(None, None, f"{self._called()}: elements of different shapes can't be a batch: {shapes}")
        return np.stack([_array(value) for value in column])

    # -- attempts ------------------------------------------------------------------------------------------------------

    def enqueue(self, elements: Sequence[Element]) -> Callable[[], Any]:
        """An attempt to put all elements in."""
        for element in elements:
            self._check(element)
        left = list(elements)
        is_waiting = False

        def attempt() -> Any:
            nonlocal is_waiting
            if self.enqueues_cancelled or (self.is_closed and not is_waiting):
                self.enqueues_waiting -= is_waiting
                is_waiting = False
                raise CancelledError(None, None, f"{self._called()} is closed.")
            before = len(left)
            while left and len(self.elements) < self.capacity:
                self.put(left.pop(0))
            if left:
                self.enqueues_waiting += (not LAST_ATTEMPT.get()) - is_waiting
                is_waiting = not LAST_ATTEMPT.get()
                return NOT_YET if len(left) == before else SOME_OF_IT
            self.enqueues_waiting -= is_waiting
            is_waiting = False
            return ()

        return attempt

    def dequeue(self) -> Callable[[], Any]:
        """An attempt to take one element."""
        many = self.dequeue_many(1)

        def attempt() -> Any:
            taken = many()
            return taken if taken is NOT_YET or taken is SOME_OF_IT else taken[0]

        return attempt

    def dequeue_many(self, count: int, *, fewer_at_the_end: bool = False) -> Callable[[], Any]:
        """An attempt to take `count` elements. Those that a closed queue can't complete stay, or are given as they are."""
        taken: list[Element] = []

        def attempt() -> Any:
            is_final = self.is_closed and not self.enqueues_waiting
            available = len(self.elements) - (0 if self.is_closed else self.least)
            wanted = count - len(taken)
            # More than the queue holds can only come piece by piece.
            if available >= wanted or (count > self.capacity - self.least and available > 0 and not is_final):
                taken.extend(self.take() for _ in range(min(wanted, available)))
                return list(taken) if len(taken) == count else SOME_OF_IT
            if not is_final:
                return NOT_YET
            if fewer_at_the_end and taken + self.elements:
                taken.extend(self.take() for _ in range(len(self.elements)))
                return list(taken)
            self.elements[:0] = taken
            found = len(self.elements)
            taken.clear()
            raise OutOfRangeError(
                None, None, f"{self._called()} is closed and has insufficient elements (requested {count}, current size {found})"
            )

        return attempt

    def close(self, *, cancels: bool) -> Callable[[], Any]:
        """An attempt to close the queue, which succeeds."""

        def attempt() -> Any:
            self.is_closed = True
            self.enqueues_cancelled |= cancels
            return ()

        return attempt

    def _check(self, element: Element) -> None:
        for index, (value, shape) in enumerate(zip(element, self.shapes, strict=False)):
            if not shape.is_compatible_with(np.shape(value)):
                wanted = "[" + ",".join("?" if size is None else str(size) for size in shape.as_list()) + "]"
                found = str(list(np.shape(value))).replace(" ", "")
                raise InvalidArgumentError(
                    None, None, f"Shape mismatch in tuple component {index}. Expected {wanted}, got {found}"
                )

    def _called(self) -> str:
        return f"{self.kind} '{self.name}'"


class PaddingQueue(FifoQueue):
    """First in, first out; a batch of elements of different sizes is filled up with zeros."""

    kind = "PaddingFIFOQueue"

    def batched(self, column: Sequence[Any]) -> np.ndarray:
        """One component of several elements as one array, as large as the largest."""
        arrays = [_array(value) for value in column]
        sizes = tuple(max(each) for each in zip(*(array.shape for array in arrays), strict=True))
        batch = np.full((len(arrays), *sizes), b"" if arrays[0].dtype == object else 0, arrays[0].dtype)
        for row, array in zip(batch, arrays, strict=True):
            row[tuple(slice(size) for size in array.shape)] = array
        return batch


class ShuffleQueue(FifoQueue):
    """Any element may be next."""

    kind = "RandomShuffleQueue"

    def __init__(self, name: str, capacity: int, shapes: Sequence[TensorShape], least: int, seed: int | None) -> None:
        super().__init__(name, capacity, shapes, least)
        self._random = np.random.default_rng(seed)

    def take(self) -> Element:
        """Remove an element at random: the last one takes its place."""
        at = int(self._random.integers(len(self.elements)))
        self.elements[at], self.elements[-1] = self.elements[-1], self.elements[at]
        return self.elements.pop()


class PriorityQueue(FifoQueue):
    """The element whose first component is the smallest is next; among equals the one that came first."""

    kind = "PriorityQueue"

    def __init__(self, name: str, capacity: int, shapes: Sequence[TensorShape]) -> None:
        super().__init__(name, capacity, shapes)
        self._entered = 0

    def put(self, element: Element) -> None:
        """Add one element."""
        entry: Any = (int(element[0]), self._entered, element)
        self._entered += 1
        heapq.heappush(self.elements, entry)

    def take(self) -> Element:
        """Remove the most urgent element."""
        entry: Any = heapq.heappop(self.elements)
        element: Element = entry[2]
        return element


def _array(value: Any) -> np.ndarray:
    return np.array(value, object) if isinstance(value, bytes) else np.asarray(value)
