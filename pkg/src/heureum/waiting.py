"""How a kernel waits for what another run has to do first, such as an element in a queue.

Takes an attempt: a function that gives its result, or NOT_YET, or SOME_OF_IT when others may go on for what it did.
Law: kernels never touch threads. Whoever owns a device's Resources hands in the way to wait that fits there: on a
condition among threads, by setting the run aside on a worker, or not at all where nobody else could ever come.
Source: TensorFlow's asynchronous kernels, such as QueueDequeue.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from typing import Any, Protocol

from .errors import CancelledError, DeadlineExceededError

__all__ = [
    "LAST_ATTEMPT",
    "NOT_YET",
    "SOME_OF_IT",
    "Attempt",
    "Blocked",
    "Condition",
    "NoWaiting",
    "SetAside",
    "Waiting",
    "WaitingOn",
    "ends_at",
]

NOT_YET = object()
SOME_OF_IT = object()
Attempt = Callable[[], Any]

# Whether an attempt is the last one: what it has announced for later, it has to take back.
LAST_ATTEMPT = ContextVar("LAST_ATTEMPT", default=False)
_ENDS_AT_S: ContextVar[float | None] = ContextVar("_ENDS_AT_S", default=None)


@contextmanager
def ends_at(clock_s: float) -> Iterator[None]:
    """What waits inside the `with` block gives up when the waiting's clock says so."""
    token = _ENDS_AT_S.set(clock_s)
    try:
        yield
    finally:
        _ENDS_AT_S.reset(token)


class Waiting(Protocol):
    """A way to wait."""

    def wait_for(self, attempt: Attempt) -> Any:
        """The result of `attempt`, tried until it gives one."""

    def cancel(self) -> None:
        """Let everybody who waits go, with a CancelledError."""


class NoWaiting:
    """Where nothing else runs, waiting would be for ever."""

    def wait_for(self, attempt: Attempt) -> Any:
        """The result of `attempt`. Raises DeadlineExceededError when there is none yet."""
        result = attempt()
        if result is NOT_YET or result is SOME_OF_IT:
            raise DeadlineExceededError(
                None,
                None,
                "This would wait for ever: nothing else runs here that could go on with the queue; enqueue or close it first",
            )
        return result

    def cancel(self) -> None:
        """Nobody waits."""


class Condition(AbstractContextManager[Any], Protocol):
    """What is needed of `threading.Condition`."""

    def wait(self, timeout: float | None = None) -> Any:
        """Let go, and come back when notified, or after `timeout` seconds."""

    def notify_all(self) -> None:
        """Wake all who wait."""


class WaitingOn:
    """Threads that run at the same time wait on a condition; whatever succeeds wakes them to try again.

    `clock` gives seconds, and says when a run that `ends_at` some time is over.
    """

    def __init__(self, condition: Condition, clock: Callable[[], float]) -> None:
        self._condition, self._clock = condition, clock
        self._cancelled = False

    def wait_for(self, attempt: Attempt) -> Any:
        """The result of `attempt`. Raises CancelledError once `cancel` was called, DeadlineExceededError when it is late."""
        with self._condition:
            while True:
                try:
                    result = attempt()
                except BaseException:
                    self._condition.notify_all()  # one that gives up may be what others waited for
                    raise
                if result is not NOT_YET:
                    self._condition.notify_all()
                    if result is not SOME_OF_IT:
                        return result
                if self._cancelled:
                    raise CancelledError(None, None, "The session was closed while this waited.")
                ends_at_s = _ENDS_AT_S.get()
                left_s = None if ends_at_s is None else ends_at_s - self._clock()
                if left_s is not None and left_s <= 0:
                    return self._last(attempt)
                self._condition.wait(left_s)

    def _last(self, attempt: Attempt) -> Any:
        token = LAST_ATTEMPT.set(True)
        try:
            result = attempt()
        finally:
            LAST_ATTEMPT.reset(token)
            self._condition.notify_all()
        if result is NOT_YET or result is SOME_OF_IT:
            raise DeadlineExceededError(None, None, "Timed out waiting for notification: nothing came in the time that was given")
        return result

    def cancel(self) -> None:
        """Wake all who wait, for the last time."""
        with self._condition:
            self._cancelled = True
            self._condition.notify_all()


class Blocked(Exception):
    """A kernel on a worker can't go on yet. `step` is where its run stopped; `attempt` gives the kernel's result later."""

    def __init__(self, attempt: Attempt) -> None:
        super().__init__("set aside")
        self.attempt = attempt
        self.step: Any = None


class SetAside:
    """On a worker, which must never wait: the run is set aside, and its attempt repeated after others have run."""

    def wait_for(self, attempt: Attempt) -> Any:
        """The result of `attempt`. Raises Blocked when there is none yet."""
        result = attempt()
        if result is NOT_YET or result is SOME_OF_IT:
            raise Blocked(attempt)
        return result

    def cancel(self) -> None:
        """A worker that ends forgets its runs."""
