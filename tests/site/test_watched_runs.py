"""A loop's first runs are watched and then one after each while; what is shown of it is as true as if all had been."""

from __future__ import annotations

import pytest

from heureum_live.run_cell import run_cell
from heureum_live.watched_runs import APART_S, FIRST, WatchedRuns

LOOP = """import heureum as tf
w = tf.Variable(0.0, name="w")
step = tf.assign_add(w, 1.0, name="step")
with tf.Session({workers}) as sess:
    sess.run(w.initializer)
    for _ in range({count}):
        sess.run(step)
    print(sess.run(w))
"""


class Clock:
    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


def test_the_first_of_each_kind_and_one_after_each_while() -> None:
    clock = Clock()
    runs = WatchedRuns(clock)
    assert [runs.wants("a") for _ in range(FIRST + 3)] == [True] * FIRST + [False] * 3
    assert runs.wants("b")
    clock.now_s += APART_S
    assert runs.wants("a")
    assert not runs.wants("a")
    assert (runs.count, runs.last) == (FIRST + 6, FIRST + 5)


@pytest.mark.parametrize("workers", ["", "workers=2"])
def test_a_loop_gives_what_it_gives_when_all_is_watched(workers: str) -> None:
    printed: list[str] = []
    result = run_cell(LOOP.format(workers=workers, count=200), on_output=lambda stream, text: printed.append(text))
    assert "".join(printed) == "200.0\n"
    assert result.error is None
    # What is fetched last was never fetched before, so it is watched.
    assert result.runs["watched"] == result.runs["count"] == 202
    assert result.run is not None
    assert 200.0 in [value.get("value") for value in result.run["values"].values()]


def test_what_is_shown_is_of_the_run_that_was_watched() -> None:
    """The loop goes on after that run and changes the variable: its values are those that it had."""
    code = LOOP.format(workers="workers=2", count=FIRST + 5).replace("    print(sess.run(w))\n", "")
    result = run_cell(code, on_output=lambda stream, text: None)
    assert result.run is not None
    watched = result.runs["watched"]
    assert watched <= result.runs["count"] == FIRST + 6
    assert result.run["values"]["step:0"]["value"] == float(watched - 1)  # the first run initialized
