"""From a GraphDef back to a graph.

Takes a GraphDef or its JSON; adds its nodes to the default graph and gives what was asked for by name.
Law: every node is checked as if it had been written by hand; when one is refused, the error names it.
Source: tf.import_graph_def.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from ..op_def import find_op
from .graph import Graph, get_default_graph
from .graph_def import GraphDef, NodeDef
from .operation import Operation
from .tensor import Tensor

__all__ = ["add_node", "import_graph_def"]


def import_graph_def(
    graph_def: GraphDef | Mapping[str, Any],
    input_map: Mapping[str, Tensor] | None = None,
    return_elements: Sequence[str] | None = None,
    name: str | None = None,
    op_dict: Any = None,
    producer_op_list: Any = None,
) -> list[Tensor | Operation] | None:
    """Add the nodes of `graph_def` to the default graph, under the scope `name` ("import" unless told; "" for none).

    `input_map` replaces tensors of the GraphDef by tensors of this graph. Gives the `return_elements`, or None. The
    last two arguments are TensorFlow's and mean nothing here: a GraphDef holds every attribute.
    Raises ValueError for a record that is malformed, an unknown op, or dtypes and shapes that do not fit.
    Source: tf.import_graph_def.
    """
    if not isinstance(graph_def, GraphDef):
        graph_def = GraphDef.from_json(graph_def)
    graph = get_default_graph()
    mapped = {key if ":" in key else f"{key}:0": tensor for key, tensor in (input_map or {}).items()}
    made: dict[str, Operation] = {}
    with graph.name_scope("import" if name is None else name) as scope:
        for node in graph_def.nodes:
            made[node.name] = add_node(graph, node, made, mapped, scope)
    unused = set(mapped) - {each for node in graph_def.nodes for each in node.inputs}
    if unused:
        raise ValueError(f"input_map names tensors that no node takes: {', '.join(sorted(unused))}")
    return None if return_elements is None else [_find(each, made) for each in return_elements]


def add_node(
    graph: Graph,
    node: NodeDef,
    made: Mapping[str, Operation],
    mapped: Mapping[str, Tensor] = MappingProxyType({}),
    scope: str = "",
) -> Operation:
    """Add one node, whose inputs are in `made` by their old names, or in `mapped` by tensor. Raises ValueError."""
    try:
        find_op(node.op)
    except KeyError as reason:
        raise ValueError(f"Node {node.name!r}: {reason.args[0]}") from None
    inputs = []
    for each in node.data_inputs:
        source, _, index = each.rpartition(":")
        if each in mapped:
            inputs.append(mapped[each])
        elif index.isdigit() and int(index) < len(made[source].outputs):
            inputs.append(made[source].outputs[int(index)])
        else:
            raise ValueError(f"Node {node.name!r} takes {each!r}, but {source!r} has {len(made[source].outputs)} outputs")
    name = scope + node.name
    if graph.has_operation(name):
        raise ValueError(f"Node name {name!r} already exists in the graph; import under another `name`")
    with graph.device(node.device or ""), graph.control_dependencies([made[each] for each in node.control_inputs]):
        try:
            graph.node(node.op, *inputs, name=node.name, **node.attrs)
        except TypeError as reason:
            raise ValueError(str(reason)) from None
    return graph.get_operations()[-1]


def _find(element: str, made: dict[str, Operation]) -> Tensor | Operation:
    name, colon, index = element.partition(":")
    if name not in made:
        raise ValueError(f"return_elements names {element!r}, which is not in the GraphDef")
    if not colon:
        return made[name]
    if not index.isdigit() or int(index) >= len(made[name].outputs):
        raise ValueError(f"return_elements names {element!r}, but {name!r} has {len(made[name].outputs)} outputs")
    return made[name].outputs[int(index)]
