"""Documents that were answered lately need no reading; what is answered is the same."""

import json
from typing import Any

from heureum_live.studio import answer
from heureum_live.studio.answering import answer_to
from heureum_live.studio.document import Document
from heureum_live.studio.remembering import REMEMBERED, Memory

from .graphs import document, node, number

STEPS: list[dict[str, Any]] = [
    {"do": "add", "op": "Const", "name": "d"},
    {"do": "set value", "name": "d", "text": "[1, 2]"},
    {"do": "connect", "source": "d:0", "target": "c", "input": 1},
    {"do": "view", "selected": ["c"]},
    {"do": "set device", "names": ["c"], "worker": 1},
    {"do": "fetch", "tensor": "c:0"},
    {"do": "connect", "source": "c:0", "target": "b", "input": 0},
    {"do": "disconnect", "target": "b", "input": 0},
    {"do": "set dtype", "name": "d", "dtype": "int32"},
    {"do": "rename", "name": "a", "to": "alpha"},
    {"do": "delete", "names": ["b"]},
    {"do": "duplicate", "names": ["c"]},
    {"do": "view", "selected": []},
]
START = document(number("a"), node("b", "Neg", "a:0"), node("c", "Add", "a:0", "b:0"))


def without_id(made: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in made.items() if key != "id"}


def test_a_chain_of_edits_gives_the_same_remembered_or_not() -> None:
    remembered, fresh = START, START
    stack = []
    for language in ("ko", "en"):
        for step in STEPS if language == "ko" else STEPS[3:4]:
            quick = json.loads(answer(json.dumps({**step, "document": remembered, "language": language})))
            slow = json.loads(json.dumps(answer_to({**step, "document": fresh, "language": language})))
            assert quick.get("view") == slow.get("view"), step
            assert quick.get("said") == slow.get("said")
            if "document" in quick:
                assert without_id(quick["document"]) == slow["document"]
                remembered, fresh = quick["document"], slow["document"]
                stack.append((remembered, fresh))
    for remembered, fresh in reversed(stack):  # undo, all the way
        quick = json.loads(answer(json.dumps({"do": "view", "document": remembered})))
        assert quick["view"] == json.loads(json.dumps(answer_to({"do": "view", "document": fresh})))["view"]


def test_an_id_of_another_python_costs_reading_and_nothing_else() -> None:
    made = {**START, "id": "somewhere.else"}
    assert "error" not in json.loads(answer(json.dumps({"do": "view", "document": made})))


def test_a_file_is_not_read_by_its_id() -> None:
    kept = json.loads(answer(json.dumps({"do": "set workers", "workers": 3, "document": START})))["document"]
    opened = json.loads(answer(json.dumps({"do": "open", "graph": {**START, "id": kept["id"]}})))["document"]
    assert opened["workers"] == 2


def test_only_the_last_documents_are_kept() -> None:
    memory = Memory()
    made = [Document(workers=1 + each % 8) for each in range(REMEMBERED + 1)]
    names = [memory.keep(each) for each in made]
    assert len(set(names)) == len(names)
    assert memory.recall({"id": names[0]}) is None
    assert memory.recall({"id": names[-1]}) is made[-1]
    assert memory.keep(made[-1]) == names[-1]
    assert memory.recall({"id": 3}) is None
    assert memory.recall(None) is None
