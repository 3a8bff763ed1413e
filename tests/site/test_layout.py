"""The laws of a drawing, over generated graphs: left to right, no overlap, the same every time, no depth too deep."""

from __future__ import annotations

import json
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heureum_live.labels import label_of, settings_of, text_width
from heureum_live.layout import Layout, lay_out


def node(name: str, op: str, *inputs: str, **attrs: Any) -> dict[str, Any]:
    return {"name": name, "op": op, "inputs": list(inputs), "device": "", "attrs": attrs}


def graph(*nodes: dict[str, Any]) -> dict[str, Any]:
    return {"version": 1, "nodes": list(nodes)}


def value(*values: Any, shape: tuple[int, ...] = (), dtype: str = "float32") -> dict[str, Any]:
    return {"tensor": {"dtype": dtype, "shape": list(shape), "values": list(values)}}


LARGE = {"tensor": {"dtype": "float32", "shape": [100], "base64": "AAAA"}}
EXAMPLE = graph(
    node("a", "Const", value=value(3.0)),
    node("b", "Const", value=value(2.0)),
    node("one", "Const", value=value(1.0)),
    node("c", "Add", "a:0", "b:0"),
    node("d", "Add", "b:0", "one:0"),
    node("e", "Mul", "c:0", "d:0"),
)
LOOP = graph(
    node("start", "Const", value=value(0)),
    node("enter", "Enter", "start:0"),
    node("merge", "Merge", "enter:0", "next:0"),
    node("switch", "Switch", "merge:0", "merge:0"),
    node("exit", "Exit", "switch:0"),
    node("next", "NextIteration", "switch:1"),
)


@st.composite
def acyclic_graphs(draw: st.DrawFn) -> dict[str, Any]:
    nodes = []
    for i in range(draw(st.integers(0, 40))):
        tails = draw(st.lists(st.integers(0, i - 1), max_size=3)) if i else []
        inputs = [f"{draw(st.sampled_from(['', '^']))}n{tail}" for tail in tails]
        inputs = [name if name.startswith("^") else f"{name}:0" for name in inputs]
        nodes.append(node(f"n{i}", "Add", *inputs))
    return graph(*nodes)


@st.composite
def any_graphs(draw: st.DrawFn) -> dict[str, Any]:
    count = draw(st.integers(1, 20))
    tails = st.lists(st.integers(0, count - 1), max_size=3)
    return graph(*(node(f"n{i}", "Merge", *(f"n{tail}:0" for tail in draw(tails))) for i in range(count)))


def assert_apart(layout: Layout) -> None:
    for i, one in enumerate(layout.nodes):
        for other in layout.nodes[i + 1 :]:
            beside = one.x + one.width < other.x or other.x + other.width < one.x
            assert beside or one.y + one.height < other.y or other.y + other.height < one.y, (one, other)


def assert_inside(layout: Layout) -> None:
    for placed in layout.nodes:
        assert placed.x >= 0
        assert placed.y >= 0
        assert placed.x + placed.width <= layout.width
        assert placed.y + placed.height <= layout.height
    for edge in layout.edges:
        assert len(edge.points) % 3 == 1
        assert all(0 <= x <= layout.width and 0 <= y <= layout.height for x, y in edge.points)


@given(acyclic_graphs())
def test_every_edge_of_an_acyclic_graph_leads_right(graph_def: dict[str, Any]) -> None:
    layout = lay_out(graph_def)
    by_name = {placed.name: placed for placed in layout.nodes}
    for edge in layout.edges:
        tail = by_name[edge.source.removeprefix("^").partition(":")[0]]
        assert tail.x + tail.width < by_name[edge.target].x
        xs = [x for x, _ in edge.points]
        assert xs == sorted(xs)


@given(any_graphs())
def test_nodes_stand_apart_and_inside_even_with_cycles(graph_def: dict[str, Any]) -> None:
    layout = lay_out(graph_def)
    assert_apart(layout)
    assert_inside(layout)


