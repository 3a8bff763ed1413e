"""Rows for queues and datasets. What they do is tested in tests/engine/test_queues.py and tests/engine/data."""

import heureum as tf
from heureum.graph import Function, FunctionGraph
from heureum.tensor_shape import TensorShape, TensorSpec

from .row import Row, given, handle, real

_HANDLE = "a handle means something only inside its session"
_FILES = "files are what it is about; see test_readers.py"
_F32 = {"any": (tf.float32,)}
_ELEMENT = {"component_types": [tf.float32], "shapes": [TensorShape([2])]}
_OUTPUT = {"output_types": [tf.float32], "output_shapes": [TensorShape([2])]}
_SHAPES = {"output_shapes": [TensorShape([2])]}


def _same() -> Function:
    with tf.Graph().as_default():
        graph, result = FunctionGraph.trace(tf.identity, [TensorSpec(tf.float32, TensorShape([2]))])
        return graph.function([result])


def _row(op: str, *inputs: object, **attrs: object) -> Row:
    return Row(op, *inputs, attrs=attrs, types=_F32, skip_kernel=_HANDLE)  # type: ignore[arg-type]


ROWS = [
    *(_row(f"{kind}QueueV2", **_ELEMENT) for kind in ("FIFO", "PaddingFIFO", "Priority", "RandomShuffle")),
    _row("QueueEnqueueV2", handle(), real(2)),
    _row("QueueEnqueueManyV2", handle(), real(3, 2)),
    _row("QueueDequeueV2", handle(), **_ELEMENT),
    _row("QueueDequeueManyV2", handle(), real(), **_ELEMENT),
    _row("QueueDequeueUpToV2", handle(), real(), **_ELEMENT),
    _row("QueueCloseV2", handle()),
    _row("QueueSizeV2", handle()),
    _row("QueueIsClosedV2", handle()),
    *(_row(f"{kind}ReaderV2") for kind in ("TextLine", "WholeFile", "TFRecord", "Identity")),
    _row("FixedLengthRecordReaderV2", record_bytes=2),
    _row("ReaderReadV2", handle(), handle()),
    _row("ReaderReadUpToV2", handle(), handle(), real()),
    _row("ReaderNumRecordsProducedV2", handle()),
    _row("ReaderNumWorkUnitsCompletedV2", handle()),
    _row("ReaderResetV2", handle()),
    Row("ReadFile", real(), skip_kernel=_FILES),
    Row("WriteFile", real(), real(), skip_kernel=_FILES),
    Row("DecodeCSV", given([b"1.5", b"-2"]), real(1), attrs={"OUT_TYPE": [tf.float32]}, types=_F32),
    _row("TensorDataset", real(2), **_SHAPES),
    _row("TensorSliceDataset", real(3, 2), **_SHAPES),
    _row("RangeDataset", real(), real(), real()),
    _row("GeneratorDataset", real(), token="none", is_tuple=True, **_OUTPUT),
    *(_row(f"{what}Dataset", real(), real(), real()) for what in ("TextLine", "TFRecord")),
    _row("FixedLengthRecordDatasetV2", real(), real(), real(), real(), real(), real()),
    Row("MatchingFiles", real(), skip_kernel=_FILES),
    _row("MatchingFilesDataset", real()),
    _row("ZipDataset", handle(), handle()),
    _row("ConcatenateDataset", handle(), handle()),
    _row("MapDataset", handle(), f=_same()),
    _row("FilterDataset", handle(), predicate=_same()),
    _row("FlatMapDataset", handle(), f=_same()),
    _row("InterleaveDataset", handle(), real(), real(), f=_same()),
    _row("ShuffleDataset", handle(), real(), real(), real()),
    *(_row(f"{what}Dataset", handle(), real()) for what in ("Repeat", "Take", "Skip", "Cache", "Prefetch")),
    _row("ShardDataset", handle(), real(), real()),
    _row("ReduceDataset", handle(), real(2), f=_same(), **_OUTPUT),
    _row("BatchDatasetV2", handle(), real(), real()),
    _row("PaddedBatchDatasetV2", handle(), real(), real(), real(), padded_shapes=[TensorShape([None])]),
    *(_row(f"{what}Dataset", handle()) for what in ("Unbatch", "Unique", "IgnoreErrors")),
    _row("WindowDataset", handle(), real(), real(), real(), real()),
    _row("GroupByWindowDataset", handle(), key_func=_same(), reduce_func=_same(), window_size_func=_same(), counts=[0, 0, 0]),
    _row("TakeWhileDataset", handle(), predicate=_same()),
    _row("IteratorV2", **_OUTPUT),
    _row("MakeIterator", handle(), handle()),
    _row("OneShotIterator", dataset_factory=_same(), **_OUTPUT),
    _row("IteratorGetNext", handle(), **_OUTPUT),
    _row("IteratorToStringHandle", handle()),
    _row("IteratorFromStringHandleV2", real(), **_OUTPUT),
]

NOT_DIFFERENTIABLE = {row.op: "an element is where a graph begins" for row in ROWS}
