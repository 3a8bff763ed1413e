"""Who is told of runs, of which, and whether what was computed is described too.

Takes callbacks; gives every session in the same context the observers it has to tell.
Law: describing values is asked for after a run, never in its measured time. Where only the last run matters, only that of
each session is described: a training loop's others are not worth the time.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Literal

from .record import RunRecord

__all__ = [
    "Observer",
    "Values",
    "describe_later",
    "describe_now",
    "observers",
    "observing",
    "unobserved",
    "values_wanted",
    "watching",
]

Values = Literal["each", "last", "none"]
NOBODY = nullcontext()


@dataclass(frozen=True, slots=True)
class Observer:
    """`undescribed` holds, by session, what will describe the values of its last run."""

    callback: Callable[[RunRecord], None]
    values: Values
    wants: Callable[[Hashable], bool] | None = None
    news: Callable[[dict[str, Any]], object] | None = None
    undescribed: dict[int, Callable[[], None]] = field(default_factory=dict)


observers: ContextVar[tuple[Observer, ...]] = ContextVar("observers", default=())


def values_wanted() -> Values:
    """The most that anybody who observes wants described: values of each run, of the last, or none."""
    wanted = {observer.values for observer in observers.get()}
    return "each" if "each" in wanted else "last" if "last" in wanted else "none"


def describe_later(session: int, describe: Callable[[], None]) -> None:
    """Whoever wants the values of a session's last run has them described by `describe`, instead of by the one before."""
    for observer in observers.get():
        if observer.values == "last":
            observer.undescribed[session] = describe


def describe_now(session: int) -> None:
    """Have the values of a session's last run described, while its workers are still there."""
    for observer in observers.get():
        describe = observer.undescribed.pop(session, None)
        if describe is not None:
            describe()


def watching(session: int, kind: Hashable) -> AbstractContextManager[None]:
    """Around one run of a session: inside, only those observe who want to see a run of that kind."""
    return _watching(session, kind) if observers.get() else NOBODY


@contextmanager
def _watching(session: int, kind: Hashable) -> Iterator[None]:
    everybody = observers.get()
    wanting = tuple(each for each in everybody if each.wants is None or each.wants(kind))
    if wanting == everybody:
        yield
        return
    # A run that nobody sees may change what the run before it left: that is described while it still is as it was.
    describe_now(session)
    token = observers.set(wanting)
    try:
        yield
    finally:
        observers.reset(token)


@contextmanager
def unobserved() -> Iterator[None]:
    """Inside the `with` block nobody observes: for code that measures, since a run that is watched is slower.

    What was observed before is described before the block, while it still is as it was.
    """
    for observer in observers.get():
        for session in tuple(observer.undescribed):
            observer.undescribed.pop(session)()
    token = observers.set(())
    try:
        yield
    finally:
        observers.reset(token)


@contextmanager
def observing(
    callback: Callable[[RunRecord], None],
    *,
    values: Values = "each",
    wants: Callable[[Hashable], bool] | None = None,
    news: Callable[[dict[str, Any]], object] | None = None,
) -> Iterator[None]:
    """Inside the `with` block every run is traced, and `callback(record)` is called after it.

    With `wants`, only those are of which it says so when it is given their kind: what is fetched and fed. The others run as fast
    as if nobody looked.

    `values` says of which runs the records tell what every tensor looked like: each; the last of every session, which they
    then do from when the session is closed or the block ends; or none.

    `news` is called while a run that takes long goes on, with what became of its nodes and edges: see `trace.live`.
    """
    observer = Observer(callback, values, wants, news)
    token = observers.set((*observers.get(), observer))
    try:
        yield
    finally:
        observers.reset(token)
        for describe in observer.undescribed.values():
            describe()
