"""Each language's part of a built site works as if it were a site by itself."""

import json
import re
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort, PluginError

from plugin import api_reference, fences, graph_fence, op_table, translations
from plugin.shown import words as shown_words
from plugin.tagged_comments import LANGUAGES

from .conftest import BuildSite


def searchable(site: Path, folder: str) -> list[str]:
    index = json.loads((site / folder / "search" / "search_index.json").read_text())
    assert index["config"]["lang"] == [folder or "ko"]
    return [doc["location"] for doc in index["docs"]]


def test_search_and_sitemap_hold_one_language_each(build_site: BuildSite) -> None:
    site = build_site({})
    assert searchable(site, "") == searchable(site, "en") == ["", "#dependence", "two/"]
    korean, english = (re.findall("<loc>(.*?)</loc>", (site / f / "sitemap.xml").read_text()) for f in ("", "en"))
    assert [url.replace("/en/", "/") for url in english] == korean
    assert len(korean) == 2


def test_a_page_links_to_itself_in_the_other_language(build_site: BuildSite) -> None:
    site = build_site({})
    for page, link in (("two/index.html", "../en/two/"), ("en/two/index.html", "../../two/")):
        html = (site / page).read_text()
        assert set(re.findall(r'<a [^>]*href="([^"]*)" hreflang|hreflang="\w+" href="([^"]*)"', html)) == {(link, ""), ("", link)}


def test_english_pages_look_for_search_and_sitemap_in_their_own_folder(build_site: BuildSite) -> None:
    site = build_site({})
    bases = {page: re.search('"base": "(.*?)"', (site / page).read_text()) for page in ("two/index.html", "en/two/index.html")}
    assert [found and found[1] for found in bases.values()] == ["..", "./.."]


def test_the_error_page_is_the_default_languages_and_speaks_both(build_site: BuildSite) -> None:
    html = (build_site({}) / "404.html").read_text()
    assert '<html lang="ko"' in html
    assert {'href="/"', 'href="/en/"', 'href="/part1/"', 'href="/en/part1/"'} <= set(re.findall(r'href="/[^"]*"', html))
    assert re.search(r'<section lang="en">\s*<h2>There is no such page</h2>', html)


@pytest.mark.parametrize("changes", [{"two.en.md": ""}, {"two.en.md": "# Second {#other}\n"}])
def test_pages_that_differ_between_languages_fail_the_build(build_site: BuildSite, changes: dict[str, str]) -> None:
    with pytest.raises((PluginError, Abort)):
        build_site(changes)


def test_a_sitemap_says_which_page_is_for_anyone(build_site: BuildSite) -> None:
    site = build_site({})
    for folder in ("", "en"):
        links = re.findall(r'hreflang="([\w-]+)" href="(.*?)"', (site / folder / "sitemap.xml").read_text())
        found = {language: address for language, address in links if "two/" in address}
        assert found.keys() == {"ko", "en", "x-default"}
        assert found["x-default"] == found["ko"]


def test_a_page_names_its_language_and_its_own_address(build_site: BuildSite) -> None:
    site = build_site({})
    for folder, language in (("", "ko"), ("en/", "en")):
        html = (site / folder / "two" / "index.html").read_text()
        assert f'<html lang="{language}"' in html
        assert re.findall(r'<link rel="canonical" href="https?://[^/]+/(.*?)">', html) == [f"{folder}two/"]


JAPANESE = {
    "index.ja.md": "# グラフ {#graph}\n\nグラフを分ける。\n\n## 依存 {#dependence}\n\n[二](two.md)\n",
    "two.ja.md": "# 二 {#second}\n\n送る。\n",
}


def test_a_third_language_stands_beside_the_others(build_site: BuildSite, monkeypatch: pytest.MonkeyPatch) -> None:
    """CONTRIBUTING.md, "How to add a language", as far as two pages without examples need it."""
    monkeypatch.setattr(translations, "LANGUAGES", ("ko", "en", "ja"))
    site = build_site(JAPANESE, more="ja")
    html = (site / "ja" / "two" / "index.html").read_text()
    assert '<html lang="ja"' in html
    assert searchable(site, "ja") == ["", "#dependence", "two/"]
    assert 'hreflang="ja"' in (site / "sitemap.xml").read_text()
    assert {"ko", "en"} <= set(re.findall(r'hreflang="(\w+)"', html))


def test_what_a_third_language_lacks_is_named(
    build_site: BuildSite, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(translations, "LANGUAGES", ("ko", "en", "ja"))
    with pytest.raises((PluginError, Abort)):
        build_site({"index.ja.md": "# グラフ {#graph}\n"}, more="ja")
    said = caplog.text
    assert "index.md in ja lacks the sections #dependence" in said
    assert "two.md has no version in ja" in said


@pytest.mark.parametrize("words", [api_reference.WORDS, fences.WORDS, graph_fence.WORDS, op_table.WORDS, shown_words.WORDS])
def test_the_builds_own_words_are_there_in_every_language(words: dict[str, dict[str, str]]) -> None:
    assert list(words) == list(LANGUAGES)
    korean, *others = (each.keys() for each in words.values())
    assert all(other == korean for other in others)
