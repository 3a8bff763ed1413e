"""Every page exists in every language, with the same sections. Takes each page's anchors, gives complaints."""

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath


def split_language(path: str, default: str, others: list[str]) -> tuple[str, str]:
    """`guide/graph.en.md` is `guide/graph.md` in English; without a suffix a page is in the default language."""
    pure = PurePosixPath(path)
    stem, _, suffix = pure.stem.rpartition(".")
    if suffix in others:
        return str(pure.with_name(stem + pure.suffix)), suffix
    return path, default


def complaints(pages: Mapping[str, list[str]], default: str, others: list[str]) -> Iterable[str]:
    """`pages` gives each source path the anchors of its headings, in their order."""
    by_page: dict[str, dict[str, list[str]]] = {}
    for path, anchors in pages.items():
        page, language = split_language(path, default, others)
        by_page.setdefault(page, {})[language] = anchors
    for page, versions in sorted(by_page.items()):
        missing = [language for language in [default, *others] if language not in versions]
        if missing:
            yield f"{page} has no version in {', '.join(missing)}"
            continue
        for language in others:
            yield from _differences(page, language, versions[default], versions[language])


def _differences(page: str, language: str, expected: list[str], found: list[str]) -> Iterable[str]:
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
