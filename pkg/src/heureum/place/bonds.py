"""What must stay together: nodes that share a variable, a queue or an iterator.

Takes the edges that carry a reference or a handle; gives groups of nodes that one device must hold.
Law: state lives on one device, stays there from run to run, and is read there: what was sent is a copy, which may be
older than the write that a control edge says to wait for. Only a reader that is pinned elsewhere is sent one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..dtypes import resource, variant
from ..graph import Operation
from ..graph.subgraph import Subgraph
from ..inference import argument_of_each_input
from ..op_def import find_op

__all__ = ["bindings", "bindings_within", "groups_of", "homes_of_state"]


def homes_of_state(subgraph: Subgraph, placement: Mapping[str, str]) -> dict[str, str]:
    """Where the nodes that keep something from run to run were placed: the next run must find it there."""
    return {node.name: placement[node.name] for node in subgraph.nodes if find_op(node.op).stateful}


def bindings(operations: Iterable[Operation]) -> list[tuple[str, str]]:
    """The edges of a whole graph that carry a reference or a handle, as pairs of node names.

    What one run needs may join what another run has placed, so a session hands them all to `place`.
    """
    found = []
    for operation in operations:
        arguments = argument_of_each_input(operation.op_def, len(operation.inputs))
        for tensor, argument in zip(operation.inputs, arguments, strict=True):
            reads = argument.is_ref or not operation.device
            refs = reads and any(output.is_ref for output in tensor.op.op_def.outputs)
            if refs or tensor.dtype in (resource, variant):
                found.append((tensor.op.name, operation.name))
    return found


def bindings_within(subgraph: Subgraph) -> Iterator[tuple[str, str]]:
    """The same edges of a subgraph."""
    # A list may mix references and tensors: only what is a reference binds.
    refs = {node.name for node in subgraph.nodes if any(output.is_ref for output in find_op(node.op).outputs)}
    for node in subgraph.nodes:
        arguments = argument_of_each_input(find_op(node.op), len(node.data_inputs))
        for tensor, argument in zip(node.data_inputs, arguments, strict=True):
            source = subgraph.source_of(tensor)
            reads = argument.is_ref or not node.device
            if (reads and source in refs) or subgraph.specs[tensor].dtype in (resource, variant):
                yield source, node.name


def groups_of(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """For each node that is bound to others, all of them with itself."""
    groups: dict[str, list[str]] = {}
    for source, taker in pairs:
        larger, smaller = groups.get(source, [source]), groups.get(taker, [taker])
        if larger is not smaller:
            larger.extend(smaller)
            groups.update(dict.fromkeys(larger, larger))
    return groups
