import pytest

from plugin.tagged_comments import UnpairedComment, in_language

CODE = """\
import heureum as tf

# ko: 상수
# en: a constant
a = tf.constant(3.0)  # stays
def f():
    # ko: 첫째 줄
    # ko: 둘째 줄
    # en: line one
    # en: line two
    return "# ko: text, not a comment"
"""


def test_a_page_shows_its_own_language() -> None:
    assert in_language(CODE, "ko") == (
        "import heureum as tf\n\n# 상수\na = tf.constant(3.0)  # stays\ndef f():\n    # 첫째 줄\n    # 둘째 줄\n"
        '    return "# ko: text, not a comment"\n'
    )
    assert "# a constant\n" in in_language(CODE, "en")


def test_lines_have_the_same_numbers_in_every_language() -> None:
    korean, english = (in_language(CODE, language).splitlines() for language in ("ko", "en"))
    assert len(korean) == len(english)
    assert [line for line in korean if "#" not in line] == [line for line in english if "#" not in line]


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("# ko: 혼자\nx = 1\n", "line 1.*found 1 in ko, 0 in en"),
        ("x = 1\n# en: alone\n", "line 2.*found 0 in ko, 1 in en"),
        ("# ko: 가\n# ko: 나\n# en: one\n", "lines 1 to 3.*found 2 in ko, 1 in en"),
        ("# ko: 가\n\n# en: apart\n", "line 1"),
        ("x = 1  # ko: 뒤에\n", "line 1.*a line of its own"),
    ],
)
def test_an_unpaired_comment_is_refused(code: str, message: str) -> None:
    with pytest.raises(UnpairedComment, match=message):
        in_language(code, "ko")
