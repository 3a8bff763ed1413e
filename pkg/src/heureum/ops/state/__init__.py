"""Ops that keep something between runs: variables, and the ways to change them."""

from . import assign, rules, scatter, updating, variable

__all__ = ["assign", "rules", "scatter", "updating", "variable"]
