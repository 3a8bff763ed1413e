"""Ops that write what TensorBoard shows: numbers, histograms, images, text."""

from . import messages, picture, wire, writing

__all__ = ["messages", "picture", "wire", "writing"]
