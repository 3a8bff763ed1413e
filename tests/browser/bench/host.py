"""A static host for what is measured: our assets, stock Pyodide, peers, and the pages that boot them.

Takes a map from address to file; gives a running server. Law: the same headers and the same speed for everybody.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import mimetypes
import threading
import time
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from plugin.assets import make_assets
from plugin.places import NODE_MODULES
from plugin.wheels import NUMPY_WHEEL

PAGES = Path(__file__).with_name("pages")
PEERS = {"pyscript": NODE_MODULES / "@pyscript/core/dist"}
TYPES = {".mjs": "text/javascript", ".js": "text/javascript", ".wasm": "application/wasm"}
Files = Mapping[str, "Path | bytes"]
PIECE_BYTES = 1 << 16


def files() -> dict[str, Path | bytes]:
    """Every address of the comparison."""
    stock = {path.name: path for path in (NODE_MODULES / "pyodide").iterdir() if path.is_file()}
    numpy = NODE_MODULES / NUMPY_WHEEL
    made: dict[str, Path | bytes] = {path.name: path for path in PAGES.iterdir()}
    made |= {f"stock/{name}": path for name, path in stock.items()}
    made |= {f"stock/{numpy.name}": numpy, "stock/pyodide-lock.json": _lock(stock["pyodide-lock.json"], numpy)}
    for name, folder in PEERS.items():
        made |= {f"{name}/{path.relative_to(folder).as_posix()}": path for path in folder.rglob("*") if path.is_file()}
    return made | make_assets()


def _lock(published: Path, numpy: Path) -> bytes:
    """Pyodide's own lock file; NumPy is the wheel that we have, as its own is on no registry."""
    lock = json.loads(published.read_text())
    sha256 = hashlib.sha256(numpy.read_bytes()).hexdigest()
    lock["packages"]["numpy"] |= {"file_name": numpy.name, "sha256": sha256}
    return json.dumps(lock).encode()


class Link:
    """What all connections share: so many bytes a second, or as many as there are."""

    def __init__(self, bytes_per_s: float | None = None) -> None:
        self.bytes_per_s = bytes_per_s
        self._lock = threading.Lock()

    def carry(self, size_bytes: int) -> None:
        if self.bytes_per_s is not None:
            with self._lock:
                time.sleep(size_bytes / self.bytes_per_s)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # as real hosts: else a small file waits 40 ms for an acknowledgement

    def __init__(self, *args: Any, files: Files, link: Link) -> None:
        self.files = files
        self.link = link
        super().__init__(*args)

    def do_GET(self) -> None:
        address = self.path.partition("?")[0].lstrip("/")
        found = self.files.get(address)
        if found is None:
            return self.send_error(404)
        body = found if isinstance(found, bytes) else found.read_bytes()
        self.send_response(200)
        suffix = Path(address).suffix
        kind = TYPES.get(suffix) or mimetypes.guess_type(address)[0] or "application/octet-stream"
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")  # as GitHub Pages does
        self.end_headers()
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            for start in range(0, len(body), PIECE_BYTES):
                self.link.carry(len(body[start : start + PIECE_BYTES]))
                self.wfile.write(body[start : start + PIECE_BYTES])
        return None

    def log_message(self, *args: Any) -> None:
        pass


@contextlib.contextmanager
def served(addresses: Files, link: Link | None = None) -> Iterator[str]:
    carrier = link or Link()

    def handler(*args: Any) -> _Handler:
        return _Handler(*args, files=addresses, link=carrier)

    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
