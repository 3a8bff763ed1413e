"""Whether a graph computes with numbers: neither infinite nor none at all.

Takes tensors, or all that a graph has; gives operations that fail at inf and nan.
Source: tensorflow/python/ops/numerics.py.
"""

from __future__ import annotations

from typing import Any

from .graph import Operation, Tensor, get_default_graph, graph_of
from .ops.grouping import group
from .ops.passing import check_numerics

__all__ = ["add_check_numerics_ops", "verify_tensor_all_finite"]


def verify_tensor_all_finite(
    t: Any = None, msg: str | None = None, name: str | None = None, x: Any = None, message: str | None = None
) -> Tensor:
    """`t`; a run fails with InvalidArgumentError and `msg` when it holds inf or nan. `[...] -> [...]`.

    `x` and `message` are other names of the arguments. Source: tf.verify_tensor_all_finite.
    """
    given = x if t is None else t
    graph = graph_of(given)
    with graph.name_scope(name or "VerifyFinite"):
        tensor = graph.convert(given, name="t")
        with graph.control_dependencies([check_numerics(tensor, message or msg or "")]):
            made: Tensor = graph.node("Identity", tensor, name="control_dependency")
            return made


def add_check_numerics_ops() -> Operation:
    """The operation that fails when any fraction that the graph computes so far is inf or nan.

    Source: tf.add_check_numerics_ops.
    """
    checks = []
    for operation in get_default_graph().get_operations():
        for output in operation.outputs:
            if output.dtype.is_floating and not output.is_ref:
                checks.append(check_numerics(output, f"{operation.name}:{output.value_index}"))
    return group(*checks)
