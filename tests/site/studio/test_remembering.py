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


def unpacked(made: dict[str, Any], shown: dict[str, Any]) -> dict[str, Any]:
    """As the page does it: numbers are places in what it holds."""
    if made.get("since") is None:
        return made
    assert made["since"] == shown["view"]["id"]

    def whole(new: list[Any], old: list[Any]) -> list[Any]:
        return [old[each] if isinstance(each, int) else each for each in new]

    view, old = made["view"], shown["view"]
    view["nodes"], view["edges"] = whole(view["nodes"], old["nodes"]), whole(view["edges"], old["edges"])
    view["table"]["rows"] = whole(view["table"]["rows"], old["table"]["rows"])
    if "document" in made:
        made["document"]["nodes"] = whole(made["document"]["nodes"], shown["document"]["nodes"])
    return made


def test_a_chain_of_edits_gives_the_same_remembered_or_not() -> None:
    """One page asks a Python that remembers, by ids alone; another one sends everything."""
    quick = {"document": START, **json.loads(answer(json.dumps({"do": "view", "document": START})))}
    slow = {"document": START, **answer_to({"do": "view", "document": START})}
    sent = 0
    stack = []
    for language in ("ko", "en"):
        for step in STEPS if language == "ko" else STEPS[3:4]:
            known = {"id": quick["document"]["id"]} if "id" in quick["document"] else quick["document"]
            asked = {**step, "language": language, "document": known, "shown": quick["view"]["id"]}
            text = answer(json.dumps(asked))
            sent += len(text)
            quick = {"document": quick["document"], **unpacked(json.loads(text), quick)}
            asked = {**step, "language": language, "document": slow["document"], "near": slow["view"]}
            slow = {"document": slow["document"], **json.loads(json.dumps(answer_to(asked)))}
            assert without_id(quick["view"]) == slow["view"], step
            assert quick.get("said") == slow.get("said")
            assert without_id(quick["document"]) == slow["document"]
            stack.append((quick, slow))
    for remembered, fresh in reversed(stack):  # undo, all the way
        asked = {"do": "view", "language": "en", "document": remembered["document"], "shown": remembered["view"]["id"]}
        made = unpacked(json.loads(answer(json.dumps(asked))), remembered)
        asked = {"do": "view", "language": "en", "document": fresh["document"], "near": fresh["view"]}
        assert without_id(made["view"]) == json.loads(json.dumps(answer_to(asked)))["view"]
    assert sent < sum(len(json.dumps({**whole, "view": whole["view"]})) for _, whole in stack)


def test_a_python_that_does_not_know_the_page_asks_for_everything() -> None:
    for asked in ({"document": {"id": "nobody's"}}, {"document": START, "shown": "nobody's"}):
        made = json.loads(answer(json.dumps({"do": "delete", "names": ["b"], **asked})))
        assert made["error"]["kind"] == "forgotten"


def test_only_what_changed_is_sent() -> None:
    first = json.loads(answer(json.dumps({"do": "set workers", "workers": 3, "document": START})))
    asked = {"do": "set device", "names": ["b"], "worker": 1, "document": {"id": first["document"]["id"]}}
    made = json.loads(answer(json.dumps({**asked, "shown": first["view"]["id"]})))
    assert [isinstance(each, dict) for each in made["view"]["nodes"]] == [False, True, False]
    assert [isinstance(each, dict) for each in made["document"]["nodes"]] == [False, True, False]
    assert not any(isinstance(each, dict) for each in made["view"]["edges"])


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
