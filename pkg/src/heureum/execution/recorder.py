"""What one device notes of one run while somebody watches: spans, and the values for a look at them afterwards.

Takes what happened, with times of the device's clock; gives spans, and when the run is over a summary of each value.
Law: the same for every kind of run. While a run goes on values are only held, so that looking at them delays nothing;
those too large to be held are looked at as they pass. Where news is wanted, telling it takes a fiftieth of the time at most.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from ..graph.graph_def import NodeDef
from ..resources import Ref
from ..value_summary import summarize
from .messages import News, Span

__all__ = ["Recorder"]

_MOST_HELD_BYTES = 32_000_000
_MOST_VALUES = 500
_MOST_LARGE_VALUES = 50
_LARGE_ELEMENTS = 48
_NEWS_APART_S = 0.05
_NEWS_TAKES_S = 0.001
_NEWS_SHARE = 50


class Recorder:
    """Of one run on `device`, whose clock is `now`. With `keeps_values` it can describe them, with `tells` there is news."""

    def __init__(self, device: str, now: Callable[[], float], *, keeps_values: bool, tells: bool = False) -> None:
        self.spans: list[Span] = []
        self.begun_s = now()
        self._device = device
        self._now = now
        self.keeps_values = keeps_values
        self._held: dict[str, Any] = {}
        self._held_bytes = 0
        self._passed: dict[str, dict[str, Any]] = {}
        """Summaries of values that were too large to be held, of which there was no news."""
        self._summaries: dict[str, dict[str, Any]] = {}
        self._large_count = 0
        self._left_out = 0
        self._next_news_s = self.begun_s + _NEWS_APART_S if tells else math.inf
        self._told_spans = 0

    def computed(self, node: NodeDef, start_s: float, end_s: float, outputs: Mapping[int, Any]) -> None:
        """A node has run."""
        values = {index: value.value if isinstance(value, Ref) else value for index, value in outputs.items()}
        size_bytes = sum(_size_bytes(value) for value in values.values())
        self.spans.append(Span(self._device, node.name, node.op, "compute", start_s, end_s, size_bytes))
        if self.keeps_values:
            for index, value in values.items():
                if value is not None:
                    self._keep(f"{node.name}:{index}", value)

    def waited(self, node: NodeDef, start_s: float, end_s: float) -> None:
        """A node had to wait for other runs."""
        self.spans.append(Span(self._device, node.name, node.op, "wait", start_s, end_s))

    def sent(self, tensor: str, value: Any, dtype: str, to: str, start_s: float) -> None:
        """A tensor was packed and posted, as `value`."""
        self._hand_off("send", "_Send", tensor, value, dtype, to, start_s)

    def arrived(self, tensor: str, value: Any, dtype: str, sender: str, sent_s: float) -> None:
        """A tensor came, as `value`. `sent_s` is the sender's clock."""
        self._hand_off("recv", "_Recv", tensor, value, dtype, sender, sent_s)

    def describe(self) -> tuple[dict[str, dict[str, Any]], int]:
        """A summary of each value, by tensor, and how many were left out."""
        self._summaries |= self._passed | {tensor: summarize(value) for tensor, value in self._held.items()}
        self._held.clear()
        return self._summaries, self._left_out

    @property
    def has_news(self) -> bool:
        """Whether it has something to tell, and anybody wants to hear."""
        is_new = self._told_spans < len(self.spans) or self._passed or self._held
        return self._next_news_s < math.inf and bool(is_new)

    def news(self, run_id: int, running: str = "") -> News | None:
        """What is new, when `running` is the node that begins; None before it is time to tell again.

        Of the values, those that there is time to look at; the others are for the next time.
        """
        if self._next_news_s == math.inf:
            return None  # asked before every node: where nobody listens not even the clock is read
        start_s = self._now()
        if start_s < self._next_news_s:
            return None
        spans = tuple(self.spans[self._told_spans :])
        self._told_spans = len(self.spans)
        summaries, self._passed = self._passed, {}
        while self._held and self._now() < start_s + _NEWS_TAKES_S:
            tensor = next(iter(self._held))
            value = self._held.pop(tensor)
            self._held_bytes -= _size_bytes(value)
            summaries[tensor] = summarize(value)
        self._summaries |= summaries
        end_s = self._now()
        self._next_news_s = end_s + max(_NEWS_APART_S, _NEWS_SHARE * (end_s - start_s))
        return News(run_id, self._device, spans, running, summaries)

    def _keep(self, tensor: str, value: Any) -> None:
        is_large = isinstance(value, np.ndarray) and value.size > _LARGE_ELEMENTS
        has_room = len(self._held) + len(self._passed) + len(self._summaries) < _MOST_VALUES
        if not has_room or (is_large and self._large_count >= _MOST_LARGE_VALUES):
            self._left_out += 1
            return
        self._large_count += is_large
        if self._held_bytes + _size_bytes(value) > _MOST_HELD_BYTES:
            self._passed[tensor] = summarize(value)
        else:
            self._held_bytes += _size_bytes(value)
            self._held[tensor] = value

    def _hand_off(self, kind: str, op: str, tensor: str, value: Any, dtype: str, peer: str, start_s: float) -> None:
        is_known = isinstance(value, (np.ndarray, np.generic))
        name = dtype or (value.dtype.name if is_known else None)
        shape = tuple(value.shape) if is_known else None
        end_s = self._now()
        self.spans.append(Span(self._device, tensor, op, kind, start_s, end_s, _size_bytes(value), peer, name, shape))


def _size_bytes(value: Any) -> int:
    return int(getattr(value, "nbytes", 0))
