"""Opening a variable scope: a new one, one of a given name, or one that was open before.

Takes a name or a VariableScope and defaults; gives the VariableScope that holds inside the `with` block.
Law: what a scope leaves open is inherited from the scope around it, or from the one that is entered again.
Source: tf.variable_scope.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack
from functools import partial
from typing import Any

from ..graph import get_default_graph, graph_of
from .scope import AUTO_REUSE, VariableScope, scopes_of_graph

__all__ = ["open_without_name_scope", "variable_op_scope", "variable_scope"]


class variable_scope(AbstractContextManager[VariableScope]):
    """`with tf.variable_scope("layer"):` prefixes variables and nodes, and sets defaults for `get_variable`.

    Without `name_or_scope` the `default_name` is taken and made unique. `reuse` is True to find variables, AUTO_REUSE to
    make those that are missing, None or False to inherit. `auxiliary_name_scope=False` opens no name scope.
    Raises TypeError without any name, or for one that is neither a string nor a VariableScope; ValueError for another
    `reuse`. Source: tf.variable_scope.
    """

    def __init__(
        self,
        name_or_scope: Any,
        default_name: str | None = None,
        values: Sequence[Any] | None = None,
        initializer: Any = None,
        regularizer: Any = None,
        caching_device: Any = None,
        partitioner: Any = None,
        custom_getter: Any = None,
        reuse: Any = None,
        dtype: Any = None,
        use_resource: Any = None,
        constraint: Any = None,
        auxiliary_name_scope: bool = True,
    ) -> None:
        if default_name is None and name_or_scope is None:
            raise TypeError("If default_name is None then name_or_scope is required")
        if reuse not in (True, False, None, AUTO_REUSE):
            raise ValueError(f"The reuse parameter must be True or False or None, got {reuse!r}.")
        if not isinstance(auxiliary_name_scope, bool):
            raise TypeError(f"The auxiliary_name_scope must be `True` or `False`, got {auxiliary_name_scope!r}")
        self._name_or_scope = name_or_scope
        self._default_name = default_name
        self._reuse = reuse or None
        self._has_name_scope = auxiliary_name_scope
        self._graph = graph_of(*(values or ()))
        self._defaults = {
            "initializer": initializer,
            "regularizer": regularizer,
            "caching_device": caching_device,
            "partitioner": partitioner,
            "custom_getter": custom_getter,
            "dtype": dtype,
            "use_resource": use_resource,
            "constraint": constraint,
        }
        self._opened: list[ExitStack] = []

    def __enter__(self) -> VariableScope:
        with ExitStack() as opened:
            opened.enter_context(self._graph.as_default())
            scope = self._open(opened)
            self._opened.append(opened.pop_all())
        return scope

    def _open(self, opened: ExitStack) -> VariableScope:
        wanted = self._name_or_scope
        if wanted is None:
            if self._reuse:
                raise ValueError("reuse=True cannot be used without a name_or_scope")
            name_scope = self._open_name_scope(opened, self._default_name)
            unique = scopes_of_graph().unique(str(self._default_name))
            return opened.enter_context(_Opened(unique, None, name_scope, self._defaults))
        if not isinstance(wanted, (str, VariableScope)):
            raise TypeError(f"VariableScope: name_or_scope must be a string or VariableScope, got {wanted!r}.")
        name_scope = self._open_name_scope(opened, wanted if isinstance(wanted, str) else wanted.name.split("/")[-1])
        return opened.enter_context(_Opened(wanted, self._reuse, name_scope, self._defaults))

    def _open_name_scope(self, opened: ExitStack, name: str | None) -> str | None:
        if not self._has_name_scope:
            current = get_default_graph().get_name_scope()
            name = f"{current}/" if current else ""
        # The root scope has no name of its own to nest.
        return opened.enter_context(self._graph.name_scope(name)) if name or not self._has_name_scope else None

    def __exit__(self, *exception: Any) -> None:
        self._opened.pop().__exit__(*exception)


class _Opened(AbstractContextManager[VariableScope]):
    """A variable scope without a name scope, open for one `with` block."""

    def __init__(self, wanted: str | VariableScope, reuse: Any, name_scope: str | None, defaults: dict[str, Any]) -> None:
        self._memory = scopes_of_graph()
        self._outer = self._memory.current
        self._enters_again = isinstance(wanted, VariableScope)
        if isinstance(wanted, VariableScope):
            source, name, original = wanted, wanted.name, wanted.original_name_scope
            reuse = reuse or wanted.reuse
        else:
            source, name = self._outer, f"{self._outer.name}/{wanted}" if self._outer.name else wanted
            original = wanted if name_scope is None else name_scope
            reuse = reuse or self._outer.reuse
        kept = {key: getattr(source, key) if value is None else value for key, value in defaults.items()}
        kept["custom_getter"] = _around(source.custom_getter, defaults["custom_getter"])
        kept["constraint"] = defaults["constraint"]
        self._scope = VariableScope(reuse, name=name, name_scope=original, **kept)

    def __enter__(self) -> VariableScope:
        self._memory.opened(self._scope.name)
        self._counts = dict(self._memory.times_opened)
        self._memory.current = self._scope
        return self._scope

    def __exit__(self, *_: Any) -> None:
        if self._memory.current is not self._scope:
            raise RuntimeError("Improper nesting of variable_scope.")
        if self._enters_again:
            self._memory.times_opened = self._counts
        else:
            self._memory.forget_inside(self._scope.name)
        self._memory.current = self._outer


def _around(outer: Callable[..., Any] | None, inner: Callable[..., Any] | None) -> Callable[..., Any] | None:
    """The custom getter `inner`, which asks `outer` where it asks for a variable."""
    if outer is None or inner is None:
        return inner or outer
    return lambda getter, *args, **options: inner(partial(outer, getter), *args, **options)


def open_without_name_scope(name_or_scope: str | VariableScope, reuse: Any = None) -> AbstractContextManager[VariableScope]:
    """A variable scope alone: nodes inside keep the names they would have outside."""
    defaults = (
        "initializer",
        "regularizer",
        "caching_device",
        "partitioner",
        "custom_getter",
        "dtype",
        "use_resource",
        "constraint",
    )
    return _Opened(name_or_scope, reuse, None, dict.fromkeys(defaults))


def variable_op_scope(
    values: Sequence[Any],
    name_or_scope: Any,
    default_name: str | None = None,
    initializer: Any = None,
    regularizer: Any = None,
    caching_device: Any = None,
    partitioner: Any = None,
    custom_getter: Any = None,
    reuse: Any = None,
    dtype: Any = None,
    use_resource: Any = None,
    constraint: Any = None,
) -> variable_scope:
    """The old form of `variable_scope`. Source: tf.variable_op_scope."""
    return variable_scope(
        name_or_scope, default_name, values, initializer, regularizer, caching_device, partitioner, custom_getter, reuse,
        dtype, use_resource, constraint,
    )  # fmt: skip
