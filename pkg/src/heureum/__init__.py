"""heureum: TensorFlow 1's dataflow graphs in pure Python. `import heureum as tf`.

describe -> optimise -> place -> partition -> plan -> execute -> trace: each stage is the module of that name.
"""

from . import errors, trace
from .dtypes import (
    DType,
    as_dtype,
    bool,
    complex64,
    complex128,
    double,
    float16,
    float32,
    float64,
    half,
    int8,
    int16,
    int32,
    int64,
    string,
    uint8,
    uint16,
    uint32,
    uint64,
)
from .gradients import gradients
from .graph import Graph, GraphDef, NodeDef, Operation, Tensor, get_default_graph, import_graph_def, reset_default_graph
from .graph.device import DeviceSpec
from .ops.array import identity, reshape, shape, size, transpose
from .ops.inputs import constant, convert_to_tensor, placeholder
from .ops.linear import matmul
from .ops.math import add, cast, divide, exp, multiply, negative, sqrt, square, subtract
from .ops.reduce import reduce_mean, reduce_sum
from .scopes import control_dependencies, device, name_scope
from .session import Session, get_default_session
from .tensor_shape import Dimension, TensorShape

__version__ = "0.1.0"
__all__ = [
    "DType",
    "DeviceSpec",
    "Dimension",
    "Graph",
    "GraphDef",
    "NodeDef",
    "Operation",
    "Session",
    "Tensor",
    "TensorShape",
    "add",
    "as_dtype",
    "bool",
    "cast",
    "complex64",
    "complex128",
    "constant",
    "control_dependencies",
    "convert_to_tensor",
    "device",
    "divide",
    "double",
    "errors",
    "exp",
    "float16",
    "float32",
    "float64",
    "get_default_graph",
    "get_default_session",
    "gradients",
    "half",
    "identity",
    "import_graph_def",
    "int8",
    "int16",
    "int32",
    "int64",
    "matmul",
    "multiply",
    "name_scope",
    "negative",
    "placeholder",
    "reduce_mean",
    "reduce_sum",
    "reset_default_graph",
    "reshape",
    "shape",
    "size",
    "sqrt",
    "square",
    "string",
    "subtract",
    "trace",
    "transpose",
    "uint8",
    "uint16",
    "uint32",
    "uint64",
]
