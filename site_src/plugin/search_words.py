"""How text is cut into words for the search. Takes a language and the index's entries, gives a separator: what lies between.

The theme asks for words that begin as the reader's do, and passes those by lunr's stemmers; so endings fall away here.
Its law: what is indexed and what a reader types are cut by the same expression. A word is found with any particle or
ending, and a Korean term of several words with or without the spaces between them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

SIGNS = r"\s\-.,:;!?()\[\]{}<>=×`'\"“”‘’·/"
AT_THE_END = rf"(?=[{SIGNS}]|$)"

# Korean particles: after one syllable or more, since hardly a noun ends like these,
AFTER_ONE = "을 를 에서 에게 으로 까지 부터 처럼 에서는 에서도 에게는 으로는 으로도 보다 마다 들을 들은 들이 들의 에는 에도"
# and after two, for a noun of two may: 길이, 정도, 차이.
AFTER_TWO = "은 는 이 가 의 에 로 와 과 도 만 란 이란 라는 이라는 하고 하기 하는 입니까 입니다 이라고 라고"
# A term is named where it is first used, 사전 공개 논문(preprint), and in titles; what ends like a verb is no part of it.
NAMED_TERM = re.compile(r"((?:[가-힣]+ ){1,3}[가-힣]+)\([A-Za-z]")
TITLE = re.compile(r"^(?:[가-힣]+ )+[가-힣]+(?=\(|$)")
NO_NOUN = re.compile(r"[은는을를의에서로고면여게이가며]$")

ENDINGS = "s es e ed ing"
EMPTY_WORDS = (
    "a an and are be can do does for from how if in into is it its of on one or that the then this to what when which with"
)
# Before every name of the API.
PREFIX = "tf"


def separator(language: str, entries: Iterable[Mapping[str, str]]) -> str:
    if language == "en":
        empty = {form for word in EMPTY_WORDS.split() for form in (word, word.capitalize())}
        endings = rf"(?<=[A-Za-z]{{3}})(?:{_any(ENDINGS)}){AT_THE_END}"
        return "|".join([f"[{SIGNS}]+", endings, rf"\b(?:{_any(' '.join({PREFIX, *empty}))})\b"])
    if language != "ko":
        return "|".join([f"[{SIGNS}]+", rf"\b{PREFIX}\b"])
    after = [
        rf"(?:(?<=[가-힣]{{{count}}})|(?<=[A-Za-z0-9]))(?:{_any(words)}){AT_THE_END}"
        for count, words in ((1, AFTER_ONE), (2, AFTER_TWO))
    ]
    inside = [rf"(?<={first})(?={second})" for first, second in sorted(set(_pairs(entries)))]
    return "|".join([f"[{SIGNS}]+", *after, rf"\b{PREFIX}\b", *inside])


def _any(words: str) -> str:
    return "|".join(sorted(words.split(), key=lambda word: (-len(word), word)))


def _pairs(entries: Iterable[Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    """The words of Korean terms, two by two: between them a reader may leave the space out."""
    for entry in entries:
        text = re.sub(r"<[^>]+>", "", entry["text"])
        for term in [*NAMED_TERM.findall(text), *TITLE.findall(entry["title"])]:
            # Before a term stands the rest of its sentence: only the last words make the term.
            words = term.split()[-3:]
            for first, second in pairwise(words):
                if len(first) > 1 and not NO_NOUN.search(first):
                    yield first, second
