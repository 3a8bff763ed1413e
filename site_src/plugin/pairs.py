"""Every page exists in every language and says the same: sections, examples, pictures, and all of it up to date.

Takes each page's source and the anchors of its headings as the build found them, gives complaints.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from plugin.sections import sections
from plugin.translations import stale


@dataclass(frozen=True, slots=True)
class Article:
    """A page in one language: its source, front matter included, and its anchors in their order."""

    source: str
    anchors: tuple[str, ...]


def split_language(path: str, default: str, others: list[str]) -> tuple[str, str]:
    """`guide/graph.en.md` is `guide/graph.md` in English; without a suffix a page is in the default language."""
    pure = PurePosixPath(path)
    stem, _, suffix = pure.stem.rpartition(".")
    if suffix in others:
        return str(pure.with_name(stem + pure.suffix)), suffix
    return path, default


def complaints(pages: Mapping[str, Article], default: str, others: list[str]) -> Iterable[str]:
    """`pages` by their source paths."""
    by_page: dict[str, dict[str, Article]] = {}
    for path, article in pages.items():
        page, language = split_language(path, default, others)
        by_page.setdefault(page, {})[language] = article
    for page, versions in sorted(by_page.items()):
        for language, article in versions.items():
            yield from _silent_pictures(page, language, article)
        missing = [language for language in [default, *others] if language not in versions]
        if missing:
            yield f"{page} has no version in {', '.join(missing)}"
            continue
        for language in others:
            expected, found = versions[default], versions[language]
            differences = list(_differences(page, language, expected.anchors, found.anchors))
            yield from differences or _contents(page, language, expected, found)


def _differences(page: str, language: str, expected: tuple[str, ...], found: tuple[str, ...]) -> Iterable[str]:
    if expected == found:
        return
    lacking = [anchor for anchor in expected if anchor not in found]
    extra = [anchor for anchor in found if anchor not in expected]
    if lacking:
        yield f"{page} in {language} lacks the sections {', '.join('#' + anchor for anchor in lacking)}"
    if extra:
        yield f"{page} in {language} alone has the sections {', '.join('#' + anchor for anchor in extra)}"
    if not lacking and not extra:
        yield f"{page} in {language} has its sections in another order"


def _contents(page: str, language: str, expected: Article, found: Article) -> Iterable[str]:
    """What differs inside sections that both versions have."""
    theirs = sections(found.source)
    for anchor, own in sections(expected.source).items():
        other = theirs[anchor]
        if own.examples != other.examples:
            yield f"{page} in {language} has other live fences in #{anchor}: {other.examples} where {own.examples} are expected"
        if len(own.alternatives) != len(other.alternatives):
            yield f"{page} in {language} has {len(other.alternatives)} pictures in #{anchor}, not {len(own.alternatives)}"
        for words in set(own.alternatives) & set(other.alternatives) - {""}:
            yield f"{page} in {language} has an alt text in #{anchor} that was not translated: {words!r}"
    for anchor, what in stale(expected.source, found.source):
        yield f"{page} in {language} is stale: #{anchor} {what}; see `make translation-status`"


def _silent_pictures(page: str, language: str, article: Article) -> Iterable[str]:
    for anchor, section in sections(article.source).items():
        if "" in section.alternatives:
            yield f"{page} in {language} has a picture without alt text in #{anchor}"
