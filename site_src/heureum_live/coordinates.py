"""Columns and rows in pixels. Takes ordered layers and the links between neighbours, gives each slot's edges.

Its law: slots of a layer keep their order and their distance; within that, each stands as close as it can to the
middle of what it is joined to (least squares, by pooling neighbours that would otherwise collide).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["COLUMN_GAP_PX", "ROW_GAP_PX", "Slot", "columns", "rows"]

COLUMN_GAP_PX = 58.0
ROW_GAP_PX = 20.0
PASSES = 8
# What stays pulls so much harder than what is joined.
KEPT = 50.0


@dataclass(frozen=True, slots=True)
class Slot:
    width: float
    height: float
    is_carrier: bool = False
    """It holds a place for a long edge; nothing is drawn but the edge."""

    @classmethod
    def carrier(cls) -> Slot:
        return cls(0.0, 8.0, is_carrier=True)


def columns(
    layers: Sequence[Sequence[int]], slots: Sequence[Slot], start: float, gap: float = COLUMN_GAP_PX
) -> tuple[list[float], list[float]]:
    """Each slot's left and right edge. A carrier spans its column, so that its edge runs level past wide nodes."""
    left = [0.0] * len(slots)
    right = [0.0] * len(slots)
    x = start
    for layer in layers:
        width = max(slots[slot].width for slot in layer)
        for slot in layer:
            own_width = width if slots[slot].is_carrier else slots[slot].width
            left[slot] = round(x + (width - own_width) / 2, 1)
            right[slot] = round(left[slot] + own_width, 1)
        x += width + gap
    return left, right


def rows(
    layers: Sequence[Sequence[int]],
    links: Sequence[tuple[int, int]],
    slots: Sequence[Slot],
    start: float,
    kept: Sequence[float | None] | None = None,
    gap: float = ROW_GAP_PX,
) -> list[float]:
    """Each slot's top. Slots whose middle is to be `kept` only give way where there is no room."""
    joined_left: list[list[tuple[int, float]]] = [[] for _ in slots]
    joined_right: list[list[tuple[int, float]]] = [[] for _ in slots]
    for tail, head in links:
        # Long edges should run straight: two carriers pull at each other more than two nodes do.
        weight = (1.0, 2.0, 8.0)[slots[tail].is_carrier + slots[head].is_carrier]
        joined_left[head].append((tail, weight))
        joined_right[tail].append((head, weight))
    centre = [0.0] * len(slots)
    unjoined: list[list[tuple[int, float]]] = [[] for _ in slots]
    offsets = [_offsets(layer, slots, gap) for layer in layers]
    apart = list(zip(layers, offsets, strict=True))
    both = [before + after for before, after in zip(joined_left, joined_right, strict=True)]
    if kept is not None:
        for layer, its_offsets in apart:
            _settle(layer, its_offsets, centre, joined_left, kept)
        for layer, its_offsets in reversed(apart):
            _settle(layer, its_offsets, centre, both, kept)
    else:
        for layer, its_offsets in apart:
            _settle(layer, its_offsets, centre, unjoined)
        for turn in range(PASSES):
            towards = joined_left if turn % 2 == 0 else joined_right
            for layer, its_offsets in apart if turn % 2 == 0 else reversed(apart):
                _settle(layer, its_offsets, centre, towards)
        for layer, its_offsets in apart:
            _settle(layer, its_offsets, centre, both)
    top = [centre[slot] - size.height / 2 for slot, size in enumerate(slots)]
    highest = min(top, default=0.0)
    return [round(y - highest + start, 1) for y in top]


def _settle(
    layer: Sequence[int],
    offsets: Sequence[float],
    centre: list[float],
    towards: Sequence[list[tuple[int, float]]],
    kept: Sequence[float | None] | None = None,
) -> None:
    """Moves a layer's slots to where their neighbours want them, keeping order and distance.

    With each slot's distance from the first subtracted, "keep the distance" becomes "never decrease":
    isotonic regression, solved exactly in linear time.
    """
    # What was kept is known to a tenth of a pixel: it is not moved for less.
    lightest, slack = (0.05, 0.0) if kept is None else (1e-6, 0.11)
    pools: list[tuple[float, float, int]] = []  # mean, weight, how many slots
    for slot, offset in zip(layer, offsets, strict=True):
        wanted = weight = 0.0
        stays = None if kept is None else kept[slot]
        if stays is not None:
            wanted, weight = stays * KEPT, KEPT
        else:
            for other, its_weight in towards[slot]:
                wanted += centre[other] * its_weight
                weight += its_weight
        # A slot that nobody pulls gives way to those that are pulled.
        mean, weight, size = (wanted / weight - offset, weight, 1) if weight else (centre[slot] - offset, lightest, 1)
        while pools and pools[-1][0] >= mean + slack:
            other_mean, other_weight, other_size = pools.pop()
            mean = (mean * weight + other_mean * other_weight) / (weight + other_weight)
            weight += other_weight
            size += other_size
        pools.append((mean, weight, size))
    place = 0
    for mean, _, size in pools:
        for slot, offset in zip(layer[place : place + size], offsets[place : place + size], strict=True):
            centre[slot] = mean + offset
        place += size


def _offsets(layer: Sequence[int], slots: Sequence[Slot], gap: float) -> list[float]:
    """Each slot's least distance from the layer's first."""
    offsets = [0.0]
    for above, below in pairwise(layer):
        offsets.append(offsets[-1] + _distance(slots[above], slots[below], gap))
    return offsets[: len(layer)]


def _distance(above: Slot, below: Slot, gap: float) -> float:
    between = gap / 2 if above.is_carrier or below.is_carrier else gap
    return (above.height + below.height) / 2 + between
