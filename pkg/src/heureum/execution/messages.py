"""What the client and the workers say to each other.

Law: messages are immutable records; arrays stand only in `feeds`, `values` and the constants of `partition`, so
a transport can tell bytes from meaning. `spans` and `summaries` are what an observed run adds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..partition import Partition

__all__ = [
    "CLIENT",
    "Abort",
    "Begin",
    "Deliver",
    "Describe",
    "Described",
    "Done",
    "Failed",
    "Message",
    "News",
    "Ping",
    "Pong",
    "Register",
    "Span",
]

CLIENT = "client"


@dataclass(frozen=True, slots=True)
class Span:
    """What a worker did from `start_s` to `end_s` by its clock. `kind` is compute, send, recv or wait.

    A recv starts at `start_s` of the clock of its `peer`, when the peer began to send. A wait is for another run, such as
    for an element in a queue. `size_bytes`, `dtype` and `shape` of a send or recv are what crossed.
    """

    device: str
    node: str
    op: str
    kind: str
    start_s: float
    end_s: float
    size_bytes: int = 0
    peer: str | None = None
    dtype: str | None = None
    shape: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Register:
    """Client to worker: from now on, `key` means this partition."""

    key: str
    partition: Partition


@dataclass(frozen=True, slots=True)
class Begin:
    """Client to worker: run the partition `key` on these feeds.

    `described`: keep its values for a Describe. `tells`: say on the way what is done, and what it looks like.
    """

    run_id: int
    key: str
    feeds: dict[str, Any] = field(default_factory=dict)
    traced: bool = False
    described: bool = False
    tells: bool = False


@dataclass(frozen=True, slots=True)
class Deliver:
    """Worker to worker: tensors by their keys, None for a `^d` that only says "d has run". `sent_s` is the sender's clock."""

    run_id: int
    values: dict[str, Any]
    sender: str
    sent_s: float


@dataclass(frozen=True, slots=True)
class Done:
    """Worker to client: its part has run. When traced, it began at `begun_s` of the worker's clock."""

    run_id: int
    device: str
    values: dict[str, Any]
    spans: tuple[Span, ...] = ()
    begun_s: float = 0.0


@dataclass(frozen=True, slots=True)
class News:
    """Worker to client: what it has done of a run since it last told, and the node that it begins, if any.

    `summaries` holds a ValueSummary of each new tensor. Done and Described say all of it again.
    """

    run_id: int
    device: str
    spans: tuple[Span, ...]
    running: str
    summaries: dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Failed:
    """Worker to client: its part can't go on. `run_id` is None when the worker itself broke down."""

    run_id: int | None
    device: str
    node: str
    error_code: int
    message: str


@dataclass(frozen=True, slots=True)
class Abort:
    """Client to worker: forget this run."""

    run_id: int


@dataclass(frozen=True, slots=True)
class Ping:
    """Client to worker: what does your clock say? `sent_s` is the client's."""

    run_id: int
    sent_s: float


@dataclass(frozen=True, slots=True)
class Pong:
    """Worker to client: the answer to the Ping that was sent at `sent_s` of the client's clock is `at_s` of the worker's."""

    run_id: int
    device: str
    sent_s: float
    at_s: float


@dataclass(frozen=True, slots=True)
class Describe:
    """Client to worker: summarize the values of a run that is over. Asked afterwards, so that it delays nothing."""

    run_id: int


@dataclass(frozen=True, slots=True)
class Described:
    """Worker to client: a ValueSummary of each tensor; `left_out` says how many there were no room for."""

    run_id: int
    device: str
    summaries: dict[str, dict[str, Any]]
    left_out: int = 0


Message = Register | Begin | Deliver | Done | Failed | Abort | Ping | Pong | Describe | Described | News
