"""Takes the pictures that examples drew out of the pages and publishes them as files. Takes the built site, changes it.

Law: a page's text waits for no picture that is further down. Without scripts and on paper browsers load all of them anyway.
"""

import base64
import hashlib
import re
from pathlib import Path

INLINE = re.compile(r'<img src="data:image/png;base64,([^"]+)"( alt="[^"]*" width="(\d+)" height="(\d+)")>')
FOLDER = "assets/pictures"


def publish_pictures(site: Path) -> None:
    (site / FOLDER).mkdir(parents=True, exist_ok=True)
    for page in site.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        if not INLINE.search(html):
            continue
        root = "../" * (len(page.relative_to(site).parts) - 1)

        def apart(found: re.Match[str], root: str = root) -> str:
            data, words, width, height = found.groups()
            path = _published(site, base64.b64decode(data), f"{width}x{height}")
            return f'<img src="{root}{path}" loading="lazy" decoding="async"{words}>'

        page.write_text(INLINE.sub(apart, html), encoding="utf-8")


def _published(site: Path, content: bytes, size: str) -> str:
    """Named by its content, in the form that the service worker keeps for good."""
    path = f"{FOLDER}/{size}-{hashlib.sha256(content).hexdigest()[:8]}.png"
    file = site / path
    if file.exists() and file.read_bytes() != content:
        raise FileExistsError(f"{path} would stand for two pictures")
    file.write_bytes(content)
    return path
