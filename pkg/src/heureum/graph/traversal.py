"""Which operations a result needs.

Takes fetched operations and fed tensors; gives the operations between, in topological order.
Law: no recursion, and each operation is looked at once, however deep the graph or many its paths.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from .operation import Operation
from .tensor import Tensor

__all__ = ["between", "needed_for"]


def needed_for(fetches: Iterable[Operation], fed: Collection[Tensor] = ()) -> list[Operation]:
    """Every operation that must run for `fetches`, given that the tensors in `fed` have values already."""
    waiting = list(fetches)
    needed: dict[int, Operation] = {}
    while waiting:
        operation = waiting.pop()
        if operation.number in needed:
            continue
        needed[operation.number] = operation
        waiting.extend(tensor.op for tensor in operation.inputs if tensor not in fed)
        waiting.extend(operation.control_inputs)
    # An operation is made after what it takes from, so the order of making is topological.
    return [needed[number] for number in sorted(needed)]


def between(sources: Iterable[Tensor], targets: Iterable[Tensor]) -> list[Operation]:
    """The operations on some path from `sources` to `targets`, latest first: the order of a reverse pass."""
    reached = {tensor.op for tensor in sources}
    on_path = []
    for operation in needed_for([tensor.op for tensor in targets]):
        if operation in reached or any(tensor.op in reached for tensor in operation.inputs):
            reached.add(operation)
            on_path.append(operation)
    return on_path[::-1]
