"""What an answer showed, kept to answer the next edit of the same graph sooner, and with less: only what is not the same is sent.

Takes what was drawn, gives where it stood and what of a new answer is new. Law: only speed and how little moves depend on it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from heureum_live.layout import Layout
from heureum_live.stood import Stood
from heureum_live.studio.document import Document
from heureum_live.studio.refusal import Refused

__all__ = ["Seen", "news", "stood_in"]


@dataclass(frozen=True)
class Seen:
    """A document as it was shown. `parts` are pieces of the view by name, each with what it was made of."""

    document: Document
    language: str
    layout: Layout
    view: dict[str, Any] = field(default_factory=dict)
    parts: dict[Hashable, tuple[Any, Any]] = field(default_factory=dict)

    @property
    def stood(self) -> Stood:
        return Stood.of(
            ((each.name, each.x, each.y, each.width, each.height) for each in self.layout.nodes),
            ((each.source, each.target, each.input, each.points) for each in self.layout.edges),
        )

    def part(self, earlier: Seen | None, name: Hashable, made_of: Any, make: Callable[[], Any]) -> Any:
        """A piece of this view: the earlier one itself where it is made of the same."""
        kept = earlier.parts.get(name) if earlier is not None and earlier.language == self.language else None
        if kept is None or kept[0] != made_of:
            kept = (made_of, make())
        self.parts[name] = kept
        return kept[1]


def stood_in(record: Any) -> Stood:
    """Where things stand in a view that the page holds. Raises Refused when it is none."""
    try:
        return Stood.of(
            ((str(each["name"]), *(float(each[key]) for key in ("x", "y", "width", "height"))) for each in record["nodes"]),  # type: ignore[misc]
            ((str(each["from"]), str(each["to"]), int(each["input"]), each["points"]) for each in record["edges"]),
        )
    except (TypeError, ValueError, KeyError, IndexError) as reason:
        raise Refused("request", "bad request", reason=f"'near' is no view: {reason!r:.60}") from None


def news(made: dict[str, Any], seen: Seen) -> dict[str, Any]:
    """An answer to somebody who has `seen`: in its long lists, what is the same is only a number, the place where it was."""
    packed = dict(made)
    if "document" in made:
        nodes = [node.to_json() for node in seen.document.nodes]
        packed["document"] = {**made["document"], "nodes": _places(made["document"]["nodes"], nodes)}
    view, old = made["view"], seen.view
    rows = {**view["table"], "rows": _places(view["table"]["rows"], old["table"]["rows"])}
    packed["view"] = {**view, **{key: _places(view[key], old[key]) for key in ("nodes", "edges")}, "table": rows}
    return {**packed, "since": old["id"]}


def _places(new: Sequence[Mapping[str, Any]], old: Sequence[Mapping[str, Any]]) -> list[Any]:
    """What is kept is kept as the same object."""
    place = {id(each): at for at, each in enumerate(old)}
    return [place.get(id(each), each) for each in new]
