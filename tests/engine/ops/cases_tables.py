"""Rows for heureum.ops: tables and hashing. What tables do is tested in tests/engine/lookup."""

import heureum as tf
from heureum.tensor_shape import TensorShape

from .cases_random_strings import words
from .row import Row, handle, real

_HANDLE = "a handle means something only inside its session"
_KINDS = {"key_dtype": tf.string, "value_dtype": tf.int64}
_WHOLE = {**_KINDS, "value_shape": TensorShape(())}
_TWO = {"Tin": (tf.string, tf.int64), "Tout": (tf.float32, tf.int64)}


def _row(op: str, *inputs: object, **options: object) -> Row:
    return Row(op, *inputs, skip_kernel=_HANDLE, **options)  # type: ignore[arg-type]


ROWS = [
    _row("HashTableV2", attrs=_KINDS),
    _row("MutableHashTableV2", attrs=_WHOLE),
    _row("LookupTableImportV2", handle(), real(3), real(3), types=_TWO),
    _row("InitializeTableFromTextFileV2", handle(), words("f"), attrs={"key_index": -2, "value_index": -1}),
    _row("LookupTableFindV2", handle(), real(2, 3), real(), types=_TWO),
    _row("LookupTableInsertV2", handle(), real(3), real(3, 2), types=_TWO),
    _row("LookupTableRemoveV2", handle(), real(3), types={"Tin": (tf.string, tf.int64)}),
    _row("LookupTableExportV2", handle(), attrs=_WHOLE),
    _row("LookupTableSizeV2", handle()),
    Row(
        "StringToHashBucketFast",
        words("", "a", "a longer text of more than sixty-four bytes, to reach every branch of it"),
        attrs={"num_buckets": 1000},
    ),
    Row("StringToHashBucket", words("", "a", "eight by", "eleven byte"), attrs={"num_buckets": 2**40}),
    Row("StringToHashBucketStrong", words("", "a", "eleven byte"), attrs={"num_buckets": 1000, "key": [3, 5]}),
]

NOT_DIFFERENTIABLE = {row.op: "of keys and words there is no derivative" for row in ROWS}
