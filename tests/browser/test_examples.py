"""Every example in the articles, built into the page, run in it, and natively: the same text and records, and near numbers."""

from __future__ import annotations

import base64
import json
import math
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from plugin.native_run import run_natively
from plugin.tagged_comments import in_language

from .cell import BOOT_MS, Cell
from .conftest import OpenPage

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?")
# Sums of another order differ in their last bits, and a model that learns carries that on.
NEAR, SMALL = 0.1, 0.03
DIFFERENT_LEVELS = 4  # of 255, in the mean of a picture

# Python marks each run's records; what is printed stands in the page.
LISTEN = """() => {
  window.shown = [];
  document.addEventListener("heureum-record", event => shown.push(event.detail));
}"""


def is_near(one: Any, other: Any) -> bool:
    if isinstance(one, str) and isinstance(other, str) and one != other:
        words = [NUMBER.sub("#", text) for text in (one, other)]
        numbers = [[float(found) for found in NUMBER.findall(text)] for text in (one, other)]
        return words[0] == words[1] and is_near(*numbers)
    if isinstance(one, dict) and isinstance(other, dict):
        if "pixels" in one and "pixels" in other:
            rest = [{key: value for key, value in each.items() if key != "pixels"} for each in (one, other)]
            return is_near(*rest) and is_alike(one["pixels"], other["pixels"])
        return one.keys() == other.keys() and all(is_near(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(is_near, one, other))
    if isinstance(one, float | int) and isinstance(other, float | int):
        return math.isclose(one, other, rel_tol=NEAR, abs_tol=SMALL)
    return bool(one == other)


def is_alike(one: str, other: str) -> bool:
    first, second = (np.frombuffer(base64.b64decode(pixels), np.uint8).astype(int) for pixels in (one, other))
    return first.shape == second.shape and float(np.abs(first - second).mean()) < DIFFERENT_LEVELS


def test_the_comparison_finds_differences() -> None:
    """The test of the test."""
    pixels = [base64.b64encode(bytes([level] * 4)).decode() for level in (0, 2, 200)]
    assert is_near({"a": [1.0, "step 3  loss 0.52"]}, {"a": [1.001, "step 3  loss 0.521"]})
    assert is_near({"pixels": pixels[0]}, {"pixels": pixels[1]})
    assert not is_near({"pixels": pixels[0]}, {"pixels": pixels[2]})
    assert not is_near([1.0], [1.0, 1.0])
    assert not is_near("e = 15.0", "e = 16.9")
    assert not is_near("e = 15.0", "f = 15.0")
    assert not is_near({"a": 1}, {"b": 1})
    assert not is_near("nan", "inf")


def printed_in(cell: Cell) -> str:
    return "".join(cell.output.locator(".heureum-printed").all_text_contents())


PAGES = [
    (f"{folder}{page}", language)
    for page in ("", "part1/", "part2/", "inside/")
    for folder, language in (("", "ko"), ("en/", "en"))
]


@pytest.mark.parametrize(("path", "language"), PAGES, ids=[path or "/" for path, _ in PAGES])
def test_the_page_shows_what_python_shows(open_page: OpenPage, site_url: str, path: str, language: str) -> None:
    page = open_page(site_url + path)
    page.evaluate(LISTEN)
    names = page.locator("heureum-cell:not([data-output])").evaluate_all("cells => cells.map(cell => cell.dataset.example)")
    different = []
    for name in names:
        cell = Cell(page, name)
        built = printed_in(cell)
        cell.element.locator(".heureum-run").click(timeout=BOOT_MS)
        cell.wait_until_ended()
        native = run_natively(in_language((EXAMPLES / name).read_text(encoding="utf-8"), language).rstrip() + "\n", language)
        records = [json.loads(line) for stream, text in native.pieces if stream == "show" for line in text.splitlines()]
        for what, ours, theirs in (
            ("was built with", built, native.output),
            ("printed", printed_in(cell), native.output),
            ("showed", page.evaluate("shown.splice(0)"), records),
        ):
            if not is_near(ours, theirs):
                different.append(f"{name} {what} {ours!r:.600}\n   natively {theirs!r:.600}")
    assert names
    assert not different, "\n".join(different)
