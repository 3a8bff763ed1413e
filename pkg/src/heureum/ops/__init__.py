"""Every op, declared once. Importing this package fills the registry."""

from . import array, inputs, linear, math, reduce

__all__ = ["array", "inputs", "linear", "math", "reduce"]
