"""arg_scope: arguments given once to many calls.

Takes functions and arguments; inside the `with` block the functions take these where the caller says nothing.
Law: what a caller says wins; an inner scope wins over an outer one.
Source: tf.contrib.framework.arg_scope.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

__all__ = ["add_arg_scope", "arg_scope", "arg_scoped_arguments", "current_arg_scope", "has_arg_scope"]

Arguments = Mapping[str, Mapping[str, Any]]
_opened: ContextVar[Arguments] = ContextVar("arg_scopes")


def _key(function: Callable[..., Any]) -> str:
    found: str | None = getattr(function, "_key_op", None)
    if found is None:
        raise ValueError(f"{function} is not decorated with @add_arg_scope")
    return found


def current_arg_scope() -> Arguments:
    """What is given to which functions now. Source: tf.contrib.framework.current_arg_scope."""
    return _opened.get({})


@contextmanager
def arg_scope(list_ops_or_scope: Any, **kwargs: Any) -> Iterator[Arguments]:
    """Give `kwargs` to all calls of the listed functions in the block; or open again what an `arg_scope` gave.

    Raises TypeError for neither a list nor a scope, ValueError for arguments beside a scope, or a function that takes none.
    Source: tf.contrib.framework.arg_scope.
    """
    if isinstance(list_ops_or_scope, Mapping):
        if kwargs:
            raise ValueError("When attempting to re-use a scope by suppling a dictionary, kwargs must be empty.")
        scope = dict(list_ops_or_scope)
    elif isinstance(list_ops_or_scope, Sequence):
        scope = {key: dict(given) for key, given in current_arg_scope().items()}
        for function in list_ops_or_scope:
            scope.setdefault(_key(function), {}).update(kwargs)
    else:
        raise TypeError("list_ops_or_scope must either be a list/tuple or reused scope (i.e. dict)")
    token = _opened.set(scope)
    try:
        yield scope
    finally:
        _opened.reset(token)


def add_arg_scope(func: Callable[..., Any]) -> Callable[..., Any]:
    """A function that takes arguments from `arg_scope`. Source: tf.contrib.framework.add_arg_scope."""
    key = f"{func.__module__}.{func.__qualname__}"

    @functools.wraps(func)
    def scoped(*args: Any, **kwargs: Any) -> Any:
        given = current_arg_scope().get(key)
        if given:
            named = set(list(inspect.signature(func).parameters)[: len(args)])
            kwargs = {**{name: value for name, value in given.items() if name not in named}, **kwargs}
        return func(*args, **kwargs)

    scoped._key_op = key  # type: ignore[attr-defined]  # by which scopes know it
    return scoped


def has_arg_scope(func: Callable[..., Any]) -> bool:
    """Whether a function takes arguments from `arg_scope`. Source: tf.contrib.framework.has_arg_scope."""
    return hasattr(func, "_key_op")


def arg_scoped_arguments(func: Callable[..., Any]) -> tuple[str, ...]:
    """The names of the arguments that `arg_scope` may give. Source: tf.contrib.framework.arg_scoped_arguments."""
    _key(func)
    parameters = inspect.signature(func).parameters.values()
    return tuple(each.name for each in parameters if each.default is not each.empty)
