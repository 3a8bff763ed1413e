"""What was seen and run once works without the host; a new version replaces the old one whole; and nothing depends on storage."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from plugin.headers import headers
from plugin.isolation import HEADERS
from plugin.offline import WORKER, published

from .cell import Cell
from .conftest import OpenPage
from .host import Host, hosted

NEW = "document.body?.textContent.includes('new')"
CONTROLLED = "navigator.serviceWorker.controller !== null"
# What the store holds, in the order of its list.
STORED = """async () => {
  const keys = await caches.keys();
  const all = await Promise.all(keys.map(async key => (await (await caches.open(key)).keys()).map(request => request.url)));
  return all.flat().map(url => url.replace(/.*content[/]/, ""));
}"""


@pytest.fixture
def host(built_site: Path, tmp_path: Path) -> Iterator[Host]:
    """A copy below a path, which a test may publish anew."""
    (tmp_path / "host").mkdir()
    shutil.copytree(built_site, tmp_path / "host/project", copy_function=shutil.copyfile)
    with hosted(tmp_path / "host") as host:
        yield host


def site_of(host: Host) -> Path:
    return host.folder / "project"


def opened(open_page: OpenPage, host: Host) -> Cell:
    """The second visit of a page: the worker is there and has what the first one loaded."""
    page = open_page(host.url + "project/part1/", service_workers="allow")
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    wait_until_stored(page, site_of(host), {"part1/index.html", "assets/heureum/main.js"})
    page.reload()
    page.wait_for_function(CONTROLLED)
    return Cell(page, "graph.py")


def wait_until_stored(page: Page, site: Path, paths: set[str]) -> None:
    hashes = published(site)
    while not {hashes[path] for path in paths} <= set(page.evaluate(STORED)):
        page.evaluate("new Promise(requestAnimationFrame)")


def publish(site: Path, changes: dict[str, str]) -> None:
    """A new version: some texts are others, and the worker's list says so."""
    for path, marker in changes.items():
        file = site / path
        text = file.read_text()
        file.write_text(text.replace("</body>", f"{marker}</body>") if path.endswith(".html") else f"{text}\n{marker}")
    _, code = (site / WORKER).read_text().split(";\n", 1)
    (site / WORKER).write_text(f"self.HEUREUM={json.dumps({'files': published(site)})};\n{code}")


def test_what_ran_once_runs_with_the_host_gone(open_page: OpenPage, host: Host) -> None:
    cell = opened(open_page, host)
    cell.run()
    site = site_of(host)
    manifest = json.loads((site / "assets/heureum/manifest.json").read_text())
    files = {f"assets/heureum/{file['url']}" for file in manifest["files"].values()}
    wait_until_stored(cell.page, site, files | {"search/search_index.json"})
    host.go()
    cell.page.reload()
    expect(cell.run_button).to_be_visible()
    field = cell.page.locator("[data-md-component=search-query]")
    field.fill("그래프")
    field.press("End")
    expect(cell.page.locator(".md-search-result__link").first).to_be_visible()
    field.press("Escape")
    cell.type_instead(
        "import csv, heureum as tf\nwith tf.Session(workers=2) as s:\n    print(s.run(tf.add(2.0, 3.0)), csv.__name__)"
    )
    cell.run()
    assert cell.output.inner_text() == "5.0 csv\n"
    cell.page.goto(host.url + "project/glossary/")
    expect(cell.page.locator("h1")).to_have_text("오프라인")
    cell.page.goto(host.url + "project/en/inside/")
    expect(cell.page.locator("h1")).to_have_text("Offline")
    host.come()
    cell.page.reload()
    expect(cell.page.locator("article")).to_be_visible()


