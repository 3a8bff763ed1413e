"""What readers look for, typed into the page's own search: each finds its page among the first three, and its section."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from plugin.search_words import separator

# Particles, compounds with and without their spaces, questions; where one of the places named has to be.
KOREAN = {
    "텐서의 모양": "part1/#tensor",
    "자료형과 바이트": "part1/#tensor",
    "계산그래프": "part1/#graph",
    "가지치기를": "part1/#dependence glossary/#pruning",
    "독립인 노드는": "part1/#independence glossary/#independence",
    "일과 스팬": "part1/#work",
    "작업자가 하나일 때": "part1/#workers",
    "건네는 데 드는 시간": "part1/#hand-off",
    "지도학습": "part1/#supervised",
    "비지도 학습이란": "part1/#unsupervised",
    "사전공개논문": "part1/#preprints",
    "플레이스홀더에 값을 넣기": "glossary/#placeholder",
    "변수를 초기화하기": "part2/#variable",
    "최적화기의 학습률": "part2/#optimizer glossary/#learning-rate",
    "소프트맥스회귀": "part2/#softmax",
    "오차행렬": "part2/#confusion",
    "실행계획을": "inside/#plan",
    "랑데부에서": "glossary/#rendezvous",
    "예제를 넣는 법": "write/#fence",
    "연산표": "ops/",
    "이름범위": "glossary/#scope part2/#scopes",
    "텐서플로 2에서 달라진 것": "part1/#after",
    "tf.matmul의": "api/linalg/#heureum.matmul",
}
ENGLISH = {
    "tensor shape": "part1/#tensor",
    "dtype bytes": "part1/#tensor",
    "computational graphs with cycles": "part1/#graph",
    "pruned": "part1/#dependence glossary/#pruning",
    "independent nodes": "part1/#independence",
    "work and span": "part1/#work",
    "several workers": "part1/#workers",
    "handing over tensors": "part1/#hand-off",
    "supervised learning": "part1/#supervised",
    "preprint": "part1/#preprints",
    "feeding a placeholder": "part2/#feed",
    "initialize variables": "part2/#variable",
    "learning rates": "glossary/#learning-rate",
    "softmax regression": "part2/#softmax",
    "confusion matrices": "part2/#confusion glossary/#confusion-matrix",
    "execution plan": "inside/#plan",
    "rendezvous": "glossary/#rendezvous",
    "how to write a live article": "write/#fence write/#write write/#example",
    "eager execution": "part1/#after",
    "what is a session": "part2/#session",
    "tf.while_loop": "api/control/#heureum.control_flow.while_loop.while_loop",
    "AdamOptimizer": "api/train/#heureum.train.AdamOptimizer",
}
FOUND = """() => [...document.querySelectorAll(".md-search-result__item")].slice(0, 3).map(
  item => [...item.querySelectorAll("a")].slice(0, 4).map(link => link.pathname.slice(1) + link.hash))"""
COUNT = "document.querySelectorAll('.md-search-result__item').length"


@pytest.fixture(scope="module", params=["", "en/"])
def searched(request: pytest.FixtureRequest, browser: Browser, site_url: str) -> Iterator[tuple[str, Page]]:
    page = browser.new_page()
    page.goto(site_url + request.param, wait_until="networkidle")
    yield request.param, page
    page.close()


def search(page: Page, query: str) -> list[list[str]]:
    """The first links of the first three pages found."""
    field = page.locator("[data-md-component=search-query]")
    for text, condition in (("", f"{COUNT} === 0"), (query, f"{COUNT} > 0")):
        field.fill(text)
        # The theme listens for keys, and Hangul is filled in without any.
        field.press("End")
        page.wait_for_function(condition)
    found: list[list[str]] = page.evaluate(FOUND)
    return found


def test_readers_find_what_they_look_for(searched: tuple[str, Page]) -> None:
    folder, page = searched
    missed = {}
    for query, places in (ENGLISH if folder else KOREAN).items():
        found = [[link.removeprefix(folder) for link in links] for links in search(page, query)]
        if not any(place in links for links in found for place in places.split()):
            missed[query] = found
    assert not missed


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("그래프를", "그래프"),
        ("그래프에서는", "그래프"),
        ("작업자에게", "작업자"),
        ("나눈다", "나눈다"),
        ("길이", "길이"),
        ("값을", "값"),
    ],
)
def test_particles_fall_away_and_nothing_else_does(word: str, stem: str) -> None:
    assert re.split(separator("ko", []), word + " 뒤")[0] == stem


def test_a_term_is_cut_where_a_reader_may_leave_the_space_out() -> None:
    entries = [{"title": "오차 행렬", "text": "<p>빠른 글로 사전 공개 논문(preprint)을 읽습니다.</p>"}]
    words = re.split(separator("ko", entries), "오차행렬과 사전공개논문을")
    assert list(filter(None, words)) == ["오차", "행렬", "사전", "공개", "논문"]


@pytest.mark.parametrize(
    ("words", "stems"), [("the shapes", ["", "", "shap", ""]), ("pruning", ["prun", ""]), ("bias", ["bia", ""])]
)
def test_english_endings_and_empty_words_fall_away(words: str, stems: list[str]) -> None:
    assert re.split(separator("en", []), words) == stems
