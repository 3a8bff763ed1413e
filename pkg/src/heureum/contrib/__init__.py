"""The parts of tf.contrib that beginner scripts use."""

import difflib
import importlib
from typing import Any

from . import (
    crf,
    data,
    deprecated,
    distributions,
    estimator,
    factorization,
    framework,
    hooks,
    image,
    integrate,
    layers,
    learn,
    legacy_seq2seq,
    lookup,
    losses,
    metrics,
    nn,
    opt,
    predictor,
    rnn,
    seq2seq,
    signal,
    slim,
    staging,
    tensorboard,
    training,
    util,
)

__all__ = [
    "crf",
    "data",
    "deprecated",
    "distributions",
    "estimator",
    "factorization",
    "framework",
    "hooks",
    "image",
    "integrate",
    "layers",
    "learn",
    "legacy_seq2seq",
    "lookup",
    "losses",
    "metrics",
    "nn",
    "opt",
    "predictor",
    "rnn",
    "seq2seq",
    "signal",
    "slim",
    "staging",
    "tensorboard",
    "training",
    "util",
]

_LEFT_OUT = {
    "boosted_trees": "trees are not grown in a graph here: use scikit-learn's GradientBoostingClassifier",
    "cudnn_rnn": "there is no GPU: use tf.contrib.rnn's cells with tf.nn.dynamic_rnn, or tf.keras.layers.CuDNNLSTM",
    "distribute": "tf.Session(workers=2) and tf.device divide a graph here",
    "eager": "heureum has graphs and sessions only: run what you describe in a tf.Session",
    "gan": "write the two losses with tf.losses, and train each with its own var_list",
    "quantize": "tf.fake_quant_with_min_max_vars and its siblings are here",
    "tensor_forest": "trees are not grown in a graph here: use scikit-learn's RandomForestClassifier",
    "tpu": "heureum runs on workers, tf.Session(workers=2)",
}


def __getattr__(name: str) -> Any:
    """`tf.keras` under its first name; for what is left out, an error that says what to use."""
    if name == "keras":
        return importlib.import_module("heureum.keras")
    near = difflib.get_close_matches(name, __all__, 2, 0.75)
    hint = _LEFT_OUT.get(name) or (f"did you mean {' or '.join(f'tf.contrib.{each}' for each in near)}?" if near else "")
    raise AttributeError(f"module 'heureum.contrib' has no attribute '{name}'{': ' if hint else ''}{hint}", name=name)
