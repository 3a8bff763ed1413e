"""TensorFlow 1's logging: `tf.logging.info("step %d", 3)`, shown from the level that set_verbosity says (WARN at first).

Takes a format and its values; writes one line to standard error by the standard library's logger `tensorflow`.
Source: tf.logging.
"""

from __future__ import annotations

import logging as _logging
import sys
from collections.abc import Callable
from typing import Any

__all__ = [
    "DEBUG",
    "ERROR",
    "FATAL",
    "INFO",
    "WARN",
    "debug",
    "error",
    "fatal",
    "flush",
    "get_verbosity",
    "info",
    "log",
    "log_every_n",
    "log_first_n",
    "log_if",
    "set_verbosity",
    "vlog",
    "warn",
    "warning",
]

DEBUG, INFO, WARN, ERROR, FATAL = _logging.DEBUG, _logging.INFO, _logging.WARNING, _logging.ERROR, _logging.CRITICAL


class _StandardError(_logging.Handler):
    """Writes to what standard error is at that moment: a cell of a page has its own."""

    def emit(self, record: _logging.LogRecord) -> None:
        print(self.format(record), file=sys.stderr)


def _make_logger() -> _logging.Logger:
    logger = _logging.getLogger("tensorflow")
    if not logger.handlers:
        handler = _StandardError()
        handler.setFormatter(_logging.Formatter("%(levelname)s:%(name)s:%(message)s"))
        logger.addHandler(handler)
        logger.propagate = False
        logger.setLevel(WARN)
    return logger


_logger = _make_logger()
_counts: dict[tuple[str, int], int] = {}  # How often each place of log_first_n and log_every_n was passed.


def _at(level: int, name: str) -> Callable[..., None]:
    def write(msg: Any, *args: Any, **kwargs: Any) -> None:
        _logger.log(level, msg, *args, **kwargs)

    write.__name__ = write.__qualname__ = name
    write.__doc__ = f"Log at the level {_logging.getLevelName(level)}. Source: tf.logging.{name}."
    return write


debug, info, warn, warning = _at(DEBUG, "debug"), _at(INFO, "info"), _at(WARN, "warn"), _at(WARN, "warning")
error, fatal = _at(ERROR, "error"), _at(FATAL, "fatal")


def log(level: int, msg: Any, *args: Any, **kwargs: Any) -> None:
    """Log at `level`. Source: tf.logging.log."""
    _logger.log(level, msg, *args, **kwargs)


vlog = log


def log_if(level: int, msg: Any, condition: Any, *args: Any) -> None:
    """Log when `condition` holds. Source: tf.logging.log_if."""
    if condition:
        _logger.log(level, msg, *args)


def log_first_n(level: int, msg: Any, n: int, *args: Any) -> None:
    """Log the first `n` times that this line is passed. Source: tf.logging.log_first_n."""
    log_if(level, msg, _passed() < n, *args)


def log_every_n(level: int, msg: Any, n: int, *args: Any) -> None:
    """Log the first time that this line is passed, and every `n` times. Source: tf.logging.log_every_n."""
    log_if(level, msg, _passed() % n == 0, *args)


def _passed() -> int:
    """How often the line that called our caller was passed before."""
    frame = sys._getframe(2)
    place = (frame.f_code.co_filename, frame.f_lineno)
    _counts[place] = _counts.get(place, -1) + 1
    return _counts[place]


def set_verbosity(v: int) -> None:
    """Show messages from level `v` on. Source: tf.logging.set_verbosity."""
    _logger.setLevel(v)


def get_verbosity() -> int:
    """The level from which messages are shown. Source: tf.logging.get_verbosity."""
    return _logger.getEffectiveLevel()


def flush() -> None:
    """Make sure that all was written. Source: tf.logging.flush."""
    sys.stderr.flush()
