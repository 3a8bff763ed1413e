"""Tests of programs that describe graphs: a unittest.TestCase that knows sessions and arrays.

Takes test methods; gives a session, and assertions about arrays.
Source: tf.test.
"""

from __future__ import annotations

import unittest
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from .graph import Graph, Tensor, get_default_graph, reset_default_graph
from .session import Session

__all__ = ["TestCase", "gpu_device_name", "is_built_with_cuda", "is_gpu_available", "main"]


class TestCase(unittest.TestCase):
    """A unittest.TestCase; each test starts with an empty default graph. Source: tf.test.TestCase."""

    __test__ = False  # only what is derived from it holds tests

    def setUp(self) -> None:
        """Start with an empty default graph."""
        reset_default_graph()

    @contextmanager
    def session(
        self,
        graph: Graph | None = None,
        config: Any = None,
        use_gpu: bool = True,
        force_gpu: bool = False,
    ) -> Iterator[Session]:
        """A session that is the default one inside the block. `use_gpu` and `force_gpu` are accepted."""
        with Session(graph=get_default_graph() if graph is None else graph, config=config) as session:
            yield session

    # TensorFlow's names for it; they are no tests.
    test_session = session
    cached_session = session

    def evaluate(self, tensors: Any) -> Any:
        """The values of `tensors` in the default session."""
        return get_default_graph().session_for(None, "TestCase.evaluate()").run(tensors)

    def assertAllEqual(self, a: Any, b: Any, msg: str | None = None) -> None:
        """Fail unless both are equal as arrays."""
        np.testing.assert_array_equal(a, b, err_msg=msg or "")

    def assertAllClose(self, a: Any, b: Any, rtol: float = 1e-6, atol: float = 1e-6, msg: str | None = None) -> None:
        """Fail unless both are equal as arrays, up to the tolerances."""
        np.testing.assert_allclose(a, b, rtol=rtol, atol=atol, err_msg=msg or "")

    def assertShapeEqual(self, input_a: Any, input_b: Any, msg: str | None = None) -> None:
        """Fail unless both, arrays or tensors, have one shape."""
        assert _shape(input_a) == _shape(input_b), msg


def _shape(value: Any) -> list[Any]:
    return value.shape.as_list() if isinstance(value, Tensor) else list(np.shape(value))


def main(argv: Any = None) -> None:
    """Run the tests of the program. Source: tf.test.main."""
    unittest.main(argv=argv)


def is_gpu_available(cuda_only: bool = False, min_cuda_compute_capability: Any = None) -> bool:
    """False: nothing here runs on a GPU. Source: tf.test.is_gpu_available."""
    return False


def is_built_with_cuda() -> bool:
    """False. Source: tf.test.is_built_with_cuda."""
    return False


def gpu_device_name() -> str:
    """The empty string: there is no GPU. Source: tf.test.gpu_device_name."""
    return ""
