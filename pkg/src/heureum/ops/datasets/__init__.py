"""Datasets: sequences of elements as `variant` tensors, and the iterators that walk through them."""

from . import batching, files, iterators, sources, transforming, windows

__all__ = ["batching", "files", "iterators", "sources", "transforming", "windows"]
