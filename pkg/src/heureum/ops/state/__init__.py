"""Ops that keep something between runs: variables, and the ways to change them."""

from . import assign, scatter, variable

__all__ = ["assign", "scatter", "variable"]
