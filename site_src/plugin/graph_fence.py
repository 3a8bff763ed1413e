"""A `graph` fence becomes a graph that readers edit: a still picture and its table in plain HTML, which a script brings to life.

Takes the fence's options and an example, a graph of the gallery, or its own body. Its law: a graph that cannot be made, or an
option that is not understood, fails the build; what the picture shows, the table says too.
"""

import hashlib
import html
import json
import tokenize
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markdown import Markdown
from pymdownx.superfences import SuperFencesException

from plugin.graph_picture import GraphPicture, picture
from plugin.native_run import CellFailed
from plugin.tagged_comments import UnpairedComment, in_language

OPTIONS = {"example", "gallery", "workers", "height", "readonly", "ops"}
ELEMENT = "heureum-graph-editor"
MOST_WORKERS = 8
HEIGHTS_PX = range(120, 1201)
WORDS = {
    "ko": {"caption": "고쳐 볼 수 있는 그래프", "still": "그래프", "table": "그래프를 표로 보기"},
    "en": {"caption": "A graph to edit", "still": "The graph", "table": "The graph as a table"},
}


class WrongFence(ValueError):
    """An option that is not understood, with what would be."""


@dataclass
class GraphFences:
    """The fence as SuperFences wants it, told by the build which page it is in."""

    examples: Path
    language: str = "ko"
    page: str = ""

    def registration(self) -> dict[str, Any]:
        return {"name": "graph", "class": "graph", "validator": self.accept, "format": self.render}

    def accept(self, language: str, inputs: dict[str, str], options: dict[str, Any], attrs: Any, md: Markdown) -> bool:
        if unknown := sorted(inputs.keys() - OPTIONS):
            raise SuperFencesException(f"{self.page}: a graph fence takes {sorted(OPTIONS)}, not {unknown[0]!r}")
        options.update(inputs)
        return True

    def render(self, body: str, language: str, css_class: str, options: dict[str, Any], md: Markdown, **rest: Any) -> str:
        named = options.get("example") or options.get("gallery") or "with its own body"
        try:
            made = picture(self._source(body, options), self.language)
            return self._html(made, self._attributes(body, options, made))
        except (WrongFence, UnpairedComment, SyntaxError, tokenize.TokenError, OSError, CellFailed) as error:
            raise SuperFencesException(f"{self.page}: graph fence {named}: {error}") from error

    def _source(self, body: str, options: dict[str, Any]) -> dict[str, Any]:
        """What the graph is made of."""
        given = [key for key in ("example", "gallery") if key in options]
        if len(given) + bool(body.strip()) != 1:
            raise WrongFence('it takes one of example="name.py", gallery="name" and a body of its own')
        more: dict[str, Any] = {"ops": _ops(options["ops"])} if "ops" in options else {}
        if "workers" in options:
            more["workers"] = _number(options, "workers", range(1, MOST_WORKERS + 1))
        if "gallery" in options:
            return {"gallery": options["gallery"], **more}
        if "example" in options:
            code = (self.examples / options["example"]).read_text(encoding="utf-8")
            return {"code": in_language(code, self.language).rstrip() + "\n", **more}
        return {"text": body, **more}

    def _attributes(self, body: str, options: dict[str, Any], made: GraphPicture) -> dict[str, str]:
        """What the element is told. The name is one in all languages, so that a reader's edits are found again."""
        source = options.get("example") or options.get("gallery") or hashlib.sha256(body.encode()).hexdigest()[:16]
        attributes = {"data-name": source, "data-lang": self.language, "data-workers": str(made.document["workers"])}
        if "height" in options:
            attributes["data-height"] = str(_number(options, "height", HEIGHTS_PX))
        if options.get("readonly", "no") not in ("yes", "no"):
            raise WrongFence(f'readonly is "yes" or "no", not {options["readonly"]!r}')
        if options.get("readonly") == "yes":
            attributes["data-read-only"] = ""
        if "ops" in options:
            attributes["data-ops"] = ",".join(_ops(options["ops"]))
        return attributes

    def _html(self, made: GraphPicture, attributes: dict[str, str]) -> str:
        words = WORDS[self.language]
        told = " ".join(f'{key}="{html.escape(value)}"' for key, value in attributes.items())
        data = json.dumps({"document": made.document, "view": made.view}, ensure_ascii=False, separators=(",", ":"))
        caption = html.escape(words["still" if "data-read-only" in attributes else "caption"])
        return "".join(
            [
                f"<{ELEMENT} {told}>",
                # No script of type JSON: the theme's instant navigation would run it as a program.
                f"<template data-search-exclude>{html.escape(data, quote=False)}</template>",
                # A search would find names of nodes and ops, run together, and show them as if they were sentences.
                f'<figure class="heureum-graph" tabindex="0" data-search-exclude>{made.svg}',
                f"<figcaption>{caption}</figcaption></figure>",
                f'<details class="heureum-graph-details" data-search-exclude><summary>{html.escape(words["table"])}</summary>',
                f"{_table(made.view['table'])}</details></{ELEMENT}>",
            ]
        )


def _number(options: dict[str, Any], key: str, allowed: range) -> int:
    value = options[key]
    if not (value.isascii() and value.isdigit() and int(value) in allowed):
        raise WrongFence(f"{key} is a whole number from {allowed[0]} to {allowed[-1]}, not {value!r}")
    return int(value)


def _ops(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _table(table: dict[str, Any]) -> str:
    head = "".join(f'<th scope="col">{html.escape(column)}</th>' for column in table["columns"])
    rows = "".join(
        f'<tr><th scope="row">{html.escape(row["cells"][0])}</th>'
        + "".join(f"<td>{html.escape(cell)}</td>" for cell in row["cells"][1:])
        + "</tr>"
        for row in table["rows"]
    )
    caption = f"<caption>{html.escape(table['caption'])}</caption>"
    whole = f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    return f'<div class="heureum-graph-table">{whole}</div>'
