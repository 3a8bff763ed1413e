"""Files, records and strings that hold data, under the names of tf.io. Source: tf.io."""

from . import filesystem as gfile
from .image import decode_bmp, decode_image, decode_jpeg, decode_png, encode_png
from .ops.csv import decode_csv
from .ops.datasets.files import matching_files
from .ops.examples.parsing import (
    FixedLenFeature,
    FixedLenSequenceFeature,
    SparseFeature,
    VarLenFeature,
    parse_example,
    parse_single_example,
)
from .ops.examples.records import TFRecordCompressionType, TFRecordOptions, TFRecordWriter, tf_record_iterator
from .ops.examples.sequences import parse_single_sequence_example
from .ops.examples.tensors import decode_compressed, parse_tensor, serialize_tensor
from .ops.files import read_file, write_file
from .ops.sparse.serializing import deserialize_many_sparse, serialize_many_sparse, serialize_sparse
from .ops.string_codes import decode_base64, decode_raw, encode_base64
from .queues import PaddingFIFOQueue, PriorityQueue, QueueBase, RandomShuffleQueue
from .train.matching import match_filenames_once
from .train.meta_graph import write_graph

__all__ = [
    "FixedLenFeature",
    "FixedLenSequenceFeature",
    "PaddingFIFOQueue",
    "PriorityQueue",
    "QueueBase",
    "RandomShuffleQueue",
    "SparseFeature",
    "TFRecordCompressionType",
    "TFRecordOptions",
    "TFRecordWriter",
    "VarLenFeature",
    "decode_base64",
    "decode_bmp",
    "decode_compressed",
    "decode_csv",
    "decode_image",
    "decode_jpeg",
    "decode_png",
    "decode_raw",
    "deserialize_many_sparse",
    "encode_base64",
    "encode_png",
    "gfile",
    "match_filenames_once",
    "matching_files",
    "parse_example",
    "parse_single_example",
    "parse_single_sequence_example",
    "parse_tensor",
    "read_file",
    "serialize_many_sparse",
    "serialize_sparse",
    "serialize_tensor",
    "tf_record_iterator",
    "write_file",
    "write_graph",
]
