"""Korean particles after words that are known only when the sentence is made: `c는`, `add_1을`.

`Word` is a string whose format spec is a particle: f"{Word('c'):은}" gives "c는". Law: the particle follows how the last
letter or digit is read aloud in Korean.
"""

from __future__ import annotations

__all__ = ["Word"]

# After a consonant, after a vowel.
PARTICLES = {
    "은": ("은", "는"),
    "이": ("이", "가"),
    "을": ("을", "를"),
    "과": ("과", "와"),
    "로": ("으로", "로"),
    "이라": ("이라", "라"),
}
# 0 영, 1 일, 3 삼, 6 육, 7 칠, 8 팔; L 엘, M 엠, N 엔, R 알.
ENDS_IN_CONSONANT = set("013678lmnrLMNR")
ENDS_IN_L = set("178lrLR")
FIRST_SYLLABLE, LAST_SYLLABLE, FINALS, FINAL_L = 0xAC00, 0xD7A3, 28, 8


class Word(str):
    """A word in a sentence."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        if spec not in PARTICLES:
            return super().__format__(spec)
        after_consonant, after_vowel = PARTICLES[spec]
        final = _final(self)
        takes_vowel_form = final == "" or (spec == "로" and final == "l")
        return self + (after_vowel if takes_vowel_form else after_consonant)


def _final(word: str) -> str:
    """How the last syllable ends: "" in a vowel, "l" in ㄹ, "c" in another consonant."""
    last = next((each for each in reversed(word) if each.isalnum()), "")
    if last and FIRST_SYLLABLE <= ord(last) <= LAST_SYLLABLE:
        final = (ord(last) - FIRST_SYLLABLE) % FINALS
        return "l" if final == FINAL_L else "c" if final else ""
    if last in ENDS_IN_CONSONANT:
        return "l" if last in ENDS_IN_L else "c"
    return ""
