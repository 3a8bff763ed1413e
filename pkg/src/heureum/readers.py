"""Readers as objects: lines, whole files, TFRecords, records of one length, names.

Takes a queue of names of files, such as `tf.train.string_input_producer` makes; gives nodes that read a record each run.
Law: a reader belongs to a session, and goes on where the run before it stopped.
Source: tf.ReaderBase and its kinds.
"""

from __future__ import annotations

from typing import Any

from .graph import Operation, Tensor, node
from .ops.examples.records import TFRecordOptions

__all__ = [
    "FixedLengthRecordReader",
    "IdentityReader",
    "ReaderBase",
    "TFRecordReader",
    "TextLineReader",
    "WholeFileReader",
]


class ReaderBase:
    """What all kinds of readers offer. Source: tf.ReaderBase."""

    def __init__(self, reader_ref: Tensor, supports_serialize: bool = False) -> None:
        self._reader_ref = reader_ref
        self._supports_serialize = supports_serialize

    @property
    def reader_ref(self) -> Tensor:
        """The handle of the reader."""
        return self._reader_ref

    @property
    def supports_serialize(self) -> bool:
        """What TensorFlow says of this kind: whether its state could be kept. There is no op here that keeps it."""
        return self._supports_serialize

    def read(self, queue: Any, name: str | None = None) -> tuple[Tensor, Tensor]:
        """A record and its key, for which a run waits; names of files come from `queue`. `-> [], []`.

        A run fails with OutOfRangeError when the queue is closed and empty, and with NotFoundError when there is no
        such file.
        """
        key, value = node("ReaderReadV2", self._reader_ref, getattr(queue, "queue_ref", queue), name=name)
        return key, value

    def read_up_to(self, queue: Any, num_records: Any, name: str | None = None) -> tuple[Tensor, Tensor]:
        """Records of one file and their keys: `num_records`, or fewer at its end. `-> [?], [?]`. A run fails as `read`."""
        queue_ref = getattr(queue, "queue_ref", queue)
        keys, values = node("ReaderReadUpToV2", self._reader_ref, queue_ref, num_records, name=name)
        return keys, values

    def num_records_produced(self, name: str | None = None) -> Tensor:
        """How many records it gave. `-> []`."""
        made: Tensor = node("ReaderNumRecordsProducedV2", self._reader_ref, name=name)
        return made

    def num_work_units_completed(self, name: str | None = None) -> Tensor:
        """How many files it is done with. `-> []`."""
        made: Tensor = node("ReaderNumWorkUnitsCompletedV2", self._reader_ref, name=name)
        return made

    def reset(self, name: str | None = None) -> Operation:
        """The operation after which it is as when it was new."""
        made: Operation = node("ReaderResetV2", self._reader_ref, name=name)
        return made


class TextLineReader(ReaderBase):
    """Gives the lines of files, without their ends; the key is `file:line`. Source: tf.TextLineReader."""

    def __init__(self, skip_header_lines: int | None = None, name: str | None = None) -> None:
        super().__init__(node("TextLineReaderV2", skip_header_lines=skip_header_lines or 0, name=name))


class WholeFileReader(ReaderBase):
    """Gives all that a file holds; the key is its name. Source: tf.WholeFileReader."""

    def __init__(self, name: str | None = None) -> None:
        super().__init__(node("WholeFileReaderV2", name=name), supports_serialize=True)


class TFRecordReader(ReaderBase):
    """Gives the records of TFRecord files; the key is `file:position`. Source: tf.TFRecordReader."""

    def __init__(self, name: str | None = None, options: Any = None) -> None:
        kind = TFRecordOptions.get_compression_type_string(options)
        super().__init__(node("TFRecordReaderV2", compression_type=kind, name=name))


class FixedLengthRecordReader(ReaderBase):
    """Gives pieces of `record_bytes`, `hop_bytes` apart if told; the key is `file:number`. Source: tf.FixedLengthRecordReader."""

    def __init__(
        self,
        record_bytes: int,
        header_bytes: int | None = None,
        footer_bytes: int | None = None,
        hop_bytes: int | None = None,
        name: str | None = None,
        encoding: str | None = None,
    ) -> None:
        sizes = {"header_bytes": header_bytes or 0, "footer_bytes": footer_bytes or 0, "hop_bytes": hop_bytes or 0}
        super().__init__(
            node("FixedLengthRecordReaderV2", record_bytes=record_bytes, **sizes, encoding=encoding or "", name=name)
        )


class IdentityReader(ReaderBase):
    """Gives the names in the queue themselves, as key and record. Source: tf.IdentityReader."""

    def __init__(self, name: str | None = None) -> None:
        super().__init__(node("IdentityReaderV2", name=name), supports_serialize=True)
