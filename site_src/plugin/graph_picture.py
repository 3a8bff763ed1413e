"""A graph fence's graph, made natively at build time: its document, its view and a still picture.

As a module it asks a fresh interpreter and keeps answers by content; as a script it is that interpreter: what the fence names on
standard input as JSON, the page's language as its argument, one JSON record on standard output.
"""

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TITLE = {"ko": "고칠 수 있는 계산 그래프", "en": "A graph that can be edited"}


@dataclass(frozen=True, slots=True)
class GraphPicture:
    """`document` and `view` as the studio gives them; `svg` for who has no JavaScript; `name` to keep a reader's edits by."""

    document: dict[str, Any]
    view: dict[str, Any]
    svg: str


def picture(source: dict[str, Any], language: str) -> GraphPicture:
    """`source` holds `code`, `gallery` or `text`, and may set `workers` and name `ops`. Raises CellFailed."""
    from plugin.native_run import answered

    return GraphPicture(**json.loads(answered(Path(__file__), language, json.dumps(source, sort_keys=True))))


def main() -> None:
    from heureum_live.studio.answering import answer_to
    from heureum_live.studio.document import Document
    from heureum_live.studio.palette import has
    from heureum_live.studio.view import layout_of
    from heureum_live.svg import describe, draw

    language = sys.argv[1]
    source = json.loads(sys.stdin.buffer.read())
    for op in source.get("ops", ()):
        if not has(op):
            sys.exit(f"ops lists ops of the palette, such as Const,Add; {op!r} is none")
    answer = answer_to({**_request(source), "language": language})
    if "workers" in source and "error" not in answer:
        answer = answer_to(
            {"do": "set workers", "document": answer["document"], "workers": source["workers"], "language": language}
        )
    if "error" in answer:
        sys.exit(answer["error"]["text"])
    layout = layout_of(Document.from_json(answer["document"]))
    description = describe(layout, language)
    edges = answer["view"]["edges"]
    svg = draw(layout, title=TITLE[language], description=description, key=json.dumps(source), edges=edges)
    sys.stdout.buffer.write(json.dumps({"document": answer["document"], "view": answer["view"], "svg": svg}).encode())


def _request(source: dict[str, Any]) -> dict[str, Any]:
    if "gallery" in source:
        return {"do": "start", "id": source["gallery"]}
    if "text" in source:
        return {"do": "open", "text": source["text"]}
    from heureum_live.run_cell import run_cell

    result = run_cell(source["code"], on_output=lambda stream, text: None)
    if result.error:
        sys.exit(result.error.traceback)
    return {"do": "take code", "document": result.document, "described": result.document, "code": source["code"]}


if __name__ == "__main__":
    main()
