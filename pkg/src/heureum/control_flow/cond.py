"""tf.cond and tf.case: choosing inside the graph.

Takes truth values and functions that describe the choices; gives the tensors of the choice that a run makes.
Law: only what the chosen function describes is run; what it uses from outside is run in any case.
Source: tf.cond, tf.case (graph mode).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from .. import nest
from ..dtypes import bool as bool_
from ..dtypes import int32
from ..graph import FunctionGraph, Graph, Operation, Tensor, graph_of
from ..tensor_shape import TensorShape, TensorSpec
from .capturing import share_captures
from .if_op import add_if
from .leaves import repack, tensor_of

__all__ = ["case", "cond"]


def cond(
    pred: Any,
    true_fn: Callable[[], Any] | None = None,
    false_fn: Callable[[], Any] | None = None,
    strict: bool = False,
    name: str | None = None,
    fn1: Callable[[], Any] | None = None,
    fn2: Callable[[], Any] | None = None,
) -> Any:
    """What `true_fn()` describes when the `[]` truth value `pred` is true in a run, else what `false_fn()` describes.

    Both give the same structure of tensors with the same dtypes; shapes may differ. A list of one tensor gives that
    tensor unless `strict`. Instead of a tensor, an operation may be given: then something to wait for is returned.
    `fn1` and `fn2` are the old names. Raises TypeError for arguments of the wrong kind, ValueError when the
    functions give nothing, or different structures or dtypes. Source: tf.cond.
    """
    true_fn, false_fn = _one_of(true_fn, fn1, "true_fn", "fn1"), _one_of(false_fn, fn2, "false_fn", "fn2")
    if isinstance(pred, bool):
        raise TypeError("'pred' must not be a Python bool.")
    graph = graph_of(pred)
    with graph.as_default(), graph.name_scope(name or "cond"):
        pred = graph.convert(pred, name="pred")
        if pred.dtype is not bool_:
            raise TypeError(f"'pred' of tf.cond has type {pred.dtype.name} that does not match expected type of bool.")
        branches = [_Branch(graph, fn, which, strict) for fn, which in ((true_fn, True), (false_fn, False))]
        yes, no = branches
        _compare(yes, no)
        specs = [TensorSpec(a.dtype, _either(a.shape, b.shape)) for a, b in zip(yes.tensors, no.tensors, strict=True)]
        captured = share_captures([each.graph for each in branches])
        functions = [each.graph.function(each.tensors, ()) for each in branches]
        with graph.control_dependencies([operation for each in branches for operation in each.graph.outer_controls]):
            chosen = add_if(graph, pred, captured, functions, specs)
        merged = [graph.node("Identity", output, name="Merge") for output in chosen.outputs]
        return repack(yes.structure, merged)


def _one_of(fn: Any, old: Any, name: str, old_name: str) -> Callable[[], Any]:
    if old is not None and fn is not None:
        raise TypeError(f"cond(): '{name}' and '{old_name}' may not be set simultaneously.")
    fn = old if fn is None else fn
    if fn is None:
        raise TypeError(f"cond(): '{name}' argument required")
    if not callable(fn):
        raise TypeError(f"'{name}' must be callable.")
    return fn


class _Branch:
    """What one function describes: its graph, the structure it gave, and the tensors in it."""

    def __init__(self, outer: Graph, fn: Callable[[], Any], which: bool, strict: bool) -> None:
        self.name = "true_fn" if which else "false_fn"
        self.graph, given = FunctionGraph.trace(fn, [], outer)
        leaves = nest.flatten(given)
        if not leaves or any(leaf is None for leaf in leaves):
            raise ValueError(f"'{self.name}' must have a return value.")
        self.structure = given[0] if not strict and isinstance(given, (list, tuple)) and len(given) == 1 else given
        with self.graph.as_default():
            self.tensors = [self._tensor(leaf, which) for leaf in leaves]

    def _tensor(self, leaf: Any, which: bool) -> Tensor:
        if not isinstance(leaf, Operation):
            return self.graph.own(tensor_of(self.graph, leaf))
        with self.graph.control_dependencies([leaf]):
            done: Tensor = self.graph.node("Identity", which)
            return done


def _compare(yes: _Branch, no: _Branch) -> None:
    nest.assert_same_structure(yes.structure, no.structure)
    for one, other in zip(yes.tensors, no.tensors, strict=True):
        if one.dtype is not other.dtype:
            raise ValueError(
                "Outputs of 'true_fn' and 'false_fn' must have the same type(s). "
                f"Received {one.dtype.name} from 'true_fn' and {other.dtype.name} from 'false_fn'."
            )


def _either(one: TensorShape, other: TensorShape) -> TensorShape:
    """What is known of a tensor that has one of two shapes."""
    a, b = one.sizes, other.sizes
    if a is None or b is None or len(a) != len(b):
        return TensorShape(None)
    return TensorShape.of(tuple(p if p == q else None for p, q in zip(a, b, strict=True)))


def case(
    pred_fn_pairs: Any,
    default: Callable[[], Any] | None = None,
    exclusive: bool = False,
    strict: bool = False,
    name: str = "case",
) -> Any:
    """What the function of the first true predicate describes, of pairs `(pred, fn)` or a dict; else what `default` does.

    With `exclusive`, a run fails when more than one predicate is true. Without a `default`, it fails when none is.
    Raises TypeError for pairs that are none, and functions that are not callable. Source: tf.case.
    """
    if isinstance(pred_fn_pairs, Mapping):
        pairs = sorted(pred_fn_pairs.items(), key=lambda pair: str(getattr(pair[0], "name", "")))
    elif isinstance(pred_fn_pairs, (list, tuple)):
        pairs = list(pred_fn_pairs)
    else:
        raise TypeError("'pred_fn_pairs' must be a list, tuple, or dict.")
    for pair in pairs:
        if not isinstance(pair, tuple) or len(pair) != 2:
            raise TypeError("Each entry in 'pred_fn_pairs' must be a 2-tuple.")
        if not callable(pair[1]):
            raise TypeError(f"fn for pred {pair[0]} must be callable.")
    if not pairs and default is None:
        raise ValueError("tf.case needs at least one pair, or a default")
    preds = [pred for pred, _ in pairs]
    graph = graph_of(*preds)
    with graph.as_default(), graph.name_scope(name):
        choose = default
        if choose is None:
            *pairs, (_, last) = pairs
            choose = partial(_asserted, graph, preds, last)
        for pred, fn in reversed(pairs):
            choose = partial(cond, pred, fn, choose, strict)
        if not exclusive:
            return choose()
        with graph.control_dependencies([_require(graph, preds, "more than 1 conditions", exclusive=True)]):
            return choose()


def _asserted(graph: Graph, preds: list[Tensor], fn: Callable[[], Any]) -> Any:
    graph = graph.current()
    with graph.control_dependencies([_require(graph, preds, "None of conditions", exclusive=False)]):
        return nest.map_structure(lambda leaf: graph.node("Identity", graph.convert(leaf)), fn())


def _require(graph: Graph, preds: list[Tensor], what: str, *, exclusive: bool) -> Operation:
    """Fail unless as many predicates are true as may be: at most one, or at least one."""
    names = ", ".join(pred.name for pred in preds)
    message = f"Input error: {'exclusive=True: ' if exclusive else ''}{what} ({names}) evaluated as True:"
    true = graph.node("Pack", *preds, name="preds_c")
    count = graph.node("Sum", graph.node("Cast", true, DstT=int32), [0], keep_dims=False, name="num_true_conds")
    fits = graph.node("LessEqual", count, 1) if exclusive else graph.node("Less", 0, count)
    made: Operation = graph.node("Assert", fits, message, true)
    return made
