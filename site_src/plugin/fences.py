"""A `python` fence with `live=` becomes a cell: code, graph and output in plain HTML, which a script may bring to life.

Takes the fence's options and either a file under docs/examples or its own body. Its law: an example that fails, or
whose tagged comments lack a language, fails the build; what a reader sees without JavaScript is what the code did.
"""

import hashlib
import html
import tokenize
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markdown import Extension, Markdown
from pymdownx.highlight import Highlight
from pymdownx.superfences import SuperFencesException

from plugin.native_run import CellFailed, NativeRun, run_natively
from plugin.shown import draw_output
from plugin.tagged_comments import UnpairedComment, in_language

OPTIONS = {"live", "workers", "graph", "output", "input"}
INPUTS = {"digit", "graph", "mnist"}
ELEMENT = "heureum-cell"
WORDS = {
    "ko": {
        "caption": "이 코드가 만든 그래프",
        "output": "출력",
        "varies": "이 페이지를 만든 컴퓨터에서 한 번 잰 값입니다. 실행하면 여러분의 값으로 바뀝니다.",
    },
    "en": {
        "caption": "The graph that this code makes",
        "output": "Output",
        "varies": "Measured once, on the machine that built this page. Run it, and your own numbers stand here.",
    },
}


class CellElement(Extension):
    """Tells Markdown that a cell and a graph are blocks, not part of a paragraph."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.block_level_elements.extend((ELEMENT, "heureum-graph-editor"))


@dataclass
class LiveFences:
    """The fence as SuperFences wants it, told by the build which page it is in."""

    examples: Path
    language: str = "ko"
    page: str = ""

    def registration(self) -> dict[str, Any]:
        return {"name": "python", "class": "python", "validator": self.accept, "format": self.render}

    def accept(self, language: str, inputs: dict[str, str], options: dict[str, Any], attrs: Any, md: Markdown) -> bool:
        """A fence without `live` is not ours; SuperFences then highlights it as always."""
        if "live" not in inputs:
            return False
        if unknown := sorted(inputs.keys() - OPTIONS):
            raise SuperFencesException(f"{self.page}: a live fence takes {sorted(OPTIONS)}, not {unknown[0]!r}")
        if inputs.get("output", "varies") != "varies":
            raise SuperFencesException(f'{self.page}: output is "varies" or left out, not {inputs["output"]!r}')
        if "input" in inputs and inputs["input"] not in INPUTS:
            raise SuperFencesException(f"{self.page}: input is one of {sorted(INPUTS)} or left out, not {inputs['input']!r}")
        options.update(inputs)
        return True

    def render(self, body: str, language: str, css_class: str, options: dict[str, Any], md: Markdown, **rest: Any) -> str:
        example = options["live"]
        name = f"{self.page}: live fence {example or 'with its own code'}"
        try:
            source = self._source(example, body)
            code = in_language(source, self.language).rstrip() + "\n"
            run = run_natively(code, self.language)
        except (UnpairedComment, SyntaxError, tokenize.TokenError, OSError, CellFailed) as error:
            raise SuperFencesException(f"{name}: {error}") from error
        shows_graph = options.get("graph", "yes") != "no"
        attributes = {
            "data-example": example,
            "data-workers": str(int(options.get("workers", 2))),
            "data-lang": self.language,
            # Of all languages' words: what a reader typed is found again in the page's other language.
            "data-code-hash": hashlib.sha256(source.encode()).hexdigest()[:16],
        }
        if "output" in options:
            # Tells whoever compares outputs that this one holds measured times.
            attributes["data-output"] = options["output"]
        if "input" in options:
            # What the page's script puts before the buttons; without scripts the code reads what is kept for that case.
            attributes["data-input"] = options["input"]
        return self._html(code, run, attributes, shows_graph, md)

    def _source(self, example: str, body: str) -> str:
        if not example:
            return body
        if body.strip():
            raise UnpairedComment("a fence that names a file has no body of its own")
        return (self.examples / example).read_text(encoding="utf-8")

    def _html(self, code: str, run: NativeRun, attributes: dict[str, str], shows_graph: bool, md: Markdown) -> str:
        words = WORDS[self.language]
        parts = [
            f"<{ELEMENT} {' '.join(f'{key}="{html.escape(value)}"' for key, value in attributes.items())}>",
            f'<div class="heureum-code">{Highlight(md).highlight(code, "python")}</div>',
        ]
        if run.svg and shows_graph:
            caption = html.escape(words["caption"])
            figure = '<figure class="heureum-graph" tabindex="0" data-search-exclude>'
            parts.append(f"{figure}{run.svg}<figcaption>{caption}</figcaption></figure>")
        opening = f'<div class="heureum-output" data-label="{html.escape(words["output"])}">'
        # Inside the box, so that it goes with this output when a reader's own takes its place.
        note = f'<span class="heureum-measured">{html.escape(words["varies"])}</span>' if "data-output" in attributes else ""
        parts.append(f"{opening}{note}{draw_output(run.pieces, self.language)}</div></{ELEMENT}>")
        return "".join(parts)
