"""Particles follow how the word before them is read."""

import pytest

from heureum_live.studio.korean import Word


@pytest.mark.parametrize(
    ("word", "spec", "said"),
    [
        ("c", "은", "c는"),
        ("n", "은", "n은"),
        ("add_1", "을", "add_1을"),
        ("add_2", "을", "add_2를"),
        ("a:0", "을", "a:0을"),
        ("노드", "이", "노드가"),
        ("값", "이", "값이"),
        ("작업자 1", "로", "작업자 1로"),
        ("b:0", "로", "b:0으로"),
        ("label", "로", "label로"),
        ("x", "과", "x와"),
        ("float32[2,3]", "은", "float32[2,3]은"),
        ("", "은", "는"),
        ("c", "", "c"),
        ("버전 9", "이라", "버전 9라"),
    ],
)
def test_a_particle_follows_the_sound(word: str, spec: str, said: str) -> None:
    assert format(Word(word), spec) == said
