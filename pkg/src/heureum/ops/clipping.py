"""Clipping: values and norms kept within limits."""

from __future__ import annotations

from typing import Any

from ..graph import IndexedSlices, Tensor, graph_of
from .adjoint import conjugate

__all__ = ["clip_by_average_norm", "clip_by_global_norm", "clip_by_norm", "clip_by_value", "global_norm"]


def clip_by_value(t: Any, clip_value_min: Any, clip_value_max: Any, name: str | None = None) -> Any:
    """`t`, but not below and not above the given values. `[...] -> [...]`.

    Raises ValueError when the limits would make the result larger than `t`. Source: tf.clip_by_value.
    """
    graph = graph_of(t, clip_value_min, clip_value_max)
    with graph.name_scope(name or "clip_by_value") as scope:
        values = graph.convert(t.values if isinstance(t, IndexedSlices) else t, name="t")
        low = graph.node("Minimum", values, clip_value_max)
        values.shape.merge_with(low.shape)
        clipped: Tensor = graph.node("Maximum", low, clip_value_min, name=scope)
        values.shape.merge_with(clipped.shape)
        return IndexedSlices(clipped, t.indices, t.dense_shape) if isinstance(t, IndexedSlices) else clipped


def clip_by_norm(t: Any, clip_norm: Any, axes: Any = None, name: str | None = None) -> Any:
    """`t` scaled down so that its norm over `axes` (all unless told) is at most `clip_norm`. `[...] -> [...]`.

    Source: tf.clip_by_norm.
    """
    graph = graph_of(t, clip_norm)
    with graph.name_scope(name or "clip_by_norm") as scope:
        values = graph.convert(t.values if isinstance(t, IndexedSlices) else t, name="t")
        chosen = graph.node("AllAxes", values) if axes is None else axes
        squares = graph.node("Sum", values * conjugate(values), chosen, keep_dims=True)
        # A square root has no derivative at 0: there it is kept away from both values and gradients.
        is_positive = graph.node("Greater", squares, 0)
        safe = graph.node("Select", is_positive, squares, graph.node("OnesLike", squares))
        norm = graph.node("Select", is_positive, graph.node("Sqrt", safe), squares)
        scaled = values * clip_norm
        values.shape.merge_with(scaled.shape)
        clipped: Tensor = graph.node("Identity", scaled / graph.node("Maximum", norm, clip_norm), name=scope)
        return IndexedSlices(clipped, t.indices, t.dense_shape) if isinstance(t, IndexedSlices) else clipped


def clip_by_average_norm(t: Any, clip_norm: Any, name: str | None = None) -> Tensor:
    """`t` scaled down so that its norm divided by its number of elements is at most `clip_norm`. `[...] -> [...]`.

    Source: tf.clip_by_average_norm.
    """
    graph = graph_of(t, clip_norm)
    with graph.name_scope(name or "clip_by_average_norm") as scope:
        t = graph.convert(t, name="t")
        count = graph.node("Cast", graph.node("Size", t), DstT=t.dtype)
        inverse = graph.node("Rsqrt", graph.node("Sum", t * t, graph.node("AllAxes", t)))
        limit = graph.node("Minimum", inverse * count, 1 / graph.convert(clip_norm, t.dtype))
        made: Tensor = graph.node("Identity", t * clip_norm * limit, name=scope)
        return made


def _values(t: Any) -> Any:
    return t.values if isinstance(t, IndexedSlices) else t


def global_norm(t_list: Any, name: str | None = None) -> Tensor:
    """The norm of all tensors together; None among them counts nothing. `N x [...] -> []`.

    Raises TypeError unless it is given a list. Source: tf.global_norm.
    """
    if not isinstance(t_list, (list, tuple)):
        raise TypeError(f"`t_list` should be a sequence of tensors. Received {type(t_list)}.")
    given = [_values(t) for t in t_list if t is not None]
    graph = graph_of(*given)
    with graph.name_scope(name or "global_norm"):
        tensors = [graph.convert(t, name=f"t_{i}") for i, t in enumerate(given)]
        halves = [graph.node("L2Loss", t) for t in tensors]
        total = graph.node("Sum", graph.convert(halves, name="stack"), graph.convert([0]))
        two = graph.convert(total.dtype.as_numpy_dtype(2))
        made: Tensor = graph.node("Sqrt", total * two, name="global_norm")
        return made


def clip_by_global_norm(t_list: Any, clip_norm: Any, use_norm: Any = None, name: str | None = None) -> tuple[list[Any], Tensor]:
    """All tensors scaled by one factor so that their norm together is at most `clip_norm`. `N x [...] -> N x [...], []`.

    Gives the tensors, None where None was given, and the norm that they had. With a norm that is infinite or no number
    every value becomes nan. Raises TypeError unless it is given a list. Source: tf.clip_by_global_norm.
    """
    if not isinstance(t_list, (list, tuple)):
        raise TypeError(f"`t_list` should be a sequence of tensors. Received {type(t_list)}.")
    norm = global_norm(t_list) if use_norm is None else use_norm
    graph = graph_of(norm, *(_values(t) for t in t_list))
    with graph.name_scope(name or "clip_by_global_norm"):
        norm = graph.convert(norm)
        limit = graph.node("Minimum", 1 / norm, graph.convert(1.0, norm.dtype) / clip_norm)
        scale = clip_norm * limit + (norm - norm)  # x - x is nan when x is not finite
        clipped: list[Any] = []
        for i, t in enumerate(t_list):
            if t is None:
                clipped.append(None)
                continue
            made = graph.node("Identity", graph.convert(_values(t)) * scale, name=f"clip_by_global_norm/_{i}")
            clipped.append(IndexedSlices(made, t.indices, t.dense_shape) if isinstance(t, IndexedSlices) else made)
        return clipped, norm
