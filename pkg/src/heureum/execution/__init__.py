"""Executing: workers and the client's half of a run, both free of threads, sockets and clocks."""

from .messages import CLIENT, Abort, Begin, Deliver, Done, Failed, Message, Register, Span
from .run import Run, drive, drive_async
from .transport import Transport
from .worker import Worker

__all__ = [
    "CLIENT",
    "Abort",
    "Begin",
    "Deliver",
    "Done",
    "Failed",
    "Message",
    "Register",
    "Run",
    "Span",
    "Transport",
    "Worker",
    "drive",
    "drive_async",
]
