"""A record as text, for a terminal.

Takes a record; gives lines, at most about 80 characters wide where the data lets it.
Law: the same record gives the same text.
"""

from __future__ import annotations

import base64
import math
from collections.abc import Callable, Sequence
from typing import Any
from unicodedata import east_asian_width

import numpy as np

__all__ = ["in_text"]

_HEIGHTS = "▁▂▃▄▅▆▇█"
_SHADES = " .:-=+*#%@"
_WIDTH = 76
_CURVE, _BAR, _DOTS = 40, 40, (48, 12)
_PICTURE = 32


def in_text(record: dict[str, Any]) -> str:
    """The text form of a record."""
    body = _FORMS[record["kind"]](record)
    is_headed = record["title"] and not record.get("adds")
    return "\n".join([record["title"], *body] if is_headed else body)


def _line(record: dict[str, Any]) -> list[str]:
    if record["adds"]:
        place = [] if record["x"] is None else [f"{record['x_label'] or 'x'} {_short(record['x'][0])}"]
        values = [f"{each['name']} {_short(each['values'][0])}".strip() for each in record["series"]]
        return ["  ".join([record["title"], *place, *values])]
    rows = [(each["name"], _curve(each["values"]), _range(each["values"])) for each in record["series"]]
    return _aligned(rows)


def _curve(values: Sequence[Any]) -> str:
    """One block per value, or per group of neighbours where there are many."""
    numbers = np.array([_number(each) for each in values])
    groups = np.array_split(numbers, min(_CURVE, len(numbers))) if len(numbers) else []
    finite = [group[np.isfinite(group)] for group in groups]
    means = [float(group.mean()) if group.size else math.nan for group in finite]
    known = [mean for mean in means if math.isfinite(mean)]
    low, high = (min(known), max(known)) if known else (0.0, 0.0)
    step = (high - low) / (len(_HEIGHTS) - 1) or 1.0
    return "".join(_HEIGHTS[round((mean - low) / step)] if math.isfinite(mean) else " " for mean in means)


def _range(values: Sequence[Any]) -> str:
    known = [each for each in map(_number, values) if math.isfinite(each)]
    if not known:
        return "no finite value"
    return f"last {_short(values[-1])}, least {_short(min(known))}, greatest {_short(max(known))}"


def _bar(record: dict[str, Any]) -> list[str]:
    known = [abs(each) for series in record["series"] for each in map(_number, series["values"]) if math.isfinite(each)]
    longest = max(known, default=0.0) or 1.0
    rows = []
    for index, label in enumerate(record["labels"]):
        for series in record["series"]:
            value = series["values"][index]
            size = abs(_number(value)) / longest
            rows.append((label, series["name"], _short(value), "█" * round(_BAR * size) if math.isfinite(size) else ""))
    return _aligned(rows)


def _scatter(record: dict[str, Any]) -> list[str]:
    points = [
        (_number(x), _number(y), _mark(index, len(record["groups"])))
        for index, group in enumerate(record["groups"])
        for x, y in zip(group["x"], group["y"], strict=True)
    ]
    points = [point for point in points if math.isfinite(point[0]) and math.isfinite(point[1])]
    if not points:
        return ["no finite point"]
    width, height = _DOTS
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    field = [[" "] * width for _ in range(height)]
    for x, y, mark in points:
        column = round((x - min(xs)) / ((max(xs) - min(xs)) or 1) * (width - 1))
        field[round((max(ys) - y) / ((max(ys) - min(ys)) or 1) * (height - 1))][column] = mark
    names = [
        f"{_mark(index, len(record['groups']))} {group['name']}" for index, group in enumerate(record["groups"]) if group["name"]
    ]
    axes = f"x {_short(min(xs))} to {_short(max(xs))}, y {_short(min(ys))} to {_short(max(ys))}"
    return ["|" + "".join(row).rstrip() for row in field] + [axes, *(["  ".join(names)] if names else [])]


def _mark(index: int, count: int) -> str:
    return "*" if count == 1 else "*o+x#@%&=~^."[index]


