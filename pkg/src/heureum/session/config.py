"""How a session and a run are configured, as TensorFlow's protocol buffers of these names.

Takes keyword arguments; gives records whose fields can be set later.
Law: what has no meaning here is accepted and kept, so that scripts which set it run unchanged.
Source: tf.ConfigProto, tf.GPUOptions, tf.RunOptions and others of tensorflow/core/protobuf/config.proto.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

__all__ = ["ConfigProto", "GPUOptions", "GraphOptions", "OptimizerOptions", "RunOptions", "merged_options"]


@dataclass
class GPUOptions:
    """How TensorFlow would use GPUs. Accepted. Source: tf.GPUOptions."""

    per_process_gpu_memory_fraction: float = 0.0
    allow_growth: bool = False
    allocator_type: str = ""
    deferred_deletion_bytes: int = 0
    visible_device_list: str = ""
    polling_active_delay_usecs: int = 0
    polling_inactive_delay_msecs: int = 0
    force_gpu_compatible: bool = False
    experimental: Any = None


@dataclass
class OptimizerOptions:
    """How TensorFlow would optimise graphs. Accepted. Source: tf.OptimizerOptions."""

    L1: ClassVar[int] = 0
    L0: ClassVar[int] = -1
    DEFAULT: ClassVar[int] = 0
    OFF: ClassVar[int] = -1
    ON_1: ClassVar[int] = 1
    ON_2: ClassVar[int] = 2

    do_common_subexpression_elimination: bool = False
    do_constant_folding: bool = False
    do_function_inlining: bool = False
    opt_level: int = 0
    global_jit_level: int = 0


@dataclass
class GraphOptions:
    """How TensorFlow would treat graphs. Accepted. Source: tf.GraphOptions."""

    optimizer_options: OptimizerOptions = field(default_factory=OptimizerOptions)
    enable_recv_scheduling: bool = False
    build_cost_model: int = 0
    build_cost_model_after: int = 0
    infer_shapes: bool = False
    place_pruned_graph: bool = False
    enable_bfloat16_sendrecv: bool = False
    timeline_step: int = 0
    rewrite_options: Any = None


@dataclass
class ConfigProto:
    """The configuration of a session. `operation_timeout_in_ms` is how long a run may wait for a queue; with
    `log_device_placement` each new kind of run prints where its nodes are. The rest is accepted.

    Source: tf.ConfigProto.
    """

    device_count: dict[str, int] = field(default_factory=dict)
    intra_op_parallelism_threads: int = 0
    inter_op_parallelism_threads: int = 0
    use_per_session_threads: bool = False
    placement_period: int = 0
    device_filters: list[str] = field(default_factory=list)
    gpu_options: GPUOptions = field(default_factory=GPUOptions)
    allow_soft_placement: bool = False
    log_device_placement: bool = False
    graph_options: GraphOptions = field(default_factory=GraphOptions)
    operation_timeout_in_ms: int = 0
    rpc_options: Any = None
    cluster_def: Any = None
    isolate_session_state: bool = False
    experimental: Any = None


@dataclass
class RunOptions:
    """What one run is to do besides. `trace_level=FULL_TRACE` fills `run_metadata`; `timeout_in_ms` ends one that waits.

    Source: tf.RunOptions.
    """

    NO_TRACE: ClassVar[int] = 0
    SOFTWARE_TRACE: ClassVar[int] = 1
    HARDWARE_TRACE: ClassVar[int] = 2
    FULL_TRACE: ClassVar[int] = 3

    trace_level: int = 0
    timeout_in_ms: int = 0
    inter_op_thread_pool: int = 0
    output_partition_graphs: bool = False
    debug_options: Any = None
    report_tensor_allocations_upon_oom: bool = False
    experimental: Any = None


def merged_options(options: RunOptions, wanted: Any) -> RunOptions:
    """What both ask for. Source: MonitoredSession's merging of what hooks ask for."""
    if wanted is None:
        return options
    return replace(
        options,
        trace_level=max(options.trace_level, wanted.trace_level),
        timeout_in_ms=max(options.timeout_in_ms, wanted.timeout_in_ms),
        output_partition_graphs=options.output_partition_graphs or wanted.output_partition_graphs,
    )
