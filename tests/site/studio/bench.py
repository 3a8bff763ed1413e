"""How long an edit takes, from request to answer, for graphs of several sizes: `make bench-studio`.

Prints the best of many, in milliseconds of processor time: the first edit of a graph that is new, an edit after an edit,
choosing a node, and what the parts of a first edit take. Nothing is asserted: the numbers are for people to compare in one run.
"""

from __future__ import annotations

import json
import math
import random
import statistics
import time
from collections.abc import Callable
from typing import Any

from heureum_live.studio import answer
from heureum_live.studio.answering import answer_to
from heureum_live.studio.coding import written
from heureum_live.studio.document import Document
from heureum_live.studio.inferring import inferred
from heureum_live.studio.view import layout_of, view_of

from .graphs import document, node

SIZES = (10, 100, 300, 1000)
ROUNDS = 15


def graph(size: int, seed: int = 1) -> dict[str, Any]:
    """Constants and products of what came shortly before: as tangled as graphs are, the same for a seed every time."""
    generator = random.Random(seed)
    tensor = {"dtype": "float32", "shape": [2, 2], "values": [1.0, 2.0, 3.0, 4.0]}
    attrs = {"value": {"tensor": tensor}, "dtype": {"dtype": "float32"}}
    nodes = [node(f"c{each}", "Const", attrs=attrs) for each in range(size // 10)]
    names = [each["name"] for each in nodes]
    for each in range(size - len(nodes)):
        first, second = names[-generator.randint(1, min(8, len(names)))], names[-generator.randint(1, min(20, len(names)))]
        nodes.append(node(f"n{each}", generator.choice(["Add", "Mul", "MatMul", "Sub"]), f"{first}:0", f"{second}:0"))
        names.append(f"n{each}")
    return document(*nodes, fetches=[f"{names[-1]}:0"])


def best_ms(work: Callable[[], object]) -> float:
    """Of processor time: other programs on the machine matter less."""
    times = []
    for _ in range(ROUNDS):
        begin = time.process_time_ns()
        work()
        times.append(time.process_time_ns() - begin)
    return min(times) / 1e6


def chain_ms(made: dict[str, Any], target: str) -> list[float]:
    """An edit after an edit, as they come while somebody works, and what choosing a node costs between them."""
    state = {"document": made, "turn": 0}

    def edit() -> None:
        state["turn"] += 1
        source = ("c0:0", "n0:0")[state["turn"] % 2]
        request = {"do": "connect", "document": state["document"], "source": source, "target": target, "input": 0}
        state["document"] = json.loads(answer(json.dumps(request)))["document"]

    select = {"do": "view", "code": False, "selected": [target]}
    return [best_ms(edit), best_ms(lambda: answer(json.dumps({**select, "document": state["document"]})))]


EDITS: dict[str, dict[str, Any]] = {
    "add": {"do": "add", "op": "Add", "inputs": ["n5:0", "n9:0"]},
    "connect": {"do": "connect", "source": "n3:0", "target": "n20", "input": 1},
    "disconnect": {"do": "disconnect", "target": "n12", "input": 0},
    "delete": {"do": "delete", "names": ["n15"]},
    "rename": {"do": "rename", "name": "n8", "to": "renamed"},
    "value": {"do": "set value", "name": "c0", "text": "[[1, 2], [3, 4000]]"},
}


def moved_px(before: dict[str, Any], after: dict[str, Any]) -> float:
    """How far the middle of a node moves, on average over the nodes that are still there."""
    places = [{each["name"]: (each["x"] + each["width"] / 2, each["y"] + each["height"] / 2) for each in view["nodes"]}
              for view in (before, after)]  # fmt: skip
    return statistics.mean(math.dist(place, places[1][name]) for name, place in places[0].items() if name in places[1])


def main() -> None:
    print(
        f"{'nodes':>6} {'first':>9} {'edit':>9} {'select':>9} {'infer':>9} {'layout':>9} {'view':>9} {'code':>9} {'answer':>10}"
    )
    for size in SIZES:
        made = graph(size)
        target = f"n{size // 2}" if size > 10 else "n5"
        request = json.dumps({"do": "connect", "document": made, "source": "c0:0", "target": target, "input": 0})

        def fresh(made: dict[str, Any] = made) -> Document:
            return Document.from_json(made)

        read = best_ms(fresh)
        row = [
            best_ms(lambda request=request: answer(request)),
            *chain_ms(json.loads(answer(request))["document"], target),
            best_ms(lambda: inferred(fresh())) - read,
            best_ms(lambda: layout_of(fresh())) - read,
            best_ms(lambda: view_of(fresh(), "ko")) - read,
            best_ms(lambda: written(fresh())) - read,
        ]
        print(f"{size:>6}", *(f"{each:6.1f} ms" for each in row), f"{len(answer(request)) / 1000:7.0f} kB")
    print("\nAn edit of 40 nodes moves the others by, on average (two rows are about 72 px apart):")
    whole_graph = graph(40)
    view = answer_to({"do": "view", "document": whole_graph})["view"]
    for name, edit in EDITS.items():
        print(f"{name:>12} {moved_px(view, answer_to({**edit, 'document': whole_graph, 'near': view})['view']):6.1f} px")


if __name__ == "__main__":
    main()
