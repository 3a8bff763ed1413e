"""A drawn graph, read by a program: what the editor wrote, what is kept, what is refused."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import heureum as tf
from heureum.examples.given_graph import read_graph

SCALAR = {"dtype": {"dtype": "float32"}, "shape": {"shape": []}}
FED = {"tensor": {"dtype": "float32", "shape": [], "values": [4.0]}}
DRAWN: dict[str, Any] = {
    "studio": 1,
    # In the order in which they were drawn, not that of their edges.
    "nodes": [
        {"name": "y", "op": "Square", "inputs": ["x:0"], "device": "", "attrs": {}},
        {"name": "x", "op": "Placeholder", "inputs": [], "device": "", "attrs": SCALAR},
    ],
    "fetches": ["y:0"],
    "feeds": {"x:0": FED},
    "workers": 3,
}


def written(folder: Path, text: str) -> str:
    path = folder / "graph.json"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_without_a_file_it_is_the_expression() -> None:
    given = read_graph("nowhere.json")
    with tf.Session() as sess:
        assert sess.run(given.fetches, given.feeds) == [15.0]
    assert given.workers == ["/job:worker/task:0", "/job:worker/task:1"]


def test_what_was_drawn_is_fetched_and_fed(tmp_path: Path) -> None:
    fetches, feeds, workers = read_graph(written(tmp_path, json.dumps(DRAWN)))
    with tf.Session() as sess:
        np.testing.assert_array_equal(sess.run(fetches, feeds), [16.0])
    assert [fetch.name for fetch in fetches] == ["y:0"]
    assert len(workers) == 3


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"fetches": []}, "says nothing to fetch"),
        ({"nodes": [{**DRAWN["nodes"][0], "inputs": [None]}]}, "input 0 of 'y' is joined to nothing"),
        ({"nodes": 5}, "no graph that the editor wrote"),
        ({"feeds": []}, "no graph that the editor wrote"),
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path: Path, changes: dict[str, Any], told: str) -> None:
    with pytest.raises(ValueError, match=re.escape(told)):
        read_graph(written(tmp_path, json.dumps({**DRAWN, **changes})))
