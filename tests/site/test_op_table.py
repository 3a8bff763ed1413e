"""The op table, from a docstring to the page."""

from __future__ import annotations

import re

import pytest

from heureum.op_def import all_ops
from plugin.op_table import MARKER, WORDS, described, with_op_table

DOC = "x < y, or `x` where |x| is large.\n\n`[...] x [...] -> [...]`, broadcast. Source: tf.math.less (v1). More."


def test_a_docstring_is_cut_into_what_it_says_and_what_it_follows() -> None:
    op = described("Less", "Less(x: T, y: T) -> bool", DOC, "heureum.ops.nn.comparing", gradient=False, place="any")
    assert op["doc"] == "x < y, or `x` where |x| is large."
    assert op["source"] == "tf.math.less (v1)"
    assert op["file"] == "ops/nn/comparing.py"


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_op_stands_in_the_table_once(language: str) -> None:
    page = with_op_table(f"# Ops {{#ops}}\n\n{MARKER}\n", language)
    assert MARKER not in page
    assert re.findall(r'<code id="(\w+)">', page) != []
    assert sorted(re.findall(r'<code id="(\w+)">', page)) == [op.name for op in all_ops()]
    headings = re.findall(r"^## `(.+)` \{#(.+)\}$", page, re.MULTILINE)
    assert len(set(headings)) == len(headings)
    row = next(line for line in re.findall("<tr>.*?</tr>", page) if 'id="MatMul"' in line)
    assert "tf.matmul" in row
    assert WORDS[language]["yes"] in row
    assert WORDS[language]["any"] in row


@pytest.mark.parametrize(
    ("op", "place"),
    [("Add", "any"), ("RandomUniform", "stays"), ("AssignAdd", "shared"), ("QueueDequeueV2", "shared"), ("PyFunc", "process")],
)
def test_where_an_op_runs_is_what_placement_does(op: str, place: str) -> None:
    row = next(line for line in re.findall("<tr>.*?</tr>", with_op_table(MARKER, "en")) if f'id="{op}"' in line)
    assert f"<td>{WORDS['en'][place]}</td>" in row


def test_pages_without_the_marker_stay_as_they_are() -> None:
    assert with_op_table("# 쪽", "ko") == "# 쪽"
