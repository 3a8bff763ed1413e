"""Records of features: tf.train.Example, files of records, and taking them apart. Source: tf.io."""

from . import messages, parsing, records, sequences, tensors

__all__ = ["messages", "parsing", "records", "sequences", "tensors"]
