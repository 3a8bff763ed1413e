"""Where things lie in the repository. What is made goes under .cache, outside every folder that live reload watches."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache"

DOCS = ROOT / "docs"
ENGINE_PROJECT = ROOT / "pkg"
ENGINE = ENGINE_PROJECT / "src"
LIVE = ROOT / "site_src" / "heureum_live"
WEB = ROOT / "site_src" / "web"
NODE_MODULES = WEB / "node_modules"
