"""Graphs to start from. Each is a script in docs/examples/gallery; what it describes is kept beside this module as data.

Takes an id and a language, gives a document with its code. Law: the data are what the scripts describe, which a test holds;
`make gallery` writes them anew.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from heureum_live.studio.document import Document
from heureum_live.studio.refusal import Refused

__all__ = ["GALLERY", "document_named", "gallery", "made_of", "main"]

DATA = Path(__file__).parent / "gallery.json"
# Title and one sentence, by language.
GALLERY: dict[str, dict[str, tuple[str, str]]] = {
    "expression": {
        "ko": ("e = (a+b) × (b+1)", "글에서 처음 만나는 식입니다. 두 덧셈은 서로를 기다리지 않습니다."),
        "en": ("e = (a+b) × (b+1)", "The first expression of the article. Its two sums do not wait for each other."),
    },
    "diamond": {
        "ko": ("마름모", "한 번 갈라졌다가 다시 만나는 가장 작은 그래프입니다."),
        "en": ("Diamond", "The smallest graph that divides once and meets again."),
    },
    "fan": {
        "ko": ("넓은 부채", "같은 행렬을 받아 따로 계산하는 여덟 갈래입니다. 작업자에 나누기 좋습니다."),
        "en": ("Wide fan", "Eight branches that take one matrix and compute apart: easy to share between workers."),
    },
    "chain": {
        "ko": ("깊은 사슬", "앞의 값이 있어야 다음 값을 아는 열두 단계입니다. 나누어도 빨라지지 않습니다."),
        "en": ("Deep chain", "Twelve steps, each of which needs the one before. Sharing it makes nothing faster."),
    },
    "blocks": {
        "ko": ("행렬을 조각내어 곱하기", "큰 행렬을 네 조각으로 나누어 따로 곱하고 도로 붙입니다."),
        "en": (
            "Matrix product in blocks",
            "A large matrix, cut into four blocks that are multiplied apart and put together again.",
        ),
    },
    "network": {
        "ko": ("작은 신경망과 기울기", "두 층짜리 신경망에 뒤로 흐르는 기울기와 변수를 고치는 노드까지 있습니다."),
        "en": (
            "A small network and its gradients",
            "Two layers, the gradients that flow backwards, and the nodes that change the variables.",
        ),
    },
    "sgd": {
        "ko": ("자료를 나눈 경사하강 한 걸음", "작업자마다 제 몫의 자료로 기울기를 구하고, 평균을 내어 변수를 고칩니다."),
        "en": (
            "A data-parallel step of SGD",
            "Each worker finds the gradient of its share of the data; their mean changes the variable.",
        ),
    },
    "cond": {
        "ko": ("조건", "두 갈래 가운데 하나만 계산됩니다."),
        "en": ("Condition", "Only one of two branches is computed."),
    },
    "loop": {
        "ko": ("반복", "조건이 맞는 동안 되풀이하는 노드입니다."),
        "en": ("Loop", "A node that repeats for as long as a condition holds."),
    },
}
TAGGED = re.compile(r"^(\s*)# (ko|en): ?", re.MULTILINE)


# Read when this is imported: where Python starts from a snapshot of its memory, files come later.
_data: dict[str, Any] = json.loads(DATA.read_text(encoding="utf-8")) if DATA.exists() else {}


def gallery(language: str) -> list[dict[str, Any]]:
    """The list, with titles."""
    return [
        {"id": each, "title": words[language][0], "about": words[language][1], "nodes": len(_data[each]["nodes"])}
        for each, words in GALLERY.items()
    ]


def document_named(name: Any, language: str) -> Document:
    """A document of the gallery, with the code that a page of the language shows. Raises Refused."""
    if name not in GALLERY:
        raise Refused("request", "no gallery graph", id=str(name)[:40])
    document = Document.from_json(_data[name])
    return replace(document, code=_in_language(document.code or "", language))


def _in_language(code: str, language: str) -> str:
    """Without the comments of other languages, which stand on lines of their own."""
    lines = code.splitlines(keepends=True)
    own = [line for line in lines if (tag := TAGGED.match(line)) is None or tag[2] == language]
    return "".join(TAGGED.sub(r"\1# ", line) for line in own)


def made_of(script: Path) -> dict[str, Any]:
    """The document that a script describes, with the script as its code."""
    from heureum_live.run_cell import run_cell

    code = script.read_text(encoding="utf-8")
    result = run_cell(code, filename=script.name, on_output=lambda stream, text: None)
    if result.document is None or result.error is not None:
        raise ValueError(f"{script} describes no graph: {result.error}")
    return {**result.document, "code": code}


def main(folder: str) -> None:
    made = {each: made_of(Path(folder) / f"{each}.py") for each in GALLERY}
    lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(document, ensure_ascii=False)}" for name, document in made.items())
    DATA.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")