@pytest.mark.parametrize("lost", [set(), {"client_worker"}], ids=["the host has another", "the host has none"])
def test_a_page_never_gets_a_part_of_another_version(open_page: OpenPage, host: Host, lost: set[str]) -> None:
    cell = opened(open_page, host)
    # Or the new version could take over with this page's reload, if the browser asks for it by itself in between.
    other = cell.page.context.new_page()
    other.goto(host.url + "project/part1/")
    publish(
        site_of(host),
        {"part1/index.html": "new", "assets/heureum/client_worker.js": "// new", "assets/heureum/manifest.json": "\n"},
    )
    cell.page.reload()  # still the old page: it was stored, and there is another page of its version
    host.lost = lost
    cell.run_button.click()
    expect(cell.status).to_contain_text("새로 고치", timeout=30_000)
    assert cell.runs_ended == 1
    host.lost = set()
    cell.status.get_by_role("button", name="새로 고치기").click()
    cell.page.wait_for_function(NEW)  # though the other page keeps the old version alive
    cell.run()
    assert cell.output.inner_text() == "e = 15.0\n"
    assert not other.evaluate(NEW)
    host.go()
    other.reload()
    expect(other.locator("h1")).to_be_visible()
    assert not other.evaluate(NEW)


def test_a_page_that_the_old_version_does_not_have_gets_files_of_its_own(open_page: OpenPage, host: Host) -> None:
    page = opened(open_page, host).page
    page.context.new_page().goto(host.url + "project/part1/")
    site = site_of(host)
    (site / "part9").mkdir()
    shutil.copyfile(site / "part1/index.html", site / "part9/index.html")
    publish(site, {"part9/index.html": "new", "assets/heureum/main.js": "document.documentElement.dataset.script = 'new'"})
    page.goto(host.url + "project/part9/")
    page.wait_for_function(NEW)
    page.wait_for_selector("html[data-script=new]", state="attached")


def test_a_new_version_takes_over_with_the_last_page_of_the_old_one(open_page: OpenPage, host: Host) -> None:
    cell = opened(open_page, host)
    publish(site_of(host), {"part1/index.html": "<i id='new'></i>"})
    cell.page.evaluate("navigator.serviceWorker.getRegistration().then(one => one.update()).then(() => null)")
    cell.page.wait_for_function("navigator.serviceWorker.getRegistration().then(one => one.waiting !== null)")
    cell.page.reload()
    cell.page.wait_for_selector("#new", state="attached")
    old = hashlib.sha256(b"").hexdigest()
    assert old not in cell.page.evaluate(STORED)
    cell.run()
    assert cell.output.inner_text() == "e = 15.0\n"


def test_full_storage_is_survived_and_said(open_page: OpenPage, host: Host) -> None:
    page = open_page(host.url + "project/part1/", service_workers="allow")
    devtools = page.context.new_cdp_session(page)
    devtools.send("Storage.overrideQuotaForOrigin", {"origin": host.url.rstrip("/"), "quotaSize": 1})
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    page.reload()
    cell = Cell(page, "graph.py")
    cell.run()
    assert cell.output.inner_text() == "e = 15.0\n"
    expect(cell.element.locator(".heureum-notice")).to_contain_text("저장 공간이 모자라", timeout=30_000)


@pytest.mark.parametrize("isolated", [False, True])
def test_cells_run_under_the_policy_that_the_site_publishes(
    open_page: OpenPage, built_site: Path, tmp_path: Path, isolated: bool
) -> None:
    (tmp_path / "project").symlink_to(built_site)
    sent = [one for one in headers(built_site) if isolated or one not in HEADERS]
    with hosted(tmp_path, sent) as host:
        page = open_page("about:blank", service_workers="allow")
        refused: list[str] = []
        page.on("console", lambda message: refused.append(message.text) if "Content Security Policy" in message.text else None)
        page.goto(host.url + "project/part1/")
        cell = Cell(page, "graph.py")
        assert page.evaluate("crossOriginIsolated") is isolated
        cell.run()
        assert cell.output.inner_text() == "e = 15.0\n"
        cell.type_instead("while True: pass")
        cell.start()
        cell.stop_button.click()
        expect(cell.status).to_contain_text("멈췄습니다")
        assert refused == []
