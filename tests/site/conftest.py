"""A small site of two pages in two languages, built by the real configuration, for tests that change what they build."""

import copy
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from plugin.translations import accept

ROOT = Path(__file__).parents[2]
PAGES = {
    "index.md": "# 그래프 {#graph}\n\n그래프를 나눈다.\n\n## 의존 {#dependence}\n\n[둘째](two.md)\n",
    "index.en.md": "# Graph {#graph}\n\nSplitting a graph.\n\n## Dependence {#dependence}\n\n[Second](two.md)\n",
    "two.md": "# 둘째 {#second}\n\n작업자에게 보낸다.\n",
    "two.en.md": "# Second {#second}\n\nSent to a worker.\n",
}

BuildSite = Callable[..., Path]


@pytest.fixture
def build_site(tmp_path: Path) -> Iterator[BuildSite]:
    """Builds the small site with some files changed or added, "" leaves a file out; in one more language, if asked."""

    def build_with(changes: dict[str, str], more: str = "") -> Path:
        docs = tmp_path / "docs"
        for name, text in (PAGES | changes).items():
            if text:
                path = docs / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
        accept(docs, [])
        site = tmp_path / "site"
        config = load_config(str(ROOT / "mkdocs.yml"), docs_dir=str(docs), site_dir=str(site), nav=None)
        if more:
            languages: list[Any] = config.plugins["i18n"].config["languages"]
            third = copy.deepcopy(languages[-1])
            third.locale, third.name, third.link, third.site_name = more, more, f"/{more}/", more
            languages.append(third)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
        return site

    yield build_with
    logging.getLogger("mkdocs").handlers.clear()
