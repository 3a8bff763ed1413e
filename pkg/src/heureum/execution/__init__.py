"""Executing: workers and the client's half of a run, both free of threads, sockets and clocks."""

from .messages import CLIENT, Abort, Begin, Deliver, Describe, Described, Done, Failed, Message, News, Ping, Pong, Register, Span
from .recorder import Recorder
from .run import Description, Exchange, Observation, Run, drive, drive_async
from .transport import Transport
from .worker import Worker

__all__ = [
    "CLIENT",
    "Abort",
    "Begin",
    "Deliver",
    "Describe",
    "Described",
    "Description",
    "Done",
    "Exchange",
    "Failed",
    "Message",
    "News",
    "Observation",
    "Ping",
    "Pong",
    "Recorder",
    "Register",
    "Run",
    "Span",
    "Transport",
    "Worker",
    "drive",
    "drive_async",
]
