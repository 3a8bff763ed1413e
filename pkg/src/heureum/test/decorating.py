"""What TensorFlow's own tests are marked with: here each runs once, with graphs. `heureum.python.framework.test_util`.

Source: tensorflow/python/framework/test_util.py.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any

from ..graph import reset_default_graph
from .case import TestCase

__all__ = [
    "TensorFlowTestCase",
    "build_as_function_and_v1_graph",
    "deprecated_graph_mode_only",
    "disable_xla",
    "is_gpu_available",
    "is_xla_enabled",
    "run_all_in_deprecated_graph_mode_only",
    "run_all_in_graph_and_eager_modes",
    "run_deprecated_v1",
    "run_in_deprecated_graph_mode_only",
    "run_in_graph_and_eager_modes",
    "run_v1_only",
    "run_without_tensor_float_32",
    "skip_if",
]

TensorFlowTestCase = TestCase
Function = Callable[..., Any]


def _as_it_is(thing: Any = None, *_: Any, **__: Any) -> Any:
    """The test itself, or a decorator that gives it: `@mark` and `@mark("why")` are both written."""
    return thing if callable(thing) or inspect.isclass(thing) else (lambda test: test)


run_deprecated_v1 = run_v1_only = deprecated_graph_mode_only = run_in_deprecated_graph_mode_only = _as_it_is
run_all_in_deprecated_graph_mode_only = build_as_function_and_v1_graph = _as_it_is
disable_xla = run_without_tensor_float_32 = _as_it_is


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


def is_xla_enabled() -> bool:
    """False: nothing here is compiled by XLA. Source: test_util.is_xla_enabled."""
    return False


def is_gpu_available(*_: Any, **__: Any) -> bool:
    """False: nothing here runs on a GPU. Source: test_util.is_gpu_available."""
    return False
