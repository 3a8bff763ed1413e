"""What lets the published site be read and run without its host: a list of its files, in front of the service worker.

Takes the folder of a finished site. Its law: the list is made last and holds what is published, so a version of the site is
exactly one list; whatever changes in a file changes the worker, which is how browsers learn of a new version.
"""

import hashlib
import json
from pathlib import Path

WORKER = "service_worker.js"
HASH_LENGTH = 16  # site_src/web/offline/store.js compares as many
# Asked for by search engines and hosts, not by pages.
LEFT_OUT = {WORKER, "sitemap.xml", "sitemap.xml.gz", "_headers", "CNAME", ".nojekyll"}
# While the site is being written nothing is kept: a worker that an earlier build left here removes itself.
REMOVES_ITSELF = """self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.registration.unregister()));
"""


def publish_worker(site: Path, code: Path) -> None:
    listed = json.dumps({"files": published(site)}, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    (site / WORKER).write_text(f"self.HEUREUM={listed};\n{code.read_text(encoding='utf-8')}", encoding="utf-8")


def published(site: Path) -> dict[str, str]:
    """Path to hash of every file that a page may ask for."""
    paths = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    return {
        name: hashlib.sha256(path.read_bytes()).hexdigest()[:HASH_LENGTH]
        for name, path in sorted(paths.items())
        if name not in LEFT_OUT and not name.endswith("/sitemap.xml")
    }
