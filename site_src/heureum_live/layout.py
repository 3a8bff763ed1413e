"""Where a graph's nodes and edges stand. Takes a GraphDef as plain JSON, gives a `Layout`, read from left to right.

Its law: pure, deterministic, no recursion; no two nodes overlap; every edge leads right, except those that close a
cycle, which return below the picture. An edge's `points` are the control points of cubic curves, ready to draw:
`M p0 C p1 p2 p3 C p4 p5 p6 ...`, always 1 + 3k of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

from heureum_live.coordinates import COLUMN_GAP_PX, Slot, columns, rows
from heureum_live.labels import Label, label_of, settings_of, text_width
from heureum_live.layers import assign_layers, order_layers, points_back

__all__ = ["Layout", "PlacedEdge", "PlacedNode", "Ports", "lay_out"]

Point = tuple[float, float]

MARGIN_PX = 16.0
PADDING_PX = 18.0
NARROWEST_PX = 56.0
HEIGHT_PX = {"operation": 44.0, "constant": 44.0, "placeholder": 44.0, "setting": 26.0}
LANE_PX = 22.0
SWING_PX = 44.0
# Carriers lead a long edge past the columns between. Nobody's eye follows an edge further than this, and graphs
# with skips across thousands of columns would cost quadratic time: longer edges are one direct curve.
LONGEST_CARRIED = 24
CARRIERS_PER_NODE = 4


@dataclass(frozen=True, slots=True)
class Ports:
    """Where edges end on a node that is edited: heights of its inputs and outputs, from its middle, and its own height."""

    inputs: tuple[float, ...]
    outputs: tuple[float, ...]
    height: float


@dataclass(frozen=True, slots=True)
class PlacedNode:
    name: str
    op: str
    label: str
    detail: str
    kind: str
    x: float
    y: float
    width: float
    height: float
    device: str


@dataclass(frozen=True, slots=True)
class PlacedEdge:
    source: str
    """As the node's input names it: `a:0`, or `^a` for an edge that orders but carries nothing."""
    target: str
    input: int
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    width: float
    height: float
    nodes: tuple[PlacedNode, ...]
    edges: tuple[PlacedEdge, ...]

    def to_json(self) -> dict[str, Any]:
        return {
            "width": self.width,
            "height": self.height,
            "nodes": [asdict(node) for node in self.nodes],
            "edges": [
                {
                    "from": edge.source,
                    "to": edge.target,
                    "input": edge.input,
                    "points": [list(point) for point in edge.points],
                }
                for edge in self.edges
            ],
        }


@dataclass(slots=True)
class _Route:
    """An edge on its way to becoming a curve: the carriers it passes, left to right, or that it returns."""

    input_name: str
    input: int
    tail: int
    head: int
    carriers: tuple[int, ...] = ()
    is_back: bool = False


def lay_out(
    graph_def: Mapping[str, Any],
    *,
    ports: Mapping[str, Ports] | None = None,
    gap_px: float = COLUMN_GAP_PX,
    measure: Callable[[str], float] = text_width,
) -> Layout:
    """With `ports`, edges end where they are; without, where they cross least. An input may be None: it has no edge.

    `gap_px` is what lies between two columns, for edges and what is written on them.
    """
    records = _with_fed(graph_def["nodes"])
    ports = ports or {}
    routes = _routes(records)
    back = points_back(len(records), [(route.tail, route.head) for route in routes])
    for route, is_back in zip(routes, back, strict=True):
        route.is_back = is_back
    forward = [route for route in routes if not route.is_back]
    layer = assign_layers(len(records), [(route.tail, route.head) for route in forward])

    settings = settings_of(records)
    labels = [label_of(record, settings.get(record["name"])) for record in records]
    slots = [_slot(label, measure, ports.get(record["name"])) for record, label in zip(records, labels, strict=True)]
    links = _carry_long_edges(forward, layer, slots)
    layers: list[list[int]] = [[] for _ in range(max(layer, default=-1) + 1)]
    for slot, its_layer in enumerate(layer):
        layers[its_layer].append(slot)
    layers = order_layers(layers, links, len(slots))
    # A return curve swings out beyond its nodes on both sides.
    side = MARGIN_PX + (SWING_PX if len(forward) < len(routes) else 0.0)
    left, right = columns(layers, slots, side, gap_px)
    top = rows(layers, links, slots, MARGIN_PX)

    nodes = tuple(
        PlacedNode(
            record["name"], record["op"], label.text, label.detail, label.kind,
            left[i], top[i], slots[i].width, slots[i].height, record.get("device", ""),
        )
        for i, (record, label) in enumerate(zip(records, labels, strict=True))
    )  # fmt: skip
    edges, bottom = _edges(nodes, routes, slots, left, right, top, ports)
    return Layout(round(max(right, default=side) + side, 1), round(bottom + MARGIN_PX, 1), nodes, edges)


