"""The clocks of all workers on one axis.

Takes round trips (a question left, what the device's clock said, the answer came) and spans; gives each device's offset from
the client's clock, and the spans with all offsets taken out.
Law: a clock that no message contradicts is left alone, so clocks that are one stay one; nothing arrives before it was sent.
Source: F. Cristian 1989, "Probabilistic clock synchronization"; the same idea in NTP (RFC 5905).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..execution import Span

__all__ = ["Clock", "aligned", "compare_clock"]


@dataclass(frozen=True, slots=True)
class Clock:
    """A device's clock less the client's, known to within `error_s`."""

    offset_s: float = 0.0
    error_s: float = 0.0


def compare_clock(round_trips: Sequence[tuple[float, float, float]]) -> Clock:
    """The offset that round trips allow. Each says: the device's clock was read after it left, before it was back."""
    if not round_trips:
        return Clock()
    least = max(at_s - back_s for _, at_s, back_s in round_trips)
    most = min(at_s - left_s for left_s, at_s, _ in round_trips)
    error_s = abs(most - least) / 2
    return Clock(0.0 if least <= 0.0 <= most else (least + most) / 2, error_s)


def aligned(spans: Sequence[Span], clocks: Mapping[str, Clock]) -> tuple[list[Span], dict[str, Clock]]:
    """The spans on the client's axis, and the clocks as the hand-offs among these spans corrected them."""
    offset_s = {span.device: clocks[span.device].offset_s if span.device in clocks else 0.0 for span in spans}
    hand_offs = [span for span in spans if span.kind == "recv" and span.peer in offset_s]
    for _ in offset_s:
        late = 0
        for span in hand_offs:
            # By how much the receiver's clock may be ahead of the sender's for this to arrive after it was sent.
            most = offset_s[span.peer or ""] + span.end_s - span.start_s
            if offset_s[span.device] > most:
                offset_s[span.device] = most
                late += 1
        if not late:
            break
    known = {device: Clock(offset_s[device], clocks.get(device, Clock()).error_s) for device in offset_s}
    shifted = [_shifted(span, offset_s) for span in spans] if any(offset_s.values()) else list(spans)
    return shifted, {**clocks, **known}


def _shifted(span: Span, offset_s: Mapping[str, float]) -> Span:
    started_at = span.peer if span.kind == "recv" and span.peer in offset_s else span.device
    end_s = span.end_s - offset_s[span.device]
    return replace(span, start_s=min(end_s, span.start_s - offset_s[started_at or ""]), end_s=end_s)
