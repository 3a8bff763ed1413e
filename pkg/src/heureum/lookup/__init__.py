"""Look-up tables: words to numbers and back. `tf.lookup`.

Source: tensorflow/python/ops/lookup_ops.py.
"""

from . import experimental
from .initializing import KeyValueTensorInitializer, TextFileIndex, TextFileInitializer
from .static import StaticHashTable, StaticVocabularyTable

__all__ = [
    "KeyValueTensorInitializer",
    "StaticHashTable",
    "StaticVocabularyTable",
    "TextFileIndex",
    "TextFileInitializer",
    "experimental",
]
