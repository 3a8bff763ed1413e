"""Folding: what can be known before the run is computed once, when the plan is made.

Takes a Subgraph; gives one in which nodes with known results are constants.
Law: only small results of stateless nodes are folded; a kernel that fails is left to fail in the run, where it belongs.
Source: M. Abadi et al. 2015 (arXiv:1603.04467), section 5.1; TensorFlow's constant folding.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from ..dtypes import as_dtype
from ..graph.graph_def import NodeDef
from ..graph.subgraph import Subgraph
from ..inference import check_attrs
from ..op_def import find_op
from ..tensor_shape import TensorSpec
from .rewrite import free, replace_tensors

__all__ = ["fold_constants"]

# Larger results are cheaper to compute than to keep, and heavy ones belong to the workers.
_MOST_ELEMENTS = 10_000
_MOST_WORK = 1e6


def fold_constants(subgraph: Subgraph) -> Subgraph:
    """`(1 + 2) * x -> 3 * x`; also `shape(x) -> [2, 3]` where the shape is known."""
    known: dict[str, Any] = {}
    may_fold = free(subgraph)
    overruled = _overruled(subgraph)
    nodes = []
    for node in subgraph.nodes:
        tensor = f"{node.name}:0"
        may_know = node.name not in overruled
        folded = _folded(node, known, subgraph.specs, may_know) if node.name in may_fold else node
        if folded.op == "Const" and tensor not in subgraph.feeds:
            known[tensor] = folded.attrs["value"]
        nodes.append(folded)
    return replace_tensors(replace(subgraph, nodes=tuple(nodes)), {})


def _overruled(subgraph: Subgraph) -> set[str]:
    """The nodes whose values were worked out while the graph was described, from a constant that is fed in this run."""
    found = {name.rpartition(":")[0] for name in subgraph.feeds if subgraph.specs[name].value is not None}
    if found:
        for node in subgraph.nodes:
            if any(tensor.rpartition(":")[0] in found for tensor in node.data_inputs):
                found.add(node.name)
    return found


def _folded(node: NodeDef, known: Mapping[str, Any], specs: Mapping[str, TensorSpec], may_know: bool) -> NodeDef:
    op_def = find_op(node.op)
    if op_def.is_source or len(op_def.outputs) != 1 or op_def.outputs[0].is_list:
        return node
    spec = specs[f"{node.name}:0"]
    if spec.value is not None and may_know:
        return _constant(node, spec.value)
    if not all(tensor in known for tensor in node.data_inputs):
        return node
    attrs = check_attrs(op_def, node.attrs)
    if op_def.work is not None and op_def.work(*(specs[tensor] for tensor in node.data_inputs), **attrs) > _MOST_WORK:
        return node
    if (spec.shape.num_elements() or 0) > _MOST_ELEMENTS:
        return node
    try:
        with np.errstate(all="ignore"):
            result = op_def.kernel(*(known[tensor][()] for tensor in node.data_inputs), **attrs)
    except Exception:
        return node
    # NumPy's own strings end at the last byte that is not zero; a serialised message may well end with one.
    value = np.array(result, object if isinstance(result, bytes) else None)
    return node if value.size > _MOST_ELEMENTS else _constant(node, value)


def _constant(node: NodeDef, value: np.ndarray) -> NodeDef:
    value = value.view()
    value.flags.writeable = False
    return NodeDef(node.name, "Const", (), node.device, {"value": value, "dtype": as_dtype(value.dtype)})
