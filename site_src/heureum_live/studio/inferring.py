"""What flows along the edges of a document: dtypes and shapes by the engine's own rules, and what keeps it from running.

Takes a document, gives a spec per tensor and the problems, each at its node. Law: no rule is written twice; what follows from a
problem elsewhere is no problem of its own. Nothing is run but what the engine itself folds to know a shape.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from heureum.inference import argument_of_each_input, check_attrs, infer_with_values
from heureum.op_def import Argument, OpDef, find_op
from heureum.tensor_shape import TensorSpec
from heureum_live.studio.document import Document, Node, node_of, output_of

__all__ = ["Inferred", "Problem", "arguments_of", "cycles", "inferred"]


@dataclass(frozen=True, slots=True)
class Problem:
    """`kind` as STUDIO lists them; `input` the place it is about; `found` what the inputs are; `detail` the engine's words."""

    node: str
    kind: str
    input: int | None = None
    found: str = ""
    detail: str = ""
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Inferred:
    specs: Mapping[str, list[TensorSpec] | None]
    """By node; None where nothing is known."""
    problems: tuple[Problem, ...]

    def spec(self, tensor: str | None) -> TensorSpec | None:
        """What is known of a tensor, or None."""
        if tensor is None:
            return None
        outputs = self.specs.get(node_of(tensor))
        return outputs[output_of(tensor)] if outputs is not None and output_of(tensor) < len(outputs) else None


def inferred(document: Document) -> Inferred:
    """Worked out once for a document, which never changes."""
    found = document.__dict__.get("_inferred")
    if found is None:
        found = document.__dict__["_inferred"] = _infer(document)
    return found


def _infer(document: Document) -> Inferred:
    specs: dict[str, list[TensorSpec] | None] = {}
    by_node: dict[str, list[Problem]] = {node.name: [] for node in document.nodes}
    waiting = {node.name: len(set(node.sources)) for node in document.nodes}
    ready = [node for node in document.nodes if waiting[node.name] == 0]
    for node in ready:  # grows while it is walked
        specs[node.name] = _outputs(node, specs, by_node[node.name])
        for taker in document.takers[node.name]:
            waiting[taker.name] -= 1
            if waiting[taker.name] == 0:
                ready.append(taker)
    if len(ready) < len(document.nodes):
        for name, path in cycles(document).items():
            by_node[name].append(Problem(name, "cycle", path=path))
        for node in document.nodes:
            if node.name not in specs:
                by_node[node.name] += _missing(node)
                specs[node.name] = None
    return Inferred(specs, tuple(each for node in document.nodes for each in by_node[node.name]))


@lru_cache(1024)
def _arguments_of(name: str, count: int) -> tuple[Argument, ...]:
    op_def = find_op(name)
    fixed = sum(not argument.is_list for argument in op_def.inputs)
    has_list = fixed < len(op_def.inputs)
    return tuple(argument_of_each_input(op_def, max(count, fixed) if has_list else fixed))


def arguments_of(op_def: OpDef, count: int) -> tuple[Argument, ...]:
    """The argument that each of `count` inputs belongs to, as far as the op takes so many."""
    return _arguments_of(op_def.name, count)


def _missing(node: Node) -> list[Problem]:
    places = max(len(node.inputs), len(arguments_of(node.op_def, len(node.inputs))))
    return [
        Problem(node.name, "missing input", each)
        for each in range(places)
        if each >= len(node.inputs) or node.inputs[each] is None
    ]


def _outputs(node: Node, specs: Mapping[str, list[TensorSpec] | None], problems: list[Problem]) -> list[TensorSpec] | None:
    """What a node gives. A node that an edit left as it was, and that is given the same, is not asked again."""
    given = [specs.get(node_of(each)) if each is not None else None for each in node.inputs]
    before = node.__dict__.get("_known")
    if before is not None and len(before[0]) == len(given) and all(a is b for a, b in zip(before[0], given, strict=True)):
        problems += before[2]
        return before[1]
    outputs = _worked_out(node, specs, problems)
    node.__dict__["_known"] = (given, outputs, list(problems))
    return outputs


