"""Strings under the names of tf.strings. Source: tf.strings."""

from .ops.string_codes import as_string
from .ops.string_codes import string_to_number as to_number
from .ops.strings import length, lower, reduce_join, regex_full_match, regex_replace, substr, upper
from .ops.strings import string_join as join
from .ops.strings import string_strip as strip

__all__ = [
    "as_string",
    "join",
    "length",
    "lower",
    "reduce_join",
    "regex_full_match",
    "regex_replace",
    "strip",
    "substr",
    "to_number",
    "upper",
]
