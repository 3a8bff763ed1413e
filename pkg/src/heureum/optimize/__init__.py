"""Optimising: passes from a graph to the part of it, and the shape of it, that is cheapest to run."""

from .prune import prune

__all__ = ["prune"]
