"""A digit drawn by hand becomes a picture as MNIST would have it."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from heureum.examples.drawing import draw_digit, read_digit, redraw

SEVEN = [[(20.0, 10.0), (60.0, 10.0), (35.0, 80.0)], [(25.0, 45.0), (55.0, 45.0)]]


def moved(by: float, times: float) -> list[list[tuple[float, float]]]:
    return [[(x * times + by, y * times + by) for x, y in stroke] for stroke in SEVEN]


@pytest.mark.parametrize(("by", "times"), [(0, 0.01), (500, 1), (-30, 7)])
def test_place_and_size_on_the_pad_do_not_matter(by: float, times: float) -> None:
    assert np.allclose(draw_digit(moved(by, times)), draw_digit(SEVEN), atol=1e-4)


@pytest.mark.parametrize(
    "strokes",
    [SEVEN, [[(0, 0), (0, 9)]], [[(0, 0), (9, 0)]], [[(5, 5)]], [[(5, 5), (5, 5)], []], [[(0, 0), (9, 9), (9, 0)]]],
    ids=["seven", "upright", "level", "dot", "the same point twice", "corner"],
)
def test_it_lies_in_the_middle_within_its_margin(strokes: list[list[tuple[float, float]]]) -> None:
    picture = draw_digit(strokes)
    assert (picture.shape, picture.dtype) == ((28, 28), np.float32)
    assert 0 <= picture.min() < picture.max() <= 1
    rows, columns = np.indices(picture.shape) + 0.5
    centre = [(rows * picture).sum() / picture.sum(), (columns * picture).sum() / picture.sum()]
    assert np.allclose(centre, 14, atol=0.2)
    lit = np.argwhere(picture > 0.5)
    assert (lit.max(axis=0) - lit.min(axis=0) < 20).all()


def test_a_drawing_is_read_from_its_file(tmp_path: Path) -> None:
    path = tmp_path / "digit.json"
    path.write_text(json.dumps({"strokes": SEVEN}))
    assert np.array_equal(read_digit(str(path)), draw_digit(SEVEN))


def test_without_a_drawing_there_is_a_digit_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "digit.json"
    kept = read_digit(str(path))
    for empty in ([], [[]]):
        path.write_text(json.dumps({"strokes": empty}))
        assert np.array_equal(read_digit(str(path)), kept)
    assert kept.sum() > 50


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        '{"strokes": 3}',
        '{"strokes": [[1]]}',
        '{"strokes": [[["a", 1]]]}',
        '{"strokes": [[[NaN, 1]]]}',
        '{"lines": []}',
    ],
)
def test_what_is_no_drawing_is_refused_by_name(tmp_path: Path, text: str) -> None:
    path = tmp_path / "digit.json"
    path.write_text(text)
    with pytest.raises(ValueError, match="is no drawing"):
        read_digit(str(path))


def test_too_many_points_are_refused() -> None:
    with pytest.raises(ValueError, match="found 20001"):
        draw_digit([[(0.0, 0.0)] * 20_001])


def test_other_hands_draw_the_same_digit_a_little_differently() -> None:
    seven = draw_digit(SEVEN).reshape(1, 784)
    others = redraw(np.repeat(seven, 50, axis=0), np.random.default_rng(1))
    assert (others.shape, others.dtype) == ((50, 784), np.float32)
    assert 0 <= others.min() < others.max() <= 1
    assert len(np.unique(others, axis=0)) == 50
    assert all(np.corrcoef(seven[0], other)[0, 1] > 0.3 for other in others)
    assert np.array_equal(others, redraw(np.repeat(seven, 50, axis=0), np.random.default_rng(1)))


def test_other_hands_leave_nothing_at_the_edge_that_was_not_there() -> None:
    whole = redraw(np.ones((20, 784), np.float32), np.random.default_rng(1))
    assert (whole == 1).all()
    assert not redraw(np.zeros((20, 784), np.float32), np.random.default_rng(1)).any()


def test_pictures_of_another_shape_are_refused() -> None:
    with pytest.raises(ValueError, match=r"needed pictures of shape \[n, 784\], found \[2, 28, 28\]"):
        redraw(np.zeros((2, 28, 28), np.float32), np.random.default_rng(1))
