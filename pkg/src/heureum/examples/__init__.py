"""TensorFlow 1's examples that programs import, `heureum.examples.tutorials.mnist.input_data`, and a digit drawn by hand."""

from . import drawing, tutorials

__all__ = ["drawing", "tutorials"]
