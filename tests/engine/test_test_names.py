"""What TensorFlow's tests take from its testing modules: graphs compared, attributes replaced, decorators, functions."""

import unittest
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from heureum.python.compat import compat as forward
from heureum.python.framework import ops, random_seed, sparse_tensor, test_util
from heureum.python.util import compat

import heureum as tf
from heureum import inner


def graph_def(value: float, name: str = "b") -> Any:
    with tf.Graph().as_default() as graph:
        tf.add(tf.constant(value, name="a"), 1.0, name=name)
    return graph.as_graph_def()


def test_graphs_are_equal_when_their_nodes_are() -> None:
    tf.test.assert_equal_graph_def(graph_def(1.0), graph_def(1.0))
    with pytest.raises(AssertionError, match="Node 'a' differs"):
        tf.test.assert_equal_graph_def(graph_def(1.0), graph_def(2.0))
    with pytest.raises(AssertionError, match="only in the expected graph"):
        tf.test.assert_equal_graph_def(graph_def(1.0, "c"), graph_def(1.0))
    with pytest.raises(TypeError, match=r"Expected tf\.GraphDef for expected"):
        tf.test.assert_equal_graph_def(graph_def(1.0), "b")


def test_what_was_replaced_is_put_back() -> None:
    class Parent:
        kept = 1

    class Child(Parent):
        pass

    module = SimpleNamespace(value=1)
    with tf.test.StubOutForTesting() as stubs:
        stubs.Set(module, "value", 2)
        stubs.SmartSet(Child, "kept", 3)
        assert (module.value, Parent.kept) == (2, 3)
        with pytest.raises(AttributeError):
            stubs.Set(module, "nothing", 1)
        with pytest.raises(AttributeError, match="not found: nothing"):
            stubs.SmartSet(Child, "nothing", 1)
    assert (module.value, Parent.kept) == (1, 1)


def test_decorators_leave_tests_as_they_are() -> None:
    def test() -> str:
        return "run"

    for mark in (test_util.disable_all_xla("why"), test_util.with_forward_compatibility_horizons(None, [2019, 1, 1])):
        assert mark(test) is test
    assert test_util.run_in_async_and_sync_mode(test) is test
    assert test_util.CudaSupportsHalfMatMulAndConv() is False


def test_an_expected_error_skips_the_test() -> None:
    case = unittest.TestCase()
    with (
        pytest.raises(unittest.SkipTest, match="Skipping error: ValueError: not here"),
        test_util.skip_if_error(case, ValueError),
    ):
        raise ValueError("not here")
    with pytest.raises(ValueError, match="other"), test_util.skip_if_error(case, ValueError, "not here"):
        raise ValueError("other")


def test_tensors_are_evaluated_in_one_run() -> None:
    drawn = tf.random_normal([3])
    with tf.Session():
        a, b = test_util.evaluate_if_both_tensors(drawn, drawn + 0.0)
        np.testing.assert_array_equal(a, b)
        assert test_util.evaluate_if_both_tensors(drawn, 1)[1] == 1
    with pytest.raises(ValueError, match="No default session"):
        test_util.evaluate_if_both_tensors(drawn, drawn)


def test_names_and_scopes() -> None:
    assert ops.name_from_scope_name("a/b/") == "a/b"
    assert ops.strip_name_scope("a/b/c", "a") == "b/c"
    assert ops.strip_name_scope("^a/b", "a/") == "^b"
    assert ops.prepend_name_scope("^b", "a") == "^a/b"
    assert ops.prepend_name_scope("b", None) == ops.strip_name_scope("b", "") == "b"
    assert ops.uid() != ops.uid()
    assert ops.has_default_graph()
    assert random_seed.DEFAULT_GRAPH_SEED == 87654321


def test_the_rule_of_an_operation() -> None:
    x = tf.constant(1.0)
    assert ops.get_gradient_function(tf.exp(x).op) is not None
    assert ops.get_gradient_function(tf.floor(x).op) is None


def test_sparse_among_others() -> None:
    sparse = tf.SparseTensor([[0]], [1.0], [2])
    assert sparse_tensor.is_sparse(sparse)
    assert not inner.is_sparse(tf.constant(1))
    first, second = sparse_tensor.convert_n_to_tensor_or_sparse_tensor([sparse, 1.0])
    assert first is sparse
    assert second.dtype == tf.float32
    with pytest.raises(TypeError, match="must be a sequence"):
        sparse_tensor.convert_n_to_tensor_or_sparse_tensor(1.0)


def test_kinds_of_python_values() -> None:
    assert isinstance(np.int8(1), compat.integral_types)
    assert isinstance(1.5, compat.real_types)
    assert isinstance(1j, compat.complex_types)
    assert isinstance(b"", compat.bytes_or_text_types)
    assert compat.path_to_str("a") == "a"
    assert forward.forward_compatible(2019, 10, 1)
    with forward.forward_compatibility_horizon(2019, 10, 1):
        assert forward.forward_compatible(2030, 1, 1)
