"""Where the type of an edge is written: on its own line, clear of the types of other edges.

Takes placed edges, one after the other; gives the middle of each label. Law: a label stands on its edge; of edges that leave one
output together, one is enough where there is no room for two.
"""

from __future__ import annotations

from heureum_live.curves import PlacedEdge, Point

__all__ = ["Labels"]

# As the page draws them: a letter of its type, and a line.
LETTER_PX = 6.4
LINE_PX = 15.0
# Along the curve in the middle, half way first.
PLACES = (0.5, 0.64, 0.36, 0.76, 0.24)
# A graph with more edges is looked at from so far that no label can be read.
MOST = 200


class Labels:
    """The labels of one picture, as far as they are placed."""

    def __init__(self, edges: int) -> None:
        self._is_crowded = edges > MOST
        self._taken: dict[int, list[tuple[float, float, float]]] = {}
        self._labelled: set[str] = set()

    def place(self, edge: PlacedEdge, text: str) -> list[float] | None:
        """The label's middle; None for a type that another edge of the same output says already."""
        middle = _along(edge.points, PLACES[0])
        if self._is_crowded or not text:
            return list(middle)
        half = len(text) * LETTER_PX / 2 + 2
        found = next((at for at in (_along(edge.points, part) for part in PLACES) if self._is_free(at, half)), None)
        if found is None and edge.source in self._labelled:
            return None
        x, y = found or middle
        self._taken.setdefault(int(y // LINE_PX), []).append((x - half, x + half, y))
        self._labelled.add(edge.source)
        return [x, y]

    def _is_free(self, at: Point, half: float) -> bool:
        x, y = at
        row = int(y // LINE_PX)
        return not any(
            left < x + half and x - half < right and abs(y - height) < LINE_PX
            for each in (row - 1, row, row + 1)
            for left, right, height in self._taken.get(each, ())
        )


def _along(points: tuple[Point, ...], part: float) -> Point:
    """A point of the curve that is in the middle, that far along it."""
    at = (len(points) - 1) // 3 // 2 * 3
    left = 1 - part
    weights = (left**3, 3 * left**2 * part, 3 * left * part**2, part**3)
    curve = points[at : at + 4]
    x, y = (round(sum(weight * point[axis] for weight, point in zip(weights, curve, strict=True)), 1) for axis in (0, 1))
    return x, y
