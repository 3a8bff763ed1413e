"""Which block of the output a record of `heureum.show` belongs to, and what the block shows after it.

Takes records in order; numbers them, so that whoever draws has nothing to decide.
Law: records of one kind and title share a block, where the first of them stood; those without a title have one each.
"""

from __future__ import annotations

from typing import Any

__all__ = ["Blocks", "joined"]

Record = dict[str, Any]


class Blocks:
    """Numbers the blocks of one run."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], int] = {}
        self._count = 0

    def numbered(self, record: Record) -> Record:
        """The record with its block."""
        key = (record["kind"], record["title"])
        block = self._known.get(key) if record["title"] else None
        if block is None:
            block = self._known[key] = self._count
            self._count += 1
        return {"block": block, **record}


def joined(shown: Record | None, record: Record) -> Record:
    """What a block shows after one more record: that record, or what it showed with one more point."""
    if not record.get("adds"):
        return record
    before = shown or {**record, "x": [], "series": []}
    places = before["x"]
    added = record["x"] or [len(places)]
    names = list(dict.fromkeys(each["name"] for each in [*before["series"], *record["series"]]))
    old = {each["name"]: each["values"] for each in before["series"]}
    new = {each["name"]: each["values"] for each in record["series"]}
    series = [{"name": name, "values": [*old.get(name, ["nan"] * len(places)), *new.get(name, ["nan"])]} for name in names]
    return {**record, "x": [*places, *added], "series": series}
