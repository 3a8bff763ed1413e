"""What readers pass, as numbers that JSON can hold; what is none is refused by name.

Law: six significant digits are kept, which is more than can be seen, so that records are small and equal everywhere.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

__all__ = ["Number", "labels_of", "named_arrays", "numbers_of", "plain_number", "plain_numbers"]

Number = float | int | bool | str

_LARGEST_INTEGER = 2**53
_LONGEST_LABEL = 200


def numbers_of(value: Any, what: str) -> np.ndarray:
    """The array of numbers that `value` is. Raises TypeError or ValueError that names `what`."""
    if hasattr(value, "op") and hasattr(value, "graph"):  # a tensor or a variable
        raise TypeError(f"{what} is {value!r}, which has no value before it is run; show what sess.run gives for it")
    try:
        array = np.asarray(value)
    except ValueError:
        raise ValueError(f"{what} has rows of different lengths; needed an array") from None
    if array.dtype.kind == "O" and not array.size:
        array = array.astype(float)
    if array.dtype.kind not in "biuf":
        raise TypeError(f"{what} must be numbers, found {array.dtype} (a {type(value).__name__})")
    return array


def named_arrays(values: Any, what: str) -> dict[str, np.ndarray]:
    """Series by name; a single one has the name ""."""
    if not isinstance(values, Mapping):
        return {"": numbers_of(values, what)}
    if not values:
        raise ValueError(f"{what} is an empty dict; needed at least one series")
    return {str(name): numbers_of(each, f"{what}[{name!r}]") for name, each in values.items()}


def plain_number(value: Any) -> Number:
    """`value` as JSON holds it."""
    if isinstance(value, bool | np.bool_):
        return bool(value)
    if isinstance(value, int | np.integer) and abs(int(value)) <= _LARGEST_INTEGER:
        return int(value)
    number = float(value)
    return float(f"{number:.6g}") if math.isfinite(number) else str(number)


def plain_numbers(array: np.ndarray) -> list[Any]:
    """The same for an array of rank 1 or 2."""
    return [plain_numbers(each) if np.ndim(each) else plain_number(each) for each in array]


def labels_of(labels: Any, count: int, what: str) -> list[str] | None:
    """`count` labels as text, or None. Raises ValueError when there are more or fewer."""
    if labels is None:
        return None
    if isinstance(labels, str) or not isinstance(labels, Sequence | np.ndarray | range):
        raise TypeError(f"{what} must be a list of {count}, found a {type(labels).__name__}")
    if len(labels) != count:
        raise ValueError(f"{what} must be as many as there are, {count}, found {len(labels)}")
    return [str(label)[:_LONGEST_LABEL] for label in labels]
