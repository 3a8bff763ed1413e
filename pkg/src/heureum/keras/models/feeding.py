"""Arrays, generators and data sets as batches to feed.

Takes what `fit` is given; gives lists of arrays, one for each input or output, with a batch axis and at least another.
Source: tensorflow/python/keras/engine/training_utils.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...data import Dataset
from ...errors import OutOfRangeError
from ..state import get_session

__all__ = ["Batch", "Means", "arrays", "batches", "count_of", "first_of", "rows", "split", "weights_of"]


def arrays(given: Any, names: list[str], what: str) -> list[np.ndarray]:
    """One array for each name, of an array, a list or a dict. Raises ValueError when they do not fit."""
    if given is None:
        return []
    if isinstance(given, Mapping):
        missing = [name for name in names if name not in given]
        if missing:
            raise ValueError(f"No data provided for {missing[0]!r}. Need data for each key in: {names}")
        listed: list[Any] = [given[name] for name in names]
    elif isinstance(given, (list, tuple)) and (len(names) > 1 or (len(given) == 1 and np.ndim(given[0]) > 0)):
        listed = list(given)
    else:
        listed = [given]
    if len(listed) != len(names):
        raise ValueError(f"The model expects {len(names)} {what} arrays, got {len(listed)}: {names}")
    made = [np.asarray(each) for each in listed]
    return [each[:, None] if each.ndim == 1 else each for each in made]


def count_of(every: list[np.ndarray]) -> int:
    """How many examples there are. Raises ValueError when arrays differ in that."""
    counts = {len(each) for each in every}
    if len(counts) > 1:
        raise ValueError(
            f"All input arrays (x) and target arrays (y) should have the same number of samples, got {sorted(counts)}"
        )
    return counts.pop() if counts else 0


def split(every: list[np.ndarray], share: float) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """All but the last `share` of the examples, and those. Raises ValueError for a share outside (0, 1)."""
    if not 0 < share < 1:
        raise ValueError(f"`validation_split` must be between 0 and 1, received: {share}")
    at = int(count_of(every) * (1 - share))
    return [each[:at] for each in every], [each[at:] for each in every]


def rows(count: int, batch_size: int, shuffle: bool) -> Iterator[np.ndarray]:
    """The numbers of the examples of each batch."""
    order = np.arange(count)
    if shuffle:
        np.random.shuffle(order)
    for start in range(0, count, batch_size):
        yield order[start : start + batch_size]


def weights_of(targets: list[np.ndarray], sample_weight: Any, class_weight: Any) -> list[np.ndarray] | None:
    """How much each example counts, for each output; None when all count as one."""
    if sample_weight is None and not class_weight:
        return None
    made = [np.ones(len(each), np.float32) for each in targets]
    if sample_weight is not None:
        given = sample_weight if isinstance(sample_weight, (list, tuple)) else [sample_weight] * len(targets)
        made = [each * np.asarray(more, np.float32).reshape(-1) for each, more in zip(made, given, strict=True)]
    if class_weight:
        for i, each in enumerate(targets):
            numbers = each.argmax(-1) if each.ndim > 1 and each.shape[-1] > 1 else each.reshape(-1)
            missing = sorted({int(number) for number in numbers} - {int(key) for key in class_weight})
            if missing:
                raise ValueError(f"`class_weight` must contain all classes in the data. The classes {missing} are missing.")
            made[i] = made[i] * np.array([class_weight[int(number)] for number in numbers], np.float32)
    return made


@dataclass(frozen=True)
class Batch:
    """Some examples: inputs, targets, and how much each counts."""

    x: list[np.ndarray]
    y: list[np.ndarray]
    weights: list[np.ndarray] | None

    @property
    def count(self) -> int:
        """How many examples."""
        return len(self.x[0]) if self.x else 0

    @staticmethod
    def of(model: Any, x: Any, y: Any, sample_weight: Any, class_weight: Any) -> Batch:
        """What a model is fed with. Raises ValueError for arrays that do not fit."""
        inputs = arrays(x, model.input_names, "input")
        targets = arrays(y, model.output_names, "target")
        count_of([*inputs, *targets])
        return Batch(inputs, targets, weights_of(targets, sample_weight, class_weight))

    def at(self, numbers: np.ndarray) -> Batch:
        """The examples of those numbers."""
        weights = None if self.weights is None else [each[numbers] for each in self.weights]
        return Batch([each[numbers] for each in self.x], [each[numbers] for each in self.y], weights)


def first_of(x: Any) -> Any:
    """Arrays, whose shapes tell what a model takes; None of a data set or generator."""
    is_arrays = isinstance(x, (np.ndarray, Mapping)) or (isinstance(x, (list, tuple)) and len(x) > 0)
    return x if is_arrays else None


def batches(
    model: Any, x: Any, y: Any, size: int, shuffle: bool, sample_weight: Any, class_weight: Any, steps: int | None
) -> Iterator[Batch]:
    """Batches of arrays, of a data set or of a generator; at most `steps` of them."""
    if isinstance(x, Dataset) or hasattr(x, "__next__") or hasattr(x, "get_next") or _is_sequence(x):
        for count, given in enumerate(_given(x)):
            if steps is not None and count >= steps:
                return
            parts = given if isinstance(given, (list, tuple)) else (given,)
            weights = parts[2] if len(parts) > 2 else None
            yield Batch.of(model, parts[0], parts[1] if len(parts) > 1 else None, weights, class_weight)
            if steps is not None and count + 1 >= steps:
                return
        return
    whole = Batch.of(model, x, y, sample_weight, class_weight)
    for count, numbers in enumerate(rows(whole.count, size, shuffle)):
        if steps is not None and count >= steps:
            return
        yield whole.at(numbers)


def _is_sequence(x: Any) -> bool:
    return hasattr(x, "__getitem__") and hasattr(x, "__len__") and hasattr(x, "on_epoch_end")


def _given(x: Any) -> Iterator[Any]:
    if hasattr(x, "__next__"):
        yield from x
    elif _is_sequence(x):
        yield from (x[i] for i in range(len(x)))
    else:
        iterator = x.make_one_shot_iterator() if isinstance(x, Dataset) else x
        element, session = iterator.get_next(), get_session()
        while True:
            try:
                yield session.run(element)
            except OutOfRangeError:
                return


class Means:
    """Means of numbers over batches, each counted by its size; of some the last, which keep sums themselves."""

    def __init__(self, names: Sequence[str], kept: set[str]) -> None:
        self._names, self._kept, self._count = list(names), kept, 0
        self._sums = dict.fromkeys(self._names, 0.0)

    def add(self, found: Mapping[str, Any], count: int) -> None:
        """A batch of `count` examples."""
        self._count += count
        for name in self._names:
            value = float(found[name])
            self._sums[name] = value * self._count if name in self._kept else self._sums[name] + value * count

    def found(self) -> dict[str, float]:
        """The means so far."""
        return {name: value / max(self._count, 1) for name, value in self._sums.items()}
