"""How a rule that trains variables becomes two ops: one for whole gradients, one for gradients of some rows.

Takes a function from arrays to arrays, the names of its references and of its other inputs; declares both ops.
Law: a rule is written once. Rows that stand twice in a gradient are added up before the rule sees them.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import numpy as np

from ...op_def import FLOATING, INDEX, declare
from ...resources import KernelContext, Ref
from ...tensor_shape import TensorShape, TensorSpec

__all__ = ["update_rule"]

_Rule = Callable[..., tuple[Any, ...]]


def update_rule(name: str, refs: str, inputs: str, **attrs: Any) -> Callable[[_Rule], _Rule]:
    """Declare `Apply<name>` and `SparseApply<name>` for a rule.

    `refs` names the references, `inputs` the rest, in TensorFlow's order; `grad` or `delta` is the gradient. The rule
    takes the arrays of both and the attributes, and gives the new arrays of the references.
    """

    def register(rule: _Rule) -> _Rule:
        places, rest = refs.split(), inputs.split()
        slope = next(each for each in rest if each in ("grad", "delta"))
        at = len(places) + rest.index(slope)
        options = {"use_locking": False, **attrs}

        def apply(context: KernelContext, *values: Any, **options: Any) -> Ref:
            held: tuple[Ref, ...] = values[: len(places)]
            read = [ref.read() for ref in held]
            if np.shape(values[at]) != np.shape(read[0]):
                raise ValueError(f"{held[0].name} has shape {np.shape(read[0])}, but its gradient has {np.shape(values[at])}")
            _write(held, rule(*read, *values[len(places) :], **_own(options)))
            return held[0]

        def apply_to_rows(context: KernelContext, *values: Any, **options: Any) -> Ref:
            held: tuple[Ref, ...] = values[: len(places)]
            rows, slopes = _summed(values[at + 1], values[at], len(held[0].read()))
            others = [*values[len(places) : at], slopes, *values[at + 2 :]]
            whole = [np.array(ref.read()) for ref in held]
            for array, changed in zip(whole, rule(*[each[rows] for each in whole], *others, **_own(options)), strict=True):
                array[rows] = changed
            _write(held, tuple(whole))
            return held[0]

        typed = [*(f"{each}: &T" for each in places), *(f"{each}: T" for each in rest)]
        with_rows = [*typed[: at + 1], "indices: Tindices", *typed[at + 1 :]]
        shapes = ", ".join(["&[...]"] * len(places))
        apply.__doc__ = f"{rule.__doc__} `{shapes}, gradient [...] -> &[...]`."
        apply_to_rows.__doc__ = f"{rule.__doc__} Only the rows `indices` change. `{shapes}, gradient [n, ...] x [n] -> &[...]`."
        _declare(f"Apply{name}({', '.join(typed)}) -> &T", apply, options)
        _declare(f"SparseApply{name}({', '.join(with_rows)}) -> &T", apply_to_rows, options, Tindices=INDEX)
        return rule

    return register


def _declare(signature: str, kernel: Callable[..., Any], attrs: dict[str, Any], **types: Any) -> None:
    keyword_only = inspect.Parameter.KEYWORD_ONLY
    # The registry reads an op's attributes off its kernel.
    parameters = [inspect.Parameter(name, keyword_only, default=default) for name, default in attrs.items()]
    kernel.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # what inspect looks for
    declare(signature, kernel, shape=_shape_of_var, stateful=True, T=FLOATING, **types)


def _shape_of_var(var: TensorSpec, *_: TensorSpec, **__: Any) -> TensorShape:
    return var.shape


def _own(options: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in options.items() if name != "use_locking"}


def _write(refs: tuple[Ref, ...], values: tuple[Any, ...]) -> None:
    for ref, value in zip(refs, values, strict=True):
        ref.write(value)


def _summed(indices: Any, slopes: Any, count: int) -> tuple[Any, Any]:
    rows, place = np.unique(indices, return_inverse=True)
    if rows.size and not 0 <= rows[0] <= rows[-1] < count:
        raise ValueError(f"indices holds {rows[0] if rows[0] < 0 else rows[-1]}, which is not in [0, {count})")
    total = np.zeros((len(rows), *np.shape(slopes)[1:]), slopes.dtype)
    np.add.at(total, place.reshape(-1), slopes)
    return rows, total
