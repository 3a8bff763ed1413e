"""What TensorFlow 1's tutorials share."""

from . import mnist

__all__ = ["mnist"]
