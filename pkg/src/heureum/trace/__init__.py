"""Tracing: what a run did, measured, and what that adds up to."""

from .chrome import chrome_trace
from .clocks import Clock, compare_clock
from .compare import compare_runs
from .gaps import Gap
from .record import RunRecord, Transfer, observers, observing, wants_values

__all__ = [
    "Clock",
    "Gap",
    "RunRecord",
    "Transfer",
    "chrome_trace",
    "compare_clock",
    "compare_runs",
    "observers",
    "observing",
    "wants_values",
]
