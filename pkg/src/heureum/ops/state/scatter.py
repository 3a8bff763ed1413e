"""Changing a variable in some places only.

Takes a reference, indices and updates; gives the reference.
Law: an index that stands twice counts twice, in order; one outside the variable is refused before anything changes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ...dtypes import DType
from ...graph import graph_of, node
from ...op_def import ANY, INDEX, NUMERIC, declare
from ...resources import KernelContext, Ref
from ...tensor_shape import TensorShape, TensorSpec

__all__ = [
    "batch_scatter_update",
    "scatter_add",
    "scatter_div",
    "scatter_max",
    "scatter_min",
    "scatter_mul",
    "scatter_nd_add",
    "scatter_nd_sub",
    "scatter_nd_update",
    "scatter_sub",
    "scatter_update",
]


def _update(array: np.ndarray, index: Any, updates: Any) -> None:
    array[index] = updates


def _divide(array: np.ndarray, index: Any, updates: Any) -> None:
    if array.dtype.kind in "fc":
        np.divide.at(array, index, updates)
    else:
        np.floor_divide.at(array, index, updates)


_Change = Callable[[np.ndarray, Any, Any], None]
_CHANGES: dict[str, tuple[_Change, str]] = {
    "Update": (_update, "replaced by"),
    "Add": (np.add.at, "grown by"),
    "Sub": (np.subtract.at, "lowered by"),
    "Mul": (np.multiply.at, "multiplied by"),
    "Div": (_divide, "divided by"),
    "Min": (np.minimum.at, "limited from above to"),
    "Max": (np.maximum.at, "limited from below to"),
}


def _rows_match(ref: TensorSpec, indices: TensorSpec, updates: TensorSpec, *, use_locking: bool) -> TensorShape:
    if updates.shape.sizes != ():
        indices.shape.concatenate(ref.shape[1:]).merge_with(updates.shape)
    return ref.shape


def _declare_rows(kind: str, change: _Change, verb: str) -> None:
    def kernel(context: KernelContext, ref: Ref, indices: Any, updates: Any, *, use_locking: bool = kind == "Update") -> Ref:
        array = np.array(ref.read())
        _check_range(indices, array.shape[0])
        wanted = (*np.shape(indices), *array.shape[1:])
        if np.shape(updates) not in ((), wanted):
            raise ValueError(f"updates must have shape {list(wanted)}, or be one number, found {list(np.shape(updates))}")
        change(array, indices, updates)
        ref.write(array)
        return ref

    kernel.__doc__ = (
        f"The variable, whose rows `indices` were {verb} `updates`. `&[n, ...] x [i] x [i, ...] -> &[n, ...]`. "
        f"Source: tf.scatter_{kind.lower()}."
    )
    signature = f"Scatter{kind}(ref: &T, indices: Tindices, updates: T) -> &T"
    declare(signature, kernel, shape=_rows_match, stateful=True, T=_elements(kind), Tindices=INDEX)


def _places_match(ref: TensorSpec, indices: TensorSpec, updates: TensorSpec, *, use_locking: bool) -> TensorShape:
    """Raises ValueError unless there is one part of the updates for each place."""
    if indices.shape.rank and updates.shape.rank is not None:
        count, depth = indices.shape.rank - 1, indices.shape[-1].value
        updates.shape.with_rank_at_least(count)[:count].merge_with(indices.shape[:-1])
        if depth is not None and ref.shape.rank is not None and ref.shape.rank >= depth:
            updates.shape.merge_with(indices.shape[:-1].concatenate(ref.shape[depth:]))
    return ref.shape


def _declare_places(kind: str, change: _Change, verb: str) -> None:
    def kernel(context: KernelContext, ref: Ref, indices: Any, updates: Any, *, use_locking: bool = True) -> Ref:
        array = np.array(ref.read())
        for axis in range(indices.shape[-1]):
            _check_range(indices[..., axis], array.shape[axis])
        wanted = (*indices.shape[:-1], *array.shape[indices.shape[-1] :])
        if np.shape(updates) != wanted:
            raise ValueError(f"updates must have shape {list(wanted)}, one part for each place, found {list(np.shape(updates))}")
        change(array, tuple(np.moveaxis(indices, -1, 0)), updates)
        ref.write(array)
        return ref

    kernel.__doc__ = (
        f"The variable, whose places `indices` were {verb} `updates`. `&[a, b, ...] x [i, 2] x [i, ...] -> &[a, b, ...]`. "
        f"Source: tf.scatter_nd_{kind.lower()}."
    )
    declare(
        f"ScatterNd{kind}(ref: &T, indices: Tindices, updates: T) -> &T",
        kernel,
        shape=_places_match,
        stateful=True,
        T=_elements(kind),
        Tindices=INDEX,
    )


def _elements(kind: str) -> tuple[DType, ...]:
    return ANY if kind == "Update" else NUMERIC


def _check_range(indices: Any, size: int) -> None:
    wrong = np.argwhere((np.asarray(indices) < 0) | (np.asarray(indices) >= size))
    if len(wrong):
        at = tuple(wrong[0].tolist())
        raise ValueError(f"indices{list(at)} = {np.asarray(indices)[at]} is not in [0, {size})")


for _kind, (_change, _verb) in _CHANGES.items():
    _declare_rows(_kind, _change, _verb)
    if _kind in ("Update", "Add", "Sub"):
        _declare_places(_kind, _change, _verb)


def scatter_update(ref: Any, indices: Any, updates: Any, use_locking: bool = True, name: str | None = None) -> Any:
    """Replace the rows `indices` of the variable `ref` by `updates`. `[n, ...] x [i] x [i, ...] -> [n, ...]`.

    Source: tf.scatter_update.
    """
    return node("ScatterUpdate", ref, indices, updates, use_locking=use_locking, name=name)


def scatter_add(ref: Any, indices: Any, updates: Any, use_locking: bool = False, name: str | None = None) -> Any:
    """Add to the rows `indices` of the variable `ref`: `updates`. `[n, ...] x [i] x [i, ...] -> [n, ...]`.

    Source: tf.scatter_add.
    """
    return node("ScatterAdd", ref, indices, updates, use_locking=use_locking, name=name)


def scatter_sub(ref: Any, indices: Any, updates: Any, use_locking: bool = False, name: str | None = None) -> Any:
    """Take away from the rows `indices` of the variable `ref`: `updates`. `[n, ...] x [i] x [i, ...] -> [n, ...]`.

    Source: tf.scatter_sub.
    """
    return node("ScatterSub", ref, indices, updates, use_locking=use_locking, name=name)


def scatter_mul(ref: Any, indices: Any, updates: Any, use_locking: bool = False, name: str | None = None) -> Any:
    """Multiply the rows `indices` of the variable `ref` by `updates`. `[n, ...] x [i] x [i, ...] -> [n, ...]`.

    Source: tf.scatter_mul.
    """
    return node("ScatterMul", ref, indices, updates, use_locking=use_locking, name=name)


def scatter_div(ref: Any, indices: Any, updates: Any, use_locking: bool = False, name: str | None = None) -> Any:
    """Divide the rows `indices` of the variable `ref` by `updates`. `[n, ...] x [i] x [i, ...] -> [n, ...]`.

    Source: tf.scatter_div.
    """
    return node("ScatterDiv", ref, indices, updates, use_locking=use_locking, name=name)


def scatter_min(ref: Any, indices: Any, updates: Any, use_locking: bool = False, name: str | None = None) -> Any:
    """Limit the rows `indices` of the variable `ref` from above to `updates`. `[n, ...] x [i] x [i, ...] -> [n, ...]`.

    Source: tf.scatter_min.
    """
    return node("ScatterMin", ref, indices, updates, use_locking=use_locking, name=name)


def scatter_max(ref: Any, indices: Any, updates: Any, use_locking: bool = False, name: str | None = None) -> Any:
    """Limit the rows `indices` of the variable `ref` from below to `updates`. `[n, ...] x [i] x [i, ...] -> [n, ...]`.

    Source: tf.scatter_max.
    """
    return node("ScatterMax", ref, indices, updates, use_locking=use_locking, name=name)


def scatter_nd_update(ref: Any, indices: Any, updates: Any, use_locking: bool = True, name: str | None = None) -> Any:
    """Replace the places `indices` of the variable `ref` by `updates`. `[a, b] x [i, 2] x [i] -> [a, b]`.

    Source: tf.scatter_nd_update.
    """
    return node("ScatterNdUpdate", ref, indices, updates, use_locking=use_locking, name=name)


def scatter_nd_add(ref: Any, indices: Any, updates: Any, use_locking: bool = False, name: str | None = None) -> Any:
    """Add to the places `indices` of the variable `ref`: `updates`. `[a, b] x [i, 2] x [i] -> [a, b]`.

    Source: tf.scatter_nd_add.
    """
    return node("ScatterNdAdd", ref, indices, updates, use_locking=use_locking, name=name)


def scatter_nd_sub(ref: Any, indices: Any, updates: Any, use_locking: bool = False, name: str | None = None) -> Any:
    """Take away from the places `indices` of the variable `ref`: `updates`. `[a, b] x [i, 2] x [i] -> [a, b]`.

    Source: tf.scatter_nd_sub.
    """
    return node("ScatterNdSub", ref, indices, updates, use_locking=use_locking, name=name)


def batch_scatter_update(ref: Any, indices: Any, updates: Any, use_locking: bool = True, name: str | None = None) -> Any:
    """In each entry of a batch, replace the rows `indices` of the variable `ref` by `updates`.

    `[b, n] x [b, i] x [b, i] -> [b, n]`. Source: tf.batch_scatter_update.
    """
    graph = graph_of(ref, indices, updates)
    with graph.name_scope(name or "batch_scatter_update"):
        indices = graph.convert(indices, name="indices")
        sizes, rank = graph.node("Shape", indices), indices.shape.rank
        if rank is None:
            raise ValueError("batch_scatter_update needs indices of known rank")
        parts = []
        for axis in range(rank - 1):
            numbers = graph.node("Cast", graph.node("Range", 0, sizes[axis], 1), DstT=indices.dtype)
            column = graph.node("Reshape", numbers, [-1 if i == axis else 1 for i in range(rank)])
            parts.append(graph.node("BroadcastTo", column, sizes))
        places = graph.node("Pack", *parts, indices, axis=-1)
        return scatter_nd_update(ref, places, updates, use_locking)
