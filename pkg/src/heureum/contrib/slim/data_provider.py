"""Items of a data set, read by a queue and decoded. `tf.contrib.slim.dataset_data_provider`.

Source: tensorflow/contrib/slim/python/slim/data/dataset_data_provider.py, parallel_reader.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...dtypes import string
from ...graph import Tensor, get_default_graph
from ...queues import FIFOQueue, RandomShuffleQueue
from ...train import QueueRunner, add_queue_runner, match_filenames_once, string_input_producer
from .dataset import Dataset

__all__ = ["DatasetDataProvider"]


class DatasetDataProvider:
    """Reads a slim Dataset with `num_readers` readers, in a random order unless told; `get` gives items of one record.

    Nothing flows before `tf.train.start_queue_runners`. Source: tf.contrib.slim.dataset_data_provider.DatasetDataProvider.
    """

    def __init__(
        self,
        dataset: Dataset,
        num_readers: int = 1,
        reader_kwargs: Any = None,
        shuffle: bool = True,
        num_epochs: int | None = None,
        common_queue_capacity: int = 256,
        common_queue_min: int = 128,
        record_key: str = "record_key",
        seed: int | None = None,
        scope: str | None = None,
    ) -> None:
        graph = get_default_graph()
        with graph.name_scope(scope or "parallel_read"):
            files = dataset.data_sources
            files = match_filenames_once(files) if isinstance(files, str) else files
            names = string_input_producer(files, num_epochs, shuffle, seed)
            types: list[Any] = [string, string]
            shapes: list[Any] = [[], []]
            if shuffle:
                queue: Any = RandomShuffleQueue(common_queue_capacity, common_queue_min, types, shapes, seed=seed)
            else:
                queue = FIFOQueue(common_queue_capacity, types, shapes)
            readers = [dataset.reader(**(reader_kwargs or {})) for _ in range(num_readers)]
            add_queue_runner(QueueRunner(queue, [queue.enqueue(each.read(names)) for each in readers]))
            key, record = queue.dequeue()
        wanted = dataset.decoder.list_items()
        self._items: dict[str, Tensor] = dict(zip(wanted, dataset.decoder.decode(record, wanted), strict=True))
        if record_key in self._items:
            raise ValueError(f"The item name used for `record_key` cannot also be used for a dataset item: {record_key}")
        self._items[record_key] = key
        self._num_samples = dataset.num_samples

    def list_items(self) -> list[str]:
        """The names of the items."""
        return list(self._items)

    def num_samples(self) -> int | None:
        """How many samples the data set says it has."""
        return self._num_samples

    def get(self, items: Sequence[str]) -> list[Tensor]:
        """The tensors of those items. Raises ValueError for a name that is not among them."""
        missing = [each for each in items if each not in self._items]
        if missing:
            raise ValueError(f"These items are not in the data set: {missing}; there are {self.list_items()}")
        return [self._items[each] for each in items]
