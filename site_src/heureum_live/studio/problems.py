"""Everything that keeps a document from running, at its node, in the reader's words.

Takes a document; gives what inference found, and what the settings of the run lack: nothing fed, nothing to compute, a worker
that is not there, a value where a variable is needed. Law: each problem says what was found and how to mend it.
"""

from __future__ import annotations

from typing import Any

from heureum_live.studio.document import Document, Node, node_of
from heureum_live.studio.editing_edges import input_name
from heureum_live.studio.editing_runs import worker_of
from heureum_live.studio.inferring import Problem, arguments_of, inferred
from heureum_live.studio.needing import needed_for_run
from heureum_live.studio.words import say

__all__ = ["problems_of", "told"]


def problems_of(document: Document) -> list[Problem]:
    """In source order; what belongs to no node comes last."""
    found = list(inferred(document).problems)
    needed = needed_for_run(document)
    for node in document.nodes:
        if node.op == "Placeholder" and node.name in needed and f"{node.name}:0" not in document.feeds:
            found.append(Problem(node.name, "unfed"))
        worker = worker_of(node.device)
        if worker is not None and worker >= document.workers:
            found.append(Problem(node.name, "device", found=str(worker)))
        found += _references(document, node)
    order = {node.name: place for place, node in enumerate(document.nodes)}
    found.sort(key=lambda problem: order[problem.node])
    if document.nodes and not document.fetches:
        found.append(Problem("", "fetch"))
    return found


def _references(document: Document, node: Node) -> list[Problem]:
    """Ops that change a variable need the variable itself, not what it holds."""
    found = []
    for place, (argument, tensor) in enumerate(zip(arguments_of(node.op_def, len(node.inputs)), node.inputs, strict=False)):
        if argument.is_ref and not argument.is_list and tensor is not None:
            outputs = document.by_name[node_of(tensor)].op_def.outputs
            if not (len(outputs) == 1 and outputs[0].is_ref):
                found.append(Problem(node.name, "reference", place, found=tensor))
    return found


def told(document: Document, problem: Problem, language: str) -> dict[str, Any]:
    """A problem as STUDIO has it. `detail` holds the engine's own words, in English, where there are any."""
    node = document.by_name.get(problem.node)
    parts = {
        "op": node.op if node else "",
        "node": problem.node,
        "input": input_name(node, problem.input) if node and problem.input is not None else "",
        "found": problem.found or "?",
        "path": " → ".join(problem.path),
        "needed": len(node.op_def.inputs) if node and problem.kind == "too many inputs" else document.workers,
    }
    key = f"problem {problem.kind}"
    if problem.kind in ("shape", "dtype") and not problem.found:
        key = "problem attribute value"
    return {
        "node": problem.node or None,
        "kind": problem.kind,
        "input": problem.input,
        "text": say(language, key, **parts),
        "detail": problem.detail,
    }
