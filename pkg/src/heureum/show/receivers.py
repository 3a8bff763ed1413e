"""Where records go: to whoever listens in this context, or to standard output as text.

Law: a record is plain JSON; numbers that JSON cannot hold are the strings "nan", "inf" and "-inf".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from .in_text import in_text

__all__ = ["Receiver", "emit", "showing"]

Receiver = Callable[[dict[str, Any]], object]

_receivers: ContextVar[tuple[Receiver, ...]] = ContextVar("receivers", default=())


def emit(record: dict[str, Any]) -> None:
    """Hand a record to all who listen; print it when nobody does."""
    receivers = _receivers.get()
    for receiver in receivers:
        receiver(record)
    if not receivers:
        print(in_text(record))


@contextmanager
def showing(receiver: Receiver) -> Iterator[None]:
    """Inside the `with` block every call of `show` gives `receiver(record)` a plain JSON record and prints nothing."""
    token = _receivers.set((*_receivers.get(), receiver))
    try:
        yield
    finally:
        _receivers.reset(token)
