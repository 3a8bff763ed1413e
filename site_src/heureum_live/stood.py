"""Where everything stood before an edit, so that a layout moves little. Takes what was drawn; gives columns and heights to keep.

Its law: what an edit left alone keeps its column unless an edge pushes it right, and its height unless another needs the room.
What is new, or was pushed by an edge of its own, stands beside what it is joined to.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

__all__ = ["Stood", "in_order", "keep_columns"]

SAME_COLUMN_PX = 2.0
Input = tuple[str, int]


@dataclass(frozen=True)
class Stood:
    """Columns are numbered from the left; a height is that of a middle; `bends`: where the edges of a source passed columns."""

    columns: Mapping[str, int]
    heights: Mapping[str, float]
    bends: Mapping[tuple[str, int], float]
    inputs: Mapping[str, frozenset[Input]]

    @classmethod
    def of(
        cls,
        nodes: Iterable[tuple[str, float, float, float, float]],
        edges: Iterable[tuple[str, str, int, Sequence[Sequence[float]]]],
    ) -> Stood:
        """From boxes (name, x, y, width, height) and edges (source, target, input, points), as a layout has them."""
        boxes = list(nodes)
        centres: list[float] = []
        for centre in sorted(x + width / 2 for _, x, _, width, _ in boxes):
            if not centres or centre - centres[-1] > SAME_COLUMN_PX:
                centres.append(centre)

        def column(centre: float) -> int:
            return max(0, bisect_left(centres, centre + SAME_COLUMN_PX) - 1)

        inputs: dict[str, set[Input]] = {name: set() for name, *_ in boxes}
        bends: dict[tuple[str, int], float] = {}
        longest: dict[str, int] = {}
        for source, target, place, points in edges:
            inputs.setdefault(target, set()).add((source, place))
            # Edges of one source have the beginning in common.
            at = longest.get(source, 3)
            longest[source] = max(at, len(points) - 1)
            while at + 3 < len(points) - 1:
                (left, height), (right, _) = points[at], points[at + 3]
                at += 6
                if left <= right:  # an edge that returns passes from right to left, below everything
                    bends[source, column((left + right) / 2)] = height
        return cls(
            {name: column(x + width / 2) for name, x, _, width, _ in boxes},
            {name: y + height / 2 for name, _, y, _, height in boxes},
            bends,
            {name: frozenset(each) for name, each in inputs.items()},
        )

    def renamed(self, names: Mapping[str, str]) -> Stood:
        """The same, where nodes have other names now."""
        if not names:
            return self

        def new(source: str) -> str:
            mark = "^" if source.startswith("^") else ""
            name, colon, output = source.removeprefix("^").partition(":")
            return f"{mark}{names.get(name, name)}{colon}{output}"

        inputs = {name: frozenset((new(source), place) for source, place in each) for name, each in self.inputs.items()}
        return replace(
            self,
            columns={new(name): each for name, each in self.columns.items()},
            heights={new(name): each for name, each in self.heights.items()},
            bends={(new(source), column): each for (source, column), each in self.bends.items()},
            inputs={new(name): each for name, each in inputs.items()},
        )

    def wishes(self, inputs: Mapping[str, frozenset[Input]]) -> list[tuple[int | None, bool]]:
        """For each node the column it was in, None for one that is free, and whether other edges lead into it now."""
        sources = {each[0].removeprefix("^").partition(":")[0] for arriving in self.inputs.values() for each in arriving}
        found: list[tuple[int | None, bool]] = []
        for name, arriving in inputs.items():
            before = self.inputs.get(name)
            # What stood alone had no place of its own.
            is_free = before is None or (not before and name not in sources and bool(arriving))
            found.append((None if is_free else self.columns[name], before != arriving))
        return found


def keep_columns(count: int, edges: Sequence[tuple[int, int]], wanted: Sequence[int | None]) -> list[int]:
    """A column for every node, in the numbers of `wanted`: never left of what leads into it. May begin below 0."""
    leaving: list[list[int]] = [[] for _ in range(count)]
    waiting = [0] * count
    for tail, head in edges:
        leaving[tail].append(head)
        waiting[head] += 1
    column = list(wanted)
    ready = [node for node in range(count) if waiting[node] == 0]
    sources = [node for node in ready if wanted[node] is None]
    for node in ready:  # grows while it is read: a queue
        its = column[node]
        for head in leaving[node]:
            known = column[head]
            if its is not None and (known is None or known <= its):
                column[head] = its + 1
            waiting[head] -= 1
            if waiting[head] == 0:
                ready.append(head)
    # New nodes that nothing leads into stand right before whoever takes from them first.
    for node in reversed(ready):
        if column[node] is None:
            heads = [each for each in (column[head] for head in leaving[node]) if each is not None]
            column[node] = min(heads) - 1 if heads else 0
    return _pushed(ready, leaving, [each or 0 for each in column], set(sources))


def _pushed(order: Sequence[int], leaving: Sequence[Sequence[int]], column: list[int], sources: set[int]) -> list[int]:
    """Nodes whose column was found from the right may stand too far right for a second one that takes from them."""
    for node in order:
        if node in sources:
            continue
        for head in leaving[node]:
            column[head] = max(column[head], column[node] + 1)
    return column


def in_order(layers: list[list[int]], links: Sequence[tuple[int, int]], heights: list[float | None]) -> list[list[int]]:
    """Each layer from top to bottom: by the height that is known, or else by the middle of what a slot is joined to.

    Slots that are joined to nothing come last.
    """
    joined: tuple[list[list[int]], list[list[int]]] = ([[] for _ in heights], [[] for _ in heights])
    for tail, head in links:
        joined[0][head].append(tail)
        joined[1][tail].append(head)
    guess: list[float | None] = list(heights)
    for side, layers_there in ((0, layers), (1, layers[::-1]), (0, layers)):
        for layer in layers_there:
            for slot in layer:
                if guess[slot] is None:
                    near = [each for each in (guess[other] for other in joined[side][slot]) if each is not None]
                    guess[slot] = sum(near) / len(near) if near else None
    last = float("inf")
    return [sorted(layer, key=lambda slot: (last if guess[slot] is None else guess[slot], slot)) for layer in layers]
