"""Data sets of files: lines, records, and records of one length.

Takes names of files; gives data sets whose elements are strings.
Law: a file is opened when an iterator comes to it, and not before.
Source: tf.data.TextLineDataset, TFRecordDataset, FixedLengthRecordDataset.
"""

from __future__ import annotations

from typing import Any

from ..dtypes import string
from ..graph import Tensor, get_default_graph
from ..tensor_shape import TensorShape, TensorSpec
from .dataset import Dataset, FixedDataset
from .shaping import as_int64
from .structure import Structure

__all__ = ["FixedLengthRecordDataset", "TFRecordDataset", "TextLineDataset"]

_STRING = Structure(TensorSpec(string, TensorShape(())))


def _names(filenames: Any) -> Any:
    return filenames if isinstance(filenames, Tensor) else get_default_graph().convert(filenames, string, name="filenames")


class TextLineDataset(FixedDataset):
    """The lines of files as `[]` strings. `buffer_size` is accepted. Source: tf.data.TextLineDataset."""

    def __init__(self, filenames: Any, compression_type: Any = None, buffer_size: Any = None) -> None:
        node = get_default_graph().node
        made = node("TextLineDataset", _names(filenames), compression_type or "", as_int64(buffer_size or 0))
        super().__init__(made, _STRING)


class TFRecordDataset(FixedDataset):
    """The records of TFRecord files as `[]` strings. `buffer_size` and `num_parallel_reads` are accepted.

    Source: tf.data.TFRecordDataset.
    """

    def __init__(
        self, filenames: Any, compression_type: Any = None, buffer_size: Any = None, num_parallel_reads: Any = None
    ) -> None:
        node = get_default_graph().node
        if isinstance(filenames, Dataset):
            inner = filenames.flat_map(lambda name: TFRecordDataset(name, compression_type, buffer_size))
            super().__init__(inner.variant, _STRING)
            return
        made = node("TFRecordDataset", _names(filenames), compression_type or "", as_int64(buffer_size or 0))
        super().__init__(made, _STRING)


class FixedLengthRecordDataset(FixedDataset):
    """Pieces of `record_bytes` of files as `[]` strings, without headers and footers. `buffer_size` is accepted.

    Source: tf.data.FixedLengthRecordDataset.
    """

    def __init__(
        self,
        filenames: Any,
        record_bytes: Any,
        header_bytes: Any = None,
        footer_bytes: Any = None,
        buffer_size: Any = None,
        compression_type: Any = None,
        num_parallel_reads: Any = None,
    ) -> None:
        numbers = [as_int64(each or 0) for each in (header_bytes, record_bytes, footer_bytes, buffer_size)]
        names = _names(filenames)
        made = get_default_graph().node("FixedLengthRecordDatasetV2", names, *numbers, compression_type or "")
        super().__init__(made, _STRING)
