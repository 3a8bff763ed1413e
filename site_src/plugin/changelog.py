"""The changelog as part of a page: a page says where it goes. Takes Markdown, gives Markdown with CHANGELOG.md in it."""

import re

from plugin.places import ROOT

MARKER = "<!-- changelog -->"


def with_changelog(markdown: str) -> str:
    if MARKER not in markdown:
        return markdown
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = text[text.index("\n## ") :]
    # The same anchors in every language; a version number alone would make a poor one.
    anchored = re.sub(
        r"^## \[(.+?)\](.*)$", lambda m: f"## {m[1]}{m[2]} {{#version-{_slug(m[1])}}}", versions, flags=re.MULTILINE
    )
    anchored = re.sub(r"^### (.+)$", r"**\1**", anchored, flags=re.MULTILINE)
    return markdown.replace(MARKER, f'<div lang="en" markdown>\n{anchored.strip()}\n</div>')


def _slug(version: str) -> str:
    return re.sub(r"\W+", "-", version.lower())
