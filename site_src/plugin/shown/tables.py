"""A record's rows as an HTML table, in the open or behind a summary."""

import html
from typing import Any

from plugin.shown.words import say, short

MOST_ROWS = 100


def draw_table(record: dict[str, Any], language: str) -> str:
    label = record["title"] or say(language, "table")
    return table_html(record["columns"], record["rows"], label)


def details_html(columns: list[str], rows: list[list[Any]], language: str) -> str:
    """What a drawing shows, for those who cannot see it; long ones by every so many rows, and the last."""
    step = -(-len(rows) // MOST_ROWS)
    kept = [row for index, row in enumerate(rows) if (len(rows) - 1 - index) % step == 0] if rows else []
    note = f" ({say(language, 'some', all=len(rows), some=len(kept))})" if len(kept) < len(rows) else ""
    summary = say(language, "as table") + note
    return f"<details><summary>{html.escape(summary)}</summary>{table_html(columns, kept, say(language, 'as table'))}</details>"


def table_html(columns: list[str] | None, rows: list[list[Any]], label: str) -> str:
    head = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in columns or [])
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    opening = f'<div class="heureum-table" role="group" tabindex="0" aria-label="{html.escape(label)}">'
    return f"{opening}<table>{f'<thead><tr>{head}</tr></thead>' if head else ''}<tbody>{body}</tbody></table></div>"


def _cell(value: Any) -> str:
    is_number = not isinstance(value, str | bool)
    return f"<td{' class="heureum-number"' if is_number else ''}>{html.escape(short(value))}</td>"
