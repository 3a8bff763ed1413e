"""The search index is fetched when it is asked for, in the theme as it is installed."""

from __future__ import annotations

from pathlib import Path

import material
import pytest

from plugin.search_later import fetch_index_when_asked

(BUNDLE,) = (Path(material.__file__).parent / "templates" / "assets" / "javascripts").glob("bundle.*.min.js")


def published(site: Path, script: str) -> Path:
    bundle = site / "assets" / "javascripts" / BUNDLE.name
    bundle.parent.mkdir(parents=True)
    bundle.write_text(script)
    return bundle


def test_the_themes_script_waits_before_it_fetches(tmp_path: Path) -> None:
    original = BUNDLE.read_text()
    bundle = published(tmp_path, original)
    fetch_index_when_asked(tmp_path)
    changed = bundle.read_text()
    assert changed.count("search/search_index.json") == original.count("search/search_index.json") == 1
    assert "location.search)" in changed.split("search/search_index.json")[0][-120:]
    assert "sourceMappingURL" not in changed


def test_another_theme_fails_the_build(tmp_path: Path) -> None:
    published(tmp_path, 'fetch("search/search_index.json")')
    with pytest.raises(ValueError, match="search_later"):
        fetch_index_when_asked(tmp_path)
