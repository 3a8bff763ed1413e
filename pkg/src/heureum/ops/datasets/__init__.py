"""Datasets: sequences of elements as `variant` tensors, and the iterators that walk through them."""

from . import batching, iterators, sources, transforming

__all__ = ["batching", "iterators", "sources", "transforming"]
