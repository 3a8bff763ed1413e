"""How a block of a test runs: with graphs, which is the only way there is here. `heureum.python.eager.context`.

Source: tensorflow/python/eager/context.py.
"""

from __future__ import annotations

import unittest
from collections.abc import Iterator
from contextlib import contextmanager

from ..graph import Graph

__all__ = ["eager_mode", "graph_mode", "in_graph_mode", "num_gpus"]


@contextmanager
def graph_mode() -> Iterator[None]:
    """A block in a graph of its own. Source: context.graph_mode."""
    with Graph().as_default():
        yield


@contextmanager
def eager_mode() -> Iterator[None]:
    """Raises unittest.SkipTest: what a test says of eager execution is about what is not here. Source: context.eager_mode."""
    raise unittest.SkipTest("heureum has graphs and sessions only")
    yield


def in_graph_mode() -> bool:
    """True. Source: context.in_graph_mode."""
    return True


def num_gpus() -> int:
    """0. Source: context.num_gpus."""
    return 0
