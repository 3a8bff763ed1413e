"""The ops of neural networks, declared once. The functions that take and return tensors are in heureum.nn."""

from . import activation, bias, candidates, convolution, depthwise, normalization, pooling, resizing, softmax

__all__ = [
    "activation",
    "bias",
    "candidates",
    "convolution",
    "depthwise",
    "normalization",
    "pooling",
    "resizing",
    "softmax",
]
