"""Queues: what holds their elements, and the ops that put them in and take them out."""

from . import access

__all__ = ["access"]
