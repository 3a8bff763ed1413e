"""tf.test: a TestCase that fails when it must, and gradients against differences."""

import os
import subprocess
import sys
import unittest
from typing import Any

import numpy as np
import pytest

import heureum as tf


class Case(tf.test.TestCase):
    """An instance to call assertions of."""

    __test__ = False

    def runTest(self) -> None:
        """Nothing."""


@pytest.fixture
def case() -> Any:
    made = Case()
    made.setUp()
    yield made
    made.tearDown()


@pytest.mark.needs_threads
def test_who_tests_nothing_imports_no_unittest() -> None:
    code = "import sys, heureum as tf; assert 'test' in dir(tf); assert 'unittest' not in sys.modules; print(tf.test.__name__)"
    paths = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], env=paths, capture_output=True, text=True, check=True)
    assert done.stdout == "heureum.test\n"


def test_tensors_are_evaluated(case: Any) -> None:
    with case.cached_session() as session:
        case.assertAllEqual(tf.constant([1, 2]), [1, 2])
        case.assertAllClose({"a": tf.constant(1.0)}, {"a": 1.0})
        assert case.evaluate(tf.constant(3)) == 3
    with case.cached_session() as again:
        assert again is session


FAILURES = [
    lambda case: case.assertAllEqual([1, 2], [1, 3]),
    lambda case: case.assertAllEqual([1, 1], 1),
    lambda case: case.assertNotAllEqual([1], [1]),
    lambda case: case.assertAllClose([1.0], [1.1]),
    lambda case: case.assertAllClose({"a": 1}, {"b": 1}),
    lambda case: case.assertNotAllClose([1.0], [1.0]),
    lambda case: case.assertAllCloseAccordingToType(np.float16(1), np.float16(1.1)),
    lambda case: case.assertNear(1, 2, 0.5),
    lambda case: case.assertArrayNear([1], [2], 0.5),
    lambda case: case.assertNDArrayNear([1], [2], 0.5),
    lambda case: case.assertAllInRange([1, 3], 1, 2),
    lambda case: case.assertAllInSet([1, 3], {1, 2}),
    lambda case: case.assertAllGreater([1], 1),
    lambda case: case.assertAllLess([1], 1),
    lambda case: case.assertAllGreaterEqual([0], 1),
    lambda case: case.assertAllLessEqual([2], 1),
    lambda case: case.assertShapeEqual(np.zeros(2), tf.zeros([3])),
    lambda case: case.assertDTypeEqual(np.zeros(2), tf.float32),
    lambda case: case.assertStartsWith("abc", "b"),
]


@pytest.mark.parametrize("fails", FAILURES)
def test_what_does_not_hold_fails(case: Any, fails: Any) -> None:
    with pytest.raises(AssertionError):
        fails(case)


def test_errors_are_matched(case: Any) -> None:
    wrong = tf.constant([1, 2])[tf.placeholder_with_default(5, [])]
    with case.session():
        with case.assertRaisesOpError("bounds|out of range"):
            case.evaluate(wrong)
        with pytest.raises(AssertionError), case.assertRaisesOpError("something else"):
            case.evaluate(wrong)
    with pytest.raises(AssertionError, match="not raised"), case.assertRaisesWithPredicateMatch(ValueError, "x"):
        pass


def test_gradients_against_differences(case: Any) -> None:
    x, y = tf.placeholder(tf.float64, [2, 3]), tf.placeholder(tf.float64, [3])
    z = tf.sin(x) * y
    with case.session():
        assert tf.test.compute_gradient_error([x, y], [[2, 3], [3]], z, [2, 3]) < 1e-6
        analytic, numeric = tf.test.compute_gradient(y, [3], z, [2, 3], extra_feed_dict={x: np.ones((2, 3))})
        assert analytic.shape == numeric.shape == (3, 6)
        wrong = tf.stop_gradient(y) * tf.constant(2.0, tf.float64)
        assert tf.test.compute_gradient_error(y, [3], wrong, [3]) == pytest.approx(2)
    with case.session():
        c = tf.placeholder(tf.complex128, [2])
        assert tf.test.compute_gradient_error(c, [2], c * c, [2]) < 1e-6


