"""The font that was cut down has every letter of the pages, under a name of its own, and English pages need half of it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from plugin.fonts import FAMILY, FONT, LICENCE, fonts

FOLDER = Path("assets/fonts")


@pytest.fixture(scope="module")
def cut(built_site: Path) -> dict[str, TTFont]:
    return {name: TTFont(built_site / FOLDER / f"{name}.woff2") for name in ("latin", "korean")}


def letters_shown(site: Path, pages: str) -> set[str]:
    shown: set[str] = set()
    for page in site.glob(pages):
        html = re.sub(r"<(script|style)\b.*?</\1>", "", page.read_text(), flags=re.DOTALL)
        shown |= set(unescape(re.sub(r"<[^>]+>", "", html)))
    assert shown
    return shown


def test_every_letter_of_every_page_is_there(built_site: Path, cut: dict[str, TTFont]) -> None:
    covered = {code for font in cut.values() for code in font.getBestCmap()}
    whole = TTFont(FONT).getBestCmap().keys()
    shown = {ord(letter) for letter in letters_shown(built_site, "**/*.html") if letter.isprintable()}
    assert shown & whole - covered == set()


def test_an_english_page_needs_no_korean_letter_but_in_the_name_of_the_language(built_site: Path) -> None:
    korean = {letter for letter in letters_shown(built_site, "en/part1/index.html") if "가" <= letter <= "힣"}
    assert korean == set("한국어")


def test_the_changed_font_does_not_bear_its_makers_name(cut: dict[str, TTFont]) -> None:
    for font in cut.values():
        assert {font["name"].getDebugName(number) for number in (1, 4)} == {FAMILY}
        assert "Pretendard" not in "".join(record.toUnicode() for record in font["name"].names)


def test_both_files_together_are_small_and_the_licence_is_with_them(built_site: Path) -> None:
    sizes = [(built_site / FOLDER / f"{name}.woff2").stat().st_size for name in ("latin", "korean")]
    assert sum(sizes) < 130_000
    assert fonts()[LICENCE.name].read_text().startswith("Copyright")
