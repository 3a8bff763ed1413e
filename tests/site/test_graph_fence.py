"""A graph fence, from Markdown to the element that stands in the page."""

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from markdown import Markdown
from pymdownx.superfences import SuperFencesException

from heureum_live.studio.answering import answer_to
from plugin.fences import CellElement
from plugin.graph_fence import GraphFences
from plugin.sections import sections

EXAMPLE = """\
import heureum as tf

# ko: 두 상수
# en: two constants
a, b = tf.constant(3.0, name="a"), tf.constant(1.0, name="b")
c = tf.add(a, b, name="c")
with tf.Session(workers=2) as session:
    print("</script> =", session.run(c))
"""


def render(markdown: str, examples: Path, language: str = "ko") -> str:
    fences = GraphFences(examples, language=language, page="page.md")
    superfences = {"pymdownx.superfences": {"custom_fences": [fences.registration()]}}
    extensions = ["pymdownx.highlight", "pymdownx.superfences", CellElement()]
    return Markdown(extensions=extensions, extension_configs=superfences).convert(markdown)


def data_of(html: str) -> dict[str, Any]:
    found = re.search(r"<template data-search-exclude>(.*?)</template>", html, re.DOTALL)
    assert found
    return json.loads(unescape(found[1]))


@pytest.fixture
def examples(tmp_path: Path) -> Path:
    (tmp_path / "example.py").write_text(EXAMPLE, encoding="utf-8")
    (tmp_path / "broken.py").write_text("1 / 0", encoding="utf-8")
    (tmp_path / "empty.py").write_text("print(1)", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("language", "comment", "column"), [("ko", "# 두 상수", "연산"), ("en", "# two constants", "Op")])
def test_an_example_becomes_an_element_with_its_document_picture_and_table(
    examples: Path, language: str, comment: str, column: str
) -> None:
    html = render('```graph example="example.py" height="300" ops="Const,Add"\n```', examples, language)
    opening = re.match("<heureum-graph-editor [^>]*>", html)
    assert opening
    assert dict(re.findall(r'([\w-]+)="(.*?)"', opening[0])) == {
        "data-name": "example.py", "data-lang": language, "data-workers": "2", "data-height": "300", "data-ops": "Const,Add",
    }  # fmt: skip
    data = data_of(html)
    assert [node["name"] for node in data["document"]["nodes"]] == ["a", "b", "c"]
    assert comment in data["view"]["code"]
    # The page's view is the one that the reader's browser would make.
    asked = answer_to({"do": "view", "document": data["document"], "language": language})
    assert data["view"] == json.loads(json.dumps(asked["view"]))
    assert re.search(
        r'<figure class="heureum-graph" tabindex="0" data-search-exclude><svg .*</svg><figcaption>.+</figcaption></figure>',
        html,
        re.DOTALL,
    )
    assert f'<th scope="col">{column}</th>' in html
    assert html.count('<th scope="row">') == 3


def test_a_graph_of_the_gallery_and_one_in_the_body(examples: Path) -> None:
    assert data_of(render('```graph gallery="diamond" readonly="yes" workers="3"\n```', examples))["document"]["workers"] == 3
    body = json.dumps({"version": 1, "nodes": [{"name": "a", "op": "NoOp"}]})
    html = render(f"```graph\n{body}\n```", examples)
    assert [node["name"] for node in data_of(html)["document"]["nodes"]] == ["a"]
    assert "data-read-only" not in html
    assert "data-read-only" in render('```graph gallery="diamond" readonly="yes"\n```', examples)


WRONG = [
    ('```graph gallery="nothing"\n```', "nothing"),
    ('```graph example="missing.py"\n```', "missing.py"),
    ('```graph example="broken.py"\n```', "ZeroDivisionError"),
    ('```graph example="empty.py"\n```', "그래프"),
    ('```graph example="example.py" gallery="fan"\n```', "one of"),
    ("```graph\n```", "one of"),
    ('```graph example="example.py" colour="red"\n```', "colour"),
    ('```graph example="example.py" workers="99"\n```', "1 to 8"),
    ('```graph example="example.py" height="tall"\n```', "120 to 1200"),
    ('```graph example="example.py" readonly="maybe"\n```', "maybe"),
    ('```graph example="example.py" ops="Const,Fly"\n```', "Fly"),
    ("```graph\n{nonsense\n```", "JSON"),
    ('```graph\n{"version": 9, "nodes": []}\n```', "9"),
]


@pytest.mark.parametrize(("markdown", "message"), WRONG, ids=[message for _, message in WRONG])
def test_a_fence_that_is_wrong_fails_the_build(examples: Path, markdown: str, message: str) -> None:
    with pytest.raises(SuperFencesException, match=re.escape(message)):
        render(markdown, examples)


def test_a_graph_has_to_be_in_both_languages() -> None:
    text = '# A {#a}\n\n```graph gallery="fan"\n```\n'
    assert sections(text)["a"].examples == ['gallery="fan"']
