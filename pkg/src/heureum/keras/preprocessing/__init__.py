"""From words to arrays. `tf.keras.preprocessing`."""

from . import sequence, text

__all__ = ["sequence", "text"]
