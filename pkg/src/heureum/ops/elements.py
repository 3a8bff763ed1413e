"""What a TensorArray holds in one run: elements by index, each written once.

Takes indices and values; gives values, or an error that names the array and the index.
Law: an element that was read may be cleared; the gradient of an array is a second one, in which what arrives adds up.
Source: tensorflow/core/kernels/tensor_array.h.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..dtypes import DType
from ..errors import InvalidArgumentError
from ..tensor_shape import TensorShape

__all__ = ["Elements", "join"]

_NOTHING = object()
_CLEARED = object()


class Elements:
    """One array in one run. `gradients` are its gradients, by the name of the tf.gradients that asked for them."""

    def __init__(
        self, name: str, size: int, dtype: DType, shape: TensorShape, *, grows: bool, clears: bool, infers: bool
    ) -> None:
        self.name = name
        self.values: list[Any] = [_NOTHING] * size
        self.dtype = dtype
        self.shape = shape
        self.grows = grows
        self.clears = clears
        self.infers = infers
        self.adds_up = False
        self.gradients: dict[str, Elements] = {}

    def gradient(self, source: str) -> Elements:
        """The array in which the gradients of this one's elements add up."""
        if source not in self.gradients:
            made = Elements(
                f"{self.name}_grad", len(self.values), self.dtype, self.shape, grows=False, clears=False, infers=self.infers
            )
            made.adds_up = True
            self.gradients[source] = made
        return self.gradients[source]

    def write(self, index: int, value: Any) -> None:
        """Put an element. Raises InvalidArgumentError outside the array, for another shape, or the second time."""
        if index < 0 or (index >= len(self.values) and not self.grows):
            resize = "" if self.grows else f" but array is not resizeable and size is: {len(self.values)}"
            raise self._error(f"Tried to write to index {index}{resize}")
        self.values.extend([_NOTHING] * (index + 1 - len(self.values)))
        known = self.values[index]
        if known is not _NOTHING:
            if not self.adds_up:
                raise self._error(f"Could not write to TensorArray index {index} because it has already been written to.")
            value = np.add(known, value)
        if not self.shape.is_compatible_with(np.shape(value)):
            raise self._error(
                f"Could not write to TensorArray index {index} because the value shape is {list(np.shape(value))} which is "
                f"incompatible with the TensorArray's inferred element shape: {self.shape} (consider setting infer_shape=False)."
            )
        if self.infers:
            self.shape = TensorShape(np.shape(value))
        self.values[index] = value

    def read(self, index: int) -> Any:
        """Take an element. Raises InvalidArgumentError outside the array, or for one that was cleared."""
        if not 0 <= index < len(self.values):
            raise self._error(f"Tried to read from index {index} but array size is: {len(self.values)}")
        value = self.values[index]
        if value is _CLEARED:
            raise self._error(
                f"Could not read index {index} twice because it was cleared after a previous read "
                "(perhaps try setting clear_after_read = false?)."
            )
        if value is _NOTHING:
            return self._zeros(index)
        if self.clears:
            self.values[index] = _CLEARED
        return value

    def _zeros(self, index: int) -> Any:
        sizes = self.shape.sizes
        if sizes is None or None in sizes:
            raise self._error(
                f"Could not read from TensorArray index {index}.  Furthermore, the element shape is not fully defined: "
                f"{self.shape}."
            )
        return np.zeros(sizes, self.dtype.as_numpy_dtype)[()]  # type: ignore[type-var]  # no size is None

    def stacked(self, indices: Sequence[int]) -> np.ndarray:
        """Elements on top of each other: `N x [...] -> [N, ...]`."""
        if not len(indices):
            return np.zeros((0, *(size or 0 for size in self.shape.sizes or ())), self.dtype.as_numpy_dtype)
        found = [self.read(int(index)) for index in indices]
        for index, value in zip(indices, found, strict=True):
            if np.shape(value) != np.shape(found[0]):
                raise self._error(
                    f"TensorArray has inconsistent shapes.  Index {indices[0]} has shape: {list(np.shape(found[0]))} but index "
                    f"{index} has shape: {list(np.shape(value))}"
                )
        return join(np.stack, found, self.dtype)

    def _error(self, message: str) -> InvalidArgumentError:
        return InvalidArgumentError(None, None, f"TensorArray {self.name}: {message}")


def join(how: Any, values: Sequence[Any], dtype: DType) -> np.ndarray:
    """`values` put together by NumPy's `stack` or `concatenate`, as `dtype`."""
    joined: np.ndarray = how([np.asarray(value, dtype.as_numpy_dtype) for value in values])
    return joined
