"""The ops of neural networks, declared once. The functions that take and return tensors are in heureum.nn."""

from . import (
    activation,
    bias,
    candidates,
    convolution,
    ctc,
    depthwise,
    morphology,
    normalization,
    patches,
    pooling,
    rescaling,
    resizing,
    softmax,
    suppression,
    volume_pooling,
    volumes,
)

__all__ = [
    "activation",
    "bias",
    "candidates",
    "convolution",
    "ctc",
    "depthwise",
    "morphology",
    "normalization",
    "patches",
    "pooling",
    "rescaling",
    "resizing",
    "softmax",
    "suppression",
    "volume_pooling",
    "volumes",
]