def test_what_is_derived_is_collected_and_test_session_is_no_test() -> None:
    class Derived(tf.test.TestCase):
        def test_it(self) -> None:
            self.assertEquals(1, 1)  # noqa: PT009, UP005
            self.assertItemsEqual([1, 2], [2, 1])
            with self.assertRaisesRegexp(ValueError, "no"):  # noqa: PT027, UP005
                raise ValueError("no")
            self.assertDeviceEqual("cpu:0", "/device:CPU:0")

    assert Derived.__test__
    assert not tf.test.TestCase.__test__
    result = unittest.TestResult()
    unittest.defaultTestLoader.loadTestsFromTestCase(Derived).run(result)
    assert result.wasSuccessful()
    assert [reason for _, reason in result.skipped] == ["Not a test."]


def test_marks_of_tensorflows_own_tests() -> None:
    from heureum.test import decorating

    seen = []

    @decorating.run_all_in_graph_and_eager_modes
    class Marked(tf.test.TestCase):
        @decorating.run_deprecated_v1
        def test_one(self) -> None:
            seen.append(self.evaluate(tf.constant(1) + 1))

        @decorating.skip_if(True)
        def test_two(self) -> None:
            seen.append("two")

    result = unittest.TestResult()
    unittest.defaultTestLoader.loadTestsFromTestCase(Marked).run(result)
    assert result.wasSuccessful(), result.errors
    assert seen == [2]


def test_structures_are_compared_part_by_part(case: Any) -> None:
    with case.cached_session():
        case.assertAllClose([{"a": 1.0}, (2.0, [3.0, 4.0])], [{"a": 1.0}, (2.0, [3.0, 4.0])])
        case.assertAllClose([tf.constant(1.0), tf.constant([2.0])], [1.0, [2.0]])
        case.assertAllEqual(tf.constant(["a", "b"]), ["a", "b"])
        noise = tf.random_normal([3])
        case.assertAllEqual(noise, noise)
        with pytest.raises(AssertionError):
            case.assertAllClose([{"a": 1.0}], [{"a": 2.0}])
        with pytest.raises(ValueError, match="mapping"):
            case.assertAllClose({"a": 1.0}, [1.0])


def test_marks_of_what_is_not_here_skip() -> None:
    from heureum.python.eager import context
    from heureum.python.framework import test_util

    for mark in (test_util.run_v2_only, test_util.run_gpu_only()):
        with pytest.raises(unittest.SkipTest):
            mark(lambda: None)()
    with pytest.raises(unittest.SkipTest), context.eager_mode():
        pass
    with context.graph_mode(), test_util.use_gpu(), test_util.device(use_gpu=True):
        made = test_util.NHWCToNCHW(tf.zeros([2, 3, 4, 5]))
        assert made.shape.as_list() == test_util.NHWCToNCHW([2, 3, 4, 5]) == [2, 5, 3, 4]
        assert test_util.NCHWToNHWC(made).shape.as_list() == test_util.NCHWToNHWC([2, 5, 3, 4]) == [2, 3, 4, 5]


def test_a_benchmark_times_what_it_runs_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    class Times(tf.test.Benchmark):
        """One benchmark."""

        def benchmark_sum(self) -> dict[str, Any]:
            """Of three numbers."""
            with tf.Graph().as_default(), tf.Session() as session:
                return self.run_op_benchmark(session, tf.reduce_sum([1.0, 2.0, 3.0]), min_iters=3, extras={"n": 3})

    found = Times().benchmark_sum()
    assert found["name"] == "Times.benchmark_sum"
    assert found["iters"] == 3
    assert found["wall_time"] > 0
    assert "n=3" in capsys.readouterr().err
