"""What TensorBoard's plug-ins are told. `tf.contrib.tensorboard`."""

from . import plugins

__all__ = ["plugins"]
