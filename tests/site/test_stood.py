"""A small edit moves little: what it left alone stays where it stood. From nothing, equal graphs stand equally."""

from __future__ import annotations

import math
import random
import statistics
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heureum_live.studio.answering import answer_to

from .studio.bench import graph
from .studio.graphs import document, node, number

# Two rows are about 72 px apart: what moved less is found without looking for it.
NEAR_PX = 40.0
EXAMPLE = document(
    number("a"), number("b"), number("one"),
    node("c", "Add", "a:0", "b:0"), node("d", "Add", "b:0", "one:0"), node("e", "Mul", "c:0", "d:0"), fetches=["e:0"],
)  # fmt: skip


def view_of(made: dict[str, Any], **more: Any) -> dict[str, Any]:
    view: dict[str, Any] = answer_to({"do": "view", "document": made, **more})["view"]
    return view


def middles(view: dict[str, Any]) -> dict[str, tuple[float, float]]:
    return {each["name"]: (each["x"] + each["width"] / 2, each["y"] + each["height"] / 2) for each in view["nodes"]}


def moves_px(before: dict[str, Any], after: dict[str, Any], but: str = "") -> list[float]:
    """How far each node moved beside the others, which a picture that is fitted again shows as not moving."""
    old, new = middles(before), middles(after)
    both = [name for name in old if name in new and name != but]
    aside = [statistics.median(new[name][axis] - old[name][axis] for name in both) for axis in (0, 1)]
    return [math.dist((old[name][0] + aside[0], old[name][1] + aside[1]), new[name]) for name in both]


def edit_of(kind: str, names: list[str], target: str, draw: random.Random) -> dict[str, Any]:
    before = names[: names.index(target)]
    return {
        "add": {"do": "add", "op": "Add", "inputs": [f"{draw.choice(before)}:0", f"{target}:0"]},
        "connect": {"do": "connect", "source": f"{draw.choice(before)}:0", "target": target, "input": draw.randrange(2)},
        "disconnect": {"do": "disconnect", "target": target, "input": draw.randrange(2)},
        "delete": {"do": "delete", "names": [target]},
        "rename": {"do": "rename", "name": target, "to": "renamed"},
        "device": {"do": "set device", "names": [target], "worker": 1},
    }[kind]


@pytest.mark.parametrize(
    ("kind", "most"),
    [("add", 0.15), ("connect", 0.5), ("disconnect", 0.0), ("delete", 0.1), ("rename", 0.0), ("device", 0.0)],
)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10_000))
def test_most_nodes_stay_where_they_stood(kind: str, most: float, seed: int) -> None:
    """`most` is the share of nodes that may move: a connection may push all that follows one column to the right."""
    draw = random.Random(seed)
    made = graph(40, seed)
    view = view_of(made)
    names = [each["name"] for each in made["nodes"]]
    target = draw.choice(names[8:])
    after = answer_to({**edit_of(kind, names, target, draw), "document": made, "near": view})["view"]
    moved = moves_px(view, after, but=target)
    assert sum(each > NEAR_PX for each in moved) <= most * len(moved)


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10_000))
def test_a_graph_that_nobody_edits_stays_and_one_from_nothing_is_always_the_same(seed: int) -> None:
    made = graph(40, seed)
    view = view_of(made)
    assert view_of(made) == view
    again = view_of(made, near=view)
    assert max(moves_px(view, again)) < 0.3
    bends = [[point for edge in each["edges"] for point in edge["points"]] for each in (view, again)]
    assert max(math.dist(old, new) for old, new in zip(*bends, strict=True)) < 0.3


def test_a_renamed_node_stays() -> None:
    view = view_of(EXAMPLE)
    after = answer_to({"do": "rename", "name": "d", "to": "f", "document": EXAMPLE, "near": view})["view"]
    assert middles(after)["f"] == pytest.approx(middles(view)["d"], abs=0.2)


def test_what_was_alone_comes_to_what_it_is_joined_with() -> None:
    state: dict[str, Any] = {"document": EXAMPLE, "view": view_of(EXAMPLE)}
    for step in (
        {"do": "add", "op": "Add", "name": "f"},
        {"do": "connect", "source": "d:0", "target": "f", "input": 0},
        {"do": "connect", "source": "d:0", "target": "f", "input": 1},
    ):
        state = answer_to({**step, "document": state["document"], "near": state["view"]})
    places = middles(state["view"])
    assert places["f"][0] > places["d"][0]
    assert abs(places["f"][1] - places["d"][1]) < 80


def test_arranging_forgets_where_things_stood() -> None:
    view = view_of(EXAMPLE)
    cut = answer_to({"do": "delete", "names": ["c"], "document": EXAMPLE, "near": view})
    made = answer_to({"do": "arrange", "document": cut["document"], "near": cut["view"]})
    assert middles(made["view"]) == middles(view_of(cut["document"]))
    assert made["document"] == cut["document"]


def test_a_view_that_is_none_is_refused() -> None:
    made = answer_to({"do": "delete", "names": ["c"], "document": EXAMPLE, "near": {"nodes": [{"name": "a"}], "edges": []}})
    assert made["error"]["kind"] == "request"
