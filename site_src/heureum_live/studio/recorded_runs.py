"""What the page asks about runs that were recorded. Takes records as `result.run` holds them, with their graph.

Law: a record is read as strictly as it was written; damaged ones are refused with the reason.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from heureum.trace import RunRecord, chrome_trace, compare_runs
from heureum_live.layout import lay_out
from heureum_live.studio.editing import Request
from heureum_live.studio.refusal import Refused

__all__ = ["QUESTIONS"]

WITH_ROOM_FOR_SIZES_PX = 150.0  # between columns, for what crossed and how many bytes


def _compare(request: Request, language: str) -> dict[str, Any]:
    return {"facts": compare_runs(_record(request, "first"), _record(request, "second"))}


def _chrome(request: Request, language: str) -> dict[str, Any]:
    text = json.dumps(chrome_trace(_record(request, "run")), ensure_ascii=False, allow_nan=False)
    return {"text": text, "filename": "heureum-trace.json"}


def _lay_out(request: Request, language: str) -> dict[str, Any]:
    return {"layout": lay_out(_record(request, "run").graph.to_json(), gap_px=WITH_ROOM_FOR_SIZES_PX).to_json()}


def _record(request: Request, name: str) -> RunRecord:
    try:
        return RunRecord.from_json(request[name])
    except (KeyError, TypeError, ValueError, AttributeError) as reason:
        raise Refused("request", "bad request", reason=f"{name!r} is no record of a run: {reason!r:.200}") from None


QUESTIONS: Mapping[str, Callable[[Request, str], dict[str, Any]]] = {
    "compare runs": _compare,
    "chrome trace": _chrome,
    "lay out run": _lay_out,
}
