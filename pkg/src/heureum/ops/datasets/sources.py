"""Where datasets start: tensors, ranges, Python generators.

Takes tensors; gives a dataset.
Law: a source can be walked through any number of times, and gives the same each time.
Source: tensorflow/core/ops/dataset_ops.cc.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from ...dtypes import DType
from ...errors import InvalidArgumentError
from ...graph import op
from ...graph.convert import as_array
from ...tensor_shape import TensorShape
from ..python import called
from .sequence import Element, Sequence, scalar

__all__: list[str] = []


@op("TensorDataset(components: *any) -> handle: variant", shape=scalar)
def _tensor_dataset(*components: Any, output_shapes: list[TensorShape]) -> Any:
    """One element: these tensors. `k x [...] -> []`. Source: tf.data.Dataset.from_tensors."""
    return Sequence(lambda: iter([components]))


@op("TensorSliceDataset(components: *any) -> handle: variant", shape=scalar)
def _tensor_slice_dataset(*components: Any, output_shapes: list[TensorShape]) -> Any:
    """An element for each row of the tensors. `k x [n, ...] -> []`. Source: tf.data.Dataset.from_tensor_slices."""
    if len({len(component) for component in components}) > 1:
        raise ValueError(f"All components must have the same number of rows, found {[len(each) for each in components]}")
    return Sequence(lambda: zip(*components, strict=True))


@op("RangeDataset(start: int64, stop: int64, step: int64) -> handle: variant", shape=scalar)
def _range_dataset(start: Any, stop: Any, step: Any) -> Any:
    """The integers from start to before stop. `[], [], [] -> []`. Source: tf.data.Dataset.range."""
    if step == 0:
        raise InvalidArgumentError(None, None, "step must be a non-zero integer.")
    return Sequence(lambda: ((np.int64(value),) for value in range(int(start), int(stop), int(step))))


@op("GeneratorDataset(args: *any) -> handle: variant", shape=scalar, stateful=True)
def _generator_dataset(
    context: Any, *args: Any, token: str, output_types: list[DType], output_shapes: list[TensorShape], is_tuple: bool
) -> Any:
    """What a Python generator yields. `k x [...] -> []`. Source: tf.data.Dataset.from_generator."""

    def walk() -> Iterator[Element]:
        for given in called(token)(*args):
            values = given if is_tuple else (given,)
            if len(values) != len(output_types):
                message = f"`generator` yielded {given!r}, but {len(output_types)} components were expected"
                raise InvalidArgumentError(None, None, f"ValueError: {message}")
            yield tuple(map(_yielded, values, output_types, output_shapes))

    return Sequence(walk)


def _yielded(value: Any, dtype: DType, shape: TensorShape) -> Any:
    try:
        array = as_array(value, dtype)
    except (TypeError, ValueError) as reason:
        message = f"TypeError: `generator` yielded an element that could not be converted to {dtype.name}: {value!r}"
        raise InvalidArgumentError(None, None, message) from reason
    if not shape.is_compatible_with(array.shape):
        message = (
            f"ValueError: `generator` yielded an element of shape {array.shape} where an element of shape {shape} was expected."
        )
        raise InvalidArgumentError(None, None, message)
    return array[()]
