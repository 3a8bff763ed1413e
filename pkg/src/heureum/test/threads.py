"""A thread of a test: what goes wrong in it fails the test that joins it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

__all__ = ["CheckedThread"]


class CheckedThread:
    """A thread that raises, when joined, what was raised in it."""

    def __init__(self, target: Callable[..., Any], args: Any, kwargs: Any) -> None:
        self._reason: BaseException | None = None

        def protected() -> None:
            try:
                target(*args, **kwargs)
            except BaseException as reason:
                self._reason = reason

        self._thread = threading.Thread(target=protected, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def join(self) -> None:
        """Wait, and raise what was raised."""
        self._thread.join()
        if self._reason is not None:
            raise self._reason

    def is_alive(self) -> bool:
        """Whether it still runs."""
        return self._thread.is_alive()
