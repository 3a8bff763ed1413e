"""MNIST as beginners' programs read it: `from heureum.examples.tutorials.mnist import input_data`."""

from . import input_data, mnist

__all__ = ["input_data", "mnist"]
