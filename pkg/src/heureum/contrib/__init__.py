"""The parts of tf.contrib that beginner scripts use."""

from . import layers, rnn

__all__ = ["layers", "rnn"]
