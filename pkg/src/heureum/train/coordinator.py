"""Coordinator: when several threads work on one thing, any of them may ask all to stop, and all are waited for.

Takes threads and exceptions; gives the word to stop, and raises in the end what made them stop.
Law: the first exception counts; that an input has come to its end is no failure.
Source: tf.train.Coordinator, tf.train.LooperThread.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from ..errors import OutOfRangeError

__all__ = ["Coordinator", "LooperThread"]


class Coordinator:
    """The word to stop, for all threads that ask `should_stop()`.

    `clean_stop_exception_types` are exceptions that end the work without being raised by `join`: OutOfRangeError
    unless told. Source: tf.train.Coordinator.
    """

    def __init__(self, clean_stop_exception_types: tuple[type[BaseException], ...] | None = None) -> None:
        self._clean = (OutOfRangeError,) if clean_stop_exception_types is None else tuple(clean_stop_exception_types)
        self._lock = threading.Lock()
        self._stop_event = threading.Event()
        self._exception: BaseException | None = None
        self._registered: set[threading.Thread] = set()
        self._joined = False

    def request_stop(self, ex: Any = None) -> None:
        """Ask all threads to stop; `ex`, an exception or what sys.exc_info() gave, is raised by `join`."""
        reason = ex[1] if isinstance(ex, tuple) else ex
        with self._lock:
            if self._joined:
                # Nobody will join any more: the exception would be lost.
                if isinstance(reason, BaseException):
                    raise reason
                return
            if not self._stop_event.is_set():
                if isinstance(reason, BaseException) and not isinstance(reason, self._clean):
                    self._exception = reason
                self._stop_event.set()

    def should_stop(self) -> bool:
        """Whether somebody asked to stop."""
        return self._stop_event.is_set()

    def clear_stop(self) -> None:
        """Forget that somebody asked to stop, and why."""
        with self._lock:
            self._joined = False
            self._exception = None
            self._stop_event.clear()

    def wait_for_stop(self, timeout: float | None = None) -> bool:
        """Wait until somebody asks to stop, at most `timeout` seconds; gives whether somebody did."""
        return self._stop_event.wait(timeout)

    @contextmanager
    def stop_on_exception(self) -> Iterator[None]:
        """An exception inside asks all threads to stop, and is not raised here."""
        try:
            yield
        except Exception as reason:
            self.request_stop(reason)

    def register_thread(self, thread: threading.Thread) -> None:
        """Have `join` wait for this thread too."""
        with self._lock:
            self._registered.add(thread)

    def join(
        self,
        threads: Iterable[threading.Thread] | None = None,
        stop_grace_period_secs: float = 120,
        ignore_live_threads: bool = False,
    ) -> None:
        """Wait for threads to end: until somebody asks to stop, then for at most `stop_grace_period_secs`.

        Raises what `request_stop` was given, or RuntimeError when threads are still alive unless `ignore_live_threads`.
        """
        with self._lock:
            waited_for = [*self._registered, *(each for each in threads or () if each not in self._registered)]
        while any(each.is_alive() for each in waited_for) and not self.wait_for_stop(0.05):
            pass
        deadline_s = time.monotonic() + stop_grace_period_secs
        for each in waited_for:
            each.join(max(0.0, deadline_s - time.monotonic()))
        alive = [each.name for each in waited_for if each.is_alive()]
        with self._lock:
            self._joined = True
            self._registered.clear()
            reason = self._exception
        if reason is not None:
            raise reason
        if alive and not ignore_live_threads:
            raise RuntimeError(f"Coordinator stopped with threads still running: {' '.join(alive)}")

    @property
    def joined(self) -> bool:
        """Whether `join` has ended."""
        return self._joined

    def raise_requested_exception(self) -> None:
        """Raise what `request_stop` was given, if it was."""
        with self._lock:
            reason = self._exception
        if reason is not None:
            raise reason


class LooperThread(threading.Thread):
    """A thread that calls `run_loop` again and again until its Coordinator says stop. Source: tf.train.LooperThread.

    `timer_interval_secs` is the time between calls, None for at once; `target(*args, **kwargs)` is what `run_loop` calls.
    """

    def __init__(
        self,
        coord: Coordinator,
        timer_interval_secs: float | None,
        target: Callable[..., Any] | None = None,
        args: Sequence[Any] | None = None,
        kwargs: dict[str, Any] | None = None,
    ) -> None:
        if not isinstance(coord, Coordinator):
            raise ValueError(f"'coord' argument must be a Coordinator: {coord}")
        super().__init__(daemon=True)
        self._coord = coord
        self._interval_s = timer_interval_secs
        self._call = target
        self._call_args = args or ()
        self._call_kwargs = kwargs or {}
        coord.register_thread(self)

    @staticmethod
    def loop(
        coord: Coordinator, timer_interval_secs: float | None, target: Any, args: Any = None, kwargs: Any = None
    ) -> LooperThread:
        """A LooperThread that has been started."""
        looper = LooperThread(coord, timer_interval_secs, target, args, kwargs)
        looper.start()
        return looper

    def run(self) -> None:
        """Call `run_loop` until told to stop."""
        with self._coord.stop_on_exception():
            self.start_loop()
            next_s = time.monotonic()
            while not self._coord.wait_for_stop(max(0.0, next_s - time.monotonic()) if self._interval_s else 0):
                next_s += self._interval_s or 0.0
                self.run_loop()
            self.stop_loop()

    def start_loop(self) -> None:
        """What subclasses do before the first call."""

    def stop_loop(self) -> None:
        """What subclasses do after the last call."""

    def run_loop(self) -> None:
        """What is done again and again."""
        if self._call is not None:
            self._call(*self._call_args, **self._call_kwargs)
