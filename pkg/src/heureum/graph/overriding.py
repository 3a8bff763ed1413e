"""Gradients that users define: registered by name, and given to the operations made in a scope.

Takes functions `gradient(op, *dys)`; gives the rule that an operation's gradient follows.
Law: a rule is looked up when gradients are asked for, so it may be registered after the scope.
Source: tf.RegisterGradient, tf.Graph.gradient_override_map.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from .operation import Operation

__all__ = ["NoGradient", "NotDifferentiable", "Overrides", "RegisterGradient"]

Rule = Callable[..., Any]
_registered: dict[str, Rule | None] = {}


class RegisterGradient:
    """A decorator: `@tf.RegisterGradient("Doubled")` above `def gradient(op, dy)` makes that the rule of this name.

    Registering a name again replaces its rule: a cell of a page is run many times. Source: tf.RegisterGradient.
    """

    def __init__(self, op_type: str) -> None:
        if not isinstance(op_type, str):
            raise TypeError("op_type must be a string")
        self._op_type = op_type

    def __call__(self, f: Rule) -> Rule:
        """Register `f` and give it back."""

        @functools.wraps(f)
        def listed(op: Operation, *dys: Any) -> Any:
            found = f(op, *dys)
            return found if isinstance(found, (list, tuple)) else [found]

        _registered[self._op_type] = listed
        return f


def NotDifferentiable(op_type: str) -> None:
    """Let nothing flow back through operations of this type. Source: tf.NotDifferentiable."""
    _registered[op_type] = None


NoGradient = NotDifferentiable


class Overrides:
    """What a Graph knows of gradients that are not its ops' own."""

    def __init__(self) -> None:
        self._gradient_overrides: dict[str, str] = {}
        self._overridden: dict[Operation, str | Rule] = {}

    @contextmanager
    def gradient_override_map(self, op_type_map: Mapping[str, str]) -> Iterator[None]:
        """Operations of these types made inside have the gradient registered under the name given: `{"Sign": "Doubled"}`.

        Raises TypeError unless it maps strings to strings.
        """
        if not all(isinstance(each, str) for pair in op_type_map.items() for each in pair):
            raise TypeError("op_type_map must be a dictionary mapping strings to strings")
        outer = self._gradient_overrides
        self._gradient_overrides = {**outer, **op_type_map}
        try:
            yield
        finally:
            self._gradient_overrides = outer

    def override_gradient(self, operation: Operation, rule: str | Rule) -> None:
        """Give one operation a rule of its own, or one by name."""
        self._overridden[operation] = rule

    def gradient_rule(self, operation: Operation) -> Rule | None:
        """What gradients through an operation follow; None where nothing flows.

        Raises LookupError for a name that nobody registered, and for an op that has no gradient but could have one.
        """
        chosen = self._overridden.get(operation)
        if chosen is None and operation.op_def.refuses_gradient and operation.type not in _registered:
            raise LookupError(
                f"No gradient defined for operation '{operation.name}' (op type: {operation.type}): leave it out of the path, "
                f"or register one with @tf.RegisterGradient({operation.type!r})"
            )
        if chosen is None:
            return operation.op_def.gradient or _registered.get(operation.type)
        if not isinstance(chosen, str):
            return chosen
        if chosen not in _registered:
            raise LookupError(f"gradient registry has no entry for: {chosen}; use @tf.RegisterGradient({chosen!r})")
        return _registered[chosen]
