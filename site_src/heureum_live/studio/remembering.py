"""Documents and views that were answered lately, by the ids that their JSON carries: what is known needs no working out again.

Takes a document or what was seen of it, gives an id; takes JSON, gives what it is. Law: only speed depends on it. An id that is
not known, in another worker or after many edits, costs reading anew; files and links are never read by their id.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict
from typing import Any

from heureum_live.studio.document import Document
from heureum_live.studio.seeing import Seen

__all__ = ["Memory"]

REMEMBERED = 32


class Memory:
    """The last documents and views; each was checked when it was made, and never changes."""

    def __init__(self) -> None:
        self._documents: OrderedDict[str, Document] = OrderedDict()
        self._views: OrderedDict[str, Seen] = OrderedDict()
        # Of this Python alone: made when first needed, because a snapshot of the heap starts many.
        self._prefix = ""

    def keep(self, document: Document) -> str:
        """The id by which `recall` finds it."""
        name = str(document.__dict__.get("_id") or document.__dict__.setdefault("_id", self._name()))
        return _kept(self._documents, name, document)

    def recall(self, record: Any) -> Document | None:
        """The document of which this is the JSON, or the JSON's id alone, if it was kept."""
        name = record.get("id") if isinstance(record, dict) else None
        return self._documents.get(name) if isinstance(name, str) else None

    def keep_view(self, seen: Seen) -> str:
        """The id by which `recall_view` finds it."""
        return _kept(self._views, str(seen.view.get("id") or self._name()), seen)

    def recall_view(self, name: Any) -> Seen | None:
        return self._views.get(name) if isinstance(name, str) else None

    def _name(self) -> str:
        self._prefix = self._prefix or secrets.token_hex(8)
        return f"{self._prefix}.{secrets.token_hex(6)}"


def _kept[T](among: OrderedDict[str, T], name: str, one: T) -> str:
    among[name] = one
    among.move_to_end(name)
    if len(among) > REMEMBERED:
        among.popitem(last=False)
    return name
