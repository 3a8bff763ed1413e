"""Which runs of a cell are watched: a training loop has thousands, and watching costs what it shows. Takes kinds of runs.

Law: the first runs of every kind are watched, and of the others one after each while; so the last that was watched is never old.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable

__all__ = ["WatchedRuns"]

FIRST = 64
APART_S = 0.25


class WatchedRuns:
    """`count` runs there were; the last that was watched was number `last`."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._seen: dict[Hashable, int] = {}
        self._next_s = 0.0
        self.count = 0
        self.last = 0

    def wants(self, kind: Hashable) -> bool:
        """Whether the run that begins is to be watched."""
        self.count += 1
        seen = self._seen[kind] = self._seen.get(kind, 0) + 1
        now = self._now()
        if seen > FIRST and now < self._next_s:
            return False
        self._next_s = now + APART_S
        self.last = self.count
        return True
