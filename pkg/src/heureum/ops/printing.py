"""Print and Assert: what a run says about its tensors, and what it demands of them.

Takes tensors; gives text on standard error, or the error of a condition that does not hold.
Law: tensors are shown as TensorFlow shows them: `[[1 2][3...]...]`, the first few elements of each.
Source: tf.Print, tf.Assert; tensorflow/core/framework/tensor.cc (SummarizeValue).
"""

from __future__ import annotations

import sys
from typing import Any

import numpy as np

from ..errors import InvalidArgumentError
from ..graph import Operation, Tensor, get_default_graph, graph_of, node, op
from ..tensor_shape import TensorShape

__all__ = ["Assert", "Print", "ensure_shape"]


def _summary(value: Any, limit: int) -> str:
    """The first `limit` elements, all of them below 0."""
    array = np.asarray(value, object) if isinstance(value, bytes) else np.asarray(value)
    if limit < 0:
        limit = array.size
    if array.ndim == 0:
        return _element(array[()])
    words: list[str] = []
    shown = _show(array, limit, 0, words, is_outermost=True)
    return "".join(words) + ("..." if array.size > limit and shown else "")


def _show(array: np.ndarray, limit: int, shown: int, words: list[str], *, is_outermost: bool) -> int:
    """Add the words for one axis; gives how many elements have been shown by now."""
    if shown >= limit:
        return shown
    if array.ndim == 1:
        for index, element in enumerate(array):
            if shown >= limit:
                words.append("" if is_outermost else "...")
                return shown
            words.append(" " * (index > 0) + _element(element))
            shown += 1
        return shown
    for part in array:
        if shown < limit:
            words.append("[")
            shown = _show(part, limit, shown, words, is_outermost=False)
            words.append("]")
    return shown


def _element(value: Any) -> str:
    if isinstance(value, bytes):
        return value.decode(errors="replace")
    if isinstance(value, np.bool_):
        return str(int(value))
    if isinstance(value, np.floating):
        few, many = (6, 9) if value.dtype.itemsize < 8 else (15, 17)
        short = f"{value:.{few}g}"
        return short if type(value)(short) == value or not np.isfinite(value) else f"{value:.{many}g}"
    return str(value)


@op("Assert(condition: bool, data: *any) -> ", shape=lambda condition, *data, summarize: [], stateful=True)
def _assert(context: Any, condition: Any, *data: Any, summarize: int = 3) -> Any:
    """Fail with `data` in the text unless the condition is true. `[], k x [...] ->`. Source: tf.Assert."""
    if not np.all(condition):
        shown = " ".join(f"[{_summary(each, summarize)}]" for each in data)
        raise InvalidArgumentError(None, None, f"assertion failed: {shown}")
    return ()


def Assert(condition: Any, data: Any, summarize: int | None = None, name: str | None = None) -> Operation:
    """The operation that fails with InvalidArgumentError, and `data` in the text, unless the condition is true. `[] ->`.

    The first `summarize` elements of each of `data` are shown, 3 unless told. Nothing waits for it by itself: use it in
    tf.control_dependencies. Source: tf.Assert.
    """
    graph = graph_of(condition, *data)
    with graph.name_scope(name or "Assert"):
        condition = graph.convert(condition, name="condition")
        tensors = [graph.convert(each, name=f"data_{i}") for i, each in enumerate(data)]
        made: Operation = graph.node("Assert", condition, *tensors, summarize=3 if summarize is None else summarize)
        return made


@op(
    "Print(input: T, data: *any) -> T",
    shape=lambda input, *data, **_: input.shape,
    gradient=lambda op, dy: [dy, *([None] * (len(op.inputs) - 1))],
    stateful=True,
)
def _print(context: Any, input: Any, *data: Any, message: str = "", first_n: int = -1, summarize: int = 3) -> Any:
    """The input, after `data` was written to standard error. `[...], k x [...] -> [...]`. Source: tf.Print."""
    times: list[int] = context.resources.get("print", context.node_name, lambda: [0])
    if first_n < 0 or times[0] < first_n:
        times[0] += 1
        print(message + "".join(f"[{_summary(each, summarize)}]" for each in data), file=sys.stderr)
    return input


def Print(
    input_: Any,
    data: Any,
    message: str | None = None,
    first_n: int | None = None,
    summarize: int | None = None,
    name: str | None = None,
) -> Tensor:
    """`input_` itself; whenever it is computed, `message` and `data` are written to standard error. `[...] -> [...]`.

    Only the first `first_n` times, if told; the first `summarize` elements of each, 3 unless told, all below 0.
    Source: tf.Print.
    """
    graph = graph_of(input_, *data)
    with graph.name_scope(name or "Print") as scope:
        tensors = [graph.convert(each, name=f"data_{i}") for i, each in enumerate(data)]
        attrs = {"message": message or "", "first_n": -1 if first_n is None else first_n, "summarize": summarize or 3}
        made: Tensor = graph.node("Print", graph.convert(input_, name="input"), *tensors, name=scope, **attrs)
        return made


@op(
    "EnsureShape(input: T) -> T",
    shape=lambda input, *, shape: input.shape.merge_with(shape),
    gradient=lambda op, dy: [dy],
)
def _ensure_shape(input: Any, *, shape: TensorShape) -> Any:
    """The input, when it has the shape. `[...] -> [...]`. Source: tf.ensure_shape."""
    if not shape.is_compatible_with(np.shape(input)):
        raise ValueError(f"Shape of tensor {list(np.shape(input))} is not compatible with expected shape {shape}.")
    return input


def ensure_shape(x: Any, shape: Any, name: str | None = None) -> Tensor:
    """`x`, whose shape is known and checked in each run. `[...] -> [...]`.

    Raises ValueError for a shape that can't be; a run fails with InvalidArgumentError. Source: tf.ensure_shape.
    """
    made: Tensor = node("EnsureShape", get_default_graph().convert(x), shape=TensorShape(shape), name=name)
    return made