def _worked_out(node: Node, specs: Mapping[str, list[TensorSpec] | None], problems: list[Problem]) -> list[TensorSpec] | None:
    op_def = node.op_def
    problems += _missing(node)
    if len(node.inputs) > len(arguments_of(op_def, len(node.inputs))):
        problems.append(Problem(node.name, "too many inputs", len(op_def.inputs), found=str(len(node.inputs))))
        return None
    try:
        attrs = check_attrs(op_def, dict(node.attrs))
    except TypeError as reason:
        problems.append(Problem(node.name, "attribute", detail=str(reason)))
        return None
    inputs: list[TensorSpec] = []
    for place, tensor in enumerate(node.inputs):
        if tensor is None:
            continue
        outputs = specs.get(node_of(tensor))
        if outputs is None:
            continue
        if output_of(tensor) >= len(outputs):
            problems.append(Problem(node.name, "no such output", place, found=tensor))
            continue
        inputs.append(outputs[output_of(tensor)])
    if len(inputs) < len(node.inputs) or any(each.kind == "missing input" for each in problems):
        return None
    return _checked(node, op_def, inputs, attrs, problems)


def _checked(
    node: Node, op_def: OpDef, inputs: list[TensorSpec], attrs: dict[str, Any], problems: list[Problem]
) -> list[TensorSpec] | None:
    try:
        return infer_with_values(op_def, inputs, attrs)
    except TypeError as reason:
        problems.append(Problem(node.name, "dtype", found=_found(op_def, inputs), detail=str(reason)))
    except Exception as reason:
        # A rule may meet attributes that no program would give it, and then fails in ways of its own.
        problems.append(Problem(node.name, "shape", found=_found(op_def, inputs), detail=str(reason)))
    return None


def _found(op_def: OpDef, inputs: list[TensorSpec]) -> str:
    """`x = float32[3,2], y = int32[]`."""
    arguments = arguments_of(op_def, len(inputs))
    return ", ".join(f"{argument.name} = {spec}" for argument, spec in zip(arguments, inputs, strict=False))


def cycles(document: Document) -> dict[str, tuple[str, ...]]:
    """For each node on a cycle, one cycle through it, from the node to itself."""
    component = _strong_components(document)
    sizes: dict[int, int] = {}
    for number in component.values():
        sizes[number] = sizes.get(number, 0) + 1
    found: dict[str, tuple[str, ...]] = {}
    for node in document.nodes:
        if node.name in found:
            continue
        if sizes[component[node.name]] > 1:
            path = _way_back(document, component, node.name)
            for place, name in enumerate(path[:-1]):
                found.setdefault(name, (*path[place:-1], *path[: place + 1]))
        elif node.name in node.sources:
            found[node.name] = (node.name, node.name)
    return found


def _way_back(document: Document, component: Mapping[str, int], start: str) -> list[str]:
    """The shortest way from a node along edges to itself."""
    came_from: dict[str, str] = {}
    queue = [start]
    for name in queue:  # grows while it is walked
        for taker in document.takers[name]:
            if taker.name == start:
                path = [start, name]
                while path[-1] != start:
                    path.append(came_from[path[-1]])
                return path[::-1]
            if component[taker.name] == component[start] and taker.name not in came_from:
                came_from[taker.name] = name
                queue.append(taker.name)
    raise AssertionError("a strong component of several nodes has a cycle through each")


def _strong_components(document: Document) -> dict[str, int]:
    """Tarjan's algorithm, without recursion."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    component: dict[str, int] = {}
    stack: list[str] = []
    count = 0
    for root in document.nodes:
        if root.name in index:
            continue
        path = [(root.name, iter(document.takers[root.name]))]
        index[root.name] = low[root.name] = len(index)
        stack.append(root.name)
        while path:
            name, rest = path[-1]
            taker = next(rest, None)
            if taker is None:
                path.pop()
                if path:
                    low[path[-1][0]] = min(low[path[-1][0]], low[name])
                if low[name] == index[name]:
                    while True:
                        member = stack.pop()
                        component[member] = count
                        if member == name:
                            break
                    count += 1
            elif taker.name not in index:
                index[taker.name] = low[taker.name] = len(index)
                stack.append(taker.name)
                path.append((taker.name, iter(document.takers[taker.name])))
            elif taker.name not in component:
                low[name] = min(low[name], index[taker.name])
    return component
