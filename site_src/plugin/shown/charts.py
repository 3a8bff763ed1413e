"""Lines and points as SVG with a table behind it. Colours are CSS classes, so that both schemes have theirs."""

import html
from typing import Any

from plugin.shown.axes import Axis, finite, tick_text
from plugin.shown.tables import details_html
from plugin.shown.words import say, short

WIDTH, HEIGHT = 560, 280
LEFT, RIGHT, TOP, BOTTOM = 64, 14, 12, 52
DOT = 3.2


def draw_lines(record: dict[str, Any], language: str) -> str:
    series = record["series"]
    x = Axis.of(finite(record["x"]), LEFT, WIDTH - RIGHT, is_log=record["scales"]["x"] == "log")
    values = finite(value for each in series for value in each["values"])
    y = Axis.of(values, HEIGHT - BOTTOM, TOP, is_log=record["scales"]["y"] == "log")
    shapes = []
    for index, each in enumerate(series):
        runs: list[list[str]] = [[]]
        for place, value in zip(record["x"], each["values"], strict=True):
            at = (x.at(float(place)), y.at(float(value)))
            if at[0] is None or at[1] is None:
                runs.append([])
            else:
                runs[-1].append(f"{at[0]:.1f} {at[1]:.1f}")
        path = "".join(f"M{' L'.join(points)}" for points in runs if len(points) > 1)
        shapes.append(f'<path class="heureum-curve heureum-series-{index % 8}" d="{path}"/>')
        # Where points are few each is marked; a point without neighbours always is, as it has no line.
        dots = [at for points in runs for at in points if len(values) <= 60 or len(points) == 1]
        shapes += [_dot(index, *map(float, dot.split())) for dot in dots]
    rows = [[place, *(each["values"][index] for each in series)] for index, place in enumerate(record["x"])]
    names = [each["name"] or record["y_label"] or record["title"] or "y" for each in series]
    said = [f"{name}: {_range(each['values'], language)}" for name, each in zip(names, series, strict=True)]
    drawing = _framed(record, x, y, shapes, [say(language, "line"), *said])
    return drawing + _legend(series) + details_html([record["x_label"] or "x", *names], rows, language)


def draw_points(record: dict[str, Any], language: str) -> str:
    groups = record["groups"]
    x = Axis.of(finite(value for each in groups for value in each["x"]), LEFT + 6, WIDTH - RIGHT - 6)
    y = Axis.of(finite(value for each in groups for value in each["y"]), HEIGHT - BOTTOM - 6, TOP + 6)
    shapes = []
    for index, each in enumerate(groups):
        for across, up in zip(each["x"], each["y"], strict=True):
            at = (x.at(float(across)), y.at(float(up)))
            if at[0] is not None and at[1] is not None:
                shapes.append(_dot(index, at[0], at[1], 4.5))
    rows = [[each["name"], a, b] for each in groups for a, b in zip(each["x"], each["y"], strict=True)]
    said = [say(language, "scatter"), f"{len(rows)}"]
    columns = [say(language, "group"), record["x_label"] or "x", record["y_label"] or "y"]
    is_grouped = len(groups) > 1
    table = details_html(columns if is_grouped else columns[1:], rows if is_grouped else [row[1:] for row in rows], language)
    return _framed(record, x, y, shapes, said) + _legend(groups) + table


def _framed(record: dict[str, Any], x: Axis, y: Axis, shapes: list[str], said: list[str]) -> str:
    """The SVG: grid, numbers, names of the axes, and what is drawn upon them."""
    parts = []
    for tick in y.ticks():
        at = y.at(tick) or 0.0
        parts.append(f'<path class="heureum-grid" d="M{LEFT} {at:.1f}H{WIDTH - RIGHT}"/>')
        parts.append(_text(tick_text(tick, is_log=y.is_log), LEFT - 8, at + 4.5, "end"))
    for tick in x.ticks():
        at = x.at(tick) or 0.0
        parts.append(f'<path class="heureum-grid" d="M{at:.1f} {TOP}V{HEIGHT - BOTTOM}"/>')
        parts.append(_text(tick_text(tick, is_log=x.is_log), at, HEIGHT - BOTTOM + 20, "middle"))
    parts += shapes
    if record["x_label"]:
        parts.append(_text(record["x_label"], (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, "middle", "heureum-axis"))
    if record["y_label"]:
        middle = (TOP + HEIGHT - BOTTOM) / 2
        turned = f' transform="rotate(-90 14 {middle:.0f})"'
        parts.append(_text(record["y_label"], 14, middle, "middle", "heureum-axis", turned))
    label = html.escape(". ".join([record["title"] or said[0], *said[1:]] if record["title"] else said))
    return f'<svg class="heureum-chart" role="img" aria-label="{label}" viewBox="0 0 {WIDTH} {HEIGHT}">{"".join(parts)}</svg>'


def _dot(index: int, x: float, y: float, radius: float = DOT) -> str:
    """Not by colour alone: every second series has squares."""
    name = f'class="heureum-dot heureum-series-{index % 8}"'
    if index % 2:
        return f'<rect {name} x="{x - radius:.1f}" y="{y - radius:.1f}" width="{2 * radius:.1f}" height="{2 * radius:.1f}"/>'
    return f'<circle {name} cx="{x:.1f}" cy="{y:.1f}" r="{radius}"/>'


def _text(text: str, x: float, y: float, anchor: str, name: str = "", more: str = "") -> str:
    css = f' class="{name}"' if name else ""
    return f'<text{css} x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{more}>{html.escape(text)}</text>'


def _legend(series: list[dict[str, Any]]) -> str:
    if not any(each["name"] for each in series):
        return ""
    items = "".join(
        f'<li><i class="heureum-key heureum-series-{index % 8}"></i>{html.escape(each["name"])}</li>'
        for index, each in enumerate(series)
    )
    return f'<ul class="heureum-legend">{items}</ul>'


def _range(values: list[Any], language: str) -> str:
    known = finite(values)
    if not known:
        return "-"
    return say(language, "range", low=short(min(known)), high=short(max(known)), last=short(values[-1]))
