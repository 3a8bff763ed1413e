"""Documents that were answered lately, by the id that their JSON carries: what is known about them needs no working out again.

Takes a document, gives its id; takes JSON, gives the document that it is. Law: only speed depends on it. An id that is not known,
in another worker or after many edits, costs reading the document anew; files and links are never read by their id.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict
from typing import Any

from heureum_live.studio.document import Document

__all__ = ["Memory"]

REMEMBERED = 32


class Memory:
    """The last documents; each was checked when it was made, and never changes."""

    def __init__(self) -> None:
        self._documents: OrderedDict[str, Document] = OrderedDict()
        # Of this Python alone: made when first needed, because a snapshot of the heap starts many.
        self._prefix = ""

    def keep(self, document: Document) -> str:
        """The id by which `recall` finds it."""
        self._prefix = self._prefix or secrets.token_hex(8)
        name = str(document.__dict__.setdefault("_id", f"{self._prefix}.{secrets.token_hex(6)}"))
        self._documents[name] = document
        self._documents.move_to_end(name)
        if len(self._documents) > REMEMBERED:
            self._documents.popitem(last=False)
        return name

    def recall(self, record: Any) -> Document | None:
        """The document of which this is the JSON, if it was kept."""
        name = record.get("id") if isinstance(record, dict) else None
        return self._documents.get(name) if isinstance(name, str) else None
