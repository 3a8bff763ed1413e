"""Which column a node stands in, and in what order. Takes node numbers and edges (pairs), gives ordered layers.

Its law: once the edges of `points_back` are set aside, every edge leads from a lower layer to a higher one; equal
input, equal answer; no recursion, so depth is limited by memory alone.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Sequence

__all__ = ["assign_layers", "order_layers", "points_back"]

Edge = tuple[int, int]
SWEEPS = 12


def points_back(count: int, edges: Sequence[Edge]) -> list[bool]:
    """Marks the edges that close a cycle (a loop's NextIteration to its Merge): without them the graph is acyclic."""
    leaving: list[list[int]] = [[] for _ in range(count)]
    entering = [0] * count
    for number, (tail, head) in enumerate(edges):
        leaving[tail].append(number)
        entering[head] += 1
    back = [False] * len(edges)
    unseen, open_, closed = 0, 1, 2
    state = [unseen] * count
    # Loops are entered from outside: starting at nodes without inputs makes the edge back the one that is marked.
    for start in sorted(range(count), key=lambda node: entering[node] > 0):
        if state[start] != unseen:
            continue
        state[start] = open_
        path = [(start, iter(leaving[start]))]
        while path:
            node, rest = path[-1]
            number = next(rest, -1)
            if number == -1:
                state[node] = closed
                path.pop()
                continue
            head = edges[number][1]
            if state[head] == open_:
                back[number] = True
            elif state[head] == unseen:
                state[head] = open_
                path.append((head, iter(leaving[head])))
    return back


def assign_layers(count: int, edges: Sequence[Edge]) -> list[int]:
    """Longest path from the left; then nodes without inputs move right, next to the first node that needs them."""
    leaving: list[list[int]] = [[] for _ in range(count)]
    waiting = [0] * count
    for tail, head in edges:
        leaving[tail].append(head)
        waiting[head] += 1
    sources = [node for node in range(count) if waiting[node] == 0]
    layer = [0] * count
    ready = list(sources)
    for node in ready:  # grows while it is read: a queue
        for head in leaving[node]:
            layer[head] = max(layer[head], layer[node] + 1)
            waiting[head] -= 1
            if waiting[head] == 0:
                ready.append(head)
    for node in sources:
        if leaving[node]:
            layer[node] = min(layer[head] for head in leaving[node]) - 1
    return layer


def order_layers(layers: list[list[int]], edges: Sequence[Edge], count: int) -> list[list[int]]:
    """Median sweeps, left to right and back. Edges join neighbouring layers.

    A sweep counts only if it removes crossings: where nothing is gained the order is the one in which the author
    defined the nodes, and a small edit moves little.
    """
    left: list[list[int]] = [[] for _ in range(count)]
    right: list[list[int]] = [[] for _ in range(count)]
    for tail, head in edges:
        left[head].append(tail)
        right[tail].append(head)
    best = [list(layer) for layer in layers]
    fewest = _crossings(best, right, count)
    order = [list(layer) for layer in best]
    tries_left = 4
    for sweep in range(SWEEPS):
        if fewest == 0 or tries_left == 0:
            break
        _sweep(order, left if sweep % 2 == 0 else right, count, backwards=sweep % 2 == 1)
        crossings = _crossings(order, right, count)
        if crossings < fewest:
            best, fewest, tries_left = [list(layer) for layer in order], crossings, 4
        else:
            tries_left -= 1
    return best


def _sweep(order: list[list[int]], neighbours: list[list[int]], count: int, *, backwards: bool) -> None:
    place = [0] * count
    for layer in reversed(order) if backwards else order:
        movable: list[int] = []
        wanted: dict[int, tuple[float, float]] = {}
        for node in layer:
            near = neighbours[node]
            if near:
                movable.append(node)
                # A carrier, as most are: it goes where the only other end is.
                wanted[node] = (place[near[0]],) * 2 if len(near) == 1 else _median([place[other] for other in near])
        if len(movable) > 1:
            movable.sort(key=wanted.__getitem__)
            # A node without neighbours on that side keeps its seat; the others take the seats between.
            seats = iter(movable)
            layer[:] = [next(seats) if node in wanted else node for node in layer]
        for position, node in enumerate(layer):
            place[node] = position


def _median(places: list[int]) -> tuple[float, float]:
    places.sort()
    middle = len(places) // 2
    median = places[middle] if len(places) % 2 else (places[middle - 1] + places[middle]) / 2
    return median, sum(places) / len(places)


def _crossings(order: list[list[int]], right: list[list[int]], count: int) -> int:
    place = [0] * count
    for layer in order:
        for position, node in enumerate(layer):
            place[node] = position
    total = 0
    for layer in order:
        seen: list[int] = []
        highest = -1
        for node in layer:
            heads = right[node]
            ends = [place[heads[0]]] if len(heads) == 1 else sorted([place[head] for head in heads])
            if ends and ends[0] < highest:
                # Edges of one node don't cross each other: they are counted against those above alone.
                size = len(seen)
                for end in ends:
                    total += size - bisect_right(seen, end)
            for end in ends:
                if end >= highest:
                    seen.append(end)
                    highest = end
                else:
                    insort(seen, end)
    return total
