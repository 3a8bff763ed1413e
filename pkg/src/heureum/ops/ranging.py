"""Evenly spaced numbers and what is counted along an axis: range, lin_space, meshgrid, sequence_mask, eye."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from ..dtypes import DType, as_dtype, float32, float64, int32, int64
from ..dtypes import bool as boolean
from ..graph import Tensor, graph_of, op
from ..op_def import FLOATING, INDEX
from ..tensor_shape import TensorSpec
from .shapes import of_rank

__all__ = ["lin_space", "linspace", "meshgrid", "range", "sequence_mask"]

_range = range


def _ranged(start: TensorSpec, limit: TensorSpec, delta: TensorSpec) -> tuple[int | None]:
    for name, each in (("start", start), ("limit", limit), ("delta", delta)):
        of_rank(each, 0, name)
    if start.value is None or limit.value is None or delta.value is None:
        return (None,)
    first, last, step = start.value.item(), limit.value.item(), delta.value.item()
    _check_step(first, last, step)
    return (max(0, int(np.ceil((last - first) / step))),)


def _check_step(first: Any, last: Any, step: Any) -> None:
    if step == 0:
        raise ValueError("Requires delta != 0: 0")
    if (last - first) * step < 0:
        sides = ("<=", ">") if step > 0 else (">=", "<")
        raise ValueError(f"Requires start {sides[0]} limit when delta {sides[1]} 0: {first}/{last}")


@op("Range(start: Tidx, limit: Tidx, delta: Tidx) -> Tidx", shape=_ranged, Tidx=(int32, int64, *FLOATING))
def _range_kernel(start: Any, limit: Any, delta: Any) -> Any:
    """From start, in steps of delta, to before limit. `[] x [] x [] -> [n]`. Source: tf.range."""
    _check_step(start.item(), limit.item(), delta.item())
    count = max(0, int(np.ceil((limit.item() - start.item()) / delta.item())))
    return (start + np.arange(count) * delta).astype(start.dtype)


def range(start: Any, limit: Any = None, delta: Any = 1, dtype: Any = None, name: str = "range") -> Tensor:
    """From `start`, in steps of `delta`, to before `limit`; `range(n)` counts from 0. `[] x [] x [] -> [n]`.

    Raises ValueError for a step of 0, or one that leads away from the limit. Source: tf.range.
    """
    if limit is None:
        start, limit = 0, start
    graph = graph_of(start, limit, delta)
    with graph.name_scope(name or "range") as scope:
        wanted = None if dtype is None else as_dtype(dtype)
        ends = [graph.convert(v, wanted, name=n) for v, n in ((start, "start"), (limit, "limit"), (delta, "delta"))]
        if wanted is None:
            order = (int32, int64, float32, float64)
            highest = max((each.dtype for each in ends), key=lambda each: order.index(each) if each in order else 9)
            ends = [_converted(each, highest) for each in ends]
        made: Tensor = graph.node("Range", *ends, name=scope)
        return made


def _converted(x: Tensor, dtype: DType) -> Tensor:
    """Cast; what is known of the number stays known, so that the length of a range is."""
    if x.dtype is dtype:
        return x
    made: Tensor = graph_of(x).node("Cast", x, DstT=dtype)
    if x.spec.value is not None:
        made.spec = replace(made.spec, value=x.spec.value.astype(dtype.as_numpy_dtype))
    return made


def _lin_spec(start: TensorSpec, stop: TensorSpec, num: TensorSpec) -> tuple[int | None]:
    if num.value is not None and int(num.value) <= 0:
        raise ValueError(f"Requires num > 0: {int(num.value)}")
    return (None if num.value is None else int(num.value),)


@op("LinSpace(start: T, stop: T, num: Tidx) -> T", shape=_lin_spec, T=FLOATING, Tidx=INDEX)
def _lin_space(start: Any, stop: Any, num: Any) -> Any:
    """`num` numbers from start to stop, both included, evenly spaced. `[] x [] x [] -> [num]`. Source: tf.lin_space."""
    if int(num) <= 0:
        raise ValueError(f"Requires num > 0: {int(num)}")
    return np.linspace(start, stop, int(num)).astype(np.asarray(start).dtype)


def lin_space(start: Any, stop: Any, num: Any, name: str | None = None, axis: int = 0) -> Tensor:
    """`num` numbers from `start` to `stop`, both included, evenly spaced. `[] x [] x [] -> [num]`.

    `axis` is accepted for scalars, where it has no effect. Raises ValueError when `num` is not positive.
    Source: tf.lin_space.
    """
    graph = graph_of(start, stop, num)
    with graph.name_scope(name or "linspace"):
        start = graph.convert(start, name="start")
        stop = graph.convert(stop, start.dtype, name="stop")
        num = graph.convert(num, name="num")
        if start.dtype.is_integer:
            start, stop = (graph.node("Cast", each, DstT=float64) for each in (start, stop))
        made: Tensor = graph.node("LinSpace", start, stop, num, name="Slice")
        return made


linspace = lin_space


def meshgrid(*args: Any, **kwargs: Any) -> list[Tensor]:
    """The coordinates of a grid, one tensor per vector. `[a], [b] -> [b, a], [b, a]`, with `indexing="ij"` `[a, b]`.

    Raises ValueError for another indexing, TypeError for an unknown argument. Source: tf.meshgrid.
    """
    indexing, name = kwargs.pop("indexing", "xy"), kwargs.pop("name", "meshgrid")
    if kwargs:
        raise TypeError(f"'{next(iter(kwargs))}' is an invalid keyword argument for this function")
    if indexing not in ("xy", "ij"):
        raise ValueError(f"Argument `indexing` parameter must be either 'xy' or 'ij', got '{indexing}'")
    graph = graph_of(*args)
    with graph.name_scope(name):
        vectors = [graph.convert(each, name="stack") for each in args]
        axes = list(_range(len(vectors)))
        if indexing == "xy" and len(axes) > 1:
            axes[:2] = 1, 0
        open_axes = [[-1 if axis == at else 1 for axis in _range(len(vectors))] for at in axes]
        counts = [graph.node("Size", each) for each in vectors]
        sizes = graph.node("Pack", *(counts[axes.index(i)] for i in _range(len(axes)))) if counts else []
        dtype = vectors[0].dtype if vectors else float32
        whole = graph.node("Fill", sizes, graph.convert(dtype.as_numpy_dtype(1)), name="ones")
        return [graph.node("Reshape", each, sizes_of) * whole for each, sizes_of in zip(vectors, open_axes, strict=True)]


def sequence_mask(lengths: Any, maxlen: Any = None, dtype: Any = boolean, name: str | None = None) -> Tensor:
    """True in the first `lengths[i]` places of row i. `[n] -> [n, maxlen]`.

    `maxlen` is the longest length unless told. Raises ValueError when it is no scalar. Source: tf.sequence_mask.
    """
    graph = graph_of(lengths, maxlen)
    wanted: DType = as_dtype(dtype)
    with graph.name_scope(name or "SequenceMask"):
        lengths = graph.convert(lengths)
        if maxlen is None:
            axes = graph.convert(np.arange(lengths.shape.rank or 0, dtype=np.int32))
            longest = graph.node("Max", lengths, axes if lengths.shape.rank is not None else graph.node("AllAxes", lengths))
            maxlen = graph.node("Maximum", graph.convert(lengths.dtype.as_numpy_dtype(0)), longest)
        else:
            maxlen = graph.convert(maxlen)
        if maxlen.shape.rank not in (0, None):
            raise ValueError(f"Argument `maxlen` must be scalar for sequence_mask, received {maxlen.spec}")
        kind = maxlen.dtype.as_numpy_dtype
        places = graph.node("Range", graph.convert(kind(0)), maxlen, graph.convert(kind(1)))
        rows = graph.node("Cast", graph.node("ExpandDims", lengths, -1), DstT=maxlen.dtype)
        made: Tensor = graph.node("Less", places, rows)
        return made if wanted is boolean else graph.node("Cast", made, DstT=wanted)
