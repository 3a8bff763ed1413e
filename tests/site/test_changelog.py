import re

from plugin.changelog import MARKER, with_changelog
from plugin.places import ROOT


def test_a_page_holds_every_version_under_an_anchor_of_its_own() -> None:
    page = with_changelog(f"# 바뀐 것 {{#changelog}}\n\n{MARKER}\n")
    versions = re.findall(r"^## \[", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(re.findall(r"^## .+ \{#version-[\w-]+\}$", page, re.MULTILINE)) == len(versions) > 0
    assert "Keep a Changelog" not in page
    assert MARKER not in page


def test_other_pages_stay_as_they_are() -> None:
    assert with_changelog("# 쪽") == "# 쪽"
