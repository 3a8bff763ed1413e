"""What TensorFlow's own tests are marked with: here each runs once, with graphs. `heureum.python.framework.test_util`.

Source: tensorflow/python/framework/test_util.py.
"""

from __future__ import annotations

import functools
import inspect
import unittest
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from ..graph import Graph, Tensor, graph_of, reset_default_graph
from ..session import get_default_session
from .case import TestCase

__all__ = [
    "CudaSupportsHalfMatMulAndConv",
    "GpuSupportsHalfMatMulAndConv",
    "InstallStackTraceHandler",
    "IsBuiltWithROCm",
    "IsBuiltWithXLA",
    "IsGoogleCudaEnabled",
    "IsMklEnabled",
    "NCHWToNHWC",
    "NHWCToNCHW",
    "TensorFlowTestCase",
    "assert_no_garbage_created",
    "assert_no_new_pyobjects_executing_eagerly",
    "assert_no_new_tensors",
    "assert_ops_in_graph",
    "build_as_function_and_v1_graph",
    "deprecated_graph_mode_only",
    "device",
    "disable_all_xla",
    "disable_control_flow_v2",
    "disable_cudnn_autotune",
    "disable_mlir_bridge",
    "disable_tfrt",
    "disable_v2_in_eager",
    "disable_xla",
    "enable_c_shapes",
    "enable_control_flow_v2",
    "enable_output_all_intermediates",
    "enable_tf_xla_constant_folding",
    "evaluate_if_both_tensors",
    "for_all_test_methods",
    "force_cpu",
    "force_gpu",
    "is_gpu_available",
    "is_xla_enabled",
    "no_xla_auto_jit",
    "run_all_in_deprecated_graph_mode_only",
    "run_all_in_graph_and_eager_modes",
    "run_all_without_tensor_float_32",
    "run_cuda_only",
    "run_deprecated_v1",
    "run_gpu_only",
    "run_gpu_or_tpu",
    "run_in_async_and_sync_mode",
    "run_in_deprecated_graph_mode_only",
    "run_in_graph_and_eager_modes",
    "run_v1_only",
    "run_v2_only",
    "run_without_tensor_float_32",
    "skip_if",
    "skip_if_error",
    "use_deterministic_cudnn",
    "use_gpu",
    "with_c_shapes",
    "with_control_flow_v2",
    "with_forward_compatibility_horizons",
    "xla_allow_fallback",
]

TensorFlowTestCase = TestCase
Function = Callable[..., Any]


def _as_it_is(thing: Any = None, *_: Any, **__: Any) -> Any:
    """The test itself, or a decorator that gives it: `@mark` and `@mark("why")` are both written."""
    return thing if callable(thing) or inspect.isclass(thing) else (lambda test: test)


run_deprecated_v1 = run_v1_only = deprecated_graph_mode_only = run_in_deprecated_graph_mode_only = _as_it_is
run_all_in_deprecated_graph_mode_only = build_as_function_and_v1_graph = _as_it_is
disable_xla = run_without_tensor_float_32 = enable_c_shapes = with_c_shapes = assert_no_garbage_created = _as_it_is
assert_no_new_tensors = disable_cudnn_autotune = disable_control_flow_v2 = xla_allow_fallback = no_xla_auto_jit = _as_it_is
enable_control_flow_v2 = with_control_flow_v2 = disable_mlir_bridge = disable_tfrt = disable_all_xla = _as_it_is
run_in_async_and_sync_mode = use_deterministic_cudnn = enable_output_all_intermediates = _as_it_is
disable_v2_in_eager = with_forward_compatibility_horizons = _as_it_is
assert_no_new_pyobjects_executing_eagerly = run_all_without_tensor_float_32 = enable_tf_xla_constant_folding = _as_it_is


def run_in_graph_and_eager_modes(func: Any = None, config: Any = None, use_gpu: bool = True, **_: Any) -> Any:
    """A test in a graph and a session of its own. Source: test_util.run_in_graph_and_eager_modes."""

    def decorate(test: Function) -> Function:
        @functools.wraps(test)
        def decorated(self: Any, *args: Any, **kwargs: Any) -> None:
            reset_default_graph()
            with self.test_session(use_gpu=use_gpu):
                test(self, *args, **kwargs)

        return decorated

    return decorate if func is None else decorate(func)


def run_all_in_graph_and_eager_modes(cls: Any) -> Any:
    """A class whose tests each run in a graph and a session of its own. Source: test_util.run_all_in_graph_and_eager_modes."""
    for name, test in list(vars(cls).items()):
        if callable(test) and name.startswith("test") and name != "test_session":
            setattr(cls, name, run_in_graph_and_eager_modes(test))
    return cls


