"""TensorFlow 1's examples that programs import, `heureum.examples.tutorials.mnist.input_data`; a drawn digit, a drawn graph."""

from . import drawing, given_graph, tutorials

__all__ = ["drawing", "given_graph", "tutorials"]
