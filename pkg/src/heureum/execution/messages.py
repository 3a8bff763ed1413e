"""What the client and the workers say to each other.

Law: messages are immutable records; arrays stand only in `feeds`, `value`, `values` and the constants of `partition`, so
a transport can tell bytes from meaning.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..partition import Partition

__all__ = ["CLIENT", "Abort", "Begin", "Deliver", "Done", "Failed", "Message", "Register", "Span"]

CLIENT = "client"


@dataclass(frozen=True, slots=True)
class Span:
    """What a worker did from `start_s` to `end_s` by its clock. `kind` is compute, send or recv; `peer` the other end."""

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
    """Client to worker: run the partition `key` on these feeds."""

    run_id: int
    key: str
    feeds: dict[str, Any] = field(default_factory=dict)
    traced: bool = False


@dataclass(frozen=True, slots=True)
class Deliver:
    """Worker to worker: the tensor `key`. `sent_s` is the sender's clock."""

    run_id: int
    key: str
    value: Any
    sender: str
    sent_s: float


@dataclass(frozen=True, slots=True)
class Done:
    """Worker to client: its part has run."""

    run_id: int
    device: str
    values: dict[str, Any]
    spans: tuple[Span, ...] = ()


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


Message = Register | Begin | Deliver | Done | Failed | Abort
