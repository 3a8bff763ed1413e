"""Where a graph's nodes and edges stand. Takes a GraphDef as plain JSON, gives a `Layout`, read from left to right.

Its law: pure, deterministic, no recursion; no two nodes overlap; every edge leads right, except those that close a
cycle, which return below the picture (curves.py).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from heureum_live.coordinates import COLUMN_GAP_PX, ROW_GAP_PX, Slot, columns, rows
from heureum_live.curves import MARGIN_PX, SWING_PX, PlacedEdge, PlacedNode, Ports, Route, draw_routes
from heureum_live.labels import Label, label_of, settings_of, text_width
from heureum_live.layers import assign_layers, order_layers, points_back
from heureum_live.stood import Stood, in_order, keep_columns

__all__ = ["Layout", "PlacedEdge", "PlacedNode", "Ports", "lay_out"]

PADDING_PX = 18.0
NARROWEST_PX = 56.0
HEIGHT_PX = {"operation": 44.0, "constant": 44.0, "placeholder": 44.0, "setting": 26.0}
# Carriers lead a long edge past the columns between. Nobody's eye follows an edge further than this, and graphs
# with skips across thousands of columns would cost quadratic time: longer edges are one direct curve.
LONGEST_CARRIED = 24
CARRIERS_PER_NODE = 4


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


def lay_out(
    graph_def: Mapping[str, Any],
    *,
    ports: Mapping[str, Ports] | None = None,
    gap_px: float = COLUMN_GAP_PX,
    row_gap_px: float = ROW_GAP_PX,
    measure: Callable[[str], float] = text_width,
    stood: Stood | None = None,
) -> Layout:
    """With `ports`, edges end where they are; without, where they cross least. An input may be None: it has no edge.

    `gap_px` is what lies between two columns, for edges and what is written on them; `row_gap_px` what lies between two nodes
    of a column, for what hangs below. With `stood`, of the graph as it was
    before a small edit, what the edit left alone stays where it stood.
    """
    records = _with_fed(graph_def["nodes"])
    ports = ports or {}
    routes = _routes(records)
    back = points_back(len(records), [(route.tail, route.head) for route in routes])
    for route, is_back in zip(routes, back, strict=True):
        route.is_back = is_back
    forward = [route for route in routes if not route.is_back]

    settings = settings_of(records)
    labels = [label_of(record, settings.get(record["name"])) for record in records]
    slots = [_slot(label, measure, ports.get(record["name"])) for record, label in zip(records, labels, strict=True)]
    arranged = _arranged(forward, slots) if stood is None else _kept(stood, records, routes, forward, slots)
    # A return curve swings out beyond its nodes on both sides.
    side = MARGIN_PX + (SWING_PX if len(forward) < len(routes) else 0.0)
    left, right = columns(arranged.layers, slots, side, gap_px)
    top = rows(arranged.layers, arranged.links, slots, MARGIN_PX, arranged.heights, row_gap_px)

    nodes = tuple(
        PlacedNode(
            record["name"], record["op"], label.text, label.detail, label.kind,
            left[i], top[i], slots[i].width, slots[i].height, record.get("device", ""),
        )
        for i, (record, label) in enumerate(zip(records, labels, strict=True))
    )  # fmt: skip
    edges, bottom = draw_routes(nodes, routes, slots, left, right, top, ports)
    return Layout(round(max(right, default=side) + side, 1), round(bottom + MARGIN_PX, 1), nodes, edges)


@dataclass(frozen=True, slots=True)
class _Arranged:
    """Layers from left to right, each from top to bottom; links between neighbours; heights to keep, where there are any."""

    layers: list[list[int]]
    links: list[tuple[int, int]]
    heights: list[float | None] | None = None


def _arranged(forward: list[Route], slots: list[Slot]) -> _Arranged:
    """From nothing: as few crossings as sweeps find."""
    layer = assign_layers(len(slots), [(route.tail, route.head) for route in forward])
    links, _ = _carry_long_edges(forward, layer, slots)
    return _Arranged(order_layers(_by_layer(layer), links, len(slots)), links)


def _kept(
    stood: Stood, records: list[Mapping[str, Any]], routes: list[Route], forward: list[Route], slots: list[Slot]
) -> _Arranged:
    """As it stood, as far as the edges allow."""
    arriving: list[list[tuple[str, int]]] = [[] for _ in records]
    for route in routes:
        arriving[route.head].append((route.input_name, route.input))
    names = [record["name"] for record in records]
    wishes = stood.wishes({name: frozenset(each) for name, each in zip(names, arriving, strict=True)})
    wanted = [column for column, _ in wishes]
    column = keep_columns(len(slots), [(route.tail, route.head) for route in forward], wanted)
    heights: list[float | None] = [
        None if wish is None or (is_changed and wish != found) else stood.heights[name]
        for name, (wish, is_changed), found in zip(names, wishes, column, strict=True)
    ]
    used = sorted(set(column))
    number = {each: place for place, each in enumerate(used)}
    layer = [number[each] for each in column]
    links, carried = _carry_long_edges(forward, layer, slots)
    heights += [stood.bends.get((source, used[at])) for source, at in carried]
    return _Arranged(in_order(_by_layer(layer), links, heights), links, heights)


def _by_layer(layer: list[int]) -> list[list[int]]:
    layers: list[list[int]] = [[] for _ in range(max(layer, default=-1) + 1)]
    for slot, its_layer in enumerate(layer):
        layers[its_layer].append(slot)
    return layers


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


def _routes(records: list[Mapping[str, Any]]) -> list[Route]:
    number = {record["name"]: i for i, record in enumerate(records)}
    routes = []
    for head, record in enumerate(records):
        for position, input_name in enumerate(record["inputs"]):
            if input_name is None:
                continue
            tail = number[_node_name(input_name)]
            routes.append(Route(input_name, position, tail, head))
    return routes


def _slot(label: Label, measure: Callable[[str], float], ports: Ports | None) -> Slot:
    text = max(measure(label.text), measure(label.detail))
    height = max(HEIGHT_PX[label.kind], ports.height if ports else 0.0)
    return Slot(round(max(NARROWEST_PX, text + 2 * PADDING_PX), 1), height)


def _carry_long_edges(
    routes: list[Route], layer: list[int], slots: list[Slot]
) -> tuple[list[tuple[int, int]], list[tuple[str, int]]]:
    """Puts carriers into the columns that an edge skips; edges from one output share them, as a trunk that branches.

    Appends carriers to `layer` and `slots`; returns the links between neighbouring columns, and each carrier's source and layer.
    """
    links = []
    carried = []
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
            carried.append((route.input_name, layer[-1]))
            links.append((trunk[-1] if trunk else route.tail, carrier))
            trunk.append(carrier)
            budget -= 1
        route.carriers = tuple(trunk[:needed])
        links.append((route.carriers[-1] if route.carriers else route.tail, route.head))
    return links, carried