def skip_if(condition: Any) -> Function:
    """A decorator that leaves a test out when the condition holds. Source: test_util.skip_if."""

    def decorate(test: Function) -> Function:
        @functools.wraps(test)
        def decorated(*args: Any, **kwargs: Any) -> Any:
            if not (condition() if callable(condition) else condition):
                test(*args, **kwargs)

        return decorated

    return decorate


def _left_out(thing: Any = None, *_: Any, **__: Any) -> Any:
    """The test, skipped: it is about what does not exist here, and `@mark("why")` gives a decorator."""
    skip = unittest.skip("heureum has graphs and sessions on CPUs only")
    return skip(thing) if callable(thing) or inspect.isclass(thing) else skip


run_v2_only = run_gpu_only = run_cuda_only = run_gpu_or_tpu = _left_out


@contextmanager
def use_gpu() -> Iterator[None]:
    """A block that may run on a GPU: it runs where it would have run. Source: test_util.use_gpu."""
    yield


force_gpu = force_cpu = use_gpu


@contextmanager
def device(use_gpu: bool) -> Iterator[None]:
    """A block for either device: it runs where it would have run. Source: test_util.device."""
    yield


def for_all_test_methods(decorator: Any, *args: Any, **kwargs: Any) -> Callable[[Any], Any]:
    """A decorator of classes that decorates each test. Source: test_util.for_all_test_methods."""

    def decorate(cls: Any) -> Any:
        for name, test in list(vars(cls).items()):
            if callable(test) and name.startswith("test") and name != "test_session":
                setattr(cls, name, decorator(*args, **kwargs)(test))
        return cls

    return decorate


def assert_ops_in_graph(expected_ops: Mapping[str, str], graph: Graph) -> dict[str, Any]:
    """Fail unless the graph has nodes of these names and ops; gives their records. Source: test_util.assert_ops_in_graph."""
    found = {name: graph.get_operation_by_name(name) for name in expected_ops}
    for name, op_type in expected_ops.items():
        assert found[name].type == op_type, f"Expected op for node {name} is different. {found[name].type} vs {op_type}"
    return {name: operation.node_def for name, operation in found.items()}


def GpuSupportsHalfMatMulAndConv() -> bool:
    """False: there is no GPU. Source: test_util.GpuSupportsHalfMatMulAndConv."""
    return False


CudaSupportsHalfMatMulAndConv = GpuSupportsHalfMatMulAndConv
IsGoogleCudaEnabled = IsBuiltWithROCm = IsBuiltWithXLA = IsMklEnabled = GpuSupportsHalfMatMulAndConv


def evaluate_if_both_tensors(a: Any, b: Any) -> tuple[Any, Any]:
    """Both values, of one run where both are tensors. `[...] x [...] -> [...]`. Source: test_util.evaluate_if_both_tensors."""
    if isinstance(a, Tensor) and isinstance(b, Tensor):
        session = get_default_session()
        if session is None:
            raise ValueError("No default session is registered: evaluate tensors inside `with self.cached_session():`")
        found = session.run([a, b])
        return found[0], found[1]
    return a, b


@contextmanager
def skip_if_error(test_obj: Any, error_type: Any, messages: Any = None) -> Iterator[None]:
    """A block whose test is left out when it raises such an error, with one of the messages if any are given.

    Source: test_util.skip_if_error.
    """
    wanted = [messages] if isinstance(messages, str) else list(messages or ())
    try:
        yield
    except error_type as reason:
        if wanted and not any(each in str(reason) for each in wanted):
            raise
        test_obj.skipTest(f"Skipping error: {type(reason).__name__}: {reason}")


def InstallStackTraceHandler() -> None:
    """Nothing: Python shows where an error was raised. Source: test_util.InstallStackTraceHandler."""


def _moved(value: Any, order: Callable[[int], list[int]]) -> Any:
    if isinstance(value, Tensor):
        return graph_of(value).node("Transpose", value, order(len(value.shape)))
    return [value[each] for each in order(len(value))]


def NHWCToNCHW(input_tensor: Any) -> Any:
    """Channels before the sizes: of a tensor, or of a list of sizes. `[n, h, w, c] -> [n, c, h, w]`.

    Source: test_util.NHWCToNCHW.
    """
    return _moved(input_tensor, lambda rank: [0, rank - 1, *range(1, rank - 1)])


def NCHWToNHWC(input_tensor: Any) -> Any:
    """Channels after the sizes: of a tensor, or of a list of sizes. `[n, c, h, w] -> [n, h, w, c]`.

    Source: test_util.NCHWToNHWC.
    """
    return _moved(input_tensor, lambda rank: [0, *range(2, rank), 1])


def is_xla_enabled() -> bool:
    """False: nothing here is compiled by XLA. Source: test_util.is_xla_enabled."""
    return False


def is_gpu_available(*_: Any, **__: Any) -> bool:
    """False: nothing here runs on a GPU. Source: test_util.is_gpu_available."""
    return False
