"""A host of the built site that misbehaves when told to: loses files, cuts them off, hangs, goes away and comes back."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


class Host:
    """Serves a folder at one address; every fault is a part of the paths that it concerns."""

    def __init__(self, folder: Path, headers: list[tuple[str, str]]) -> None:
        self.folder = folder
        self.headers = headers
        self.lost: set[str] = set()
        self.cut_off: set[str] = set()
        self.asked: list[str] = []
        self.port = 0
        self._server: ThreadingHTTPServer | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def come(self) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), partial(_Files, host=self))
        self.port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def go(self) -> None:
        if self._server:
            self._server.shutdown()
            self._server.server_close()
        self._server = None


class _Files(SimpleHTTPRequestHandler):
    # A connection for each answer, so that no browser keeps one to a host that has gone.
    protocol_version = "HTTP/1.0"

    def __init__(self, *args: Any, host: Host) -> None:
        self.host = host
        super().__init__(*args, directory=str(host.folder))

    def do_GET(self) -> None:
        self.host.asked.append(self.path)
        if any(part in self.path for part in self.host.lost):
            self.send_error(HTTPStatus.NOT_FOUND)
        else:
            super().do_GET()

    def end_headers(self) -> None:
        for name, value in self.host.headers:
            self.send_header(name, value)
        super().end_headers()

    def copyfile(self, source: Any, outputfile: Any) -> None:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            if any(part in self.path for part in self.host.cut_off):
                outputfile.write(source.read()[:-100])
            else:
                super().copyfile(source, outputfile)

    def log_message(self, *args: Any) -> None:
        pass


@contextlib.contextmanager
def hosted(folder: Path, headers: list[tuple[str, str]] | None = None) -> Iterator[Host]:
    host = Host(folder, headers or [])
    host.come()
    try:
        yield host
    finally:
        host.go()
