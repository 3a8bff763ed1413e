"""What a cell shows, drawn at build time: whole without scripts, safe, and readable without being seen."""

from __future__ import annotations

import base64
import json
import re
import struct
import zlib
from html.parser import HTMLParser
from typing import Any

import pytest

from heureum_live.blocks import Blocks, joined
from heureum_live.run_cell import run_cell
from plugin.shown import draw_output
from plugin.shown.axes import Axis, tick_text

NUMPY = "import numpy as np\nfrom heureum import show\n"


def pieces_of(code: str) -> list[tuple[str, str]]:
    pieces: list[tuple[str, str]] = []
    assert run_cell(NUMPY + code, on_output=lambda stream, text: pieces.append((stream, text))).error is None
    return pieces


def drawn(code: str, language: str = "en") -> str:
    return draw_output(pieces_of(code), language)


class _Balance(HTMLParser):
    """Raises when a tag is closed that is not open."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag != "img":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: Any) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_records_keep_their_place_among_printed_text() -> None:
    pieces = pieces_of("print('a', end='')\nshow.text('b')\nprint('c')")
    assert [stream for stream, _ in pieces] == ["stdout", "show", "stdout"]
    assert re.sub("<.*?>", " ", drawn("print('a', end='')\nshow.text('b')\nprint('c')")).split() == ["a", "b", "c"]


def test_calls_with_one_title_share_a_block() -> None:
    code = "for i in range(3):\n    show.line({'x': i}, x=10 * i, title='t')\n    print(i)\nshow.line([1])\nshow.line([2])"
    records = [json.loads(text) for stream, text in pieces_of(code) if stream == "show"]
    assert [record["block"] for record in records] == [0, 0, 0, 1, 2]
    shown = None
    for record in records[:3]:
        shown = joined(shown, record)
    assert shown is not None
    assert (shown["x"], shown["series"]) == ([0, 10, 20], [{"name": "x", "values": [0, 1, 2]}])
    assert drawn(code).count("<figure") == 3


def test_a_series_that_comes_later_has_gaps_before() -> None:
    numbered = Blocks().numbered
    point = {"kind": "line", "title": "t", "adds": True, "x": None}
    first = joined(None, numbered({**point, "series": [{"name": "a", "values": [1]}]}))
    both = joined(first, numbered({**point, "series": [{"name": "b", "values": [2]}]}))
    assert both["x"] == [0, 1]
    assert both["series"] == [{"name": "a", "values": [1, "nan"]}, {"name": "b", "values": ["nan", 2]}]


ALL = """
show.line({"a": [1, float("nan"), 3], "b": [2, 2, 2]}, title="<t>", x_label="<x>", y_label="<y>")
show.line([1e-3, 0, 1e3], y_scale="log")
show.line([5.0])
show.bar({"<a>": 1, "b": -0.5, "c": float("inf")}, title="<t>", x_label="<x>")
show.bar({"<one>": [1, 2], "two": [3, 4]})
show.scatter([1, 2, 3], [1, 2, 3], groups=["<g>", "h", "h"])
show.scatter([], [])
show.image(np.random.RandomState(0).randn(3, 5, 5), labels=["<a>", "b", "c"], columns=2)
show.image(np.zeros((2, 3, 4), np.uint8))
show.heat_map(np.eye(3), row_labels=["<r>", "s", "t"], x_label="<x>", y_label="y")
show.heat_map(np.random.RandomState(0).rand(20, 30))
show.heat_map(np.random.RandomState(0).rand(100, 40))
show.table([["<b>", 1], [None, 2.5]], columns=["<n>", "v"])
show.text("<script>alert(1)</script>")
"""


@pytest.mark.parametrize("language", ["ko", "en"])
def test_everything_is_drawn_and_nothing_of_it_is_markup(language: str) -> None:
    html = drawn(ALL, language)
    _Balance(html)
    assert not re.findall(r"<(?:a|b|t|x|y|r|g|n|one|script)\b", html)
    assert "style=" not in html  # a strict policy for content would drop it
    assert html.count('<svg class="heureum-chart" role="img" aria-label="') == 5
    assert len(re.findall('<img src="data:image/png;base64,[^"]+" alt="[^"]+"', html)) == 5
    assert html.count("<details>") == 5


def test_a_curve_stands_where_its_numbers_say() -> None:
    axis = Axis.of([0.0, 10.0], 100, 300)
    assert [axis.at(value) for value in (0, 5, 10)] == [100, 200, 300]
    assert axis.at(float("nan")) is None
    log = Axis.of([1.0, 100.0], 0, 2, is_log=True)
    assert [log.at(value) for value in (1, 10, 100)] == [0, 1, 2]
    assert log.at(0) is None


@pytest.mark.parametrize(("low", "high"), [(0, 1), (-3, 7.5), (1e-9, 3e-9), (99_000, 101_000), (5, 5)])
def test_ticks_are_few_round_and_within(low: float, high: float) -> None:
    axis = Axis.of([low, high], 0, 100)
    ticks = axis.ticks()
    assert 2 <= len(ticks) <= 8
    assert all(axis.low - 1e-12 <= tick <= axis.high * (1 + 1e-9) for tick in ticks)


@pytest.mark.parametrize(
    ("value", "text"), [(1000, "1000"), (1e4, "10⁴"), (1e11, "10¹¹"), (0.001, "0.001"), (1e-5, "10⁻⁵"), (5e4, "5e+04")]
)
def test_powers_of_ten_are_written_as_powers(value: float, text: str) -> None:
    assert tick_text(value, is_log=True) == text
    assert "⁴" not in tick_text(value)


def test_a_long_curve_is_read_in_a_hundred_rows_and_the_last_is_among_them() -> None:
    html = drawn("show.line(np.arange(1000.0))")
    assert "(100 of 1000)" in html
    assert html.count("<tr>") == 101
    assert "<td" in html
    assert "999</td></tr></tbody>" in html


def test_pictures_are_png_that_hold_the_values() -> None:
    html = drawn("show.image(np.array([[0.0, 1.0], [0.5, 0.0]]))")
    found = re.search('base64,([^"]+)', html)
    assert found
    png = base64.b64decode(found[1])
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">IIBB", png[16:26]) == (2, 2, 8, 0)
    start = png.index(b"IDAT") + 4
    assert list(zlib.decompressobj().decompress(png[start:])) == [0, 0, 255, 0, 128, 0]


def test_a_matrix_is_a_table_with_its_labels() -> None:
    html = drawn("show.heat_map(np.array([[5, 0], [1, 4]]), x_label='said', y_label='truly')")
    rows = re.findall("<tr>(.*?)</tr>", html)
    assert [re.findall(">([^<>]+)<", row) for row in rows] == [["truly \\ said", "0", "1"], ["0", "5", "0"], ["1", "1", "4"]]
    assert re.findall(r"heureum-heat-(\d+)", html) == ["10", "0", "2", "8"]


def test_what_a_cell_shows_counts_as_its_output() -> None:
    assert sum(len(text) for stream, text in pieces_of("show.image(np.zeros((100, 100)))") if stream == "show") > 10_000