def _image(record: dict[str, Any]) -> list[str]:
    blocks = [_shaded(each, record["is_signed"]) for each in record["images"]]
    widths = [max([*map(len, block), len(each["label"])]) for block, each in zip(blocks, record["images"], strict=True)]
    fitting = max(1, _WIDTH // (max(widths) + 2))
    columns = min(record["columns"] or fitting, fitting)
    lines = []
    for start in range(0, len(blocks), columns):
        part = range(start, min(start + columns, len(blocks)))
        if any(record["images"][index]["label"] for index in part):
            lines.append("  ".join(_padded(record["images"][index]["label"], widths[index]) for index in part).rstrip())
        height = max(len(blocks[index]) for index in part)
        for row in range(height):
            cells = [blocks[index][row] if row < len(blocks[index]) else "" for index in part]
            lines.append("  ".join(cell.ljust(widths[index]) for cell, index in zip(cells, part, strict=True)).rstrip())
    return lines


def _shaded(each: dict[str, Any], is_signed: bool) -> list[str]:
    """A character is twice as high as it is wide, so it stands for two pixels above each other."""
    pixels = np.frombuffer(base64.b64decode(each["pixels"]), np.uint8).reshape(each["height"], each["width"], each["channels"])
    grey = pixels[..., :3].mean(axis=2)
    if is_signed:
        grey = np.abs(grey - 127.5) * 2
    step = -(-max(grey.shape) // _PICTURE)
    grey = grey[::step, ::step]
    if len(grey) > 1:
        grey = grey[: len(grey) // 2 * 2].reshape(len(grey) // 2, 2, -1).mean(axis=1)
    return ["".join(_SHADES[int(value / 256 * len(_SHADES))] for value in row) for row in grey]


def _heat_map(record: dict[str, Any]) -> list[str]:
    rows, columns = len(record["values"]), len(record["values"][0])
    if columns <= 16 and rows <= 32:
        names = f"{record['y_label']} \\ {record['x_label']}" if record["x_label"] or record["y_label"] else ""
        cells = [[label, *map(_short, row)] for label, row in zip(record["row_labels"], record["values"], strict=True)]
        return _aligned([[names, *record["column_labels"]], *cells], is_right=True)
    low, high = _number(record["low"]), _number(record["high"])
    step = -(-columns // _WIDTH)
    numbers = np.array([[_number(each) for each in row] for row in record["values"]])[::step, ::step]
    part = np.nan_to_num((numbers - low) / ((high - low) or 1.0), nan=0.0, posinf=1.0, neginf=0.0)
    shades = ["".join(_SHADES[min(9, int(10 * value))] for value in row).rstrip() for row in part]
    return [*shades, f"from {_short(record['low'])} to {_short(record['high'])}"]


def _table(record: dict[str, Any]) -> list[str]:
    rows = [[_short(cell) if not isinstance(cell, str) else cell for cell in row] for row in record["rows"]]
    return _aligned([*([record["columns"]] if record["columns"] else []), *rows])


def _text(record: dict[str, Any]) -> list[str]:
    return [record["text"]]


def _aligned(rows: Sequence[Sequence[str]], is_right: bool = False) -> list[str]:
    widths = [max(map(_wide, column)) for column in zip(*rows, strict=True)]
    # A column that is empty throughout takes no room.
    kept = [index for index, width in enumerate(widths) if width]
    return ["  ".join(_padded(row[index], widths[index], is_right) for index in kept).rstrip() for row in rows]


def _padded(text: str, width: int, is_right: bool = False) -> str:
    room = " " * (width - _wide(text))
    return room + text if is_right else text + room


def _wide(text: str) -> int:
    return sum(2 if east_asian_width(each) in "WF" else 1 for each in text)


def _number(value: Any) -> float:
    return float(value)  # reads "nan" and "inf", too


def _short(value: Any) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)


_FORMS: dict[str, Callable[[dict[str, Any]], list[str]]] = {
    "line": _line, "bar": _bar, "scatter": _scatter, "image": _image, "heat map": _heat_map, "table": _table, "text": _text,
}  # fmt: skip
