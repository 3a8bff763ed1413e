"""From a loss per element to one number: weights, reductions, and the collection of losses.

Takes losses and weights that broadcast to them; gives their weighted sum or mean.
Law: a mean divides by how many elements have a weight other than 0, and is 0 when there is none. Source: tf.losses.
"""

from __future__ import annotations

from typing import Any

from ..dtypes import float32, float64
from ..graph import Graph, GraphKeys, Tensor, get_default_graph, graph_of

__all__ = [
    "Reduction",
    "add_loss",
    "but_the_first",
    "check_weights",
    "compute_weighted_loss",
    "get_losses",
    "get_regularization_loss",
    "get_regularization_losses",
    "get_total_loss",
    "is_scalar_weight",
    "present",
    "total",
]


class Reduction:
    """How losses become one number. Source: tf.losses.Reduction."""

    NONE = "none"
    SUM = "weighted_sum"
    SUM_OVER_BATCH_SIZE = "weighted_sum_over_batch_size"
    MEAN = "weighted_mean"
    SUM_BY_NONZERO_WEIGHTS = "weighted_sum_by_nonzero_weights"
    SUM_OVER_NONZERO_WEIGHTS = SUM_BY_NONZERO_WEIGHTS

    @classmethod
    def all(cls) -> tuple[str, ...]:
        """Every reduction."""
        return (cls.NONE, cls.SUM, cls.MEAN, cls.SUM_OVER_BATCH_SIZE, cls.SUM_OVER_NONZERO_WEIGHTS, cls.SUM_BY_NONZERO_WEIGHTS)

    @classmethod
    def validate(cls, key: str) -> None:
        """Raise ValueError for what is no reduction."""
        if key not in cls.all():
            raise ValueError(f"Invalid Reduction Key: {key}. Key should be one of {cls.all()}.")


def add_loss(loss: Any, loss_collection: str | None = GraphKeys.LOSSES) -> None:
    """Put a loss into the collection of losses, or into another. Source: tf.losses.add_loss."""
    if loss_collection:
        graph_of(loss).add_to_collection(loss_collection, loss)


def get_losses(scope: str | None = None, loss_collection: str = GraphKeys.LOSSES) -> list[Any]:
    """The losses of the default graph, or those whose names begin with `scope`. Source: tf.losses.get_losses."""
    return get_default_graph().get_collection(loss_collection, scope)


def get_regularization_losses(scope: str | None = None) -> list[Any]:
    """The regularization losses of the default graph. Source: tf.losses.get_regularization_losses."""
    return get_default_graph().get_collection(GraphKeys.REGULARIZATION_LOSSES, scope)


def get_regularization_loss(scope: str | None = None, name: str = "total_regularization_loss") -> Tensor:
    """The sum of the regularization losses, 0 when there are none. `-> []`. Source: tf.losses.get_regularization_loss."""
    return _sum_of(get_regularization_losses(scope), name)


def get_total_loss(add_regularization_losses: bool = True, name: str = "total_loss", scope: str | None = None) -> Tensor:
    """The sum of all losses, 0 when there are none. `-> []`. Source: tf.losses.get_total_loss."""
    losses = get_losses(scope)
    if add_regularization_losses:
        losses = losses + get_regularization_losses(scope)
    return _sum_of(losses, name)


def _sum_of(losses: list[Any], name: str) -> Tensor:
    graph = get_default_graph()
    if not losses:
        return graph.convert(0.0, float32, name=name)
    made: Tensor = graph.node("AddN", *losses, name=name) if len(losses) > 1 else graph.node("Identity", losses[0], name=name)
    return made


def is_scalar_weight(weights: Any) -> bool:
    """Whether one weight holds for all elements, and is known while the graph is described."""
    return isinstance(weights, (int, float))


def check_weights(weights: Tensor, losses: Tensor) -> None:
    """Raise ValueError unless weights are a scalar, or of the losses' rank with sizes equal or 1."""
    w, x = weights.shape.sizes, losses.shape.sizes
    if w is None or x is None or w == ():
        return
    if len(w) != len(x):
        raise ValueError(f"weights can not be broadcast to values. values.rank={len(x)}. weights.rank={len(w)}.")
    for size, wanted in zip(w, x, strict=True):
        if size not in (None, 1) and wanted is not None and size != wanted:
            raise ValueError(f"weights can not be broadcast to values. values.shape={x}. weights.shape={w}.")


