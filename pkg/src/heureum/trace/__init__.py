"""Tracing: what a run did, measured."""

from .chrome import chrome_trace
from .record import RunRecord, Transfer, observers, observing

__all__ = ["RunRecord", "Transfer", "chrome_trace", "observers", "observing"]
