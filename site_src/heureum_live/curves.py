"""How edges run between nodes that stand. Takes placed nodes and routes, gives each edge its curve.

Its law: an edge begins and ends on its ports; edges of one output share what they have in common; those that close a cycle
return below the picture. `points` are the control points of cubic curves, `M p0 C p1 p2 p3 C p4 p5 p6 ...`: always 1 + 3k.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from heureum_live.coordinates import Slot

__all__ = ["MARGIN_PX", "SWING_PX", "PlacedEdge", "PlacedNode", "Point", "Ports", "Route", "draw_routes"]

Point = tuple[float, float]

MARGIN_PX = 16.0
LANE_PX = 22.0
SWING_PX = 44.0


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


@dataclass(slots=True)
class Route:
    """An edge on its way to becoming a curve: the carriers it passes, left to right, or that it returns."""

    input_name: str
    input: int
    tail: int
    head: int
    carriers: tuple[int, ...] = ()
    is_back: bool = False


def draw_routes(
    nodes: Sequence[PlacedNode],
    routes: Sequence[Route],
    slots: Sequence[Slot],
    left: Sequence[float],
    right: Sequence[float],
    top: Sequence[float],
    ports: Mapping[str, Ports],
) -> tuple[tuple[PlacedEdge, ...], float]:
    """The curves, and how far down nodes and returning curves reach."""
    middle = [round(y + slot.height / 2, 1) for y, slot in zip(top, slots, strict=True)]
    bottom = max((node.y + node.height for node in nodes), default=MARGIN_PX)
    lanes = 0
    edges = []
    trunks: dict[str, list[Point]] = {}
    for route, end in zip(routes, _landing_points(routes, slots, left, middle), strict=True):
        start = (right[route.tail], _port_height(middle[route.tail], ports.get(nodes[route.tail].name), route, is_start=True))
        end = (end[0], _port_height(end[1], ports.get(nodes[route.head].name), route, middle[route.head]))
        if route.is_back:
            lanes += 1
            points = _return(start, end, bottom + LANE_PX * lanes)
        else:
            trunk = trunks.setdefault(route.input_name, [start])
            for carrier in route.carriers[len(trunk) // 6 :]:
                _lead(trunk, (left[carrier], middle[carrier]))
                _lead(trunk, (right[carrier], middle[carrier]))
            own = trunk[: 1 + 6 * len(route.carriers)]
            _lead(own, end)
            points = tuple(own)
        edges.append(PlacedEdge(route.input_name, nodes[route.head].name, route.input, points))
    return tuple(edges), bottom + LANE_PX * lanes


def _lead(points: list[Point], stop: Point) -> None:
    """Leaves and arrives level at every stop, so that curves join without a kink."""
    (x0, y0), (x1, y1) = points[-1], stop
    middle = round((x0 + x1) / 2, 1)
    points += [(middle, y0), (middle, y1), stop]


def _port_height(height: float, ports: Ports | None, route: Route, middle: float = 0.0, *, is_start: bool = False) -> float:
    """Where the edge's port is; `height` without one, as for an edge that only orders."""
    if ports is None or route.input_name.startswith("^"):
        return height
    heights, place = (ports.outputs, int(route.input_name.rpartition(":")[2])) if is_start else (ports.inputs, route.input)
    if place >= len(heights):
        return height
    return round((height if is_start else middle) + heights[place], 1)


def _landing_points(
    routes: Sequence[Route], slots: Sequence[Slot], left: Sequence[float], middle: Sequence[float]
) -> list[Point]:
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


def _return(start: Point, end: Point, lane: float) -> tuple[Point, ...]:
    (x0, y0), (x1, y1) = start, end
    third = round((x1 - x0) / 3, 1)
    return (
        start, (x0 + SWING_PX, y0), (x0 + SWING_PX, lane), (x0, lane),
        (x0 + third, lane), (x1 - third, lane), (x1, lane),
        (x1 - SWING_PX, lane), (x1 - SWING_PX, y1), end,
    )  # fmt: skip
