"""Each language's part of a built site works as if it were a site by itself."""

import json
import re
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort, PluginError

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


@pytest.mark.parametrize("changes", [{"two.en.md": ""}, {"two.en.md": "# Second {#other}\n"}])
def test_pages_that_differ_between_languages_fail_the_build(build_site: BuildSite, changes: dict[str, str]) -> None:
    with pytest.raises((PluginError, Abort)):
        build_site(changes)
