"""Queues: what holds their elements, the ops that put them in and take them out, and readers of files named in them."""

from . import access, reading

__all__ = ["access", "reading"]
