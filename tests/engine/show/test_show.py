"""What a program shows: a record for whoever listens, text for a terminal, and a refusal that says what to do."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import heureum as tf
from heureum import show

NAN = float("nan")


def records(*calls: Callable[[], None]) -> list[dict[str, Any]]:
    """What a listener is given, after it has crossed as JSON."""
    found: list[dict[str, Any]] = []
    with show.showing(found.append):
        for call in calls:
            call()
    return [json.loads(json.dumps(record, allow_nan=False)) for record in found]


def pixels(record: dict[str, Any], index: int = 0) -> list[int]:
    return list(base64.b64decode(record["images"][index]["pixels"]))


def test_a_listener_gets_the_record_and_nothing_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    [record] = records(lambda: show.line([2.0, 1.0], title="loss"))
    assert record["series"] == [{"name": "", "values": [2.0, 1.0]}]
    assert record["x"] == [0, 1]
    assert capsys.readouterr().out == ""


def test_single_numbers_are_one_more_point() -> None:
    [record] = records(lambda: show.line({"train": np.float32(0.5), "test": 1}, x=np.int64(40), title="loss"))
    assert record["adds"] is True
    assert record["x"] == [40]
    assert record["series"] == [{"name": "train", "values": [0.5]}, {"name": "test", "values": [1]}]


def test_what_is_not_finite_crosses_as_text() -> None:
    [record] = records(lambda: show.line([NAN, np.inf, -np.inf, 10**17, 1 / 3]))
    assert record["series"][0]["values"] == ["nan", "inf", "-inf", 1e17, 0.333333]


def test_bars_are_named_by_a_dict_or_by_labels() -> None:
    by_dict, by_labels, many = records(
        lambda: show.bar({"a": 1, "b": 2}),
        lambda: show.bar([1, 2], labels=["a", "b"]),
        lambda: show.bar({"one": [1, 2], "two": [3, 4]}),
    )
    assert by_dict["labels"] == by_labels["labels"] == ["a", "b"]
    assert by_dict["series"] == by_labels["series"] == [{"name": "", "values": [1, 2]}]
    assert many["labels"] == ["0", "1"]
    assert [series["name"] for series in many["series"]] == ["one", "two"]


def test_points_are_sorted_into_groups() -> None:
    [record] = records(lambda: show.scatter([1, 2, 3], [4, 5, 6], groups=[10, 2, 10]))
    assert record["groups"] == [{"name": "2", "x": [2], "y": [5]}, {"name": "10", "x": [1, 3], "y": [4, 6]}]


@pytest.mark.parametrize(
    ("picture", "bytes_", "is_signed"),
    [
        (np.array([[0, 255]], np.uint8), [0, 255], False),
        (np.array([[0.0, 0.5]]), [0, 128], False),
        (np.array([[10, 20]]), [0, 255], False),
        (np.array([[-1.0, 2.0]]), [64, 255], True),
        (np.array([[True, False]]), [255, 0], False),
        (np.array([[NAN, 1.0]]), [0, 255], False),
        (np.full((1, 1), 7), [0], False),
    ],
)
def test_values_become_bytes(picture: np.ndarray, bytes_: list[int], is_signed: bool) -> None:
    [record] = records(lambda: show.image(picture))
    assert pixels(record) == bytes_
    assert record["is_signed"] is is_signed


@pytest.mark.parametrize(
    ("shape", "count", "channels"),
    [((4, 5), 1, 1), ((4, 5, 3), 1, 3), ((4, 5, 1), 1, 1), ((3, 4, 5), 3, 1), ((3, 4, 5, 3), 3, 3), ((1, 4, 5), 1, 1)],
)
def test_a_picture_or_a_grid(shape: tuple[int, ...], count: int, channels: int) -> None:
    [record] = records(lambda: show.image(np.zeros(shape)))
    assert len(record["images"]) == count
    assert {(each["height"], each["width"], each["channels"]) for each in record["images"]} == {(4, 5, channels)}


def test_pictures_of_a_list_may_differ_in_size_and_share_a_scale() -> None:
    [record] = records(lambda: show.image([np.zeros((2, 2)), np.full((1, 3), 4.0)], labels=["a", "b"]))
    assert (pixels(record, 0), pixels(record, 1)) == ([0] * 4, [255] * 3)


def test_a_heat_map_keeps_its_numbers() -> None:
    [record] = records(lambda: show.heat_map([[1, NAN], [3, 4.5]], row_labels=["a", "b"]))
    assert record["values"] == [[1.0, "nan"], [3.0, 4.5]]
    assert (record["low"], record["high"], record["row_labels"], record["column_labels"]) == (1.0, 4.5, ["a", "b"], ["0", "1"])


def test_a_table_holds_numbers_and_text() -> None:
    [record] = records(lambda: show.table({"name": ["<b>", "x" * 300], "ms": [np.float32(1.5), NAN]}))
    assert record["columns"] == ["name", "ms"]
    assert record["rows"] == [["<b>", 1.5], ["x" * 199 + "…", "nan"]]


REFUSED = [
    (lambda: show.line(tf.constant(1.0)), TypeError, "sess.run"),
    (lambda: show.line(tf.Variable(1.0)), TypeError, "sess.run"),
    (lambda: show.line("abc"), TypeError, "must be numbers"),
    (lambda: show.line([1j]), TypeError, "must be numbers"),
    (lambda: show.line([[1], [1, 2]]), ValueError, "different lengths"),
    (lambda: show.line(np.zeros((2, 2))), ValueError, "several go in a dict"),
    (lambda: show.line({}), ValueError, "empty dict"),
    (lambda: show.line(1.0), ValueError, "Give it a title"),
    (lambda: show.line(1.0, x=[1], title="t"), ValueError, "single number"),
    (lambda: show.line([1, 2], x=[1]), ValueError, "as long as y"),
    (lambda: show.line({"a": [1], "b": [1, 2]}), ValueError, "a 1, b 2"),
    (lambda: show.line([1], y_scale="ln"), ValueError, '"linear" or "log"'),  # type: ignore[arg-type]
    (lambda: show.line(np.zeros(25_000)), ValueError, r"\[::3\]"),
    (lambda: show.line({str(each): [1] for each in range(13)}), ValueError, "at most 12 series"),
    (lambda: show.bar([1], labels=["a", "b"]), ValueError, "as many as there are, 1"),
    (lambda: show.bar({"a": 1}, labels=["b"]), ValueError, "leave labels out"),
    (lambda: show.scatter([1, 2], [1]), ValueError, "one length"),
    (lambda: show.image(np.zeros(784)), ValueError, r"reshape\(28, 28\)"),
    (lambda: show.image(np.zeros((300, 10))), ValueError, r"\[::2, ::2\]"),
    (lambda: show.image([]), ValueError, "found"),
    (lambda: show.image(np.zeros((101, 2, 2))), ValueError, "1 to 100"),
    (lambda: show.image(np.zeros((2, 2)), columns=0), ValueError, "columns"),
    (lambda: show.image(np.zeros((2, 2)), low=2, high=1), ValueError, "low must not be above high"),
    (lambda: show.heat_map([1, 2]), ValueError, r"found shape \[2\]"),
    (lambda: show.heat_map(np.zeros((200, 2))), ValueError, "show.image"),
    (lambda: show.table([[1], [1, 2]]), ValueError, "one length"),
    (lambda: show.table([[0]] * 201), ValueError, r"rows\[:200\]"),
    (lambda: show.table("abc"), TypeError, "list of rows"),
    (lambda: show.text("x" * 10_001), ValueError, "print takes more"),
]


@pytest.mark.parametrize(("call", "kind", "says"), REFUSED, ids=[says for _, _, says in REFUSED])
def test_bad_input_is_refused_with_the_way_out(call: Callable[[], None], kind: type[Exception], says: str) -> None:
    with pytest.raises(kind, match=says):
        call()


@pytest.mark.parametrize(
    ("call", "text"),
    [
        (
            lambda: show.line({"train": 0.5312, "test": 1}, x=40, title="loss", x_label="step"),
            "loss  step 40  train 0.5312  test 1\n",
        ),
        (lambda: show.line([1, 2, NAN, 8], title="t"), "t\n▁▂ █  last 8, least 1, greatest 8\n"),
        (lambda: show.line([NAN]), "   no finite value\n"),
        (lambda: show.bar({"a": 1, "bc": -0.5}), f"a   1     {'█' * 40}\nbc  -0.5  {'█' * 20}\n"),
        (lambda: show.heat_map([[1, 20]], x_label="said", y_label="truly"), "truly \\ said  0   1\n           0  1  20\n"),
        (lambda: show.table([["가", 1], ["b", 2.5]], columns=["c", "d"]), "c   d\n가  1\nb   2.5\n"),
        (lambda: show.text("so"), "so\n"),
        (lambda: show.image(np.array([[0, 1], [0, 1], [1, 0], [1, 0]]), labels=["x"]), "x\n @\n@\n"),
    ],
)
def test_natively_it_is_text(call: Callable[[], None], text: str, capsys: pytest.CaptureFixture[str]) -> None:
    call()
    assert capsys.readouterr().out == text


def test_every_kind_has_a_text_form_no_wider_than_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    random = np.random.RandomState(0)
    show.line(random.rand(10_000))
    show.scatter(random.rand(500), random.rand(500), groups=random.randint(0, 12, 500))
    show.image(random.rand(30, 28, 28), labels=range(30))
    show.image(random.randn(256, 256))
    show.heat_map(random.rand(128, 128))
    assert max(map(len, capsys.readouterr().out.splitlines())) <= 100
