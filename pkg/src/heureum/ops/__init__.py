"""Every op, declared once. Importing this package fills the registry."""

from . import array, grouping, inputs, linear, math, nn, reduce, segment, state

__all__ = ["array", "grouping", "inputs", "linear", "math", "nn", "reduce", "segment", "state"]
