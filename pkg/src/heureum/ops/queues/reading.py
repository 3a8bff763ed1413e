"""Readers: records of files whose names come from a queue.

Takes the handles of a reader and of a queue of names; gives a record and the key that says where it stood.
Law: a reader goes on where the run before it stopped, and takes a name from the queue only when it needs one.
Source: tensorflow/core/ops/io_ops.cc, tensorflow/core/framework/reader_base.cc.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from ...graph import op
from ...tensor_shape import TensorShape, TensorSpec
from ...waiting import NOT_YET, SOME_OF_IT
from ..datasets.files import fixed_records
from ..examples.records import inflated, records_of
from ..files import file_bytes, file_path
from .storage import FifoQueue

__all__: list[str] = []

Record = tuple[bytes, bytes]


class _Reader:
    """Where a reader is: the records left of the file at hand, and counts. `records` gives those of a file."""

    def __init__(self, records: Callable[[Any], Iterator[Record]], *, knows_the_end: bool = False) -> None:
        self._records = records
        self._knows_the_end = knows_the_end
        self.reset()

    def reset(self) -> None:
        """Forget the file at hand, and count from 0."""
        self.produced = self.completed = 0
        self._left: Iterator[Record] | None = None

    def read(self, queue: FifoQueue) -> Callable[[], Any]:
        """An attempt to read one record."""
        some = self.read_up_to(queue, 1)

        def attempt() -> Any:
            found = some()
            return found if found is NOT_YET or found is SOME_OF_IT else found[0]

        return attempt

    def read_up_to(self, queue: FifoQueue, count: int) -> Callable[[], Any]:
        """An attempt to read records of one file: `count` of them, or fewer at its end, but at least one."""

        def attempt() -> Any:
            found: list[Record] = []
            took_names = False
            while not found and count > 0:
                if self._left is None:
                    taken = queue.dequeue()()
                    if taken is NOT_YET or taken is SOME_OF_IT:
                        return SOME_OF_IT if took_names else NOT_YET
                    took_names = True
                    self._begin(taken[0])
                self._take(found, count)
            return found

        return attempt

    def _begin(self, name: Any) -> None:
        try:
            self._left = self._records(name)
        except Exception:
            self.completed += 1
            raise

    def _take(self, found: list[Record], count: int) -> None:
        while len(found) < count and self._left is not None:
            record = next(self._left, None)
            if record is not None:
                found.append(record)
                self.produced += 1
            if record is None or self._knows_the_end:
                self._left = None
                self.completed += 1


def _lines(name: Any, skipped: int) -> Iterator[Record]:
    file, path = io.BytesIO(file_bytes(name)), file_path(name).encode()
    lines = ((b"%s:%d" % (path, at), line.removesuffix(b"\n").replace(b"\r", b"")) for at, line in enumerate(file, 1))
    for _ in range(skipped):
        next(lines, None)
    return lines


def _whole(name: Any) -> Iterator[Record]:
    return iter([(file_path(name).encode(), file_bytes(name))])


def _itself(name: Any) -> Iterator[Record]:
    text = file_path(name).encode()
    return iter([(text, text)])


@op("TextLineReaderV2() -> reader_handle: resource", shape=lambda **_: (), stateful=True)
def _text_line_reader(context: Any, *, skip_header_lines: int = 0, shared_name: str = "") -> Any:
    """A reader of lines. `-> []`. Source: tf.TextLineReader."""
    name = shared_name or context.node_name
    return context.resources.get("reader", name, lambda: _Reader(lambda file: _lines(file, skip_header_lines)))


def _records(name: Any, kind: str) -> Iterator[Record]:
    path = file_path(name).encode()
    return ((b"%s:%d" % (path, at), record) for at, record in records_of(name, kind))


@op("TFRecordReaderV2() -> reader_handle: resource", shape=lambda **_: (), stateful=True)
def _tf_record_reader(context: Any, *, compression_type: str = "", shared_name: str = "") -> Any:
    """A reader of the records of TFRecord files. `-> []`. Source: tf.TFRecordReader."""
    name = shared_name or context.node_name
    return context.resources.get("reader", name, lambda: _Reader(lambda file: _records(file, compression_type)))


@op("FixedLengthRecordReaderV2() -> reader_handle: resource", shape=lambda **_: (), stateful=True)
def _fixed_length_record_reader(
    context: Any,
    *,
    record_bytes: int,
    header_bytes: int = 0,
    footer_bytes: int = 0,
    hop_bytes: int = 0,
    encoding: str = "",
    shared_name: str = "",
) -> Any:
    """A reader of pieces of one length. `-> []`. Source: tf.FixedLengthRecordReader."""

    def pieces(file: Any) -> Iterator[Record]:
        path = file_path(file)
        whole = inflated(file_bytes(file), encoding, path)
        found = fixed_records(whole, record_bytes, header_bytes, footer_bytes, hop_bytes or record_bytes, path)
        return ((f"{path}:{at}".encode(), piece) for at, piece in enumerate(found))

    return context.resources.get("reader", shared_name or context.node_name, lambda: _Reader(pieces))


@op("IdentityReaderV2() -> reader_handle: resource", shape=lambda **_: (), stateful=True)
def _identity_reader(context: Any, *, shared_name: str = "") -> Any:
    """A reader that gives the names themselves. `-> []`. Source: tf.IdentityReader."""
    name = shared_name or context.node_name
    return context.resources.get("reader", name, lambda: _Reader(_itself, knows_the_end=True))


@op("WholeFileReaderV2() -> reader_handle: resource", shape=lambda **_: (), stateful=True)
def _whole_file_reader(context: Any, *, shared_name: str = "") -> Any:
    """A reader of whole files. `-> []`. Source: tf.WholeFileReader."""
    name = shared_name or context.node_name
    return context.resources.get("reader", name, lambda: _Reader(_whole, knows_the_end=True))


def _two_scalars(reader_handle: TensorSpec, queue_handle: TensorSpec) -> list[TensorShape]:
    return [TensorShape(()), TensorShape(())]


@op(
    "ReaderReadV2(reader_handle: resource, queue_handle: resource) -> key: string, value: string",
    shape=_two_scalars,
    stateful=True,
)
def _read(context: Any, reader_handle: _Reader, queue_handle: FifoQueue) -> Any:
    """The next record, for which a run waits. `[], [] -> [], []`. Source: tf.ReaderBase.read."""
    return context.wait_for(reader_handle.read(queue_handle))


def _two_vectors(reader_handle: TensorSpec, queue_handle: TensorSpec, num_records: TensorSpec) -> list[TensorShape]:
    return [TensorShape((None,)), TensorShape((None,))]


def _strings(values: list[bytes]) -> np.ndarray:
    made = np.empty(len(values), object)
    made[:] = values
    return made


@op(
    "ReaderReadUpToV2(reader_handle: resource, queue_handle: resource, num_records: int64) -> keys: string, values: string",
    shape=_two_vectors,
    stateful=True,
)
def _read_up_to(context: Any, reader_handle: _Reader, queue_handle: FifoQueue, num_records: Any) -> Any:
    """The next records of one file. `[], [], [] -> [?], [?]`. Source: tf.ReaderBase.read_up_to."""
    attempt = reader_handle.read_up_to(queue_handle, int(num_records))
    return context.wait_for(attempt, lambda found: (_strings([each[0] for each in found]), _strings([each[1] for each in found])))


@op("ReaderNumRecordsProducedV2(reader_handle: resource) -> records_produced: int64", shape=lambda _: (), stateful=True)
def _records_produced(context: Any, reader_handle: _Reader) -> Any:
    """How many records it gave. `[] -> []`. Source: tf.ReaderBase.num_records_produced."""
    return np.int64(reader_handle.produced)


@op("ReaderNumWorkUnitsCompletedV2(reader_handle: resource) -> units_completed: int64", shape=lambda _: (), stateful=True)
def _work_units_completed(context: Any, reader_handle: _Reader) -> Any:
    """How many files it is done with. `[] -> []`. Source: tf.ReaderBase.num_work_units_completed."""
    return np.int64(reader_handle.completed)


@op("ReaderResetV2(reader_handle: resource) -> ", shape=lambda _: [], stateful=True)
def _reset(context: Any, reader_handle: _Reader) -> Any:
    """As when it was new. `[] ->`. Source: tf.ReaderBase.reset."""
    reader_handle.reset()
    return ()
