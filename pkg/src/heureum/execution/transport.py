"""What carries messages between the client and the workers.

Law: `send` never blocks and keeps the order between any two ends; `receive` gives what is addressed to the client.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from ..place import CostModel
from .messages import Message

__all__ = ["Transport"]


class Transport(Protocol):
    """Every transport passes one contract suite, tests/engine/transports/test_contract.py."""

    costs: CostModel
    """What this transport's hand-offs cost, for placement."""

    def now(self) -> float:
        """Seconds on the clock that its workers use."""

    def start(self, devices: Sequence[str]) -> None:
        """Have one worker ready, or on its way, for each device."""

    def send(self, to: str, message: Message) -> None:
        """Post a message to a device; never blocks."""

    def receive(self) -> Message:
        """The next message for the client; blocks until there is one."""

    async def receive_async(self) -> Message:
        """The next message for the client, where blocking is not possible."""

    def stop(self) -> None:
        """Let the workers go. Safe to call twice."""
