"""The parts of tf.contrib that beginner scripts use."""

from .. import distributions
from . import framework, layers, legacy_seq2seq, rnn, seq2seq, slim

__all__ = ["distributions", "framework", "layers", "legacy_seq2seq", "rnn", "seq2seq", "slim"]
