"""Statements as a script: imports, `with` blocks around what shares a device or waits, and the session that computes.

Takes statements in order; gives the text of a program that a reader would have written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from heureum_live.studio.document import Document
from heureum_live.studio.literals import feed_literal, quoted
from heureum_live.studio.needing import needed_for_run
from heureum_live.studio.wrapping import wrapped

__all__ = ["Statement", "lines_of", "script"]

INDENT = "    "


@dataclass(frozen=True, slots=True)
class Statement:
    """One line of code, the device it is for and what it waits for, as they are written; `before` are lines it needs."""

    text: str
    device: str = ""
    controls: tuple[str, ...] = ()
    uses_graph: bool = False
    note: str = ""
    before: tuple[str, ...] = ()

    @property
    def context(self) -> str:
        """The `with` line that it stands under, or nothing."""
        parts = [f"tf.device({quoted(self.device)})"] if self.device else []
        if self.controls:
            parts.append(f"tf.control_dependencies([{', '.join(self.controls)}])")
        return f"with {', '.join(parts)}:" if parts else ""


def script(document: Document, statements: Sequence[Statement], texts: Mapping[str, str], initializers: Mapping[str, str]) -> str:
    body = lines_of(statements)
    session = _session(document, texts, initializers)
    whole = "\n".join([*body, *session])
    heads = []
    if "base64.b64decode(" in whole:
        heads.append("import base64\n")
    if "np." in whole:
        heads.append("import numpy as np\n")
    heads.append("import heureum as tf")
    if "Function.from_json(" in whole:
        heads.append("from heureum.graph import Function")
    lines = ["\n".join(heads), ""]
    if any(each.uses_graph for each in statements):
        lines.append("graph = tf.get_default_graph()")
    return "\n".join([*lines, *body, *session]).rstrip() + "\n"


def lines_of(statements: Sequence[Statement]) -> list[str]:
    """The statements, in `with` blocks."""
    lines: list[str] = []
    for context, group in groupby(statements, key=lambda each: each.context):
        indent = INDENT if context else ""
        if context:
            lines.append(context)
        for each in group:
            *before, last = wrapped(each.text, indent)
            lines += [
                *((indent + line).rstrip() for line in _apart(each.before, lines)),
                *before,
                f"{last}  {each.note}" if each.note else last,
            ]
    return lines


def _apart(before: Sequence[str], lines: Sequence[str]) -> Sequence[str]:
    """Without a second empty line where there is one, or none is wanted."""
    return [line for line, above in zip(before, [*lines[-1:], *before], strict=False) if line or above]


def _session(document: Document, texts: Mapping[str, str], initializers: Mapping[str, str]) -> list[str]:
    """What computes the fetches and prints them."""
    fetches = [(tensor, texts[tensor]) for tensor in document.fetches if tensor in texts]
    if not fetches:
        return []
    options = [f"workers={document.workers}"] if document.workers > 1 else []
    if document.placement == "spread" and options:
        options.append('placement="spread"')
    if document.transfer_dtype is not None:
        options.append(f'transfer_dtype="{document.transfer_dtype}"')
    lines = ["", f"with tf.Session({', '.join(options)}) as sess:"]
    needed = needed_for_run(document)
    asked = {tensor.partition(":")[0] for tensor in document.fetches}
    first = [text for name, text in initializers.items() if name in needed and f"{name}/Assign" not in asked]
    if first:
        lines.append(f"{INDENT}sess.run([{', '.join(first)}])")
    feeds = ", ".join(f"{texts[tensor]}: {feed_literal(value)}" for tensor, value in document.feeds.items() if tensor in texts)
    more = f", {{{feeds}}}" if feeds else ""
    if len(fetches) == 1:
        tensor, text = fetches[0]
        run = f"sess.run({text}{more})"
        lines.append(f"{INDENT}print({quoted(f'{text} =')}, {run})" if ":" in tensor else f"{INDENT}{run}")
        return lines
    names = ", ".join(quoted(text) for _, text in fetches)
    lines.append(f"{INDENT}for name, value in zip([{names}], sess.run([{', '.join(text for _, text in fetches)}]{more})):")
    lines.append(f'{INDENT * 2}print(name, "=", value)')
    return lines
