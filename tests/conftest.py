"""What tests of more than one part share: the real site, built once as it is built for publishing, and a browser."""

import contextlib
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from plugin.isolation import HEADERS

ROOT = Path(__file__).parents[1]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests in the browser come last: Playwright keeps an event loop in this thread, and others call `asyncio.run`."""
    items.sort(key=lambda item: "browser" in getattr(item, "fixturenames", ()))


class _Files(SimpleHTTPRequestHandler):
    """A static host, as plain as the one the site is published on."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, headers: list[tuple[str, str]], **rest: Any) -> None:
        self.extra_headers = headers
        super().__init__(*args, **rest)

    def end_headers(self) -> None:
        for name, value in self.extra_headers:
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *args: Any) -> None:
        pass

    def copyfile(self, source: Any, outputfile: Any) -> None:
        # A page that is left stops listening in the middle of a file.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            super().copyfile(source, outputfile)


@contextlib.contextmanager
def _served(folder: Path, headers: list[tuple[str, str]]) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Files, directory=str(folder), headers=headers))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="session")
def _host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A folder and the address it is served at, known before the site is built, which writes its address into sitemaps."""
    folder = tmp_path_factory.mktemp("built") / "site"
    with _served(folder, []) as url:
        yield folder, url


@pytest.fixture(scope="session")
def built_site(_host: tuple[Path, str]) -> Path:
    """The folder that `mkdocs build --strict` fills."""
    site, url = _host
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site)]
    environment = os.environ | {"HEUREUM_SITE_URL": url}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return site


@pytest.fixture(scope="session")
def site_url(built_site: Path, _host: tuple[Path, str]) -> str:
    """The built site on a host that sends no headers of its own, like GitHub Pages."""
    return _host[1]


@pytest.fixture(scope="session")
def isolated_site_url(built_site: Path) -> Iterator[str]:
    """The built site on a host that isolates pages, as `mkdocs serve` does."""
    with _served(built_site, HEADERS) as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if executable is None:
        pytest.fail("the browser tests need Chromium: `apt-get install chromium`, or see .ci/run")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()
