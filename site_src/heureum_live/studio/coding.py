"""From a document to the Python that rebuilds it, in the reader's variable names.

Takes a document; gives code. Law: run, the code of a finished document gives its GraphDef again: same nodes, same order. The code
of an unfinished one shows None where an input is missing.
"""

from __future__ import annotations

from heureum_live.studio.document import Document
from heureum_live.studio.opening import canonical
from heureum_live.studio.script import script
from heureum_live.studio.writer import Writer

__all__ = ["code_of", "written"]


def code_of(document: Document) -> str:
    """The reader's own text while the graph is as that made it, else what `written` gives."""
    return document.code if document.code is not None else written(document)


def written(document: Document) -> str:
    """Worked out once for a document, which never changes."""
    found: str | None = document.__dict__.get("_written")
    if found is None:
        found = document.__dict__["_written"] = _write(document)
    return found


def _write(document: Document) -> str:
    writer = Writer(canonical(document))
    return script(writer.document, writer.write(), writer.texts, writer.initializers)
