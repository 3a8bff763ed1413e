"""Colours are read from the style sheets themselves, so that a new shade cannot slip below what people can read."""

import re
from pathlib import Path

import pytest

STYLES = Path(__file__).parents[2] / "site_src" / "theme" / "assets" / "site"
SCHEMES = ("default", "slate")
TEXT = [
    "--md-default-fg-color",
    "--md-default-fg-color--light",
    "--md-typeset-a-color",
    "--md-accent-fg-color",
    "--md-code-fg-color",
    *(f"--md-code-hl-{kind}-color" for kind in ("comment", "keyword", "constant", "function", "string", "number")),
    *(f"--heureum-worker-{number}" for number in range(8)),
]


def variables(scheme: str) -> dict[str, str]:
    css = "".join((STYLES / name).read_text() for name in ("reading.css", "cells.css"))
    blocks = re.findall(rf'^\[data-md-color-scheme="{scheme}"\] \{{(.*?)^\}}', css, re.DOTALL | re.MULTILINE)
    return dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{6});", "".join(blocks)))


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("surface", ["--md-default-bg-color", "--md-code-bg-color"])
@pytest.mark.parametrize("text", TEXT)
def test_text_and_workers_stand_out_from_the_page(scheme: str, surface: str, text: str) -> None:
    colours = variables(scheme)
    assert contrast(colours[text], colours[surface]) >= 4.5