def _with_fed(records: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """A run's graph lacks the nodes whose tensors were fed, for they did not run; a reader still looks for them."""
    known = {record["name"] for record in records}
    complete: list[Mapping[str, Any]] = []
    for record in records:
        for input_name in record["inputs"]:
            tail = _node_name(input_name or "")
            if input_name and tail not in known:
                known.add(tail)
                complete.append({"name": tail, "op": "Fed", "inputs": []})
        complete.append(record)
    return complete


def _node_name(input_name: str) -> str:
    return input_name.removeprefix("^").partition(":")[0]


def _routes(records: list[Mapping[str, Any]]) -> list[_Route]:
    number = {record["name"]: i for i, record in enumerate(records)}
    routes = []
    for head, record in enumerate(records):
        for position, input_name in enumerate(record["inputs"]):
            if input_name is None:
                continue
            tail = number[_node_name(input_name)]
            routes.append(_Route(input_name, position, tail, head))
    return routes


def _slot(label: Label, measure: Callable[[str], float], ports: Ports | None) -> Slot:
    text = max(measure(label.text), measure(label.detail))
    height = max(HEIGHT_PX[label.kind], ports.height if ports else 0.0)
    return Slot(round(max(NARROWEST_PX, text + 2 * PADDING_PX), 1), height)


def _carry_long_edges(routes: list[_Route], layer: list[int], slots: list[Slot]) -> list[tuple[int, int]]:
    """Puts carriers into the columns that an edge skips; edges from one output share them, as a trunk that branches.

    Appends carriers to `layer` and `slots`; returns the links between neighbouring columns.
    """
    links = []
    budget = CARRIERS_PER_NODE * len(slots)
    trunks: dict[str, list[int]] = {}
    for route in sorted(routes, key=lambda route: layer[route.head] - layer[route.tail]):
        needed = layer[route.head] - layer[route.tail] - 1
        trunk = trunks.setdefault(route.input_name, [])
        if needed > LONGEST_CARRIED or needed - len(trunk) > budget:
            continue
        for step in range(len(trunk), needed):
            carrier = len(slots)
            slots.append(Slot.carrier())
            layer.append(layer[route.tail] + 1 + step)
            links.append((trunk[-1] if trunk else route.tail, carrier))
            trunk.append(carrier)
            budget -= 1
        route.carriers = tuple(trunk[:needed])
        links.append((route.carriers[-1] if route.carriers else route.tail, route.head))
    return links


def _edges(
    nodes: tuple[PlacedNode, ...],
    routes: list[_Route],
    slots: list[Slot],
    left: list[float],
    right: list[float],
    top: list[float],
    ports: Mapping[str, Ports],
) -> tuple[tuple[PlacedEdge, ...], float]:
    """The curves, and how far down nodes and returning curves reach."""
    middle = [round(y + slot.height / 2, 1) for y, slot in zip(top, slots, strict=True)]
    bottom = max((node.y + node.height for node in nodes), default=MARGIN_PX)
    lanes = 0
    edges = []
    for route, end in zip(routes, _landing_points(routes, slots, left, middle), strict=True):
        start = (right[route.tail], _port_height(middle[route.tail], ports.get(nodes[route.tail].name), route, is_start=True))
        end = (end[0], _port_height(end[1], ports.get(nodes[route.head].name), route, middle[route.head]))
        if route.is_back:
            lanes += 1
            points = _return(start, end, bottom + LANE_PX * lanes)
        else:
            stops = [start]
            for carrier in route.carriers:
                stops += [(left[carrier], middle[carrier]), (right[carrier], middle[carrier])]
            points = _curve([*stops, end])
        edges.append(PlacedEdge(route.input_name, nodes[route.head].name, route.input, points))
    return tuple(edges), bottom + LANE_PX * lanes


def _port_height(height: float, ports: Ports | None, route: _Route, middle: float = 0.0, *, is_start: bool = False) -> float:
    """Where the edge's port is; `height` without one, as for an edge that only orders."""
    if ports is None or route.input_name.startswith("^"):
        return height
    heights, place = (ports.outputs, int(route.input_name.rpartition(":")[2])) if is_start else (ports.inputs, route.input)
    if place >= len(heights):
        return height
    return round((height if is_start else middle) + heights[place], 1)


def _landing_points(routes: list[_Route], slots: list[Slot], left: list[float], middle: list[float]) -> list[Point]:
    """Edges into one node land apart, in the order in which they come from above, so that even `a * a` shows two."""
    comes_from = [
        float("inf") if route.is_back else middle[route.carriers[-1] if route.carriers else route.tail] for route in routes
    ]
    arriving: dict[int, list[int]] = {}
    for number, route in enumerate(routes):
        arriving.setdefault(route.head, []).append(number)
    ends: list[Point] = [(0.0, 0.0)] * len(routes)
    for head, numbers in arriving.items():
        apart = min(14.0, (slots[head].height - 12.0) / len(numbers))
        for seat, number in enumerate(sorted(numbers, key=comes_from.__getitem__)):
            ends[number] = (left[head], round(middle[head] + apart * (seat - (len(numbers) - 1) / 2), 1))
    return ends


def _curve(stops: list[Point]) -> tuple[Point, ...]:
    """Leaves and arrives level at every stop, so that curves join without a kink."""
    points = [stops[0]]
    for (x0, y0), (x1, y1) in pairwise(stops):
        middle = round((x0 + x1) / 2, 1)
        points += [(middle, y0), (middle, y1), (x1, y1)]
    return tuple(points)


def _return(start: Point, end: Point, lane: float) -> tuple[Point, ...]:
    (x0, y0), (x1, y1) = start, end
    third = round((x1 - x0) / 3, 1)
    return (
        start, (x0 + SWING_PX, y0), (x0 + SWING_PX, lane), (x0, lane),
        (x0 + third, lane), (x1 - third, lane), (x1, lane),
        (x1 - SWING_PX, lane), (x1 - SWING_PX, y1), end,
    )  # fmt: skip
