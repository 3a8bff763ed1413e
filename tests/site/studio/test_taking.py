"""Code and graph are one model: taking over what code describes, and nobody's edit is dropped when both were edited."""

from typing import Any

import pytest

from heureum_live.run_cell import run_cell
from heureum_live.studio.answering import answer_to

CODE = """\
import heureum as tf

x = tf.placeholder(tf.float32, shape=[2], name="in")
w = tf.Variable([1.0, 2.0], name="w")
y = tf.multiply(x, w, name="out")
pieces = tf.split(y, 2)
with tf.Session(workers=2, placement="spread") as sess:
    sess.run(w.initializer)
    sess.run([y, pieces[0]], {x: [3.0, 4.0]})
"""


def described(code: str) -> dict[str, Any]:
    result = run_cell(code, on_output=lambda stream, text: None)
    assert result.error is None
    assert result.document is not None
    return result.document


def take(code: str, present: dict[str, Any], base: dict[str, Any] | None = None) -> dict[str, Any]:
    return answer_to(
        {
            "do": "take code",
            "code": code,
            "described": described(code),
            "document": present,
            "base": base or present,
            "language": "en",
        }
    )


def edited(made: dict[str, Any], **request: Any) -> dict[str, Any]:
    answer = answer_to({"document": made, **request})
    assert "error" not in answer, answer["error"]
    return answer["document"]


def test_a_run_tells_the_readers_names_what_was_asked_and_how() -> None:
    made = described(CODE)
    assert made["variables"] == {"in:0": "x", "w:0": "w", "out:0": "y"}
    assert made["fetches"] == ["out:0", "split:0"]
    assert made["feeds"]["in:0"]["tensor"]["values"] == [3.0, 4.0]
    assert (made["workers"], made["placement"]) == (2, "spread")


def test_code_is_taken_with_its_text_and_a_graph_edit_writes_it_anew() -> None:
    empty = answer_to({"do": "new"})["document"]
    taken = take(CODE, empty)
    assert taken["view"]["code"] == CODE
    assert taken["view"]["code_is_readers"]
    assert answer_to({"do": "run", "document": taken["document"]})["code"] == CODE
    moved = answer_to({"do": "set device", "names": ["out"], "worker": 1, "document": taken["document"]})
    assert moved["notice"]
    assert not moved["view"]["code_is_readers"]
    assert 'y = tf.multiply(x, w, name="out")' in moved["view"]["code"]
    assert described(moved["view"]["code"])["nodes"] == moved["document"]["nodes"]


def test_both_sides_are_kept_when_both_were_edited() -> None:
    base = take(CODE, answer_to({"do": "new"})["document"])["document"]
    in_graph = edited(base, do="set device", names=["out"], worker=1)
    conflict = take(CODE + 'z = tf.negative(y, name="z")\n', in_graph, base)["conflict"]
    assert conflict["text"]
    assert conflict["graph"]["document"] == in_graph
    assert "z" in [node["name"] for node in conflict["code"]["document"]["nodes"]]
    both = {node["name"]: node for node in conflict["both"]["document"]["nodes"]}
    assert both["out"]["device"] == "/job:worker/task:1"
    assert "z" in both
    assert conflict["graph"]["changes"] == ["Nodes changed: out"]
    assert conflict["code"]["changes"] == ["Nodes added: z"]


def test_what_both_sides_changed_is_not_merged() -> None:
    base = take(CODE, answer_to({"do": "new"})["document"])["document"]
    in_graph = edited(base, do="set device", names=["out"], worker=1)
    conflict = take(CODE.replace("tf.multiply(x, w", "tf.add(x, w"), in_graph, base)["conflict"]
    assert conflict["both"] is None


def test_what_one_side_needs_and_the_other_removed_is_not_merged() -> None:
    base = take(CODE, answer_to({"do": "new"})["document"])["document"]
    in_graph = edited(base, do="add", op="Neg", name="n", inputs=["split:0"])
    without_split = CODE.replace("pieces = tf.split(y, 2)\n", "").replace("[y, pieces[0]]", "y")
    assert take(without_split, in_graph, base)["conflict"]["both"] is None


@pytest.mark.parametrize("code", ["print(1)", "import heureum as tf\nfor _ in range(1001): tf.constant(1)"])
def test_code_without_a_graph_or_with_a_vast_one_has_no_document(code: str) -> None:
    assert run_cell(code, on_output=lambda stream, text: None).document is None
    refused = answer_to({"do": "take code", "code": code, "described": None, "document": answer_to({"do": "new"})["document"]})
    assert refused["error"]["kind"] == "code"


def test_a_run_that_failed_still_described_its_graph_but_a_mistake_in_the_code_did_not() -> None:
    unfed = "import heureum as tf\nx = tf.placeholder(tf.float32, name='x')\ntf.Session().run(x)"
    assert run_cell(unfed, on_output=lambda stream, text: None).document is not None
    mistaken = "import heureum as tf\nx = tf.constant(1.0)\n1 / 0"
    assert run_cell(mistaken, on_output=lambda stream, text: None).document is None


def test_a_graph_of_ones_own_is_found_by_its_tensors() -> None:
    made = described("import heureum as tf\ng = tf.Graph()\nwith g.as_default():\n    a = tf.constant(1.0, name='a')\n")
    assert made["variables"] == {"a:0": "a"}
