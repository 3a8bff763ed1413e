"""How datasets are to be run, which scripts may say and nothing here depends on. Source: tf.data.Options."""

from __future__ import annotations

from typing import Any

__all__ = ["Options"]


class Options:
    """Takes any setting and keeps it. Source: tf.data.Options."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        made = Options()
        object.__setattr__(self, name, made)
        return made

    def merge(self, options: Options) -> Options:
        """The settings of both, those of `options` first."""
        made = Options()
        made.__dict__.update({**vars(self), **vars(options)})
        return made
