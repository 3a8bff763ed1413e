"""Rereading: what comes after an update of a variable reads it anew, not as it was before.

Takes a Subgraph; gives one where such a node takes its value from a read of its own, which waits for the update.
Law: `with control_dependencies([update]): y = v + 1` sees the new value, as in TensorFlow, where all reads of a variable
share its memory. What no edge orders after the update keeps the value that was read first.
"""

from __future__ import annotations

from dataclasses import replace

from ..graph.graph_def import NodeDef, maker_of
from ..graph.subgraph import Subgraph
from ..op_def import find_op

__all__ = ["reread"]


def reread(subgraph: Subgraph) -> Subgraph:
    """The subgraph with one more read for each that an update has made stale."""
    variable_of = _variables(subgraph)
    updates = [node.name for node in subgraph.nodes if _is_update(node)]
    if not updates:
        return subgraph
    bit = {name: 1 << index for index, name in enumerate(updates)}
    of_variable: dict[str, int] = {}
    for node in subgraph.nodes:
        if node.name in bit:
            for edge in node.data_inputs:
                if (variable := variable_of.get(maker_of(edge))) is not None:
                    of_variable[variable] = of_variable.get(variable, 0) | bit[node.name]
    return _rewritten(subgraph, _reads(subgraph, variable_of), of_variable, bit)


def _variables(subgraph: Subgraph) -> dict[str, str]:
    """The variable behind each node that gives a reference."""
    found: dict[str, str] = {}
    for node in subgraph.nodes:
        outputs = find_op(node.op).outputs
        if len(outputs) == 1 and outputs[0].is_ref:
            first = next((found[maker_of(edge)] for edge in node.data_inputs if maker_of(edge) in found), node.name)
            found[node.name] = first
    return found


def _is_update(node: NodeDef) -> bool:
    op_def = find_op(node.op)
    return any(argument.is_ref for argument in op_def.inputs) and any(argument.is_ref for argument in op_def.outputs)


def _reads(subgraph: Subgraph, variable_of: dict[str, str]) -> dict[str, str]:
    """The variable that each plain read reads, by the read's edge."""
    return {
        f"{node.name}:0": variable_of[maker_of(node.data_inputs[0])]
        for node in subgraph.nodes
        if node.op == "Identity" and maker_of(node.data_inputs[0]) in variable_of and f"{node.name}:0" not in subgraph.feeds
    }


def _rewritten(subgraph: Subgraph, reads: dict[str, str], of_variable: dict[str, int], bit: dict[str, int]) -> Subgraph:
    by_name = {node.name: node for node in subgraph.nodes}
    behind: dict[str, int] = {}  # the updates that a node comes after, itself among them
    made: dict[tuple[str, int], str] = {}
    nodes: list[NodeDef] = []
    specs = dict(subgraph.specs)
    for node in subgraph.nodes:
        before = 0
        for edge in node.inputs:
            if edge not in subgraph.feeds:
                before |= behind.get(maker_of(edge), 0)
        behind[node.name] = before | bit.get(node.name, 0)
        inputs = list(node.inputs)
        for at, edge in enumerate(node.data_inputs):
            if edge not in reads or not before:
                continue
            read = maker_of(edge)
            newer = before & of_variable.get(reads[edge], 0) & ~behind[read]
            if not newer:
                continue
            if (read, newer) not in made:
                fresh = replace(by_name[read], name=f"{read}/after/{node.name}")
                waits = tuple(f"^{name}" for name, own in bit.items() if own & newer)
                nodes.append(replace(fresh, inputs=(*fresh.inputs, *waits)))
                behind[fresh.name] = behind[read] | newer
                specs[f"{fresh.name}:0"] = specs[edge]
                made[read, newer] = fresh.name
            inputs[at] = f"{made[read, newer]}:0"
        nodes.append(node if tuple(inputs) == node.inputs else replace(node, inputs=tuple(inputs)))
    return replace(subgraph, nodes=tuple(nodes), specs=specs) if made else subgraph
