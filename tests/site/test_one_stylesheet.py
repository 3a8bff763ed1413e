"""Joining stylesheets: order, addresses and depth."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from plugin.one_stylesheet import join_stylesheets

HEAD = (
    '<head>\n<link rel="stylesheet" href="{0}assets/one.css">\n<link rel="stylesheet" href="{0}assets/deep/two.css">\n</head>\n'
)
BODY = '<script src="{0}bundle.js"></script><script src="{0}main.js" type="module"></script>'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, root in (("index.html", ""), ("a/b/index.html", "../../"), ("404.html", "/below/")):
        page = tmp_path / name
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text((HEAD + BODY).format(root))
    (tmp_path / "assets" / "stylesheets").mkdir(parents=True)
    (tmp_path / "assets" / "deep").mkdir()
    (tmp_path / "assets" / "one.css").write_text('@charset "UTF-8";\np { background: url(pictures/p.svg) }')
    (tmp_path / "assets" / "deep" / "two.css").write_text("q { src: url('../f.woff2'), url(data:x), url(#g), url(/r.svg) }")
    join_stylesheets(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("page", "root"), [("index.html", ""), ("a/b/index.html", "../../"), ("404.html", "/below/")])
def test_a_page_asks_for_one_stylesheet(site: Path, page: str, root: str) -> None:
    (address,) = re.findall(r'<link rel="stylesheet" href="(.*?)">', (site / page).read_text())
    assert re.fullmatch(re.escape(root) + r"assets/stylesheets/site\.\w{8}\.css", address)
    assert (site / address.removeprefix(root)).is_file()


def test_rules_keep_their_order_and_lead_where_they_led(site: Path) -> None:
    (joined,) = (site / "assets" / "stylesheets").iterdir()
    style = joined.read_text()
    assert style.startswith('@charset "UTF-8";')
    assert style.count("@charset") == 1
    assert style.index("p {") < style.index("q {")
    assert re.findall(r"url\((.*?)\)", style) == ['"../pictures/p.svg"', '"../f.woff2"', "data:x", "#g", "/r.svg"]


def test_scripts_wait_for_the_page(site: Path) -> None:
    scripts = re.findall(r"<script.*?>", (site / "index.html").read_text())
    assert scripts == ['<script defer src="bundle.js">', '<script src="main.js" type="module" fetchpriority="low">']


def test_a_stylesheet_that_is_missing_fails_the_build(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<link rel="stylesheet" href="gone.css">')
    with pytest.raises(FileNotFoundError, match=r"gone\.css"):
        join_stylesheets(tmp_path)