@given(any_graphs())
def test_every_input_is_one_edge_from_border_to_border(graph_def: dict[str, Any]) -> None:
    layout = lay_out(graph_def)
    by_name = {placed.name: placed for placed in layout.nodes}
    drawn = sorted((edge.target, edge.input, edge.source) for edge in layout.edges)
    assert drawn == sorted(
        (record["name"], position, source) for record in graph_def["nodes"] for position, source in enumerate(record["inputs"])
    )
    for edge in layout.edges:
        tail, head = by_name[edge.source.partition(":")[0]], by_name[edge.target]
        assert edge.points[0] == (pytest.approx(tail.x + tail.width), pytest.approx(tail.y + tail.height / 2))
        assert edge.points[-1][0] == head.x
        assert head.y < edge.points[-1][1] < head.y + head.height


@given(any_graphs())
def test_equal_graphs_give_equal_pictures(graph_def: dict[str, Any]) -> None:
    copy = json.loads(json.dumps(graph_def))
    assert json.dumps(lay_out(graph_def).to_json()) == json.dumps(lay_out(copy).to_json())


def test_the_example_looks_like_its_formula() -> None:
    layout = lay_out(EXAMPLE)
    a, b, one, c, d, e = layout.nodes
    assert a.y < b.y < one.y
    assert c.x == d.x > b.x
    assert a.y < c.y < b.y < d.y < one.y
    assert e.y == pytest.approx((c.y + d.y) / 2)


def test_a_loop_returns_below_the_picture() -> None:
    layout = lay_out(LOOP)
    (back,) = [edge for edge in layout.edges if edge.source == "next:0"]
    lowest = max(placed.y + placed.height for placed in layout.nodes)
    assert max(y for _, y in back.points) > lowest
    assert all(edge.points[-1][0] > edge.points[0][0] for edge in layout.edges if edge is not back)


@pytest.mark.parametrize(
    ("edit", "most_px"),
    [
        pytest.param(node("f", "Neg", "e:0"), 0, id="a node after the last"),
        pytest.param(node("f", "Neg", "c:0"), 65, id="a branch"),
        pytest.param(node("f", "Neg", "one:0"), 65, id="another branch"),
    ],
)
def test_a_small_edit_moves_little(edit: dict[str, Any], most_px: float) -> None:
    before = lay_out(EXAMPLE).nodes
    after = lay_out(graph(*EXAMPLE["nodes"], edit)).nodes
    for old, new in zip(before, after, strict=False):
        assert old.x == new.x
        assert abs(old.y - new.y) <= most_px


def test_a_new_value_moves_nothing_when_it_is_no_wider() -> None:
    changed = graph(*EXAMPLE["nodes"][:1], node("b", "Const", value=value(7.0)), *EXAMPLE["nodes"][2:])
    assert lay_out(changed).edges == lay_out(EXAMPLE).edges


def test_what_was_fed_is_drawn_although_it_did_not_run() -> None:
    layout = lay_out(graph(node("c", "Add", "x:0", "x:0")))
    assert [(placed.name, placed.kind) for placed in layout.nodes] == [("x", "placeholder"), ("c", "operation")]
    assert [edge.source for edge in layout.edges] == ["x:0", "x:0"]


def chain(count: int) -> dict[str, Any]:
    return graph(node("n0", "Const"), *(node(f"n{i}", "Neg", f"n{i - 1}:0") for i in range(1, count)))


def fan(count: int) -> dict[str, Any]:
    middle = [f"n{i}" for i in range(count - 2)]
    return graph(
        node("first", "Const"),
        *(node(name, "Neg", "first:0") for name in middle),
        node("last", "AddN", *(f"{name}:0" for name in middle)),
    )


def one_constant_for_all(count: int) -> dict[str, Any]:
    steps = (node(f"n{i}", "Add", f"n{i - 1}:0", "k:0") for i in range(1, count - 1))
    return graph(node("k", "Const"), node("n0", "Const"), *steps)


def there_and_back(count: int) -> dict[str, Any]:
    """As gradients are: step i of the second half needs step count - i of the first."""
    half = count // 2
    forward = (node(f"n{i}", "Neg", f"n{i - 1}:0") for i in range(1, half))
    backward = (node(f"n{i}", "Mul", f"n{i - 1}:0", f"n{count - i - 1}:0") for i in range(half, count))
    return graph(node("n0", "Const"), *forward, *backward)


