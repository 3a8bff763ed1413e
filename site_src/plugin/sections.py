"""An article's source cut at its headings. Takes Markdown, gives each section's text under the heading's anchor.

Its law: only what a translator must follow counts. Front matter does not, nor does space around a section, nor does the
code in docs/examples, which is one file for all languages.
"""

import hashlib
import re
from dataclasses import dataclass

FRONT_MATTER = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)
HEADING = re.compile(r"^#{1,6} .*\{#([\w-]+)\}\s*$")
CODE_FENCE = re.compile(r"^\s*(`{3,}|~{3,})")
LIVE_FENCE = re.compile(r"^\s*`{3,}\s*(?:python\s+(live=.*)|graph\b(.*))$", re.MULTILINE)
MARKDOWN_IMAGE = re.compile(r"!\[([^\]]*)\]\(")
HTML_IMAGE = re.compile(r"<img\b[^>]*>|<svg\b[^>]*>", re.DOTALL)
HTML_WORDS = re.compile(r'\b(?:alt|aria-label)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Section:
    """From one heading to the next, of whatever level."""

    anchor: str
    text: str

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()[:12]

    @property
    def examples(self) -> list[str]:
        """What its live fences and graphs name, options and all."""
        return [(live or graph).strip() for live, graph in LIVE_FENCE.findall(self.text)]

    @property
    def alternatives(self) -> list[str]:
        """What is read aloud for each of its pictures; "" for one that has no words."""
        html = [HTML_WORDS.search(tag) for tag in HTML_IMAGE.findall(self.text)]
        return MARKDOWN_IMAGE.findall(self.text) + [match[1] if match else "" for match in html]


def sections(markdown: str) -> dict[str, Section]:
    """In their order. What stands before the first heading belongs to none."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    closing = ""
    for line in FRONT_MATTER.sub("", markdown).splitlines():
        fence = CODE_FENCE.match(line)
        if closing:
            if fence and line.strip() == closing:
                closing = ""
        elif fence:
            closing = fence[1]
        elif heading := HEADING.match(line):
            lines = found.setdefault(heading[1], [])
        lines.append(line.rstrip())
    return {anchor: Section(anchor, "\n".join(text).strip()) for anchor, text in found.items()}
