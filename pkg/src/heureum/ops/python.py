"""py_func: a Python function as an op.

Takes tensors; gives what the function makes of their arrays.
Law: a graph is data and a function is not: the node holds a token, which only the process that made it can read.
Source: tf.py_func.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from itertools import count
from typing import Any
from weakref import WeakValueDictionary

import numpy as np

from ..dtypes import DType, as_dtype, string
from ..errors import InvalidArgumentError, OpError, OutOfRangeError, UnimplementedError, UnknownError
from ..graph import Tensor, get_default_graph, op
from ..graph.convert import as_array
from ..tensor_shape import TensorShape

__all__ = ["called", "py_func", "token_for"]

_PROCESS = secrets.token_hex(4)
_numbers = count()
_functions: WeakValueDictionary[str, _Held] = WeakValueDictionary()


class _Held:
    """A function that a graph keeps alive."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function


def token_for(function: Callable[..., Any]) -> str:
    """What stands for `function` in a node. It is good as long as the default graph lives."""
    token = f"pyfunc_{next(_numbers)}_{_PROCESS}"
    held = _functions[token] = _Held(function)
    get_default_graph().add_to_collection(("py_func",), held)
    return token


def called(token: str) -> Callable[..., Any]:
    """The function of a token. Raises UnimplementedError when it was made in another process."""
    held = _functions.get(token)
    if held is None:
        message = (
            f"The Python function {token!r} is not known here: it can't leave the process, or the graph, that it was made in"
        )
        raise UnimplementedError(None, None, message)
    return held.function


def _py_func_shape(*input: Any, Tout: list[DType], **_: Any) -> list[TensorShape]:
    return [TensorShape(None)] * len(Tout)


@op("PyFunc(input: *any) -> output: *Tout", shape=_py_func_shape, stateful=True)
def _py_func(context: Any, *input: Any, token: str, Tout: list[DType]) -> Any:
    """What a Python function gives for the arrays. `N x [...] -> M x [...]`. Source: tf.py_func."""
    try:
        given = called(token)(*(np.asarray(each) if not isinstance(each, bytes) else each for each in input))
    except OpError:
        raise
    except (TypeError, ValueError) as reason:
        raise InvalidArgumentError(None, None, f"{type(reason).__name__}: {reason}") from reason
    except StopIteration as reason:
        raise OutOfRangeError(None, None, f"StopIteration: {reason}") from reason
    except NotImplementedError as reason:
        raise UnimplementedError(None, None, f"NotImplementedError: {reason}") from reason
    except Exception as reason:
        raise UnknownError(None, None, f"{type(reason).__name__}: {reason}") from reason
    results = list(given) if isinstance(given, (list, tuple)) and len(Tout) != 1 else [] if not Tout else [given]
    if len(Tout) == 1 and isinstance(given, (list, tuple)) and len(given) == 1 and isinstance(given[0], np.ndarray):
        results = list(given)
    if len(results) != len(Tout):
        raise InvalidArgumentError(None, None, f"pyfunc returns {len(results)} values, but expects {len(Tout)}")
    return tuple(_as_declared(index, value, dtype) for index, (value, dtype) in enumerate(zip(results, Tout, strict=True)))


def _as_declared(index: int, value: Any, wanted: DType) -> Any:
    array = as_array(value, string) if wanted is string else np.asarray(value)
    if as_dtype(array.dtype) is not wanted:
        # Numbers of Python have no dtype of their own.
        if isinstance(value, np.ndarray | np.generic) or array.dtype.kind not in "biuf":
            found = as_dtype(array.dtype).name
            raise InvalidArgumentError(None, None, f"{index}-th value returned by pyfunc is {found}, but expects {wanted.name}")
        array = as_array(value, wanted)
    return array.copy()[()] if isinstance(value, np.ndarray) else array[()]


def py_func(func: Callable[..., Any], inp: Any, Tout: Any, stateful: bool = True, name: str | None = None) -> Any:
    """What `func` gives for the arrays of `inp` when the graph runs: a tensor, a list of them, or an operation.

    `k x [...] -> n x [...]`. `Tout` is its dtype, or a list. Shapes are unknown: use `set_shape`. The function stays in
    this process: a run on workers elsewhere is refused with UnimplementedError, and so is a graph read from JSON.
    `stateful` is accepted.
    Source: tf.py_func.
    """
    is_list = isinstance(Tout, (list, tuple))
    dtypes = [as_dtype(each) for each in Tout] if is_list else [as_dtype(Tout)]
    graph = get_default_graph()
    with graph.name_scope(name or "PyFunc") as scope:
        inputs = [graph.convert(each, name=f"input_{i}") for i, each in enumerate(inp)]
        made = graph.node("PyFunc", *inputs, token=token_for(func), Tout=dtypes, name=scope)
    if isinstance(made, Tensor):
        return [made] if is_list else made
    return made
