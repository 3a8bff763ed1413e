"""Joins the stylesheets of a page into one file, and lets its scripts wait for the page. Takes the built site, changes it.

Each file that stands in the way of the first line costs a journey to the server. Its law: the same rules in the same order,
and every address in them still leads where it led.
"""

import hashlib
import os
import re
from pathlib import Path
from urllib.parse import urljoin

LINK = re.compile(r'\s*<link rel="stylesheet" href="([^"]+)">')
SCRIPT = re.compile(r'<script src="([^"]+)"></script>')
MODULE = re.compile(r'<script src="([^"]+)" type="module"></script>')
ADDRESS = re.compile(r"""url\(\s*(["']?)(?!data:|#|/|[a-z]+:)([^"')]+)\1\s*\)""")
CHARSET = re.compile(r'^\s*@charset "[^"]+";', re.IGNORECASE)
FOLDER = "assets/stylesheets"


def join_stylesheets(site: Path) -> None:
    for page in site.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        if addresses := LINK.findall(html):
            files = [_file(site, page, address) for address in addresses]
            joined = _joined(site, files)
            # An error page is shown at any depth, so its links begin at the root.
            root = addresses[0].removesuffix(files[0].relative_to(site).as_posix())
            address = f"{root}{joined.relative_to(site).as_posix()}"
            html = LINK.sub("", html, count=len(addresses) - 1)
            html = LINK.sub(f'\n<link rel="stylesheet" href="{address}">', html)
        html = SCRIPT.sub(r'<script defer src="\1"></script>', html)
        # A module is deferred as it is, but would be fetched before the fonts.
        html = MODULE.sub(r'<script src="\1" type="module" fetchpriority="low"></script>', html)
        page.write_text(html, encoding="utf-8")


def _file(site: Path, page: Path, address: str) -> Path:
    here = site if address.startswith("/") else page.parent
    parts = address.lstrip("/").split("/")
    # Below a path of its host, an address from the root begins with that path.
    for start in range(len(parts)):
        path = Path(os.path.normpath(here.joinpath(*parts[start:])))
        if path.is_file():
            return path
    raise FileNotFoundError(f"{page}: no stylesheet is at {address}")


def _joined(site: Path, files: list[Path]) -> Path:
    content = "\n".join(_moved(file.relative_to(site).as_posix(), file.read_text(encoding="utf-8")) for file in files)
    content = '@charset "UTF-8";\n' + content
    path = site / FOLDER / f"site.{hashlib.sha256(content.encode()).hexdigest()[:8]}.css"
    if not path.exists():
        path.write_text(content, encoding="utf-8")
    return path


def _moved(place: str, style: str) -> str:
    """A stylesheet as it has to read in FOLDER."""

    def address(found: re.Match[str]) -> str:
        return f'url("{os.path.relpath(urljoin(place, found[2]), FOLDER)}")'

    return ADDRESS.sub(address, CHARSET.sub("", style))
