"""The ops of neural networks, declared once. The functions that take and return tensors are in heureum.nn."""

from . import activation, bias, convolution, pooling, softmax

__all__ = ["activation", "bias", "convolution", "pooling", "softmax"]
