"""Describing: the graph, its operations and tensors, and the same as data."""

from .collections import GraphKeys
from .convert import register_tensor_conversion_function
from .declaration import op
from .function import Function, FunctionGraph
from .graph import Graph, default_sessions, get_default_graph, graph_of, node, reset_default_graph
from .graph_def import GraphDef, NodeDef
from .importing import import_graph_def
from .operation import Operation
from .overriding import NoGradient, NotDifferentiable, RegisterGradient
from .slices import IndexedSlices, IndexedSlicesValue
from .sparse import SparseTensor, SparseTensorValue
from .tensor import Tensor, TensorLike
from .traversal import between, needed_for

__all__ = [
    "Function",
    "FunctionGraph",
    "Graph",
    "GraphDef",
    "GraphKeys",
    "IndexedSlices",
    "IndexedSlicesValue",
    "NoGradient",
    "NodeDef",
    "NotDifferentiable",
    "Operation",
    "RegisterGradient",
    "SparseTensor",
    "SparseTensorValue",
    "Tensor",
    "TensorLike",
    "between",
    "default_sessions",
    "get_default_graph",
    "graph_of",
    "import_graph_def",
    "needed_for",
    "node",
    "op",
    "register_tensor_conversion_function",
    "reset_default_graph",
]
