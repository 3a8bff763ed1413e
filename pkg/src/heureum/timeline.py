"""A traced run as Chrome trace JSON, from the statistics that a run filled in. `heureum.python.client.timeline`.

Source: tensorflow/python/client/timeline.py.
"""

from __future__ import annotations

import json
from typing import Any

from .session.metadata import DeviceStepStats, NodeExecStats, StepStats

__all__ = ["DeviceStepStats", "NodeExecStats", "StepStats", "Timeline"]


class Timeline:
    """What `run_metadata.step_stats` holds, to be opened in chrome://tracing. Source: timeline.Timeline."""

    def __init__(self, step_stats: StepStats, graph: Any = None) -> None:
        self._step_stats = step_stats

    def generate_chrome_trace_format(
        self, show_dataflow: bool = True, show_memory: bool = False, op_time: str = "schedule"
    ) -> str:
        """The JSON text: a lane for each device, a slice for each node; times in microseconds."""
        events: list[dict[str, Any]] = []
        for lane, device in enumerate(self._step_stats.dev_stats):
            events.append({"ph": "M", "pid": lane, "name": "process_name", "args": {"name": f"{device.device} Compute"}})
            for stats in device.node_stats:
                op_type = stats.timeline_label.partition(" = ")[2].partition("(")[0] or "unknown"
                span = {"ts": stats.all_start_micros, "dur": max(stats.op_end_rel_micros - stats.op_start_rel_micros, 1)}
                about = {"name": stats.node_name, "op": op_type}
                events.append({"ph": "X", "cat": "Op", "pid": lane, "tid": 0, "name": op_type, **span, "args": about})
        return json.dumps({"traceEvents": events}, indent=4)
