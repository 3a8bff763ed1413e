"""The parts of tf.contrib that beginner scripts use."""

from .. import distributions
from . import (
    crf,
    data,
    factorization,
    framework,
    layers,
    learn,
    legacy_seq2seq,
    lookup,
    losses,
    metrics,
    predictor,
    rnn,
    seq2seq,
    slim,
    tensorboard,
    training,
    util,
)

__all__ = [
    "crf",
    "data",
    "distributions",
    "factorization",
    "framework",
    "layers",
    "learn",
    "legacy_seq2seq",
    "lookup",
    "losses",
    "metrics",
    "predictor",
    "rnn",
    "seq2seq",
    "slim",
    "tensorboard",
    "training",
    "util",
]
