"""The headers that a host should send with the site, in the form that several hosts read: a file `_headers`.

Takes the folder of a finished site, whose inline scripts (the theme's) it allows by their hashes. Its law: no script runs that
was not published with the site, and nothing is asked of another origin.
"""

import base64
import hashlib
import re
from pathlib import Path

from plugin.isolation import HEADERS

FILE = "_headers"
INLINE = re.compile(r"<script(?P<attributes>(?:\s[^>]*)?)>(?P<code>.*?)</script>", re.DOTALL)
RUNS = {"", "module", "text/javascript"}


def publish_headers(site: Path) -> None:
    lines = ["/*", *(f"  {name}: {value}" for name, value in headers(site))]
    (site / FILE).write_text("\n".join(lines) + "\n", encoding="utf-8")


def headers(site: Path) -> list[tuple[str, str]]:
    return [("Content-Security-Policy", policy(site)), *HEADERS, ("X-Content-Type-Options", "nosniff")]


def policy(site: Path) -> str:
    hashes = sorted({digest for page in site.rglob("*.html") for digest in _inline_hashes(page.read_text(encoding="utf-8"))})
    rules = {
        "default-src": ["'self'"],
        # WebAssembly, but no eval: Python runs in the one, and nothing needs the other.
        "script-src": ["'self'", "'wasm-unsafe-eval'", *(f"'sha256-{digest}'" for digest in hashes)],
        "style-src": ["'self'", "'unsafe-inline'"],  # drawings place things by style attributes
        "img-src": ["'self'", "data:", "blob:"],
        "connect-src": ["'self'", "blob:"],  # Stop is told to a busy worker by a blob's address: runtime/leash.js
        "worker-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
    }
    return "; ".join(" ".join([name, *values]) for name, values in rules.items())


def _inline_hashes(page: str) -> list[str]:
    found = []
    for script in INLINE.finditer(page):
        attributes = script["attributes"]
        kind = re.search(r"""\btype=["']?([^"'\s>]*)""", attributes)
        if not re.search(r"\bsrc=", attributes) and (kind[1] if kind else "") in RUNS:
            found.append(base64.b64encode(hashlib.sha256(script["code"].encode()).digest()).decode())
    return found
