"""Gradients collected until there are enough of them, from steps that run at the same time."""

from . import access, storage

__all__ = ["access", "storage"]
