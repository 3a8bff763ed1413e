"""Where values stand in a drawing: a scale from data to pixels, and the round numbers written beside it."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any


def finite(values: Iterable[Any]) -> list[float]:
    return [number for number in map(float, values) if math.isfinite(number)]


@dataclass(frozen=True, slots=True)
class Axis:
    """`low` and `high` of the data stand at the pixels `start` and `end`."""

    low: float
    high: float
    start: float
    end: float
    is_log: bool = False

    @classmethod
    def of(cls, values: Sequence[float], start: float, end: float, *, is_log: bool = False, has_zero: bool = False) -> "Axis":
        known = [value for value in values if value > 0] if is_log else [*values, *([0.0] if has_zero else [])]
        if not known:
            known = [1.0, 10.0] if is_log else [0.0, 1.0]
        low, high = min(known), max(known)
        if low == high:
            low, high = (low / 2, high * 2) if is_log else (low - 0.5, high + 0.5)
        return cls(low, high, start, end, is_log)

    def at(self, value: float) -> float | None:
        """The pixel of a value; None where it has none."""
        if not math.isfinite(value) or (self.is_log and value <= 0):
            return None
        low, high, value = (math.log10(each) if self.is_log else each for each in (self.low, self.high, value))
        return self.start + (value - low) / (high - low) * (self.end - self.start)

    def ticks(self) -> list[float]:
        """Round numbers within."""
        if self.is_log:
            powers = [10.0**power for power in range(math.ceil(math.log10(self.low)), math.floor(math.log10(self.high)) + 1)]
            apart = -(-len(powers) // 7)
            return powers[::apart] if len(powers) > 1 else [self.low, self.high]
        rough = (self.high - self.low) / 5
        size = 10.0 ** math.floor(math.log10(rough))
        step = size * next(each for each in (1, 2, 5, 10) if each * size >= rough * 0.999)
        first = math.ceil(self.low / step - 1e-9)
        return [index * step for index in range(first, math.floor(self.high / step + 1e-9) + 1)]


RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def tick_text(value: float, *, is_log: bool = False) -> str:
    """On a scale of powers, large and small ones are written as powers."""
    power = round(math.log10(value)) if is_log else 0
    if abs(power) > 3 and math.isclose(value, 10.0**power):
        return f"10{str(power).translate(RAISED)}"
    return f"{value:.4g}" if abs(value) < 1e5 else f"{value:.0e}".replace("e+0", "e").replace("e+", "e")