def but_the_first(graph: Graph, x: Tensor) -> Any:
    """All axes but the batch's: numbers, or a tensor of them where the rank is unknown."""
    if x.shape.rank is not None:
        return list(range(1, x.shape.rank))
    return graph.node("Range", 1, graph.node("Rank", x), 1)


def present(graph: Graph, losses: Tensor, weights: Any, *, per_batch: bool = False) -> Tensor:
    """How many elements have a weight other than 0, in all or per row. `[n, ...] -> []` or `[n, 1, ...]`."""
    axes: Any = but_the_first(graph, losses) if per_batch else None
    if is_scalar_weight(weights) and axes is None:
        count: Tensor = graph.node("Cast", graph.node("Size", losses), DstT=losses.dtype, name="num_present")
        return count if weights else graph.convert(0.0, losses.dtype, name="num_present")
    with graph.name_scope("num_present") as scope:
        weights = graph.convert(weights, losses.dtype, name="weights")
        is_present = graph.node("NotEqual", weights, 0)
        spread = graph.node("Cast", is_present, DstT=losses.dtype) * graph.node("OnesLike", losses)
        if axes is None:
            axes = list(range(losses.shape.rank)) if losses.shape.rank is not None else graph.node("AllAxes", losses)
        counted: Tensor = graph.node("Sum", spread, axes, keep_dims=per_batch, name=scope)
        if not per_batch:
            counted.set_shape([])
        return counted


def total(graph: Graph, losses: Tensor, name: str = "Sum") -> Tensor:
    """The sum of all elements. `[...] -> []`."""
    if losses.shape.rank is None:
        axes: Any = graph.node("AllAxes", losses)
    else:
        axes = graph.convert(list(range(losses.shape.rank)), name="Const") if losses.shape.rank else []
    made: Tensor = graph.node("Sum", losses, axes, name=name)
    made.set_shape([])
    return made


def compute_weighted_loss(
    losses: Any,
    weights: Any = 1.0,
    scope: str | None = None,
    loss_collection: str | None = GraphKeys.LOSSES,
    reduction: str = Reduction.SUM_BY_NONZERO_WEIGHTS,
) -> Tensor:
    """`losses * weights`, reduced to one number and put into the collection of losses. `[...] -> []`.

    Raises ValueError for weights that don't fit, and for an unknown reduction. Source: tf.losses.compute_weighted_loss.
    """
    Reduction.validate(reduction)
    graph = graph_of(losses, weights)
    with graph.name_scope(scope or "weighted_loss"):
        losses = graph.convert(losses, name="losses")
        given = losses.dtype
        if given not in (float32, float64):
            losses = graph.node("Cast", losses, DstT=float32)
        factor = graph.convert(weights, name="weights")
        if factor.dtype is not losses.dtype:
            factor = graph.node("Cast", factor, DstT=losses.dtype)
        check_weights(factor, losses)
        weighted = graph.node("Mul", losses, factor, name="Mul")
        made = _reduced(graph, weighted, losses, weights if is_scalar_weight(weights) else factor, reduction)
        if made.dtype is not given:
            made = graph.node("Cast", made, DstT=given)
        add_loss(made, loss_collection)
        return made


def _reduced(graph: Graph, weighted: Tensor, losses: Tensor, weights: Any, reduction: str) -> Tensor:
    if reduction == Reduction.NONE:
        return weighted
    summed = total(graph, weighted)
    if reduction == Reduction.SUM:
        return summed
    if reduction == Reduction.SUM_OVER_BATCH_SIZE:
        count: Any = graph.node("Cast", graph.node("Size", losses), DstT=losses.dtype, name="num_elements")
    elif reduction == Reduction.MEAN:
        count = total(graph, graph.node("OnesLike", losses) * weights)
    else:
        count = present(graph, losses, weights)
    made: Tensor = graph.node("DivNoNan", summed, count, name="value")
    return made
