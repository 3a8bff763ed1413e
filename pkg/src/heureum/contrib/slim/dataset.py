"""What a data set is to slim: files, what reads them, what decodes a record, and how many there are.

Source: tensorflow/contrib/slim/python/slim/data/dataset.py.
"""

from __future__ import annotations

from typing import Any

__all__ = ["Dataset"]


class Dataset:
    """Files, a reader class, a decoder, a number of samples, and a sentence about each item; further fields by name.

    Source: tf.contrib.slim.dataset.Dataset.
    """

    def __init__(
        self, data_sources: Any, reader: Any, decoder: Any, num_samples: int | None, items_to_descriptions: Any, **kwargs: Any
    ) -> None:
        self.data_sources, self.reader, self.decoder = data_sources, reader, decoder
        self.num_samples, self.items_to_descriptions = num_samples, items_to_descriptions
        vars(self).update(kwargs)
