import pytest

from plugin.pairs import Article, complaints, split_language
from plugin.translations import accepted


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("index.md", ("index.md", "ko")),
        ("index.en.md", ("index.md", "en")),
        ("guide/tf1.15.md", ("guide/tf1.15.md", "ko")),
        ("guide/graph.en.md", ("guide/graph.md", "en")),
    ],
)
def test_a_suffix_names_the_language(path: str, expected: tuple[str, str]) -> None:
    assert split_language(path, "ko", ["en"]) == expected


def article(*sections: str, of: str | None = None) -> Article:
    """Sections of one word each, or longer ones that begin with their anchor."""
    source = "".join(f"## x {{#{section.split()[0]}}}\n{section}\n" for section in sections)
    return Article(accepted(of, source) if of else source, tuple(section.split()[0] for section in sections))


@pytest.mark.parametrize(
    ("korean", "english", "expected"),
    [
        (["x", "y"], ["x", "y"], []),
        (["x"], None, ["a.md has no version in en"]),
        (None, ["x"], ["a.md has no version in ko"]),
        (["x", "y"], ["x"], ["a.md in en lacks the sections #y"]),
        (["x"], ["x", "z"], ["a.md in en alone has the sections #z"]),
        (["x", "y"], ["y", "x"], ["a.md in en has its sections in another order"]),
        (
            ['x\n```python live="a.py"\n```'],
            ['x\n```python live="b.py"\n```'],
            ["a.md in en has other live fences in #x: ['live=\"b.py\"'] where ['live=\"a.py\"'] are expected"],
        ),
        (["x ![그림](a.png)"], ["x ![picture](a.png)"], []),
        (["x ![그림](a.png)"], ["x"], ["a.md in en has 0 pictures in #x, not 1"]),
        (["x ![graph](a.png)"], ["x ![graph](a.png)"], ["a.md in en has an alt text in #x that was not translated: 'graph'"]),
        (["x ![그림](a.png)"], ["x ![](a.png)"], ["a.md in en has a picture without alt text in #x"]),
        (['x <svg role="img" aria-label="그림">'], ["x <svg>"], ["a.md in en has a picture without alt text in #x"]),
    ],
)
def test_pages_say_where_their_languages_differ(korean: list[str] | None, english: list[str] | None, expected: list[str]) -> None:
    pages = {}
    if korean is not None:
        pages["a.md"] = article(*korean)
    if english is not None:
        pages["a.en.md"] = article(*english, of=pages["a.md"].source if korean else None)
    assert list(complaints(pages, "ko", ["en"])) == expected


def test_a_section_that_changed_after_its_translation_is_stale() -> None:
    english = article("x", "y", of=article("x", "y").source)
    assert list(complaints({"a.md": article("x", "y and more"), "a.en.md": english}, "ko", ["en"])) == [
        "a.md in en is stale: #y has changed since it was translated; see `make translation-status`"
    ]
