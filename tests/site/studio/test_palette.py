"""The palette: made from the registry, complete in both languages, the common ops first."""

import pytest

from heureum_live.studio.answering import answer_to
from heureum_live.studio.calling import GENERAL
from heureum_live.studio.functions import call_of, function_named, function_of
from heureum_live.studio.palette import CATEGORIES, COMMON, SETTINGS, about, category_of, offered
from heureum_live.studio.sentences_ko import SENTENCES


def names(language: str = "en", query: str = "") -> list[str]:
    found = answer_to({"do": "palette", "language": language, "query": query})["categories"]
    return [op["op"] for category in found for op in category["ops"]]


def test_every_op_is_described_in_both_languages() -> None:
    assert set(SENTENCES) == set(offered()), (
        "sentences_ko.py holds one sentence for each op that the palette offers, and no other"
    )
    assert all(about(op, "ko").endswith((".", "다.")) for op in offered())
    assert all(about(op, "en") for op in offered())


def test_common_ops_come_first() -> None:
    assert offered()[: len(COMMON)] == COMMON
    assert set(SETTINGS) <= set(offered())


def test_every_op_is_in_a_category() -> None:
    assert sorted(names()) == sorted(offered())
    assert {category_of(op) for op in offered()} == set(CATEGORIES)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("matmul", "MatMul"), ("행렬 곱", "MatMul"), ("mat", "MatMul"), ("+", "Add"), ("tf.reduce_sum", "Sum"),
        ("reduce_sum", "Sum"), ("relu", "Relu"), ("softmax", "Softmax"), ("상수", "Const"), ("더합니다", "Add"),
        ("variable", "Variable"), ("ARGMAX", "ArgMax"),
    ],
)  # fmt: skip
def test_a_search_finds_by_name_symbol_function_and_words_of_either_language(query: str, first: str) -> None:
    for language in ("ko", "en"):
        assert names(language, query)[0] == first


def test_a_search_that_fits_nothing_finds_nothing() -> None:
    assert names("ko", "qqq") == []


def test_the_palette_of_an_article_holds_what_it_names() -> None:
    found = answer_to({"do": "palette", "only": ["Const", "Add", "Nonsense"]})["categories"]
    assert [op["op"] for category in found for op in category["ops"]] == ["Const", "Add"]


def test_functions_exist() -> None:
    for op in offered():
        if op != "Variable" and call_of(op):
            assert callable(function_named(function_of(op))), op
    assert not hasattr(function_named("tf"), GENERAL)
