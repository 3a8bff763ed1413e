"""TensorFlow 1's examples that programs import: `heureum.examples.tutorials.mnist.input_data`."""

from . import tutorials

__all__ = ["tutorials"]
