"""Loads TensorFlow as TensorFlow 1 was: graphs, reference variables, its own layers and cells; and silent."""

from __future__ import annotations

import os
import types
import warnings

__all__ = ["tensorflow"]


def tensorflow() -> types.ModuleType:
    """tf.compat.v1 with version 2's behaviour off."""
    os.environ["TF_USE_LEGACY_KERAS"] = "1"
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"  # It adds up in an order of its own.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import tensorflow.compat.v1 as tf

        tf.logging.set_verbosity(tf.logging.ERROR)
        tf.disable_v2_behavior()
    return tf
