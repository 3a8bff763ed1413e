"""How a kernel waits for what another run has to do first, such as an element in a queue.

Takes an attempt: a function that gives its result, or NOT_YET, or SOME_OF_IT when others may go on for what it did.
Law: kernels never touch threads. Whoever owns a device's Resources hands in the way to wait that fits there: on a
condition among threads, by setting the run aside on a worker, or not at all where nobody else could ever come.
Source: TensorFlow's asynchronous kernels, such as QueueDequeue.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, Protocol

from .errors import CancelledError, DeadlineExceededError

__all__ = ["NOT_YET", "SOME_OF_IT", "Attempt", "Blocked", "Condition", "NoWaiting", "SetAside", "Waiting", "WaitingOn"]

NOT_YET = object()
SOME_OF_IT = object()
Attempt = Callable[[], Any]


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

    def wait(self) -> Any:
        """Let go, and come back when notified."""

    def notify_all(self) -> None:
        """Wake all who wait."""


class WaitingOn:
    """Threads that run at the same time wait on a condition; whatever succeeds wakes them to try again."""

    def __init__(self, condition: Condition) -> None:
        self._condition = condition
        self._cancelled = False

    def wait_for(self, attempt: Attempt) -> Any:
        """The result of `attempt`. Raises CancelledError once `cancel` was called."""
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
                self._condition.wait()

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
