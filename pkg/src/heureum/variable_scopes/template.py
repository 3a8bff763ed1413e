"""A template: a function whose variables are made at its first call and shared by all others.

Source: tf.make_template.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from .opening import variable_scope
from .scope import VariableScope

__all__ = ["Template", "make_template"]


class Template:
    """What `make_template` gives: call it like the function it was made from."""

    def __init__(self, name: str, func: Callable[..., Any], unique_name: str | None = None, custom_getter: Any = None) -> None:
        self._name = name
        self._func = func
        self._unique_name = unique_name
        self._custom_getter = custom_getter
        self._scope: VariableScope | None = None
        self._is_made = False

    def __call__(self, *args: Any, **options: Any) -> Any:
        """Call the function: the first time its variables are made, later they are found."""
        if self._scope is None:
            with variable_scope(self._unique_name, self._name, custom_getter=self._custom_getter) as self._scope:
                return self._call(args, options)
        with variable_scope(self._scope, reuse=self._is_made):
            return self._call(args, options)

    def _call(self, args: Any, options: Any) -> Any:
        result = self._func(*args, **options)
        self._is_made = True
        return result

    def open_scope_now(self) -> None:
        """Take the scope's name now, not at the first call."""
        with variable_scope(self._unique_name, self._name, custom_getter=self._custom_getter) as self._scope:
            pass

    @property
    def name(self) -> str:
        """The name it was given."""
        return self._name

    @property
    def variable_scope(self) -> VariableScope | None:
        """The scope of its variables; None before the first call."""
        return self._scope

    @property
    def variables(self) -> list[Any]:
        """The global variables it has made."""
        return self._scope.global_variables() if self._scope else []

    @property
    def trainable_variables(self) -> list[Any]:
        """The trainable variables it has made."""
        return self._scope.trainable_variables() if self._scope else []


def make_template(
    name_: str,
    func_: Callable[..., Any],
    create_scope_now_: bool = False,
    unique_name_: str | None = None,
    custom_getter_: Any = None,
    **kwargs: Any,
) -> Template:
    """A function that shares its variables between its calls; `kwargs` are given to `func_` each time.

    Source: tf.make_template.
    """
    made = Template(name_, partial(func_, **kwargs) if kwargs else func_, unique_name_, custom_getter_)
    if create_scope_now_:
        made.open_scope_now()
    return made
