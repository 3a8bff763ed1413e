"""Functions with a gradient of their own.

Takes a function that gives its result and a function for the gradient; gives one that builds both into the graph.
Source: tf.custom_gradient.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from .graph import Operation, graph_of

__all__ = ["custom_gradient"]


def custom_gradient(f: Callable[..., Any] | None = None) -> Callable[..., Any]:
    """A decorator for `f(*tensors) -> (result, gradient)`, where `gradient(*dys)` gives one gradient for each tensor.

    What the result takes from variables has no gradient. `[...] -> [...]`. Source: tf.custom_gradient.
    """

    if f is None:
        return custom_gradient

    @functools.wraps(f)
    def decorated(*args: Any, **kwargs: Any) -> Any:
        graph = graph_of(*args)
        inputs = [graph.convert(each, name=f"input_{place}") for place, each in enumerate(args)]
        result, gradient = f(*inputs, **kwargs)
        outputs = [graph.convert(each) for each in (result if isinstance(result, (list, tuple)) else [result])]
        # The inputs pass through as well, so that gradients have a way back to them.
        both = [*outputs, *inputs]
        made = graph.node("IdentityN", *both, T=[each.dtype for each in both])
        made = made if isinstance(made, (list, tuple)) else [made]

        def rule(op: Operation, *dys: Any) -> list[Any]:
            found = gradient(*dys[: len(outputs)])
            found = list(found) if isinstance(found, (list, tuple)) else [found]
            if len(found) != len(inputs):
                raise ValueError(f"{f.__name__}: its gradient gave {len(found)} tensors for {len(inputs)} inputs")
            return [None] * len(outputs) + found

        made[0].graph.override_gradient(made[0].op, rule)
        kept = made[: len(outputs)]
        return type(result)(kept) if isinstance(result, (list, tuple)) else kept[0]

    return decorated
