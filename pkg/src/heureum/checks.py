"""Checks: assertions about values, shapes and dtypes.

Takes tensors; gives operations that fail when a condition does not hold.
Law: what is known while the graph is described is checked at once, and its operation does nothing.
Source: tensorflow/python/ops/check_ops.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from .dtypes import as_dtype
from .errors import InvalidArgumentError
from .graph import Operation, Tensor, get_default_graph, graph_of
from .ops.printing import Assert
from .ops.reductions import reduce_all

__all__ = [
    "assert_equal",
    "assert_greater",
    "assert_greater_equal",
    "assert_integer",
    "assert_less",
    "assert_less_equal",
    "assert_near",
    "assert_negative",
    "assert_non_negative",
    "assert_non_positive",
    "assert_none_equal",
    "assert_positive",
    "assert_proper_iterable",
    "assert_rank",
    "assert_rank_at_least",
    "assert_rank_in",
    "assert_scalar",
    "assert_type",
    "is_non_decreasing",
    "is_numeric_tensor",
    "is_strictly_increasing",
]


def _comparison(name: str, op_type: str, sign: str, compute: Callable[[Any, Any], Any]) -> Callable[..., Operation]:
    """The function `name`, which demands `x <sign> y` of all elements."""

    def check(
        x: Any, y: Any, data: Any = None, summarize: int | None = None, message: str | None = None, name: str | None = None
    ) -> Operation:
        graph = graph_of(x, y)
        with graph.name_scope(name or check.__name__):
            x = graph.convert(x, y.dtype if isinstance(y, Tensor) and not isinstance(x, Tensor) else None, name="x")
            y = graph.convert(y, x.dtype, name="y")
            said = f"Condition x {sign} y did not hold element-wise:"
            if data is None:
                data = [*([message] if message else []), said, f"x ({x.name}) = ", x, f"y ({y.name}) = ", y]
            if x.spec.value is not None and y.spec.value is not None:
                if np.all(compute(x.spec.value, y.spec.value)):
                    return _nothing_to_do()
                values = f"x ({x.name}) = \n{x.spec.value}\ny ({y.name}) = \n{y.spec.value}"
                raise InvalidArgumentError(None, None, f"{message}\n{said}\n{values}" if message else f"{said}\n{values}")
            return Assert(reduce_all(graph.node(op_type, x, y)), data, summarize)

    check.__name__ = check.__qualname__ = name
    check.__doc__ = (
        f"The operation that fails with InvalidArgumentError unless x {sign} y for all elements. `[...] x [...] ->`.\n\n"
        f"    Raises InvalidArgumentError at once when both are constants. Source: tf.{name}.\n    "
    )
    return check


assert_equal = _comparison("assert_equal", "Equal", "==", np.equal)
assert_none_equal = _comparison("assert_none_equal", "NotEqual", "!=", np.not_equal)
assert_less = _comparison("assert_less", "Less", "<", np.less)
assert_less_equal = _comparison("assert_less_equal", "LessEqual", "<=", np.less_equal)
assert_greater = _comparison("assert_greater", "Greater", ">", np.greater)
assert_greater_equal = _comparison("assert_greater_equal", "GreaterEqual", ">=", np.greater_equal)


def _sign_check(name: str, compare: Callable[..., Operation], sign: str, *, is_left: bool) -> Callable[..., Operation]:
    """The function `name`, which demands `x <sign> 0` of all elements."""

    def check(
        x: Any, data: Any = None, summarize: int | None = None, message: str | None = None, name: str | None = None
    ) -> Operation:
        graph = graph_of(x)
        with graph.name_scope(name or check.__name__):
            x = graph.convert(x, name="x")
            if data is None:
                data = [message or "", f"Condition x {sign} 0 did not hold element-wise:", f"x ({x.name}) = ", x]
            zero = graph.convert(np.zeros((), x.dtype.as_numpy_dtype))
            return compare(*((x, zero) if is_left else (zero, x)), data=data, summarize=summarize)

    check.__name__ = check.__qualname__ = name
    check.__doc__ = (
        f"The operation that fails with InvalidArgumentError unless x {sign} 0 for all elements. `[...] ->`.\n\n"
        f"    Source: tf.{name}.\n    "
    )
    return check


assert_positive = _sign_check("assert_positive", assert_less, ">", is_left=False)
assert_negative = _sign_check("assert_negative", assert_less, "<", is_left=True)
assert_non_negative = _sign_check("assert_non_negative", assert_less_equal, ">=", is_left=False)
assert_non_positive = _sign_check("assert_non_positive", assert_less_equal, "<=", is_left=True)


def assert_near(
    x: Any,
    y: Any,
    rtol: Any = None,
    atol: Any = None,
    data: Any = None,
    summarize: int | None = None,
    message: str | None = None,
    name: str | None = None,
) -> Operation:
    """The operation that fails unless |x - y| <= atol + rtol * |y| for all elements. `[...] x [...] ->`.

    Both tolerances are ten times the dtype's epsilon unless told. Source: tf.assert_near.
    """
    graph = graph_of(x, y)
    with graph.name_scope(name or "assert_near"):
        x = graph.convert(x, name="x")
        y = graph.convert(y, x.dtype, name="y")
        epsilon = 10 * np.finfo(x.dtype.as_numpy_dtype).eps if x.dtype.is_floating else 0
        rtol = graph.convert(epsilon if rtol is None else rtol, x.dtype, name="rtol")
        atol = graph.convert(epsilon if atol is None else atol, x.dtype, name="atol")
        if data is None:
            said = f"x and y not equal to tolerance rtol = {rtol}, atol = {atol}"
            data = [message or "", said, f"x ({x.name}) = ", x, f"y ({y.name}) = ", y]
        is_near = graph.node("LessEqual", graph.node("Abs", x - y), atol + rtol * graph.node("Abs", y))
        return Assert(reduce_all(is_near), data, summarize)


def _nothing_to_do() -> Operation:
    made: Operation = get_default_graph().node("NoOp", name="static_checks_determined_all_ok")
    return made


def _check_rank(
    x: Any,
    wanted: str,
    fits: Callable[[int], bool],
    compare: Any,
    message: str | None,
    data: Any,
    summarize: int | None,
    name: str,
) -> Operation:
    graph = graph_of(x)
    with graph.name_scope(name):
        x = graph.convert(x, name="x")
        if x.shape.rank is not None:
            if fits(x.shape.rank):
                return _nothing_to_do()
            start = f"{message}.  " if message else ""
            raise ValueError(f"{start}Tensor {x.name} must have rank {wanted}.  Received rank {x.shape.rank}, shape {x.shape}")
        shape = graph.node("Shape", x)
        rank = graph.node("Size", shape)
        given = (
            data if data is not None else [message or "", f"Tensor {x.name} must have rank {wanted}", "Received shape: ", shape]
        )
        return Assert(compare(rank), given, summarize)


def assert_rank(
    x: Any, rank: int, data: Any = None, summarize: int | None = None, message: str | None = None, name: str | None = None
) -> Operation:
    """The operation that fails unless `x` has this rank. Raises ValueError at once when that is known. Source: tf.assert_rank."""
    return _check_rank(
        x,
        str(rank),
        lambda found: found == rank,
        lambda r: _node("Equal", r, rank),
        message,
        data,
        summarize,
        name or "assert_rank",
    )


def assert_rank_at_least(
    x: Any, rank: int, data: Any = None, summarize: int | None = None, message: str | None = None, name: str | None = None
) -> Operation:
    """Like `assert_rank`, for this rank or a higher one. Source: tf.assert_rank_at_least."""

    def compare(found: Tensor) -> Tensor:
        return _node("GreaterEqual", found, rank)

    wanted = f"at least {rank}"
    return _check_rank(x, wanted, lambda found: found >= rank, compare, message, data, summarize, name or "assert_rank_at_least")


def assert_rank_in(
    x: Any,
    ranks: Sequence[int],
    data: Any = None,
    summarize: int | None = None,
    message: str | None = None,
    name: str | None = None,
) -> Operation:
    """Like `assert_rank`, for any of these ranks. Source: tf.assert_rank_in."""

    def compare(found: Tensor) -> Tensor:
        either = _node("Equal", found, ranks[0])
        for rank in ranks[1:]:
            either = _node("LogicalOr", either, _node("Equal", found, rank))
        return either

    wanted = f"in {tuple(ranks)}"
    return _check_rank(x, wanted, lambda found: found in ranks, compare, message, data, summarize, name or "assert_rank_in")


def assert_scalar(tensor: Any, name: str | None = None, message: str | None = None) -> Tensor:
    """`tensor`, which must be a scalar. Raises ValueError. Source: tf.assert_scalar."""
    tensor = graph_of(tensor).convert(tensor)
    if tensor.shape.rank not in (None, 0):
        start = f"{message}. " if message else ""
        raise ValueError(f"{start}Expected scalar shape for {tensor.name}, saw shape: {tensor.shape}.")
    return tensor


def assert_type(tensor: Any, tf_type: Any, message: str | None = None, name: str | None = None) -> Operation:
    """Raises TypeError unless `tensor` has the dtype. Source: tf.assert_type."""
    tensor, wanted = graph_of(tensor).convert(tensor), as_dtype(tf_type)
    if tensor.dtype is not wanted:
        raise TypeError(f"{message or ''}{tensor.name} must be of type {wanted!r}; got {tensor.dtype!r}")
    return _nothing_to_do()


def assert_integer(x: Any, message: str | None = None, name: str | None = None) -> Operation:
    """Raises TypeError unless `x` holds integers. Source: tf.assert_integer."""
    x = graph_of(x).convert(x)
    if not x.dtype.is_integer:
        start = f"{message}  " if message else ""
        raise TypeError(f'{start}Expected "x" to be integer type.  Found: {x.name} of dtype {x.dtype}')
    return _nothing_to_do()


def assert_proper_iterable(values: Any) -> None:
    """Raises TypeError for what is no iterable of values: a tensor, an array, a string. Source: tf.assert_proper_iterable."""
    if isinstance(values, (Tensor, np.ndarray, str, bytes)) or not isinstance(values, Iterable):
        raise TypeError(f'Expected argument "values" to be a "proper" iterable.  Found: {type(values)}')


def is_numeric_tensor(tensor: Any) -> bool:
    """Whether `tensor` is a tensor of numbers. Source: tf.is_numeric_tensor."""
    return isinstance(tensor, Tensor) and bool(tensor.dtype.is_floating or tensor.dtype.is_integer or tensor.dtype.is_complex)


def is_non_decreasing(x: Any, name: str | None = None) -> Tensor:
    """Whether no element is smaller than the one before it. `[n] -> []`. Source: tf.is_non_decreasing."""
    return _is_ordered(x, "LessEqual", name or "is_non_decreasing")


def is_strictly_increasing(x: Any, name: str | None = None) -> Tensor:
    """Whether each element is greater than the one before it. `[n] -> []`. Source: tf.is_strictly_increasing."""
    return _is_ordered(x, "Less", name or "is_strictly_increasing")


def _is_ordered(x: Any, op_type: str, name: str) -> Tensor:
    graph = graph_of(x)
    with graph.name_scope(name):
        flat = graph.node("Reshape", graph.convert(x, name="x"), [-1])
        return reduce_all(graph.node(op_type, flat[:-1], flat[1:]))


def _node(op_type: str, *inputs: Any) -> Tensor:
    made: Tensor = graph_of(*inputs).node(op_type, *inputs)
    return made
