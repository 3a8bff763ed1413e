"""How large variables and tensors are, as lines. `tf.contrib.slim.model_analyzer`.

Source: tensorflow/contrib/slim/python/slim/model_analyzer.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...variables import Variable

__all__ = ["analyze_ops", "analyze_vars", "tensor_description"]

_RULE = "---------"


def tensor_description(var: Any) -> str:
    """Its dtype and shape, `float32_ref 5x5x3x64`. Source: slim.model_analyzer.tensor_description."""
    kind = f"{var.dtype.base_dtype.name}{'_ref' if isinstance(var, Variable) else ''}"
    if var.shape.rank is None:
        return f"({kind} unknown shape)"
    sizes = "x".join("?" if size is None else str(size) for size in var.shape.as_list())
    return f"({kind} {sizes})"


def analyze_ops(graph: Any, print_info: bool = False) -> int:
    """How many numbers the outputs of all operations hold, as far as their sizes are known.

    Source: tf.contrib.slim.model_analyzer.analyze_ops.
    """
    if print_info:
        print(f"{_RULE}\nOperations: name -> (type shapes) [size]\n{_RULE}")
    total = 0
    for operation in graph.get_operations():
        size, shapes = 0, []
        for output in operation.outputs:
            size += output.shape.num_elements() or 0
            shapes.append(tensor_description(output))
        if print_info:
            print(f"{operation.name}\t->\t{', '.join(shapes)}\t[{size}]")
        total += size
    return total


def analyze_vars(variables: Sequence[Any], print_info: bool = False) -> tuple[int, int]:
    """How many numbers the variables hold, and how many bytes those take. Source: tf.contrib.slim.model_analyzer.analyze_vars."""
    if print_info:
        print(f"{_RULE}\nVariables: name (type shape) [size]\n{_RULE}")
    total, total_bytes = 0, 0
    for each in variables:
        size = each.shape.num_elements() or 0
        size_bytes = size * each.dtype.base_dtype.size
        total, total_bytes = total + size, total_bytes + size_bytes
        if print_info:
            print(f"{each.name} {tensor_description(each)} [{size}, bytes: {size_bytes}]")
    if print_info:
        print(f"Total size of variables: {total}\nTotal bytes of variables: {total_bytes}")
    return total, total_bytes
