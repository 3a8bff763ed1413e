"""One request, one answer, both JSON. Takes what STUDIO lists; gives a document with its view, or the reason of a refusal.

Law: it never raises and keeps nothing between requests; the reader's code is not run here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from heureum_live.stood import Stood
from heureum_live.studio import copying, editing_edges, editing_nodes, editing_runs, editing_values, recorded_runs
from heureum_live.studio.coding import code_of
from heureum_live.studio.document import Document
from heureum_live.studio.editing import Edit, Request, names_of, text_of
from heureum_live.studio.gallery import document_named, gallery
from heureum_live.studio.opening import document_of, exported, read_text
from heureum_live.studio.palette import palette
from heureum_live.studio.problems import problems_of, told
from heureum_live.studio.refusal import Refused
from heureum_live.studio.remembering import Memory
from heureum_live.studio.seeing import Seen, news, stood_in
from heureum_live.studio.taking import both, changes, taken
from heureum_live.studio.view import seen_of
from heureum_live.studio.words import LANGUAGES, join, say

__all__ = ["answer", "answer_to"]

EDITS: Mapping[str, Callable[[Document, Request], Edit]] = {
    **editing_nodes.EDITS,
    **editing_edges.EDITS,
    **editing_values.EDITS,
    **editing_runs.EDITS,
    **copying.EDITS,
}


_memory = Memory()
REMEMBERS = "remembers"


def answer(request: str) -> str:
    """For JavaScript: a string each way. Documents that it answered lately are known by the id that they carry."""
    try:
        asked = json.loads(request)
    except (ValueError, RecursionError) as reason:
        asked = {"do": f"no JSON: {reason}"}
    if isinstance(asked, dict):
        asked[REMEMBERS] = True
    return json.dumps(answer_to(asked), ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def answer_to(request: Any) -> dict[str, Any]:
    """The same on parsed JSON."""
    language = request.get("language") if isinstance(request, dict) else None
    language = language if language in LANGUAGES else "ko"
    try:
        if not isinstance(request, dict) or not isinstance(request.get("do"), str):
            raise Refused("request", "bad request", reason="'do' is missing")
        return _answered(request, language)
    except Refused as refused:
        return {"error": refusal_json(refused, language)}
    except Exception as reason:
        # A fault of ours: the reader keeps the document, and is told what to report.
        text = say(language, "fault", reason=f"{type(reason).__name__}: {reason}"[:200])
        return {"error": {"kind": "fault", "text": text, "node": None, "input": None}}


def refusal_json(refused: Refused, language: str) -> dict[str, Any]:
    parts = {key: join(language, value) if isinstance(value, list) else value for key, value in refused.parts.items()}
    text = say(language, refused.key, **parts)
    return {"kind": refused.kind, "text": text, "node": refused.parts.get("node"), "input": refused.parts.get("place")}


def _answered(request: Request, language: str) -> dict[str, Any]:
    do = request["do"]
    if do in EDITS:
        before = _document(request)
        return edit_json(before, EDITS[do](before, request), request, language)
    if do in OTHERS:
        return OTHERS[do](request, language)
    raise Refused("request", "bad request", reason=f"{do:.60} is no command")


def _document(request: Request, key: str = "document") -> Document:
    record = request.get(key)
    if request.get(REMEMBERS) is True:
        known = _memory.recall(record)
        if known is not None:
            return known
        if isinstance(record, dict) and record.keys() == {"id"}:
            raise Refused("forgotten", "no document")
    return Document.from_json(record)


def edit_json(before: Document | None, edit: Edit, request: Request, language: str) -> dict[str, Any]:
    """With `before`, the graph that was edited: what the edit left alone stays where it is on the page."""
    parts = {key: join(language, value) if isinstance(value, list) else value for key, value in edit.parts.items()}
    said = say(language, f"said {edit.said}", **parts)
    made: dict[str, Any] = {"document": edit.document.to_json(), "said": said, "select": list(edit.select)}
    if request.get(REMEMBERS) is True:
        made["document"]["id"] = _memory.keep(edit.document)
    if before is not None and _is_same(before, edit.document):
        made["changed"] = False
    if before is not None and before.code is not None and edit.document.code is None:
        made["notice"] = say(language, "code regenerated")
    if request.get("view", True):
        return _with_view(made, before, edit.document, request, language, edit.select)
    return made


def _is_same(before: Document, after: Document) -> bool:
    """Nodes that an edit left alone are the same objects; only the others are compared."""
    if len(before.nodes) != len(after.nodes):
        return False
    changed = [(old, new) for old, new in zip(before.nodes, after.nodes, strict=True) if old is not new]
    rest = [replace(each, nodes=()).to_json() for each in (before, after)]
    return rest[0] == rest[1] and all(old.to_json() == new.to_json() for old, new in changed)


def _with_view(
    made: dict[str, Any], before: Document | None, document: Document, request: Request, language: str, selected: Any = ()
) -> dict[str, Any]:
    """The answer with the view of a document: to a page that holds one of `before`, with what is new of it."""
    earlier = _memory.recall_view(request.get("shown")) if request.get(REMEMBERS) is True else None
    if earlier is None and request.get("shown") is not None:
        raise Refused("forgotten", "no document")
    stood = None
    if before is not None and not request.get("arrange"):
        near = request.get("near")
        stood = earlier.stood if earlier is not None else stood_in(near) if near is not None else None
        stood = stood and stood.renamed(_names_changed(before, document))
    base = None if request.get("arrange") else earlier
    seen = _seen(document, request, language, selected, base, stood)
    if request.get(REMEMBERS) is True:
        seen.view["id"] = _memory.keep_view(seen)
    made["view"] = seen.view
    return news(made, earlier) if earlier is not None else made


def _seen(
    document: Document, request: Request, language: str, selected: Any, earlier: Seen | None = None, stood: Stood | None = None
) -> Seen:
    wanted = request.get("selected")
    names = list(selected) or ([each for each in wanted if isinstance(each, str)] if isinstance(wanted, list) else [])
    has_forms = not request.get("read_only")
    seen = seen_of(document, language, selected=names, with_forms=has_forms, earlier=earlier, stood=stood)
    if request.get("code", True) is not False:
        seen.view.update(code=code_of(document), code_is_readers=document.code is not None)
    return seen


def _names_changed(before: Document, after: Document) -> dict[str, str]:
    """Old name to new, after an edit that neither added nor removed nodes."""
    if len(before.nodes) != len(after.nodes):
        return {}
    pairs = zip(before.nodes, after.nodes, strict=True)
    found = {old.name: new.name for old, new in pairs if old is not new and old.name != new.name}
    return {} if found.keys() & after.by_name.keys() else found  # two that changed places are no renaming


def _new(request: Request, language: str) -> dict[str, Any]:
    edit = editing_runs.set_workers(Document(), {"workers": request.get("workers", 2)})
    return edit_json(None, Edit(edit.document, "opened", {"nodes": 0}), request, language)


def _show(request: Request, language: str) -> dict[str, Any]:
    document = _document(request)
    return _with_view({}, document, document, request, language)


def _arrange(request: Request, language: str) -> dict[str, Any]:
    """The same graph, laid out from nothing: a step of its own, so that undo brings the old places back."""
    document = _document(request)
    made = edit_json(document, Edit(document, "arranged"), {**request, "arrange": True}, language)
    made.pop("changed")
    return made


def _open(request: Request, language: str) -> dict[str, Any]:
    record = request["graph"] if "graph" in request else read_text(request.get("text"))
    document = document_of(record)
    return edit_json(None, Edit(document, "opened", {"nodes": len(document.nodes)}), request, language)


def _export(request: Request, language: str) -> dict[str, Any]:
    return {"text": exported(_document(request)), "filename": "graph.json"}


def _palette(request: Request, language: str) -> dict[str, Any]:
    only = request.get("only")
    return {"categories": palette(language, str(request.get("query") or ""), only if isinstance(only, list) else None)}


def _gallery(request: Request, language: str) -> dict[str, Any]:
    return {"graphs": gallery(language)}


def _start(request: Request, language: str) -> dict[str, Any]:
    document = document_named(request.get("id"), language)
    return edit_json(None, Edit(document, "opened", {"nodes": len(document.nodes)}), request, language)


def _code(request: Request, language: str) -> dict[str, Any]:
    return {"code": code_of(_document(request))}


def _run(request: Request, language: str) -> dict[str, Any]:
    document = _document(request)
    problems = problems_of(document)
    if problems or not document.nodes:
        first = told(document, problems[0], language) if problems else {"text": say(language, "summary empty"), "node": None}
        raise Refused("unready", "unready", text=first["text"], node=first["node"])
    return {"code": code_of(document), "workers": document.workers}


def _take_code(request: Request, language: str) -> dict[str, Any]:
    described = request.get("described")
    side = taken(None if described is None else Document.from_json(described), text_of(request, "code"))
    present = _document(request)
    base = _document(request, "base") if request.get("base") else present
    if replace(present, code=None).to_json() == replace(base, code=None).to_json():
        return edit_json(present, Edit(side, "took code", {"nodes": len(side.nodes)}), request, language)
    sides = {"graph": present, "code": side, "both": both(base, present, side)}
    told_sides = {key: each and _side(key, base, each, request, language) for key, each in sides.items()}
    return {"conflict": {"text": say(language, "conflict"), **told_sides}}


def _side(key: str, base: Document, side: Document, request: Request, language: str) -> dict[str, Any]:
    """One way to go on: what it keeps, in words."""
    made = changes(base, side)
    lines = [
        say(language, f"conflict {kind}", nodes=join(language, list(names)))
        for kind, names in (("added", made.added), ("removed", made.removed), ("changed", made.changed))
        if names
    ]
    label = say(language, f"conflict {key}")
    return {"label": label, "document": side.to_json(), "view": _seen(side, request, language, ()).view, "changes": lines}


def _copy(request: Request, language: str) -> dict[str, Any]:
    document = _document(request)
    names = names_of(document, request)
    return {"clipboard": copying.clipboard_of(document, names), "said": say(language, "said copied", nodes=len(names))}


OTHERS: Mapping[str, Callable[[Request, str], dict[str, Any]]] = {
    "new": _new,
    "view": _show,
    "arrange": _arrange,
    "open": _open,
    "export": _export,
    "palette": _palette,
    "copy": _copy,
    "gallery": _gallery,
    "start": _start,
    "code": _code,
    "run": _run,
    "take code": _take_code,
    **recorded_runs.QUESTIONS,
}
