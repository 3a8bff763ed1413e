"""`tf.saved_model.builder`."""

from .building import SavedModelBuilder

__all__ = ["SavedModelBuilder"]
