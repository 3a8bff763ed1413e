"""Gives every language a search index and a sitemap of its own. Takes the built site, which has one of each for all.

The default language stays at the root; another lies below its own folder, as if it had been built as a site by itself.
Its pages name that folder as their base, for that is where the theme looks for both files.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from plugin.search_words import separator

BASE = re.compile(r'"base": "\.\./?')
HEAD_ALTERNATE = re.compile(r'<link rel="alternate" href="[^"]*" hreflang="[^"]*">\s*')
URL = re.compile(r"<url>.*?</url>", re.DOTALL)


def rebased(page_html: str) -> str:
    """A page below its language's folder, its base one level nearer."""
    return BASE.sub('"base": "./', page_html, count=1)


def without_head_alternates(page_html: str) -> str:
    """The theme asks each of these for a sitemap, which no page has. sitemap.xml and the visible link say the same."""
    return HEAD_ALTERNATE.sub("", page_html)


def split_search(site: Path, default: str, others: Mapping[str, list[dict[str, Any]]]) -> None:
    """`others` are the entries of each other language's pages: the common index lacks those that say the same in two."""
    path = site / "search" / "search_index.json"
    index = json.loads(path.read_text(encoding="utf-8"))
    rest = index["docs"]
    for language, entries in others.items():
        prefix = f"{language}/"
        rest = [doc for doc in rest if not doc["location"].startswith(prefix)]
        own = [doc | {"location": doc["location"].removeprefix(prefix)} for doc in entries]
        _write(site / language / "search" / path.name, _in(index, language, own))
    _write(path, _in(index, default, rest))


def _in(index: dict[str, Any], language: str, docs: list[dict[str, Any]]) -> str:
    config = index["config"] | {"lang": [language], "pipeline": [], "separator": separator(language, docs)}
    return json.dumps(index | {"config": config, "docs": docs}, ensure_ascii=False)


def split_sitemap(site: Path, site_url: str, default: str, others: list[str]) -> None:
    """A sitemap lists one language's pages, with the others as their alternates; the default one is for who speaks none."""
    root = site_url.rstrip("/") + "/"
    whole = (site / "sitemap.xml").read_text(encoding="utf-8")
    opening, rest = whole[: whole.index("<url>")], [_for_anyone(url, default) for url in URL.findall(whole)]
    for language in others:
        own = [url for url in rest if f"<loc>{root}{language}/" in url]
        rest = [url for url in rest if url not in own]
        _write(site / language / "sitemap.xml", _sitemap(opening, own))
    _write(site / "sitemap.xml", _sitemap(opening, rest))
    # Its compressed twin would still speak of all.
    (site / "sitemap.xml.gz").unlink(missing_ok=True)


def _for_anyone(url: str, default: str) -> str:
    own = re.compile(rf'(\s*<xhtml:link rel="alternate" hreflang=)"{default}"(.*?/>)')
    return own.sub(r'\g<0>\1"x-default"\2', url, count=1)


def _sitemap(opening: str, urls: list[str]) -> str:
    return opening + "\n    ".join(urls) + "\n</urlset>\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
