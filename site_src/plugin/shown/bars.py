"""Bars as rows of a table: they lie, so that long labels have room on a phone, and can be read without being seen."""

import html
from typing import Any

from plugin.shown.axes import finite
from plugin.shown.words import say, short


def draw_bars(record: dict[str, Any], language: str) -> str:
    series = record["series"]
    is_many = len(series) > 1
    known = finite(value for each in series for value in each["values"])
    low = min([0.0, *known])
    room = (max([0.0, *known]) - low) or 1.0
    rows = []
    for place, label in enumerate(record["labels"]):
        for index, each in enumerate(series):
            value = each["values"][place]
            name = f"<td>{html.escape(each['name'])}</td>" if is_many else ""
            number = f'<td class="heureum-number">{html.escape(short(value))}</td>'
            bar = f"<td>{_bar(value, low, room, index)}</td>"
            rows.append(f'<tr><th scope="row">{html.escape(label)}</th>{name}{bar}{number}</tr>')
    label = html.escape(record["title"] or say(language, "bar"))
    opening = f'<div class="heureum-table" role="group" tabindex="0" aria-label="{label}">'
    return f'{opening}<table class="heureum-bars">{_head(record, is_many, language)}<tbody>{"".join(rows)}</tbody></table></div>'


def _head(record: dict[str, Any], is_many: bool, language: str) -> str:
    if not (is_many or record["x_label"] or record["y_label"]):
        return ""
    names = [record["x_label"], *([say(language, "series")] if is_many else []), "", record["y_label"]]
    cells = "".join(f'<th scope="col">{html.escape(name)}</th>' if name else "<td></td>" for name in names)
    return f"<thead><tr>{cells}</tr></thead>"


def _bar(value: Any, low: float, room: float, index: int) -> str:
    number = next(iter(finite([value])), 0.0)
    left, width = (min(number, 0.0) - low) / room, abs(number) / room
    box = f'x="{left:.2%}" y="0" width="{width:.2%}" height="100%"'
    return f'<svg class="heureum-bar-room" aria-hidden="true"><rect class="heureum-bar heureum-series-{index % 8}" {box}/></svg>'
