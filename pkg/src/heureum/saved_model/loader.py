"""`tf.saved_model.loader`."""

from .loading import load, maybe_saved_model_directory

__all__ = ["load", "maybe_saved_model_directory"]
