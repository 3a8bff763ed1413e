"""The table of every op, from the engine's registry: a page says where it goes, the build fills it in.

Takes a page's Markdown and language, gives the Markdown with the table in the marker's place.
As a script it is the interpreter that imports the engine: one JSON list on standard output. Its law: what the table says
is what the registry says, so it is written nowhere else and never committed.
"""

import html
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

MARKER = "<!-- op table -->"
WORDS = {
    "ko": {
        "size": "연산은 모두 {ops}개이고, 그 가운데 {differentiable}개에 미분이 있습니다.",
        "op": "연산",
        "source": "텐서플로의 이름",
        "gradient": "미분",
        "place": "실행되는 곳",
        "yes": "있음",
        "no": "미분할 수 없음",
        "any": "어느 작업자에서나",
        "stays": "어느 작업자에서나, 그 뒤로는 그곳에서",
        "shared": "그 상태를 가진 작업자에서",
        "process": "그래프를 적은 프로세스에서",
    },
    "en": {
        "size": "There are {ops} ops; {differentiable} of them have a gradient.",
        "op": "Op",
        "source": "TensorFlow's name",
        "gradient": "Gradient",
        "place": "Where it runs",
        "yes": "yes",
        "no": "not differentiable",
        "any": "on any worker",
        "stays": "on any worker, and there from then on",
        "shared": "on the worker that has its state",
        "process": "in the process that wrote the graph",
    },
}
SOURCE = re.compile(r"Source: (.+?)\.(?=\s|$)", re.DOTALL)
SHAPES_OR_SOURCE = re.compile(r"\s*(?:`&?\[|Source: ).*", re.DOTALL)
CODE = re.compile(r"`([^`]+)`")
HANDLES = {"resource", "variant"}


def with_op_table(markdown: str, language: str) -> str:
    return markdown.replace(MARKER, _table(_all_ops(), WORDS[language])) if MARKER in markdown else markdown


def _all_ops() -> list[dict[str, Any]]:
    from plugin.places import CACHE, ENGINE
    from plugin.stamps import content_key

    kept = CACHE / "ops" / f"{content_key(ENGINE, Path(__file__))[:32]}.json"
    if not kept.exists():
        # Its own interpreter: while the site is served, this one would keep the engine it imported first.
        environment = os.environ | {"PYTHONPATH": str(ENGINE), "PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run([sys.executable, __file__], capture_output=True, env=environment, check=True)
        kept.parent.mkdir(parents=True, exist_ok=True)
        fresh = kept.with_suffix(f".{os.getpid()}")
        fresh.write_bytes(done.stdout)
        fresh.replace(kept)
    ops: list[dict[str, Any]] = json.loads(kept.read_text(encoding="utf-8"))
    return ops


def _table(ops: list[dict[str, Any]], words: dict[str, str]) -> str:
    """One table for each file of the engine that declares ops; files in the order of their names."""
    size = words["size"].format(ops=len(ops), differentiable=sum(op["gradient"] for op in ops))
    parts = [size]
    for file, declared in groupby(sorted(ops, key=lambda op: (op["file"], op["name"])), key=lambda op: op["file"]):
        anchor = re.sub(r"\W+", "-", file.removesuffix(".py"))
        rows = "".join(_row(op, words) for op in declared)
        head = "".join(f"<th scope='col'>{words[key]}</th>" for key in ("op", "source", "gradient", "place"))
        table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        parts.append(f"## `{file}` {{#{anchor}}}\n\n{table}")
    return "\n\n".join(parts)


def _row(op: dict[str, Any], words: dict[str, str]) -> str:
    answers = (words["yes"] if op["gradient"] else words["no"], words[op["place"]])
    # Docstrings are English on every page.
    doc = CODE.sub(r"<code>\1</code>", html.escape(op["doc"], quote=False))
    name = html.escape(op["name"])
    cells = (
        # A link to itself, to be shared.
        f'<a href="#{name}"><code id="{name}">{html.escape(op["signature"])}</code></a><br><span lang="en">{doc}</span>',
        f'<span lang="en">{html.escape(op["source"], quote=False)}</span>',
        *answers,
    )
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def described(name: str, signature: str, doc: str, module: str, *, gradient: bool, place: str) -> dict[str, Any]:
    """An op as the table has it. Its docstring says what it does, its shapes, and which TensorFlow function it follows."""
    source = SOURCE.search(doc)
    return {
        "name": name,
        "signature": signature,
        "doc": " ".join(SHAPES_OR_SOURCE.sub("", doc).split()),
        "source": " ".join(source[1].split()) if source else "",
        "file": module.removeprefix("heureum.").replace(".", "/") + ".py",
        "gradient": gradient,
        "place": place,
    }


def _registered() -> Iterator[dict[str, Any]]:
    import heureum  # noqa: F401 - its ops are declared when they are imported
    from heureum.op_def import all_ops

    for op in all_ops():
        module = op.kernel.__module__
        yield described(op.name, op.signature(), op.doc, module, gradient=op.gradient is not None, place=_place(op))


def _place(op: Any) -> str:
    """As heureum.place has it (place/bonds.py): what carries a reference or a handle binds, and what keeps something stays."""
    if "token" in op.attrs:
        return "process"  # a Python function, which cannot be sent
    # A list may mix references and tensors, or hold none: what a loop is given.
    if any((each.is_ref and not each.is_list) or each.type in HANDLES for each in (*op.inputs, *op.outputs)):
        return "shared"
    return "stays" if op.stateful else "any"


if __name__ == "__main__":
    sys.stdout.buffer.write(json.dumps(list(_registered())).encode())
