"""What a cell printed and showed, as HTML for readers without scripts and for print.

Takes the pieces of a run's output; gives one string.
Law: what came from code is escaped; whatever is drawn can also be read, as a table or in words.
"""

import html
import json
from typing import Any

from heureum_live.blocks import joined
from plugin.shown.bars import draw_bars
from plugin.shown.charts import draw_lines, draw_points
from plugin.shown.pictures import draw_images, draw_matrix
from plugin.shown.tables import draw_table

__all__ = ["draw_output"]

DRAWN = {
    "line": draw_lines,
    "bar": draw_bars,
    "scatter": draw_points,
    "image": draw_images,
    "heat map": draw_matrix,
    "table": draw_table,
}


def draw_output(pieces: list[tuple[str, str]], language: str) -> str:
    """The content of a cell's output box."""
    blocks: dict[int, dict[str, Any]] = {}
    order: list[str | int] = []  # text, or the number of a block
    for stream, text in pieces:
        if stream == "show":
            for line in text.splitlines():
                record = json.loads(line)
                number = record["block"]
                if number not in blocks:
                    order.append(number)
                blocks[number] = joined(blocks.get(number), record)
        elif order and isinstance(order[-1], str):
            order[-1] += text
        else:
            order.append(text)
    parts = [_printed(each) if isinstance(each, str) else _shown(blocks[each], language) for each in order]
    return "".join(parts) or _printed("")


def _printed(text: str) -> str:
    # Focusable, so that a long output can be scrolled by keyboard.
    return f'<pre class="heureum-printed" tabindex="0"><samp>{html.escape(text)}</samp></pre>'


def _shown(record: dict[str, Any], language: str) -> str:
    if record["kind"] == "text":
        return f'<p class="heureum-said">{html.escape(record["text"])}</p>'
    title = f"<figcaption>{html.escape(record['title'])}</figcaption>" if record["title"] else ""
    return f'<figure class="heureum-shown" data-search-exclude>{title}{DRAWN[record["kind"]](record, language)}</figure>'
