"""The picture as text: well-formed whatever the names hold, readable aloud, coloured by classes alone."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heureum_live.layout import lay_out
from heureum_live.svg import describe, draw, worker_class

SVG = "{http://www.w3.org/2000/svg}"


def pair(tail: str = "a", head: str = "c", *, devices: tuple[str, str] = ("", ""), source: str | None = None) -> dict[str, Any]:
    return {
        "version": 1,
        "nodes": [
            {"name": tail, "op": "Placeholder", "inputs": [], "device": devices[0], "attrs": {}},
            {"name": head, "op": "Neg", "inputs": [source or f"{tail}:0"], "device": devices[1], "attrs": {}},
        ],
    }


def parsed(graph_def: dict[str, Any], *, title: str = "graph", description: str = "words") -> ElementTree.Element:
    return ElementTree.fromstring(draw(lay_out(graph_def), title=title, description=description))


# A name may hold anything but what separates it from its output number or marks a control edge.
names = st.text(min_size=1).filter(lambda name: ":" not in name and not name.startswith("^"))


@given(names, st.text())
def test_any_name_gives_well_formed_xml(name: str, words: str) -> None:
    root = parsed(pair(name, name + "'"), title=words, description=words)
    assert len(root.findall(f".//{SVG}rect")) == 2


def test_markup_in_a_name_stays_text() -> None:
    hostile = "<script>alert(1)</script>&\"'"
    root = parsed(pair(hostile))
    assert root.find(f".//{SVG}script") is None
    assert f"{hostile}: Placeholder" in [element.text for element in root.iter(f"{SVG}title")]


def test_it_is_an_image_with_a_title_and_a_description() -> None:
    root = parsed(pair(), title="덧셈", description="두 노드")
    assert root.get("role") == "img"
    title_id, description_id = (root.get("aria-labelledby") or "").split()
    by_id = {element.get("id"): element.text for element in root}
    assert by_id[title_id] == "덧셈"
    assert by_id[description_id] == "두 노드"


def test_two_pictures_of_one_graph_can_share_a_page() -> None:
    layout = lay_out(pair())
    first, second = (re.findall(r' id="([^"]+)"', draw(layout, title="t", description="d", key=key)) for key in ("1", "2"))
    assert not set(first) & set(second)


def test_colours_are_left_to_the_theme() -> None:
    text = draw(lay_out(pair(devices=("/job:worker/task:0", "/job:worker/task:1"))), title="t", description="d")
    assert "style=" not in text
    assert "stroke=" not in text
    assert re.findall(r'fill="([^"]+)"', text) == ["none"]


@pytest.mark.parametrize(
    ("devices", "crosses"),
    [
        (("", ""), False),
        (("", "/job:worker/task:1"), False),
        (("/job:worker/task:0",) * 2, False),
        (("/job:worker/task:0", "/job:worker/task:1"), True),
    ],
)
def test_edges_between_devices_are_marked(devices: tuple[str, str], crosses: bool) -> None:
    (edge,) = parsed(pair(devices=devices)).iter(f"{SVG}path")
    assert ("heureum-edge-crossing" in (edge.get("class") or "").split()) is crosses


def test_control_edges_are_marked() -> None:
    (edge,) = parsed(pair(source="^a")).iter(f"{SVG}path")
    assert "heureum-edge-control" in (edge.get("class") or "").split()


@pytest.mark.parametrize(
    ("device", "expected"),
    [
        ("/job:worker/task:0", "heureum-worker-0"),
        ("/job:worker/task:1/device:CPU:0", "heureum-worker-1"),
        ("/job:worker/task:9", "heureum-worker-1"),
        ("/device:CPU:0", ""),
        ("/job:worker/task:x", ""),
        ("", ""),
    ],
)
def test_a_worker_has_its_colour_class(device: str, expected: str) -> None:
    assert worker_class(device) == expected


def test_the_description_reads_the_graph_aloud() -> None:
    layout = lay_out(pair(devices=("/job:worker/task:0", "/job:worker/task:1")))
    assert describe(layout, "en") == ("A graph of 2 nodes and 1 edges. c ← a. /job:worker/task:0: a. /job:worker/task:1: c.")
    assert describe(layout, "ko").startswith("노드 2개, 간선 1개의 그래프입니다.")
