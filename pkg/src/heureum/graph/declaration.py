"""The decorator that declares an op and turns its kernel into the function that adds the op to a graph.

Takes a signature, rules and a kernel on arrays; gives a function on tensors with the same arguments and `name`.
Law: one declaration serves the registry, the API and the documentation.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any

from ..dtypes import DType
from ..op_def import declare
from .graph import node

__all__ = ["op"]


def op(
    signature: str,
    *,
    shape: Callable[..., Any],
    gradient: Callable[..., Any] | None = None,
    work: Callable[..., float] | None = None,
    stateful: bool = False,
    partial_gradient: bool = False,
    refuses_gradient: bool = False,
    **types: tuple[DType, ...],
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare an op (see `op_def.declare`). The decorated kernel becomes a builder: `f(*inputs, **attrs, name=None)`."""

    def decorate(kernel: Callable[..., Any]) -> Callable[..., Any]:
        flags = {"stateful": stateful, "partial_gradient": partial_gradient, "refuses_gradient": refuses_gradient}
        op_def = declare(signature, kernel, shape=shape, gradient=gradient, work=work, **flags, **types)  # type: ignore[arg-type]
        names = [argument.name for argument in op_def.inputs]

        @functools.wraps(kernel)
        def build(*inputs: Any, name: str | None = None, **attrs: Any) -> Any:
            # Inputs may be named; those left out positionally are looked up in order.
            inputs += tuple(attrs.pop(each) for each in names[len(inputs) :] if each in attrs)
            if len(inputs) > len(names) and name is None and isinstance(inputs[-1], (str, type(None))):
                inputs, name = inputs[:-1], inputs[-1]
            return node(op_def.name, *inputs, name=name, **attrs)

        positional, keyword = inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY
        build.__signature__ = inspect.Signature(  # type: ignore[attr-defined]  # what inspect and help() look for
            [
                *(inspect.Parameter(each, positional) for each in names),
                inspect.Parameter("name", positional, default=None),
                *(inspect.Parameter(each, keyword, default=default) for each, default in op_def.attrs.items()),
            ]
        )
        return build

    return decorate
