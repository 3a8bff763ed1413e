"""What a traced run tells, under the field names of TensorFlow's step statistics.

Takes our RunRecord; fills a RunMetadata.
Law: times are microseconds; a device's nodes stand in the order in which they ran.
Source: tf.RunMetadata, tensorflow/core/framework/step_stats.proto.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..trace import RunRecord

__all__ = ["DeviceAttributes", "DeviceStepStats", "NodeExecStats", "RunMetadata", "StepStats", "fill_metadata"]


@dataclass
class NodeExecStats:
    """When one node ran. Source: tf.NodeExecStats."""

    node_name: str
    all_start_micros: int
    op_start_rel_micros: int
    op_end_rel_micros: int
    all_end_rel_micros: int
    timeline_label: str
    output_bytes: int = 0


@dataclass
class DeviceStepStats:
    """What one device did. Source: tf.DeviceStepStats."""

    device: str
    node_stats: list[NodeExecStats] = field(default_factory=list)


@dataclass
class StepStats:
    """What all devices did. Source: tf.StepStats."""

    dev_stats: list[DeviceStepStats] = field(default_factory=list)


@dataclass
class RunMetadata:
    """What is known of a run that was traced. `partition_graphs` holds the graph that ran. Source: tf.RunMetadata."""

    step_stats: StepStats = field(default_factory=StepStats)
    cost_graph: Any = None
    partition_graphs: list[Any] = field(default_factory=list)


@dataclass(frozen=True)
class DeviceAttributes:
    """One device of a session. Source: what tf.Session.list_devices gives."""

    name: str
    device_type: str = "CPU"
    memory_limit_bytes: int = 0
    incarnation: int = 0


def fill_metadata(metadata: RunMetadata, record: RunRecord) -> None:
    """Put what `record` holds into `metadata`, in place of what was there."""
    devices = {device: DeviceStepStats(device) for device in record.workers}
    for span in sorted(record.spans, key=lambda span: span.start_s):
        start, duration = round(span.start_s * 1e6), round((span.end_s - span.start_s) * 1e6)
        label = f"{span.node} = {span.op}()" if span.kind == "compute" else f"{span.node} {span.kind} {span.peer}"
        stats = NodeExecStats(span.node, start, 0, duration, duration, label, span.size_bytes)
        devices.setdefault(span.device, DeviceStepStats(span.device)).node_stats.append(stats)
    metadata.step_stats = StepStats(list(devices.values()))
    metadata.partition_graphs = [record.graph]
