"""What is asked of one run besides its fetches: a trace, and a time after which it gives up waiting.

Takes RunOptions and a session's ConfigProto; gives what the run happens inside of.
Source: tf.RunOptions, tf.ConfigProto.
"""

from __future__ import annotations

import time
from contextlib import AbstractContextManager, ExitStack, nullcontext
from typing import Any

from ..trace import observing
from ..waiting import ends_at
from .config import RunOptions
from .metadata import fill_metadata

__all__ = ["run_as"]

_PLAIN: AbstractContextManager[Any] = nullcontext()


def run_as(options: Any, run_metadata: Any, config: Any) -> AbstractContextManager[Any]:
    """Around a run: it is traced into `run_metadata` when FULL_TRACE is asked for, and ends when the time is over that
    `timeout_in_ms` of its options, or else `operation_timeout_in_ms` of the session's configuration, allows.
    """
    timeout_ms = getattr(options, "timeout_in_ms", 0) or getattr(config, "operation_timeout_in_ms", 0)
    is_traced = options is not None and options.trace_level > RunOptions.NO_TRACE and run_metadata is not None
    if timeout_ms <= 0 and not is_traced:
        return _PLAIN
    around = ExitStack()
    if timeout_ms > 0:
        around.enter_context(ends_at(time.monotonic() + timeout_ms / 1e3))
    if is_traced:
        around.enter_context(observing(lambda record: fill_metadata(run_metadata, record), values="none"))
    return around