def turns(graph_def: dict[str, Any]) -> int:
    """How many times laying out goes round a loop or decides: the same on every machine."""
    monitoring = sys.monitoring
    count = 0

    def counted(*_: object) -> None:
        nonlocal count
        count += 1

    events = monitoring.events.JUMP | monitoring.events.BRANCH
    monitoring.use_tool_id(monitoring.PROFILER_ID, "turns")
    try:
        for event in (monitoring.events.JUMP, monitoring.events.BRANCH):
            monitoring.register_callback(monitoring.PROFILER_ID, event, counted)
        monitoring.set_events(monitoring.PROFILER_ID, events)
        lay_out(graph_def)
    finally:
        monitoring.set_events(monitoring.PROFILER_ID, 0)
        monitoring.free_tool_id(monitoring.PROFILER_ID)
    return count


@pytest.mark.parametrize("make", [chain, fan, one_constant_for_all, there_and_back])
def test_work_grows_with_the_graph_and_not_with_its_square(make: Any) -> None:
    assert turns(make(2_000)) < 3 * turns(make(1_000))


@pytest.mark.parametrize("make", [chain, fan, one_constant_for_all, there_and_back])
def test_large_graphs_finish(make: Any) -> None:
    assert len(lay_out(make(10_000)).nodes) == 10_000


@pytest.mark.parametrize(
    ("record", "setting", "expected"),
    [
        (node("a", "Const", value=value(3.0)), None, ("constant", "a", "3")),
        (node("v", "Const", value=value(1.0, 2.5, shape=(2,))), None, ("constant", "v", "[1, 2.5]")),
        (node("m", "Const", value=value(*[0.0] * 49, shape=(7, 7))), None, ("constant", "m", "float32[7,7]")),
        (node("i", "Const", value=value(1, 2, 3, 4, shape=(2, 2))), None, ("constant", "i", "float32[2,2]")),
        (node("j", "Const", value=value(1, 2, shape=(2, 1))), None, ("constant", "j", "[[1], [2]]")),
        (node("nan", "Const", value=value("nan")), None, ("constant", "nan", "nan")),
        (node("large", "Const", value=LARGE), None, ("constant", "large", "float32[100]")),
        (node("empty", "Const", value=value(shape=(0,))), None, ("constant", "empty", "[]")),
        (node("x", "Placeholder"), None, ("placeholder", "x", "")),
        (node("e", "Mul"), None, ("operation", "e", "×")),
        (node("z", "Conv2D"), None, ("operation", "z", "Conv2D")),
        (node("Const", "Const", value=value(1, dtype="int32")), "axis", ("setting", "axis 1", "")),
    ],
)
def test_a_label_says_what_the_node_is(record: dict[str, Any], setting: str | None, expected: tuple[str, ...]) -> None:
    label = label_of(record, setting)
    assert (label.kind, label.text, label.detail) == expected


def test_a_constant_that_only_sets_an_axis_is_a_setting() -> None:
    records = [
        node("one", "Const"),
        node("both", "Const"),
        node("total", "Sum", "x:0", "one:0"),
        node("mean", "Mean", "x:0", "both:0"),
        node("next", "Add", "both:0", "x:0"),
    ]
    assert settings_of(records) == {"one": "axis"}


def test_the_end_of_a_long_name_stays() -> None:
    label = label_of(node("gradients/" * 9 + "Reshape_7", "Reshape"))
    assert label.text.startswith("…")
    assert label.text.endswith("Reshape_7")


@settings(max_examples=20)
@given(st.text())
def test_wide_characters_count_double(text: str) -> None:
    assert text_width("한" + text) == pytest.approx(text_width("ab" + text))


def test_a_node_is_as_wide_as_its_label() -> None:
    short, long = lay_out(graph(node("x", "Placeholder"), node("입력값_이름이_길다", "Placeholder"))).nodes
    assert long.width >= text_width(long.label) + 20 > short.width
