"""A live fence, from Markdown to the cell that stands in the page."""

import re
from html import unescape
from pathlib import Path

import pytest
from markdown import Markdown
from pymdownx.superfences import SuperFencesException

from plugin.fences import CellElement, LiveFences

EXAMPLE = """\
import heureum as tf

# ko: 두 상수
# en: two constants
a, b = tf.constant(3.0, name="a"), tf.constant(1.0, name="b")
c = tf.add(a, b, name="c")
with tf.Session() as session:
    print("<c> =", session.run(c))
"""


def render(markdown: str, examples: Path, language: str = "ko") -> str:
    fences = LiveFences(examples, language=language, page="page.md")
    superfences = {"pymdownx.superfences": {"custom_fences": [fences.registration()]}}
    extensions = ["pymdownx.highlight", "pymdownx.superfences", CellElement()]
    return Markdown(extensions=extensions, extension_configs=superfences).convert(markdown)


@pytest.fixture
def examples(tmp_path: Path) -> Path:
    (tmp_path / "example.py").write_text(EXAMPLE, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("language", "comment"), [("ko", "# 두 상수"), ("en", "# two constants")])
def test_a_cell_shows_code_graph_and_output(examples: Path, language: str, comment: str) -> None:
    html = render('```python live="example.py" workers="3"\n```', examples, language)
    opening = re.match("<heureum-cell [^>]*>", html)
    assert opening
    attributes = dict(re.findall(r'([\w-]+)="(.*?)"', opening[0]))
    assert len(attributes.pop("data-code-hash")) == 16
    assert attributes == {"data-example": "example.py", "data-workers": "3", "data-lang": language}
    figure = r'<figure class="heureum-graph" tabindex="0" data-search-exclude><svg .*</svg><figcaption>.+</figcaption></figure>'
    assert re.search(figure, html, re.DOTALL)
    output = re.search(r'<pre class="heureum-printed".*?><samp>(.*?)</samp>', html, re.DOTALL)
    assert output
    assert unescape(output[1]) == "<c> = 4.0\n"
    shown = re.search("<code>(.*?)</code>", html, re.DOTALL)
    assert shown
    code = unescape(re.sub("<.*?>", "", shown[1]))  # the page's script takes the code from here
    assert comment in code
    assert code == EXAMPLE.replace("# ko: 두 상수\n# en: two constants", comment)


def test_a_cell_has_one_hash_in_all_languages(examples: Path) -> None:
    cells = [render('```python live="example.py"\n```', examples, language) for language in ("ko", "en")]
    hashes = [re.findall(r'data-code-hash="(\w+)"', cell) for cell in cells]
    assert hashes[0] == hashes[1]


def test_a_fence_may_bring_its_own_code_and_leave_the_graph_out(examples: Path) -> None:
    html = render('```python live="" graph="no"\nprint(1 < 2)\n```', examples)
    assert "<samp>True\n</samp>" in html
    assert "<figure" not in html
    assert "<script" not in html  # instant navigation would run it


def test_an_output_that_varies_says_so_and_is_marked(examples: Path) -> None:
    html = render('```python live="" output="varies"\nprint(1)\n```', examples, "en")
    assert 'data-output="varies"' in html
    assert re.search(r'<span class="heureum-measured">Measured once, .*</span><pre [^>]*><samp>1\n</samp></pre></div>', html)
    assert "heureum-measured" not in render('```python live=""\nprint(1)\n```', examples)


def test_a_fence_says_what_its_code_reads(examples: Path) -> None:
    assert 'data-input="digit"' in render('```python live="" input="digit"\nprint(1)\n```', examples)
    assert "data-input" not in render('```python live=""\nprint(1)\n```', examples)


def test_other_python_fences_are_only_highlighted(examples: Path) -> None:
    assert "heureum-cell" not in render("```python\nraise SystemExit\n```", examples)


@pytest.mark.parametrize(
    ("markdown", "message"),
    [
        ('```python live=""\nprint(1 / 0)\n```', "ZeroDivisionError"),
        ('```python live=""\n# ko: 혼자\n```', "page.md: live fence with its own code: line 1: tagged comments"),
        ('```python live=""\nprint(\n```', "page.md"),
        ('```python live="missing.py"\n```', "missing.py"),
        ('```python live="example.py"\nprint()\n```', "no body of its own"),
        ('```python live="" worker="2"\n```', "not 'worker'"),
        ('```python live="" output="no"\n```', "not 'no'"),
        ('```python live="" input="camera"\n```', "not 'camera'"),
    ],
)
def test_a_fence_that_is_wrong_fails_the_build(examples: Path, markdown: str, message: str) -> None:
    with pytest.raises(SuperFencesException, match=message):
        render(markdown, examples)
