"""Hooks that came to tf.train later. `tf.contrib.hooks`."""

from ..train import ProfilerHook

__all__ = ["ProfilerHook"]
