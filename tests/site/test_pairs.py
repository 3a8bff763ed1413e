import pytest

from plugin.pairs import complaints, split_language


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


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ({"a.md": ["x", "y"], "a.en.md": ["x", "y"]}, []),
        ({"a.md": ["x"]}, ["a.md has no version in en"]),
        ({"a.en.md": ["x"]}, ["a.md has no version in ko"]),
        ({"a.md": ["x", "y"], "a.en.md": ["x"]}, ["a.md in en lacks the sections #y"]),
        ({"a.md": ["x"], "a.en.md": ["x", "z"]}, ["a.md in en alone has the sections #z"]),
        ({"a.md": ["x", "y"], "a.en.md": ["y", "x"]}, ["a.md in en has its sections in another order"]),
    ],
)
def test_pages_say_where_their_languages_differ(pages: dict[str, list[str]], expected: list[str]) -> None:
    assert list(complaints(pages, "ko", ["en"])) == expected
