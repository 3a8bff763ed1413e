"""Parts of graphs as data, with variables as constants: what a trained model is handed on with. Source: tf.graph_util."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from .dtypes import as_dtype
from .graph import Graph, GraphDef, import_graph_def
from .graph.graph_def import NodeDef, maker_of

__all__ = ["convert_variables_to_constants", "extract_sub_graph", "import_graph_def"]


def extract_sub_graph(graph_def: GraphDef, dest_nodes: Sequence[str]) -> GraphDef:
    """The nodes that `dest_nodes` need, in the same order -> GraphDef.

    Raises TypeError when they are no list, AssertionError for a name that is not there. Source: tf.graph_util.extract_sub_graph.
    """
    if isinstance(dest_nodes, str):
        raise TypeError("dest_nodes must be an iterable of strings.")
    by_name = {node.name: node for node in graph_def.nodes}
    wanted: set[str] = set()
    left = list(dest_nodes)
    while left:
        name = left.pop()
        assert name in by_name, f"{name} is not in graph"
        if name not in wanted:
            wanted.add(name)
            left.extend(maker_of(each) for each in by_name[name].inputs)
    return GraphDef(tuple(node for node in graph_def.nodes if node.name in wanted))


def convert_variables_to_constants(
    sess: Any,
    input_graph_def: GraphDef,
    output_node_names: Sequence[str],
    variable_names_whitelist: Any = None,
    variable_names_blacklist: Any = None,
) -> GraphDef:
    """What the named nodes need, with the values that variables hold in `sess` as constants -> GraphDef.

    Source: tf.graph_util.convert_variables_to_constants.
    """
    part = extract_sub_graph(input_graph_def, output_node_names)
    kept, refused = variable_names_whitelist, variable_names_blacklist or ()
    names = [node.name for node in part.nodes if node.op == "VariableV2"]
    names = [name for name in names if (kept is None or name in kept) and name not in refused]
    values = dict(zip(names, sess.run([f"{name}:0" for name in names]), strict=True))
    return GraphDef(tuple(_constant(node, values[node.name]) if node.name in values else node for node in part.nodes))


def _constant(node: NodeDef, value: Any) -> NodeDef:
    array = np.asarray(value, object if isinstance(value, bytes) else None)
    with Graph().as_default() as graph:
        made = graph.convert(array, as_dtype(array.dtype), name="value").op.node_def
    return NodeDef(node.name, "Const", (), node.device, made.attrs)
