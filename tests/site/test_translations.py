from pathlib import Path

import pytest

from plugin.translations import accept, accepted, recorded, stale, status

SOURCE = "# 하나 {#one}\n처음\n\n## 둘 {#two}\n다음\n"
TRANSLATION = "# One {#one}\na\n\n## Two {#two}\nb\n"


def test_what_was_accepted_is_up_to_date_until_its_source_changes() -> None:
    translation = accepted(SOURCE, TRANSLATION)
    assert list(stale(SOURCE, translation)) == []
    assert translation.endswith("---\n\n" + TRANSLATION)
    assert list(stale(SOURCE.replace("다음", "끝"), translation)) == [("two", "has changed since it was translated")]


def test_sections_come_and_go() -> None:
    assert list(stale(SOURCE, TRANSLATION)) == [("one", "was never translated"), ("two", "was never translated")]
    assert list(stale("# 하나 {#one}\n처음\n", accepted(SOURCE, TRANSLATION))) == [("two", "is no longer there")]


def test_accepting_twice_changes_nothing_and_other_front_matter_stays() -> None:
    with_title = f"---\ntitle: One\n---\n{TRANSLATION}"
    once = accepted(SOURCE, with_title)
    assert once.startswith("---\ntitle: One\ntranslates:\n  one: ")
    assert accepted(SOURCE, once) == once


def test_one_section_can_be_accepted_alone() -> None:
    changed = SOURCE.replace("처음", "시작").replace("다음", "끝")
    translation = accepted(changed, accepted(SOURCE, TRANSLATION), frozenset({"one"}))
    assert list(stale(changed, translation)) == [("two", "has changed since it was translated")]
    assert recorded(accepted(SOURCE, TRANSLATION, frozenset({"one"}))).keys() == {"one"}


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    for name in ("a", "b"):
        (tmp_path / f"{name}.md").write_text(SOURCE, encoding="utf-8")
        (tmp_path / f"{name}.en.md").write_text(TRANSLATION, encoding="utf-8")
    return tmp_path


def test_the_status_names_every_stale_section(docs: Path) -> None:
    accept(docs, ["a.en.md", "docs/b.en.md#one"])
    assert list(status(docs)) == ["b.en.md: section #two of b.md was never translated"]
    accept(docs, [])
    assert list(status(docs)) == []


@pytest.mark.parametrize(("name", "message"), [("c.en.md", "no such translation: c.en.md"), ("a.en.md#none", "no section #none")])
def test_what_is_not_there_cannot_be_accepted(docs: Path, name: str, message: str) -> None:
    with pytest.raises(SystemExit, match=message):
        accept(docs, [name])
