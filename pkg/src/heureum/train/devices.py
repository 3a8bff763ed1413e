"""Where variables go when there are parameter servers: a function for tf.device.

Takes how many parameter servers there are; gives a function from an operation to its device.
Source: tf.train.replica_device_setter.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count
from typing import Any

from ..graph import Operation
from ..graph.device import DeviceSpec

__all__ = ["replica_device_setter"]


def replica_device_setter(
    ps_tasks: int = 0,
    ps_device: str = "/job:ps",
    worker_device: str = "/job:worker",
    merge_devices: bool = True,
    cluster: Any = None,
    ps_ops: Sequence[str] | None = None,
    ps_strategy: Callable[[Operation], int] | None = None,
) -> Callable[[Operation], str] | None:
    """A function for `tf.device` that puts variables onto the tasks of `ps_device` in turns, the rest on `worker_device`.

    `cluster`, a dict of lists by job, tells the number of tasks when it is given. None without parameter servers.
    Source: tf.train.replica_device_setter.
    """
    if cluster is not None:
        jobs = cluster.as_dict() if hasattr(cluster, "as_dict") else dict(cluster)
        ps_tasks = len(jobs.get(DeviceSpec.from_string(ps_device).job, ()))
    if ps_tasks == 0:
        return None
    kinds = ("Variable", "VariableV2", "VarHandleOp") if ps_ops is None else tuple(ps_ops)
    turns = count()

    def device(operation: Operation) -> str:
        asked = DeviceSpec.from_string(operation.device or "")
        if operation.type not in kinds:
            return str(asked.over(DeviceSpec.from_string(worker_device)))
        chosen = DeviceSpec.from_string(ps_device)
        if chosen.task is None:
            task = next(turns) % ps_tasks if ps_strategy is None else ps_strategy(operation)
            chosen = DeviceSpec(task=task).over(chosen)
        return str(asked.over(chosen))

    return device
