"""What Part 2 says of its digits, checked: curves fall, matrices count, and each edit does what the text promises."""

from __future__ import annotations

import json
import math
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from heureum_live.blocks import joined
from heureum_live.run_cell import run_cell

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "docs" / "examples"
# What a model learns hangs on the last bits of its sums, which differ between processors: the lowest accuracy to expect.
LEARNED = {"softmax.py": 0.9, "network.py": 0.91, "convolution.py": 0.91, "mnist.py": 0.91}
STROKES = {
    3: [[[32, 16], [48, 10], [62, 16], [63, 30], [54, 41], [44, 44], [56, 47], [66, 57], [65, 72], [52, 82], [38, 80], [30, 74]]],
    7: [[[28, 14], [50, 13], [70, 12], [62, 32], [52, 55], [44, 84]]],
}

Shown = dict[str, dict[str, Any]]
Stroke = list[tuple[float, float]]
Hand = dict[int, list[Stroke]]


@pytest.fixture(autouse=True)
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Examples read and write in the working directory."""
    monkeypatch.chdir(tmp_path)


def run_edited(example: str, *edits: tuple[str, str]) -> tuple[str, Shown]:
    """What it printed, and what each of its blocks showed in the end, by title."""
    code = (EXAMPLES / example).read_text(encoding="utf-8")
    for old, new in edits:
        assert old in code, f"the article asks readers to change {old!r}, which {example} no longer has"
        code = code.replace(old, new)
    pieces: list[tuple[str, str]] = []
    result = run_cell(code, on_output=lambda stream, text: pieces.append((stream, text)))
    assert result.error is None, result.error
    shown: Shown = {}
    for stream, text in pieces:
        if stream == "show":
            record = json.loads(text)
            shown[record["title"]] = joined(shown.get(record["title"]), record)
    return "".join(text for stream, text in pieces if stream != "show"), shown


def curve(shown: Shown, title: str, name: str) -> list[float]:
    return next([float(value) for value in each["values"]] for each in shown[title]["series"] if each["name"] == name)


@pytest.mark.parametrize("example", LEARNED)
def test_a_model_learns(example: str) -> None:
    _, shown = run_edited(example)
    accuracy = curve(shown, "accuracy", "test")
    assert accuracy[0] < 0.3
    assert accuracy[-1] >= LEARNED[example]
    assert len(accuracy) > 10


def test_the_first_loss_is_the_logarithm_of_ten_and_the_curves_part() -> None:
    _, shown = run_edited("softmax.py")
    seen, unseen = curve(shown, "loss", "train"), curve(shown, "loss", "test")
    assert unseen[0] == 2.30259
    assert sum(seen[-5:]) < sum(unseen[-5:])
    assert [each["label"] for each in shown["weights"]["images"]] == [str(digit) for digit in range(10)]
    _, longer = run_edited("softmax.py", ("range(201)", "range(1001)"))
    assert sum(curve(longer, "loss", "train")[-5:]) < 0.7 * sum(seen[-5:])
    assert sum(curve(longer, "loss", "test")[-5:]) > 0.7 * sum(unseen[-5:])


def test_a_small_learning_rate_learns_more_slowly() -> None:
    assert curve(run_edited("softmax.py", ("Optimizer(0.5)", "Optimizer(0.01)"))[1], "loss", "test")[-1] > 0.8


def test_too_large_a_rate_climbs() -> None:
    _, shown = run_edited("rates.py", ("0.08, 0.1", "0.08, 0.085, 0.1"))
    last = {each["name"]: float(each["values"][-1]) for each in shown["error"]["series"]}
    assert last["rate 0.05"] < last["rate 0.01"] < 0.1
    assert last["rate 0.08"] < 0.1
    assert 100 < last["rate 0.085"] < last["rate 0.1"]


def test_a_layer_of_two_may_learn_nothing() -> None:
    assert curve(run_edited("network.py", ("x, 64,", "x, 2,"))[1], "loss", "test")[-1] > 2


def test_two_windows_do_worse_than_eight() -> None:
    _, shown = run_edited("convolution.py", ("picture, 8, 5", "picture, 2, 5"))
    assert len(shown["windows"]["images"]) == 2
    assert 0.7 < curve(shown, "accuracy", "test")[-1] < curve(run_edited("convolution.py")[1], "accuracy", "test")[-1]


@pytest.mark.parametrize(("example", "weights"), [("softmax.py", 7850), ("network.py", 50890), ("convolution.py", 3098)])
def test_the_models_have_as_many_weights_as_the_article_counts(example: str, weights: int) -> None:
    counting = (
        "import numpy as np\nprint(sum(int(np.prod(v.shape.as_list())) for v in tf.trainable_variables()))\nraise SystemExit\n"
    )
    assert run_edited(example, ("test = {", f"{counting}test = {{"))[0] == f"{weights}\n"


def test_the_matrix_counts_every_picture_and_the_wrong_ones_are_shown() -> None:
    _, shown = run_edited("confusion.py")
    table = shown["confusion"]["values"]
    right = sum(table[digit][digit] for digit in range(10))
    assert sum(map(sum, table)) == 299
    assert right > 265
    wrong = [tuple(map(int, each["label"].split("→"))) for each in shown["wrong"]["images"]]
    assert len(wrong) == min(20, 299 - right)
    assert all(truth != said and table[truth][said] for truth, said in wrong)


def test_a_model_that_learned_little_has_favourites() -> None:
    table = run_edited("confusion.py", ("range(201)", "range(5)"))[1]["confusion"]["values"]
    assert max(map(sum, zip(*table, strict=True))) > 45


def test_digits_are_looked_at_twenty_at_a_time() -> None:
    printed, shown = run_edited("digits.py", ("first = 0", "first = 40"))
    assert printed == "to train (1373, 784)\nto test  (299, 784)\n"
    assert len(shown[""]["images"]) == 20


def test_a_drawn_digit_is_read_by_a_model_that_learns_once() -> None:
    printed, shown = run_edited("drawn.py")
    assert printed == "read as 5\n"
    assert len(shown["probability"]["labels"]) == 10
    kept = {path: path.stat().st_mtime_ns for path in Path("digits-model").iterdir()}
    for digit, strokes in STROKES.items():
        Path("digit.json").write_text(json.dumps({"strokes": strokes}))
        assert run_edited("drawn.py")[0] == f"read as {digit}\n"
    assert {path: path.stat().st_mtime_ns for path in Path("digits-model").iterdir()} == kept


def arc(x: float, y: float, across: float, down: float, start_deg: float, end_deg: float) -> Stroke:
    """From an angle to another around a centre; 0 is to the right, 90 below."""
    angles = [math.radians(start_deg + (end_deg - start_deg) * part / 24) for part in range(25)]
    return [(x + across * math.cos(angle), y + down * math.sin(angle)) for angle in angles]


def slanted(hand: Hand, by: float) -> Hand:
    return {digit: [[(x - (y - 50) * by, y) for x, y in stroke] for stroke in strokes] for digit, strokes in hand.items()}


# As in a schoolbook; then slanted, the one with a flag, the four open, the seven crossed.
SCHOOLBOOK: Hand = {
    0: [arc(50, 50, 22, 34, -90, 270)],
    1: [[(50, 15), (50, 85)]],
    2: [[*arc(50, 34, 20, 18, 180, 390), (28, 84), (74, 84)]],
    3: [[*arc(48, 32, 20, 17, 200, 450), *arc(48, 67, 23, 18, -90, 160)]],
    4: [[(56, 14), (24, 62), (80, 62)], [(60, 38), (60, 88)]],
    5: [[(70, 15), (36, 15), (33, 46), *arc(48, 62, 22, 22, -130, 150)]],
    6: [[(62, 14), *arc(66, 50, 36, 36, -110, -180), *arc(50, 64, 20, 20, 180, -180)]],
    7: [[(26, 18), (74, 18), (44, 86)]],
    8: [[*arc(50, 33, 16, 17, 90, -270), *arc(50, 68, 20, 18, -90, 270)]],
    9: [[*arc(50, 34, 19, 19, 0, -360), (66, 88)]],
}
HURRIED: Hand = slanted(
    SCHOOLBOOK
    | {
        1: [[(36, 34), (52, 15), (52, 86)]],
        2: [[*arc(50, 32, 18, 16, 200, 380), (34, 76), *arc(38, 79, 6, 5, -120, -330), (74, 84)]],
        4: [[(34, 16), (30, 54), (72, 54)], [(62, 20), (62, 88)]],
        6: [[(64, 14), (44, 38), *arc(50, 66, 18, 18, -150, -510)]],
        7: [[(28, 18), (72, 18), (46, 86)], [(38, 50), (66, 50)]],
        9: [[*arc(50, 34, 18, 18, -20, -360), (68, 40), *arc(44, 50, 24, 36, 0, 80)]],
    },
    0.22,
)


def wrongly_read(hand: Hand, *edits: tuple[str, str]) -> dict[int, int]:
    """The digits of a hand that the model takes for others, and for which."""
    read = {}
    for digit, strokes in hand.items():
        Path("digit.json").write_text(json.dumps({"strokes": strokes}))
        read[digit] = int(run_edited("drawn.py", *edits)[0].removeprefix("read as "))
    return {digit: said for digit, said in read.items() if digit != said}


def test_plain_digits_of_two_hands_are_read_once_other_hands_were_seen() -> None:
    wrong = [wrongly_read(hand) for hand in (SCHOOLBOOK, HURRIED)]
    assert sum(map(len, wrong)) <= 1, wrong
    as_before = [wrongly_read(hand, ("other_hands = True", "other_hands = False")) for hand in (SCHOOLBOOK, HURRIED)]
    assert sum(map(len, as_before)) > 2
    assert any(said.get(9) == 4 for said in as_before)  # as the text says


def test_sharing_a_batch_is_timed_for_one_and_for_two() -> None:
    _, shown = run_edited("parallel.py")
    assert [each["name"] for each in shown["ms per step"]["series"]] == ["one worker", "two workers"]
    assert len(curve(shown, "times as fast with two workers", "")) == len(shown["ms per step"]["labels"]) == 4


def test_shared_gradients_are_those_of_one_worker() -> None:
    """The text says that what is learned stays the same: here the sum of all weights after six steps on the same pictures."""
    same = ("feed[x], feed[y] = digits.train.next_batch(size // count)", "feed[x], feed[y] = next(shares)")
    whole = "shares = iter([digits.train.next_batch(64)])\ntraining(1, 64)\n"
    halves = (
        "images, labels = digits.train.next_batch(64)\n"
        "shares = iter([(images[:32], labels[:32]), (images[32:], labels[32:])])\n"
        "training(2, 64)\n"
    )
    weights = "sum(np.abs(sess.run(v)).sum() for v in tf.trainable_variables())"
    ending = ("return lambda: sess.run(train, feed)", f"for _ in range(6): sess.run(train, feed)\n        print({weights})")
    sums = []
    for feeding in (whole, halves):
        code = ("\n\ndef best_ms", f"\n\nimport numpy as np\n{feeding}raise SystemExit\n\ndef best_ms")
        sums.append(float(run_edited("parallel.py", same, ending, code)[0]))
    assert sums[0] == pytest.approx(sums[1], rel=1e-5)


@pytest.mark.parametrize("example", ["digits.py", "drawn.py", "rates.py", "parallel.py"])
def test_natively_they_are_scripts_that_print(example: str) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT / "pkg" / "src"), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-W", "error", str(EXAMPLES / example)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=True)
    assert re.search(r"[▁-█@#*]", done.stdout)
