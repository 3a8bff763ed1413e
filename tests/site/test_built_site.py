"""The site as it is published: it asks nobody else for anything, and reads without a script."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

# What makes a browser fetch by itself; a link waits for the reader.
FETCHED = {"script": "src", "img": "src", "iframe": "src", "source": "src", "video": "src", "link": "href", "use": "href"}
# These links only name an address.
NAMED = {"canonical", "alternate", "prev", "next"}


class Fetches(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        address = attributes.get(FETCHED.get(tag, ""))
        if address and not NAMED & set((attributes.get("rel") or "").split()):
            self.addresses.append(address)


def pages(site: Path) -> list[Path]:
    found = list(site.rglob("*.html"))
    assert found
    return found


def test_no_page_fetches_from_another_site(built_site: Path) -> None:
    for page in pages(built_site):
        fetches = Fetches()
        fetches.feed(page.read_text())
        assert fetches.addresses
        assert not [address for address in fetches.addresses if urlsplit(address).netloc], page


def test_no_style_fetches_from_another_site(built_site: Path) -> None:
    for style in built_site.rglob("*.css"):
        addresses = re.findall(r"""(?:url\(\s*|@import\s+)["']?([^"')\s]+)""", style.read_text())
        assert not [address for address in addresses if urlsplit(address).netloc], style


def test_part_one_reads_without_a_script_in_both_languages(built_site: Path) -> None:
    for folder, language in (("", "ko"), ("en", "en")):
        html = (built_site / folder / "part1" / "index.html").read_text()
        assert f'<html lang="{language}"' in html
        assert html.count("<heureum-cell ") == html.count('<div class="heureum-output"') > 0
        assert '<figure class="heureum-graph" tabindex="0" data-search-exclude><svg' in html
        assert not re.search(r"^\s*(<span[^>]*>)?# (ko|en):", html, re.MULTILINE)
