"""Summaries of values: a table of kinds, and the law that they are small and valid JSON."""

import base64
import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from heureum.value_summary import LARGEST_SUMMARY_BYTES, summarize

FINE = np.arange(6, dtype=np.float32).reshape(2, 3) / 10
WORDS = np.array([b"a", "한글".encode()], object)

KINDS: list[tuple[Any, dict[str, Any]]] = [
    (np.float32(0.1), {"dtype": "float32", "shape": [], "kind": "number", "value": 0.1}),
    (np.float64("nan"), {"dtype": "float64", "shape": [], "kind": "number", "value": "nan"}),
    (np.float32("-inf"), {"dtype": "float32", "shape": [], "kind": "number", "value": "-inf"}),
    (np.bool_(True), {"dtype": "bool", "shape": [], "kind": "number", "value": True}),
    (np.int64(2**60), {"dtype": "int64", "shape": [], "kind": "number", "value": str(2**60)}),
    (np.complex64(1 + 2j), {"dtype": "complex64", "shape": [], "kind": "number", "value": "(1+2j)"}),
    (3.5, {"dtype": "float64", "shape": [], "kind": "number", "value": 3.5}),
    ("한글".encode(), {"dtype": "string", "shape": [], "kind": "text", "text": "한글", "is_cut": False}),
    (b"\xff", {"dtype": "string", "shape": [], "kind": "text", "text": "\\xff", "is_cut": False}),
    (WORDS, {"dtype": "string", "shape": [2], "kind": "table", "rows": [["a", "한글"]]}),
    (
        FINE,
        {
            "dtype": "float32", "shape": [2, 3], "kind": "table", "rows": [[0.0, 0.1, 0.2], [0.3, 0.4, 0.5]],
            "stats": {"least": 0.0, "greatest": 0.5, "mean": pytest.approx(0.25), "not_finite": 0},
        },
    ),
    (
        np.array([1.0, np.inf]),
        {
            "dtype": "float64", "shape": [2], "kind": "table", "rows": [[1.0, "inf"]],
            "stats": {"least": 1.0, "greatest": 1.0, "mean": 1.0, "not_finite": 1},
        },
    ),
    (np.zeros((0, 3)), {"dtype": "float64", "shape": [0, 3], "kind": "table", "rows": []}),
    (object(), {"dtype": "resource", "shape": [], "kind": "text", "text": "object", "is_cut": False}),
]  # fmt: skip


@pytest.mark.parametrize(("value", "wanted"), KINDS, ids=lambda each: str(each)[:30])
def test_small_values(value: Any, wanted: dict[str, Any]) -> None:
    assert summarize(value) == wanted


def test_a_matrix_is_a_heat_map() -> None:
    value = np.linspace(-1, 3, 400).reshape(20, 20)
    value[3, 4] = np.nan
    found = summarize(value)
    assert (found["kind"], found["width"], found["height"], found["low"], found["high"]) == ("heat map", 20, 20, -1.0, 3.0)
    cells = np.frombuffer(base64.b64decode(found["cells"]), np.uint8).reshape(20, 20)
    assert (cells[0, 0], cells[3, 4], cells[19, 19]) == (1, 0, 255)
    assert cells[10, 0] == pytest.approx(1 + 254 * (value[10, 0] + 1) / 4, abs=1)
    assert found["stats"]["not_finite"] == 1


def test_a_larger_matrix_is_drawn_by_means() -> None:
    value = np.repeat(np.repeat(np.arange(32.0)[:, None], 3, 0), 64, 1)
    found = summarize(value)
    assert (found["width"], found["height"], found["low"], found["high"]) == (32, 32, 0.0, 31.0)


def test_an_image() -> None:
    value = np.zeros((4, 5, 3), np.uint8)
    value[1, 2] = (10, 20, 255)
    found = summarize(value)
    assert (found["kind"], found["width"], found["height"], found["channels"]) == ("image", 5, 4, 3)
    np.testing.assert_array_equal(np.frombuffer(base64.b64decode(found["pixels"]), np.uint8).reshape(4, 5, 3), value)
    assert summarize(value / 255.0)["pixels"] == found["pixels"]
    assert summarize(value.astype(np.float32))["kind"] == "histogram"  # no colours


def test_a_histogram_counts_all() -> None:
    found = summarize(np.arange(160, dtype=np.int32))
    assert (found["kind"], found["counts"], found["low"], found["high"]) == ("histogram", [10] * 16, 0.0, 159.0)


def test_a_very_large_value_is_sampled() -> None:
    found = summarize(np.broadcast_to(np.float32(2), (3000, 3000)))
    assert found["stats"] == {"least": 2.0, "greatest": 2.0, "mean": 2.0, "not_finite": 0, "is_sampled": True}


DTYPES = [np.dtype(name) for name in ("bool", "int8", "uint8", "int64", "uint64", "float16", "float32", "float64", "complex64")]
SHAPES = st.sampled_from([(), (1,), (0,), (2, 3), (40,), (3, 0, 2), (7, 8), (9, 9), (33, 40), (5, 4, 3), (100, 2), (2, 2, 2, 2)])


@given(
    st.sampled_from(DTYPES).flatmap(lambda dtype: arrays.arrays(dtype, SHAPES, fill=st.nothing() if dtype.kind == "c" else None))
)
def test_any_array_gives_small_valid_json(value: np.ndarray) -> None:
    text = json.dumps(summarize(value), allow_nan=False)
    assert len(text) <= LARGEST_SUMMARY_BYTES


@given(st.lists(st.binary(max_size=300) | st.text(max_size=300).map(str.encode), max_size=60))
def test_any_strings_give_small_valid_json(words: list[bytes]) -> None:
    value = np.empty(len(words), object)
    value[:] = words
    assert len(json.dumps(summarize(value), allow_nan=False)) <= LARGEST_SUMMARY_BYTES
