"""Tracing: what a run did, measured, and what that adds up to."""

from .chrome import chrome_trace
from .clocks import Clock, compare_clock
from .compare import compare_runs
from .gaps import Gap
from .live import LiveRun, live_run
from .observing import Values, describe_later, describe_now, observers, observing, unobserved, values_wanted, watching
from .record import RunRecord, Transfer

__all__ = [
    "Clock",
    "Gap",
    "LiveRun",
    "RunRecord",
    "Transfer",
    "Values",
    "chrome_trace",
    "compare_clock",
    "compare_runs",
    "describe_later",
    "describe_now",
    "live_run",
    "observers",
    "observing",
    "unobserved",
    "values_wanted",
    "watching",
]
