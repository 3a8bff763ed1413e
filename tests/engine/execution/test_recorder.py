"""News of a run: how often, and how much of the run's time it may take."""

from itertools import count

import numpy as np
import pytest

from heureum.execution import Recorder, recorder
from heureum.graph import NodeDef


class Clock:
    """Stands still until it is told to go on; looking at a value takes `look_s`."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, look_s: float) -> None:
        self.now_s = 100.0
        self.looked_at: list[float] = []

        def look(value: float) -> dict[str, object]:
            self.now_s += look_s
            self.looked_at.append(value)
            return {"value": value}

        monkeypatch.setattr(recorder, "summarize", look)

    def __call__(self) -> float:
        return self.now_s


def with_values(clock: Clock, how_many: int, *, tells: bool = True) -> Recorder:
    made = Recorder("d", clock, keeps_values=True, tells=tells)
    for number in range(how_many):
        made.computed(NodeDef(f"n{number}", "Neg"), clock.now_s, clock.now_s, {0: np.float32(number)})
    return made


def test_it_is_told_apart_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch, 0.0)
    made = with_values(clock, 2)
    assert made.has_news
    assert made.news(1) is None  # the run has only begun
    clock.now_s += 0.06
    news = made.news(1, "next")
    assert news is not None
    assert ([span.node for span in news.spans], list(news.summaries), news.running) == (["n0", "n1"], ["n0:0", "n1:0"], "next")
    assert made.news(1) is None
    assert not made.has_news


def test_looking_takes_a_fiftieth_of_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Values that there was no time for come with the next news, none twice and none lost."""
    clock = Clock(monkeypatch, 0.0004)
    made = with_values(clock, 40)
    began_s, told = clock.now_s, dict[str, object]()
    for _ in count():
        clock.now_s += 0.01
        news = made.news(1)
        if news is not None:
            assert not told.keys() & news.summaries.keys()
            told |= news.summaries
            assert len(clock.looked_at) * 0.0004 <= 0.002 + (clock.now_s - began_s) / 50
        if len(told) == 40:
            break
    assert clock.looked_at == list(range(40))
    summaries, left_out = made.describe()
    assert (list(summaries), left_out) == (list(told), 0)


def test_what_is_too_large_to_be_held_is_told_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recorder, "_MOST_HELD_BYTES", 6)
    clock = Clock(monkeypatch, 0.0)
    made = with_values(clock, 3)
    clock.now_s += 0.06
    news = made.news(1)
    assert news is not None
    assert set(news.summaries) == {"n0:0", "n1:0", "n2:0"}
    assert made.describe()[0] == news.summaries


def test_without_listeners_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch, 0.0)
    made = with_values(clock, 1, tells=False)
    clock.now_s += 10
    assert made.news(1) is None
    assert not made.has_news
