"""A unittest.TestCase that knows sessions, arrays and TensorFlow's errors. Source: tf.test.TestCase."""

from __future__ import annotations

import re
import tempfile
import unittest
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import numpy as np

from ..errors import OpError
from ..graph import Graph, SparseTensor, Tensor, get_default_graph, reset_default_graph
from ..graph.device import DeviceSpec
from ..graph.seeds import set_random_seed
from ..nest import flatten
from ..session import Session, get_default_session
from .threads import CheckedThread

__all__ = ["TestCase"]

_SEED = 87654321


class TestCase(unittest.TestCase):
    """A unittest.TestCase; each test starts with an empty default graph. Source: tf.test.TestCase."""

    __test__ = False  # only what is derived from it holds tests, see __init_subclass__
    _cached: Session | None = None
    _folder: Any = None

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        # Or pytest would leave out what is derived as well: the mark is inherited.
        if "__test__" not in vars(cls):
            cls.__test__ = True

    def setUp(self) -> None:
        """Start with an empty default graph, seeds as always."""
        reset_default_graph()
        np.random.seed(_SEED)
        set_random_seed(_SEED)

    def tearDown(self) -> None:
        """Let go of the session that was kept, and of files."""
        if self._cached is not None:
            self._cached.close()
            self._cached = None
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def get_temp_dir(self) -> str:
        """A folder for the test, which is taken away after it."""
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory()
        name: str = self._folder.name
        return name

    # -- names that Python itself has given up ---------------------------------------------------------------------------

    assertEquals = unittest.TestCase.assertEqual
    assertNotEquals = unittest.TestCase.assertNotEqual
    assertAlmostEquals = unittest.TestCase.assertAlmostEqual
    assertItemsEqual = unittest.TestCase.assertCountEqual
    assertRaisesRegexp = unittest.TestCase.assertRaisesRegex
    assertRegexpMatches = unittest.TestCase.assertRegex
    assert_ = unittest.TestCase.assertTrue

    def assertDeviceEqual(self, device1: Any, device2: Any, msg: str | None = None) -> None:
        """Fail unless both strings mean one device: `cpu:0` and `/device:CPU:0` do."""
        one, other = (str(DeviceSpec.from_string(str(each or ""))) for each in (device1, device2))
        assert one == other, msg or f"Devices {one!r} and {other!r} are not equal."

    # -- sessions ------------------------------------------------------------------------------------------------------

    @contextmanager
    def session(
        self, graph: Graph | None = None, config: Any = None, use_gpu: bool = True, force_gpu: bool = False
    ) -> Iterator[Session]:
        """A session that is the default one inside the block. `use_gpu` and `force_gpu` are accepted."""
        with Session(graph=get_default_graph() if graph is None else graph, config=config) as session:
            yield session

    @contextmanager
    def cached_session(
        self, graph: Graph | None = None, config: Any = None, use_gpu: bool = True, force_gpu: bool = False
    ) -> Iterator[Session]:
        """`session`, but the same one for the whole test. Raises ValueError for another graph than the first time."""
        if self._cached is None:
            self._cached = Session(graph=get_default_graph() if graph is None else graph, config=config)
        elif graph is not None and self._cached.graph is not graph:
            raise ValueError("The graph used to get the cached session is different than the one that was used to create it.")
        with self._cached.graph.as_default(), self._cached.as_default():
            yield self._cached

    def test_session(self, graph: Graph | None = None, config: Any = None, use_gpu: bool = True, force_gpu: bool = False) -> Any:
        """TensorFlow's older name of both; it is no test, and says so to what collects tests by their names."""
        if self.id().endswith(".test_session"):
            self.skipTest("Not a test.")
        return self.cached_session(config=config) if graph is None else self.session(graph, config)

    def evaluate(self, tensors: Any) -> Any:
        """The values of `tensors` in the default session, or in the kept one."""
        session = get_default_session()
        if session is None:
            with self.cached_session() as kept:
                return kept.run(tensors)
        return session.run(tensors)

    # -- arrays --------------------------------------------------------------------------------------------------------

    def _array(self, value: Any) -> np.ndarray:
        if isinstance(value, (Tensor, SparseTensor)) or hasattr(value, "as_tensor"):
            value = self.evaluate(value)
        return np.asarray(value)

    _GetNdArray = _array  # by which TensorFlow's own tests call it

    def _arrays(self, a: Any, b: Any) -> list[np.ndarray]:
        """Both, of one run where both are tensors: what is random is the same in it. Text is bytes, as runs give it."""
        if isinstance(a, Tensor) and isinstance(b, Tensor):
            a, b = self.evaluate([a, b])
        return [np.char.encode(each, "utf-8") if each.dtype.kind == "U" else each for each in map(self._array, (a, b))]

    def assertAllEqual(self, a: Any, b: Any, msg: str | None = None) -> None:
        """Fail unless both are equal as arrays, shapes too."""
        one, other = self._arrays(a, b)
        assert one.shape == other.shape, f"{msg or ''} shapes differ: {one.shape} and {other.shape}"
        np.testing.assert_array_equal(one, other, err_msg=msg or "")

    def assertNotAllEqual(self, a: Any, b: Any, msg: str | None = None) -> None:
        """Fail when both are equal as arrays."""
        assert not np.array_equal(self._array(a), self._array(b)), msg or "The two are equal at all elements"

    def assertAllClose(self, a: Any, b: Any, rtol: float = 1e-6, atol: float = 1e-6, msg: str | None = None) -> None:
        """Fail unless both are equal up to the tolerances; dicts, named tuples and lists of arrays part by part."""
        a, b = (each._asdict() if hasattr(each, "_asdict") else each for each in (a, b))
        if isinstance(a, Mapping) != isinstance(b, Mapping):
            raise ValueError(f"Can't compare a mapping to what is none: {type(a).__name__} and {type(b).__name__}. {msg or ''}")
        if isinstance(a, Mapping):
            assert set(a) == set(b), f"{msg or ''} keys differ: {sorted(a)} and {sorted(b)}"
            for key in a:
                self.assertAllClose(a[key], b[key], rtol, atol, msg)
            return
        if isinstance(a, (list, tuple)) and _holds_parts(a):
            assert len(a) == len(b), msg or f"lengths differ: {len(a)} and {len(b)}"
            for one, other in zip(a, b, strict=True):
                self.assertAllClose(one, other, rtol, atol, msg)
            return
        one, other = self._arrays(a, b)
        assert one.shape == other.shape, f"{msg or ''} shapes differ: {one.shape} and {other.shape}"
        np.testing.assert_allclose(one, other, rtol=rtol, atol=atol, err_msg=msg or "")

    def assertNotAllClose(self, a: Any, b: Any, rtol: float = 1e-6, atol: float = 1e-6, msg: str | None = None) -> None:
        """Fail when both are equal up to the tolerances."""
        assert not np.allclose(self._array(a), self._array(b), rtol, atol), msg or "The two values are close at all elements"

    def assertAllCloseAccordingToType(
        self,
        a: Any,
        b: Any,
        rtol: float = 1e-6,
        atol: float = 1e-6,
        float_rtol: float = 1e-6,
        float_atol: float = 1e-6,
        half_rtol: float = 1e-3,
        half_atol: float = 1e-3,
        bfloat16_rtol: float = 1e-2,
        bfloat16_atol: float = 1e-2,
        msg: str | None = None,
    ) -> None:
        """`assertAllClose`, with wider tolerances for coarser numbers."""
        one, other = self._array(a), self._array(b)
        for coarse, rough, least in ((np.float32, float_rtol, float_atol), (np.float16, half_rtol, half_atol)):
            if coarse in (one.dtype.type, other.dtype.type):
                rtol, atol = max(rtol, rough), max(atol, least)
        self.assertAllClose(one, other, rtol, atol, msg)

    def assertArrayNear(self, farray1: Any, farray2: Any, err: float, msg: str | None = None) -> None:
        """Fail unless each pair of numbers is nearer than `err`."""
        assert len(farray1) == len(farray2), msg
        for one, other in zip(farray1, farray2, strict=True):
            self.assertNear(one, other, err, msg)

    def assertNear(self, f1: float, f2: float, err: float, msg: str | None = None) -> None:
        """Fail unless both numbers are nearer than `err`."""
        assert f1 == f2 or abs(f1 - f2) <= err, f"{f1} != {f2} +/- {err}{f' ({msg})' if msg else ''}"

    def assertNDArrayNear(self, ndarray1: Any, ndarray2: Any, err: float, msg: str | None = None) -> None:
        """Fail unless the arrays are nearer than `err`, as vectors."""
        one, other = self._array(ndarray1), self._array(ndarray2)
        assert one.shape == other.shape, msg
        assert np.linalg.norm(one - other) < err, msg

    def assertAllInRange(
        self,
        target: Any,
        lower_bound: float,
        upper_bound: float,
        open_lower_bound: bool = False,
        open_upper_bound: bool = False,
    ) -> None:
        """Fail unless all elements are between the bounds."""
        found = self._array(target)
        assert np.all(found > lower_bound if open_lower_bound else found >= lower_bound), found
        assert np.all(found < upper_bound if open_upper_bound else found <= upper_bound), found

    def assertAllInSet(self, target: Any, expected_set: Any) -> None:
        """Fail unless all elements are among the expected ones."""
        assert set(np.ravel(self._array(target)).tolist()) <= set(expected_set), target

    def assertAllGreater(self, a: Any, comparison_target: Any) -> None:
        """Fail unless all elements are greater."""
        assert np.all(self._array(a) > comparison_target), a

    def assertAllLess(self, a: Any, comparison_target: Any) -> None:
        """Fail unless all elements are less."""
        assert np.all(self._array(a) < comparison_target), a

    def assertAllGreaterEqual(self, a: Any, comparison_target: Any) -> None:
        """Fail unless all elements are as great or greater."""
        assert np.all(self._array(a) >= comparison_target), a

    def assertAllLessEqual(self, a: Any, comparison_target: Any) -> None:
        """Fail unless all elements are as small or less."""
        assert np.all(self._array(a) <= comparison_target), a

    def assertShapeEqual(self, input_a: Any, input_b: Any, msg: str | None = None) -> None:
        """Fail unless both, arrays or tensors, have one shape."""
        assert _shape(input_a) == _shape(input_b), msg

    def assertDTypeEqual(self, target: Any, expected_dtype: Any) -> None:
        """Fail unless the elements are of this dtype."""
        for each in flatten(target):
            assert self._array(each).dtype == np.dtype(getattr(expected_dtype, "as_numpy_dtype", expected_dtype))

    # -- text and errors -----------------------------------------------------------------------------------------------

    def assertStartsWith(self, actual: str, expected_start: str, msg: str | None = None) -> None:
        """Fail unless the text begins so."""
        assert actual.startswith(expected_start), msg or f"{actual!r} does not start with {expected_start!r}"

    @contextmanager
    def assertRaisesWithPredicateMatch(self, exception_type: Any, expected_err_re_or_predicate: Any) -> Iterator[None]:
        """Fail unless the block raises what a function, or a pattern of its text, accepts."""
        try:
            yield
        except exception_type as reason:
            text = reason.message if isinstance(reason, OpError) else str(reason)
            if isinstance(reason, OpError) and reason.op is not None:
                text += f"\nCaused by: {reason.op.name}"
            wanted = expected_err_re_or_predicate
            accepted = wanted(reason) if callable(wanted) else re.search(wanted, str(text)) is not None
            if not accepted:
                raise AssertionError(f"Exception of type {type(reason)}: {text}") from reason
        else:
            raise AssertionError(f"{getattr(exception_type, '__name__', exception_type)} not raised")

    def assertRaisesOpError(self, expected_err_re_or_predicate: Any) -> Any:
        """`assertRaisesWithPredicateMatch` of OpError."""
        return self.assertRaisesWithPredicateMatch(OpError, expected_err_re_or_predicate)

    def checkedThread(self, target: Callable[..., Any], args: Any = None, kwargs: Any = None) -> CheckedThread:
        """A thread whose failures fail the test when it is joined."""
        return CheckedThread(target, args or (), kwargs or {})


def _holds_parts(value: Any) -> bool:
    """Whether these are no numbers of one array: dicts, named tuples, tensors, or arrays of several shapes."""
    if any(isinstance(each, (Mapping, Tensor)) or hasattr(each, "_asdict") for each in value):
        return True
    return any(isinstance(each, (list, tuple)) and _holds_parts(each) for each in value) or len(set(map(np.shape, value))) > 1


def _shape(value: Any) -> list[Any]:
    return value.shape.as_list() if isinstance(value, Tensor) else list(np.shape(value))
