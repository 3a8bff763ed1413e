"""Where the largest and smallest elements are: argmax, argmin, top_k and whether a target is among them."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from ..dtypes import DType, as_dtype, int64
from ..dtypes import bool as boolean
from ..graph import Operation, Tensor, graph_of, node, op
from ..op_def import INDEX, REAL
from ..tensor_shape import TensorShape, TensorSpec
from .shapes import at_least_rank, axis_of, of_rank, per_element, unranked

__all__ = ["TopKV2", "arg_max", "arg_min", "argmax", "argmin", "in_top_k", "top_k"]


def _without_axis(input: TensorSpec, dimension: TensorSpec, *, output_type: DType) -> TensorShape:
    if input.shape.rank in (0, 1):
        return TensorShape.of(())  # an axis that is not there is refused when it runs, as in TensorFlow
    sizes = input.shape.sizes
    axis = axis_of(dimension, None if sizes is None else len(sizes))
    if sizes is None or axis is None:
        return unranked(None if sizes is None else len(sizes) - 1)
    return TensorShape.of(sizes[:axis] + sizes[axis + 1 :])


def _place(input: Any, dimension: Any, output_type: DType, find: Any) -> Any:
    axis = int(np.ravel(dimension)[0])
    if not -np.ndim(input) <= axis < np.ndim(input):
        raise ValueError(f"Expected dimension in the range [{-np.ndim(input)}, {np.ndim(input)}), but got {axis}")
    if input.shape[axis] == 0:
        raise ValueError(f"Reduction axis {axis} is empty in shape {list(input.shape)}")
    return find(input, axis).astype(output_type.as_numpy_dtype)


@op(
    "ArgMax(input: T, dimension: Tidx) -> output_type",
    shape=_without_axis,
    work=per_element(1),
    T=(*REAL, boolean),
    Tidx=INDEX,
)
def _arg_max(input: Any, dimension: Any, *, output_type: DType = int64) -> Any:
    """The index of the largest element along an axis, the first of equals. `[a, b] -> [a]`. Source: tf.argmax."""
    return _place(input, dimension, output_type, np.argmax)


@op(
    "ArgMin(input: T, dimension: Tidx) -> output_type",
    shape=_without_axis,
    work=per_element(1),
    T=(*REAL, boolean),
    Tidx=INDEX,
)
def _arg_min(input: Any, dimension: Any, *, output_type: DType = int64) -> Any:
    """The index of the smallest element along an axis, the first of equals. `[a, b] -> [a]`. Source: tf.argmin."""
    return _place(input, dimension, output_type, np.argmin)


def argmax(input: Any, axis: Any = None, name: str | None = None, dimension: Any = None, output_type: Any = int64) -> Tensor:
    """The index of the largest element along `axis`, 0 unless told; the first of equals. `[a, b] -> [b]`.

    `dimension` is the old name. Raises ValueError for an axis that does not exist. Source: tf.argmax.
    """
    return _arg("ArgMax", input, axis, dimension, output_type, name)


def argmin(input: Any, axis: Any = None, name: str | None = None, dimension: Any = None, output_type: Any = int64) -> Tensor:
    """The index of the smallest element along `axis`, 0 unless told; the first of equals. `[a, b] -> [b]`.

    `dimension` is the old name. Raises ValueError for an axis that does not exist. Source: tf.argmin.
    """
    return _arg("ArgMin", input, axis, dimension, output_type, name)


def arg_max(input: Any, dimension: Any, output_type: Any = int64, name: str | None = None) -> Tensor:
    """tf.argmax by its oldest name. `[a, b] x [] -> [a]`. Source: tf.arg_max."""
    return _arg("ArgMax", input, None, dimension, output_type, name)


def arg_min(input: Any, dimension: Any, output_type: Any = int64, name: str | None = None) -> Tensor:
    """tf.argmin by its oldest name. `[a, b] x [] -> [a]`. Source: tf.arg_min."""
    return _arg("ArgMin", input, None, dimension, output_type, name)


def _arg(op_type: str, input: Any, axis: Any, dimension: Any, output_type: Any, name: str | None) -> Tensor:
    if axis is not None and dimension is not None:
        raise ValueError("Cannot specify both 'axis' and 'dimension'")
    chosen = next((each for each in (axis, dimension) if each is not None), 0)
    made: Tensor = node(op_type, input, chosen, output_type=as_dtype(output_type), name=name)
    return made


def _top_shape(input: TensorSpec, k: TensorSpec, **_: Any) -> list[TensorShape]:
    sizes = at_least_rank(input, 1, "input")
    if sizes is None:
        return [TensorShape.of(None)] * 2
    count = None if k.value is None else int(k.value)
    if count is not None and count < 0:
        raise ValueError(f"Need k >= 0, got {count}")
    if count is not None and sizes[-1] is not None and sizes[-1] < count:
        raise ValueError(f"input must have last dimension >= k = {count} but is {sizes[-1]}")
    return [TensorShape.of((*sizes[:-1], count))] * 2


def _top_gradient(op: Operation, dy: Tensor, _: Any) -> list[Any]:
    x, indices = op.inputs[0], op.outputs[1]
    return [node("GatherGrad", node("Shape", x), indices, -1, dy, batch_dims=-1), None]


@op(
    "TopKV2(input: T, k: int32) -> values: T, indices: int32",
    shape=_top_shape,
    gradient=_top_gradient,
    work=per_element(10),
    T=REAL,
)
def _top_k(input: Any, k: Any, *, sorted: bool = True) -> Any:
    """The k largest elements of the last axis and where they are, largest first. `[a, n] -> [a, k], [a, k]`.

    Source: tf.nn.top_k.
    """
    if int(k) < 0:
        raise ValueError(f"Need k >= 0, got {int(k)}")
    if int(k) > input.shape[-1]:
        raise ValueError(f"input must have at least k columns. Had {input.shape[-1]}, needed {int(k)}")
    # A stable order from the back, then turned round: the first of equals stays first.
    order = input.shape[-1] - 1 - np.argsort(input[..., ::-1], -1, kind="stable")[..., ::-1]
    places = order[..., : int(k)]
    return np.take_along_axis(input, places, -1), places.astype(np.int32)


def _in_top_shape(predictions: TensorSpec, targets: TensorSpec, k: TensorSpec) -> TensorShape:
    rows = of_rank(predictions, 2, "predictions")[0]
    return TensorShape.of((rows,)).merge_with(of_rank(targets, 1, "targets"))


@op(
    "InTopKV2(predictions: float32, targets: T, k: T) -> bool",
    shape=_in_top_shape,
    work=per_element(2),
    T=INDEX,
)
def _in_top_k(predictions: Any, targets: Any, k: Any) -> Any:
    """Whether the target is among the k largest predictions of its row. `[n, c] x [n] x [] -> [n]`. Source: tf.nn.in_top_k."""
    if predictions.ndim != 2 or targets.ndim != 1 or len(targets) != len(predictions):
        raise ValueError(
            f"predictions must be 2-dimensional and targets 1-dimensional, of as many rows: found {list(predictions.shape)} and "
            f"{list(targets.shape)}"
        )
    inside = (targets >= 0) & (targets < predictions.shape[1])
    own = predictions[np.arange(len(targets)), np.where(inside, targets, 0)]
    finite = np.isfinite(own) & np.isfinite(predictions).all(1)
    return inside & finite & ((predictions > own[:, None]).sum(1) < int(k))


class TopKV2(NamedTuple):
    """What tf.nn.top_k gives: the largest elements and where they are."""

    values: Tensor
    indices: Tensor


def top_k(input: Any, k: Any = 1, sorted: bool = True, name: str | None = None) -> TopKV2:
    """The `k` largest elements of the last axis, largest first, and where they are. `[a, n] x [] -> [a, k], [a, k]`.

    They are in order whatever `sorted` says. Raises ValueError when there are fewer. Source: tf.nn.top_k.
    """
    return TopKV2(*node("TopKV2", input, k, sorted=sorted, name=name))


def in_top_k(predictions: Any, targets: Any, k: Any, name: str | None = None) -> Tensor:
    """Whether each target is among the `k` largest predictions of its row. `[n, c] x [n] x [] -> [n]`. Source: tf.nn.in_top_k."""
    graph = graph_of(predictions, targets, k)
    with graph.name_scope(name or "in_top_k"):
        made: Tensor = graph.node("InTopKV2", predictions, targets, k)
        return made
