"""tf.train.Example and what it is made of, with TensorFlow's field numbers.

Source: tensorflow/core/example/{feature,example}.proto.
"""

from __future__ import annotations

from ..summary.wire import Message

__all__ = [
    "BytesList",
    "Example",
    "Feature",
    "FeatureList",
    "FeatureLists",
    "Features",
    "FloatList",
    "Int64List",
    "SequenceExample",
]


class BytesList(Message):
    """Strings of bytes. Source: tf.train.BytesList."""

    FIELDS = {"value": (1, ["bytes"])}


class FloatList(Message):
    """Single-precision numbers. Source: tf.train.FloatList."""

    FIELDS = {"value": (1, ["float"])}


class Int64List(Message):
    """Whole numbers. Source: tf.train.Int64List."""

    FIELDS = {"value": (1, ["int"])}


class Feature(Message):
    """One of the three lists. Source: tf.train.Feature."""

    FIELDS = {"bytes_list": (1, BytesList), "float_list": (2, FloatList), "int64_list": (3, Int64List)}


class Features(Message):
    """Features by name. Source: tf.train.Features."""

    FIELDS = {"feature": (1, {"string": Feature})}


class Example(Message):
    """A record of features. Source: tf.train.Example."""

    FIELDS = {"features": (1, Features)}


class FeatureList(Message):
    """A feature for each step. Source: tf.train.FeatureList."""

    FIELDS = {"feature": (1, [Feature])}


class FeatureLists(Message):
    """Lists of features by name. Source: tf.train.FeatureLists."""

    FIELDS = {"feature_list": (1, {"string": FeatureList})}


class SequenceExample(Message):
    """A record of features, and of features for each step. Source: tf.train.SequenceExample."""

    FIELDS = {"context": (1, Features), "feature_lists": (2, FeatureLists)}
