"""Which sections changed after they were translated. Takes a page and its translation, gives complaints.

A translation's front matter holds, under `translates`, the digest that each section of the source had when somebody last
made the two agree. Its law: only `accept` writes there, and only a person can know when to call it.
As a script: `status` lists what is stale and fails if there is any; `accept [page or page#section ...]` records that the
translations named, or all of them, are up to date.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from plugin.places import DOCS
from plugin.sections import FRONT_MATTER, sections
from plugin.tagged_comments import LANGUAGES

RECORD = re.compile(r'^translates:\n((?:  [\w-]+: "\w+"\n)*)', re.MULTILINE)
ENTRY = re.compile(r'^  ([\w-]+): "(\w+)"$', re.MULTILINE)


def recorded(translation: str) -> dict[str, str]:
    """The digests in a translation's front matter."""
    front = FRONT_MATTER.match(translation)
    record = RECORD.search(front[1]) if front else None
    return dict(ENTRY.findall(record[1])) if record else {}


def stale(source: str, translation: str) -> Iterator[tuple[str, str]]:
    """The anchors of sections that a translator has to look at, each with what happened to it."""
    current, known = sections(source), recorded(translation)
    for anchor, section in current.items():
        if anchor not in known:
            yield anchor, "was never translated"
        elif known[anchor] != section.digest:
            yield anchor, "has changed since it was translated"
    for anchor in known.keys() - current.keys():
        yield anchor, "is no longer there"


def accepted(source: str, translation: str, only: frozenset[str] = frozenset()) -> str:
    """The translation with today's digests in its front matter, of the sections named or of all."""
    known = recorded(translation)
    fresh = {
        anchor: section.digest if not only or anchor in only else known.get(anchor, "")
        for anchor, section in sections(source).items()
    }
    record = "translates:\n" + "".join(f'  {anchor}: "{digest}"\n' for anchor, digest in fresh.items() if digest)
    front = FRONT_MATTER.match(translation)
    other = RECORD.sub("", front[1]) if front else ""
    return f"---\n{other}{record}---\n" + (translation[front.end() :] if front else "\n" + translation)


def pairs_in(docs: Path) -> Iterator[tuple[Path, Path]]:
    """Each page that people wrote, with each of its translations that is there."""
    _, *others = LANGUAGES
    for page in sorted(docs.rglob("*.md")):
        for language in others:
            translation = page.with_suffix(f".{language}.md")
            if translation.exists():
                yield page, translation


def status(docs: Path) -> Iterator[str]:
    for page, translation in pairs_in(docs):
        for anchor, what in stale(page.read_text(encoding="utf-8"), translation.read_text(encoding="utf-8")):
            yield f"{translation.relative_to(docs)}: section #{anchor} of {page.name} {what}"


def accept(docs: Path, names: Iterable[str]) -> None:
    """`names` are of translations, `part1.en.md` or `part1.en.md#work`; without any, all are meant."""
    wanted: dict[str, set[str]] = {}
    for named in names:
        file, _, anchor = named.removeprefix("docs/").partition("#")
        wanted.setdefault(file, set()).add(anchor)
    known = {str(translation.relative_to(docs)): (page, translation) for page, translation in pairs_in(docs)}
    if unknown := wanted.keys() - known.keys():
        raise SystemExit(f"no such translation: {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    for name, (page, translation) in known.items():
        if wanted and name not in wanted:
            continue
        only = _sections_named(name, wanted, sections(page.read_text(encoding="utf-8")))
        fresh = accepted(page.read_text(encoding="utf-8"), translation.read_text(encoding="utf-8"), only)
        translation.write_text(fresh, encoding="utf-8")


def _sections_named(name: str, wanted: dict[str, set[str]], there: Mapping[str, object]) -> frozenset[str]:
    only = wanted.get(name, {""})
    if "" in only:
        return frozenset()
    if unknown := only - there.keys():
        raise SystemExit(f"{name} has no section #{', #'.join(sorted(unknown))}")
    return frozenset(only)


def main(arguments: list[str]) -> int:
    match arguments:
        case ["status"]:
            found = list(status(DOCS))
            print("\n".join(found) or "Every translation is up to date.")
            return int(bool(found))
        case ["accept", *names]:
            accept(DOCS, names)
            return 0
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
