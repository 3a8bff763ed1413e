"""Who is told of runs, and whether what was computed is described too.

Takes callbacks; gives every session in the same context the observers it has to tell.
Law: describing values is asked for after a run, never in its measured time. Where only the last run matters, only that of
each session is described: a training loop's others are not worth the time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Literal

from .record import RunRecord

__all__ = ["Observer", "Values", "describe_later", "describe_now", "observers", "observing", "values_wanted"]

Values = Literal["each", "last", "none"]


@dataclass(frozen=True, slots=True)
class Observer:
    """`undescribed` holds, by session, what will describe the values of its last run."""

    callback: Callable[[RunRecord], None]
    values: Values
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


@contextmanager
def observing(callback: Callable[[RunRecord], None], *, values: Values = "each") -> Iterator[None]:
    """Inside the `with` block every run is traced, and `callback(record)` is called after it.

    `values` says of which runs the records tell what every tensor looked like: each; the last of every session, which they
    then do from when the session is closed or the block ends; or none.
    """
    observer = Observer(callback, values)
    token = observers.set((*observers.get(), observer))
    try:
        yield
    finally:
        observers.reset(token)
        for describe in observer.undescribed.values():
            describe()
