"""Transports: the only plumbing. Each carries the same messages, and choosing one changes no result.

Takes a target such as `threads://2`; gives the name of a transport and a number of workers.
Law: without a target, the best that works where the program runs.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable

from ..execution import Transport
from . import browser
from .inline import InlineTransport
from .threads import ThreadsTransport

__all__ = ["TRANSPORTS", "InlineTransport", "ThreadsTransport", "choose", "count_workers"]

_TARGET = re.compile(r"^(\w+)://([1-9]\d*)?$")

TRANSPORTS: dict[str, Callable[[], Transport]] = {
    "inline": InlineTransport,
    "threads": ThreadsTransport,
    "browser": browser.BrowserTransport,
}


def choose(target: str, *, can_wait: bool) -> str:
    """The name of the transport for a target; without one, the best here.

    `can_wait` asks for one whose `receive` may block: in a page where nothing can, workers take turns in the caller's
    thread, and only `run_async` reaches the web workers.
    """
    if target:
        return _parse(target)[0]
    if browser.is_available() and (not can_wait or browser.can_block()):
        return "browser"
    return "inline" if sys.platform == "emscripten" else "threads"


def count_workers(target: str, workers: int | None) -> int | None:
    """How many workers a session is to have; None when it runs in the caller's thread.

    Raises ValueError for a target that is not understood, or a number that makes no sense or contradicts it.
    """
    if workers is not None and (not isinstance(workers, int) or isinstance(workers, bool) or workers < 1):
        raise ValueError(f"workers must be a whole number of at least 1, got {workers!r}")
    if not target:
        return workers
    _, asked = _parse(target)
    if asked is not None and workers is not None and workers != asked:
        raise ValueError(f"Session target {target!r} and workers={workers} contradict each other; leave one out")
    return asked or workers or 1


def _parse(target: str) -> tuple[str, int | None]:
    match = _TARGET.match(target)
    if match is None or match[1] not in TRANSPORTS:
        known = ", ".join(f"{name}://2" for name in TRANSPORTS)
        raise ValueError(f"Session target {target!r} is not understood; write one of {known}, or leave it out")
    return match[1], int(match[2]) if match[2] else None
