"""Strings under the names of tf.strings. Source: tf.strings."""

from .ops.hashing import string_to_hash_bucket as to_hash_bucket
from .ops.hashing import string_to_hash_bucket_fast as to_hash_bucket_fast
from .ops.hashing import string_to_hash_bucket_strong as to_hash_bucket_strong
from .ops.patterns import regex_full_match, regex_replace
from .ops.sparse.making import split
from .ops.string_codes import as_string
from .ops.string_codes import string_to_number as to_number
from .ops.strings import format, length, lower, reduce_join, substr, upper
from .ops.strings import string_join as join
from .ops.strings import string_strip as strip
from .ops.texts import unicode_transcode, unsorted_segment_join

__all__ = [
    "as_string",
    "format",
    "join",
    "length",
    "lower",
    "reduce_join",
    "regex_full_match",
    "regex_replace",
    "split",
    "strip",
    "substr",
    "to_hash_bucket",
    "to_hash_bucket_fast",
    "to_hash_bucket_strong",
    "to_number",
    "unicode_transcode",
    "unsorted_segment_join",
    "upper",
]
