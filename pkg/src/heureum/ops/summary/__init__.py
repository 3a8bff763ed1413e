"""Ops that write what TensorBoard shows: numbers, histograms, images, text."""

from . import event_file, messages, sound, wire, writing

__all__ = ["event_file", "messages", "sound", "wire", "writing"]
