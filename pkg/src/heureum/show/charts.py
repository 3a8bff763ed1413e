"""Lines, bars and points.

Takes one series or several by name; gives a record.
Law: a call with the title of an earlier one takes its place; `line` with single numbers adds one point to it.
"""

from __future__ import annotations

from typing import Any, Literal

import numpy as np

from .numbers import labels_of, named_arrays, numbers_of, plain_number, plain_numbers
from .receivers import emit

__all__ = ["bar", "line", "scatter"]

Scale = Literal["linear", "log"]

_MOST_POINTS = 10_000
_MOST_SERIES = 12
_MOST_BARS = 200


def line(
    y: Any,
    *,
    x: Any = None,
    title: str = "",
    x_label: str = "",
    y_label: str = "",
    x_scale: Scale = "linear",
    y_scale: Scale = "linear",
) -> None:
    """A curve, or several: `y` is a series `[n]`, or a dict of them by name, over `x` `[n]` or 0, 1, 2 and so on.

    With single numbers, `line({"train": 0.53}, x=40, title="loss")`, one more point is added to the plot of that title, so
    that it grows while a program runs. What is not finite is a gap; so is what a "log" scale has no place for.
    Raises TypeError for what is no number, ValueError for lengths that differ, and beyond 12 series or 10,000 points.
    """
    for name, scale in (("x_scale", x_scale), ("y_scale", y_scale)):
        if scale not in ("linear", "log"):
            raise ValueError(f'show.line: {name} must be "linear" or "log", found {scale!r}')
    series = named_arrays(y, "show.line: y")
    _refuse_many(series, "show.line")
    ranks = {array.ndim for array in series.values()}
    if ranks == {0}:
        if not title:
            raise ValueError("show.line: one more point of which plot? Give it a title, or pass a list of numbers")
        places = None if x is None else [plain_number(_single(x))]
        values = {name: [plain_number(array[()])] for name, array in series.items()}
    elif ranks == {1}:
        count = _common_length(series, "show.line")
        places = plain_numbers(np.arange(count) if x is None else _as_long(x, count))
        values = {name: plain_numbers(array) for name, array in series.items()}
    else:
        shapes = ", ".join(f"{name or 'y'} {list(array.shape)}" for name, array in series.items())
        raise ValueError(f"show.line: needed single numbers or series of rank 1, all alike, found {shapes}; several go in a dict")
    emit({
        "kind": "line", "title": str(title), "x_label": str(x_label), "y_label": str(y_label),
        "scales": {"x": x_scale, "y": y_scale}, "adds": ranks == {0}, "x": places,
        "series": [{"name": name, "values": each} for name, each in values.items()],
    })  # fmt: skip


def bar(values: Any, *, labels: Any = None, title: str = "", x_label: str = "", y_label: str = "") -> None:
    """Bars: `values` is a series `[n]`, a dict of numbers by label, or a dict of series by name.

    `labels` `[n]` stand below the bars; without them, 0, 1, 2 and so on.
    Raises TypeError for what is no number, ValueError for lengths that differ, and beyond 12 series or 200 bars.
    """
    series = named_arrays(values, "show.bar: values")
    ranks = {array.ndim for array in series.values()}
    if ranks == {0} and "" not in series:
        if labels is not None:
            raise ValueError("show.bar: a dict of single numbers names its bars itself; leave labels out")
        labels, series = list(series), {"": np.array([array[()] for array in series.values()])}
    elif ranks != {1}:
        raise ValueError("show.bar: needed a list of numbers, a dict of numbers or a dict of lists of numbers")
    _refuse_many(series, "show.bar", _MOST_BARS)
    count = _common_length(series, "show.bar")
    emit({
        "kind": "bar", "title": str(title), "x_label": str(x_label), "y_label": str(y_label),
        "labels": labels_of(labels, count, "show.bar: labels") or [str(each) for each in range(count)],
        "series": [{"name": name, "values": plain_numbers(array)} for name, array in series.items()],
    })  # fmt: skip


def scatter(x: Any, y: Any, *, groups: Any = None, title: str = "", x_label: str = "", y_label: str = "") -> None:
    """Points `x` `[n]`, `y` `[n]`; those of one group, `groups` `[n]`, share a colour.

    Raises TypeError for what is no number, ValueError for lengths that differ, and beyond 12 groups or 10,000 points.
    """
    across, up = numbers_of(x, "show.scatter: x"), numbers_of(y, "show.scatter: y")
    if across.ndim != 1 or across.shape != up.shape:
        raise ValueError(f"show.scatter: needed x and y of one length, found shapes {list(across.shape)} and {list(up.shape)}")
    names = labels_of(groups, len(across), "show.scatter: groups") or [""] * len(across)
    found = sorted(set(names), key=lambda name: (len(name), name))
    _refuse_many(dict.fromkeys(found, across), "show.scatter")
    chosen = {name: np.flatnonzero([each == name for each in names]) for name in found}
    emit({
        "kind": "scatter", "title": str(title), "x_label": str(x_label), "y_label": str(y_label),
        "groups": [
            {"name": name, "x": plain_numbers(across[where]), "y": plain_numbers(up[where])} for name, where in chosen.items()
        ],
    })  # fmt: skip


def _single(x: Any) -> Any:
    number = numbers_of(x, "show.line: x")
    if number.ndim:
        raise ValueError(f"show.line: y is a single number, so x must be one too, found shape {list(number.shape)}")
    return number[()]


def _as_long(x: Any, count: int) -> np.ndarray:
    places = numbers_of(x, "show.line: x")
    if places.shape != (count,):
        raise ValueError(f"show.line: x must be as long as y, [{count}], found shape {list(places.shape)}")
    return places


def _common_length(series: dict[str, np.ndarray], who: str) -> int:
    lengths = {name: len(array) for name, array in series.items()}
    if len(set(lengths.values())) > 1:
        raise ValueError(f"{who}: series of different lengths: {', '.join(f'{name} {n}' for name, n in lengths.items())}")
    return next(iter(lengths.values()))


def _refuse_many(series: dict[str, np.ndarray], who: str, most: int = _MOST_POINTS) -> None:
    if len(series) > _MOST_SERIES:
        raise ValueError(f"{who}: at most {_MOST_SERIES} series can be told apart, found {len(series)}")
    for name, array in series.items():
        if array.size > most:
            step = -(-array.size // most)
            raise ValueError(
                f"{who}: {name or 'a series'} has {array.size} values, at most {most} are shown; take every {step}th, [::{step}]"
            )
