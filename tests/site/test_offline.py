"""The list of what is published, and the headers that a host is to send."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path

from plugin.headers import policy, publish_headers
from plugin.offline import WORKER, publish_worker, published

PAGE = """<script>one()</script><script type="application/json">{}</script>
<script src="a.js"></script><script type=module>two()</script>"""


def site(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_html", ".html").replace("_js", ".js")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def listed(folder: Path) -> dict[str, str]:
    first, code = (folder / WORKER).read_text().split(";\n", 1)
    assert code == "code()"
    files: dict[str, str] = json.loads(first.removeprefix("self.HEUREUM="))["files"]
    return files


def test_every_published_file_is_listed_by_its_content(tmp_path: Path) -> None:
    code = tmp_path / "worker.js"
    code.write_text("code()")
    folder = site(tmp_path / "site", index_html="a", part1__index_html="b", sitemap_xml="no")
    (folder / "en").mkdir()
    (folder / "en/sitemap.xml").write_text("no")
    (folder / "sitemap_xml").rename(folder / "sitemap.xml")
    publish_headers(folder)
    publish_worker(folder, code)
    assert listed(folder) == {
        "index.html": hashlib.sha256(b"a").hexdigest()[:16],
        "part1/index.html": hashlib.sha256(b"b").hexdigest()[:16],
    }
    before = (folder / WORKER).read_bytes()
    publish_worker(folder, code)
    assert (folder / WORKER).read_bytes() == before
    (folder / "index.html").write_text("c")
    publish_worker(folder, code)
    assert (folder / WORKER).read_bytes() != before


def test_scripts_that_run_are_allowed_by_their_hashes_and_no_others(tmp_path: Path) -> None:
    found = policy(site(tmp_path, index_html=PAGE, other__index_html=PAGE))
    hashes = [base64.b64encode(hashlib.sha256(code).digest()).decode() for code in (b"one()", b"two()")]
    allowed = found.partition("script-src ")[2].partition(";")[0].split()
    assert allowed == ["'self'", "'wasm-unsafe-eval'", *(f"'sha256-{digest}'" for digest in sorted(hashes))]
    assert "unsafe-eval'" not in found.replace("'wasm-unsafe-eval'", "")


def test_the_built_site_has_both(built_site: Path) -> None:
    files = json.loads((built_site / WORKER).read_text().split(";\n", 1)[0].removeprefix("self.HEUREUM="))["files"]
    assert files == published(built_site)
    assert {"index.html", "en/part1/index.html", "assets/heureum/main.js", "404.html"} <= files.keys()
    assert (
        (built_site / "_headers").read_text().startswith("/*\n  Content-Security-Policy: default-src 'self'; script-src 'self' ")
    )
