"""The plug-ins of TensorBoard that scripts configure. `tf.contrib.tensorboard.plugins`."""

from . import projector

__all__ = ["projector"]
