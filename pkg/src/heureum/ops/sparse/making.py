"""Sparse tensors of dense ones, of text, and of nothing: from_dense, eye, expand_dims; and the distance of sequences.

Source: tensorflow/python/ops/{sparse_ops,array_ops,string_ops}.py.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ...dtypes import as_dtype, float32, int64, string
from ...graph import Tensor, get_default_graph, graph_of, op
from ...graph.sparse import SparseTensor
from ...op_def import ANY
from ...tensor_shape import TensorShape, TensorSpec
from .places import as_sparse, graph_of_sparse, parts

__all__ = ["edit_distance", "expand_dims", "eye", "from_dense", "split", "string_split"]


def from_dense(tensor: Any, name: str | None = None) -> SparseTensor:
    """The elements that are not zero. `[...] -> sparse [...]`. Source: tf.sparse.from_dense."""
    graph = graph_of(tensor)
    with graph.name_scope(name or "dense_to_sparse"):
        tensor = graph.convert(tensor)
        zero: Any = b"" if tensor.dtype.name == "string" else np.zeros((), tensor.dtype.as_numpy_dtype)
        indices = graph.node("Where", graph.node("NotEqual", tensor, graph.convert(zero, tensor.dtype)))
        return SparseTensor(indices, graph.node("GatherNd", tensor, indices), graph.node("Shape", tensor, out_type=int64))


def eye(num_rows: int, num_columns: int | None = None, dtype: Any = float32, name: str | None = None) -> SparseTensor:
    """Ones on the diagonal. `-> sparse [num_rows, num_columns]`. Source: tf.sparse.eye."""
    columns = num_rows if num_columns is None else num_columns
    count = min(num_rows, columns)
    with get_default_graph().name_scope(name or "eye"):
        places = np.stack([np.arange(count, dtype=np.int64)] * 2, axis=1)
        ones = np.ones(count, as_dtype(dtype).as_numpy_dtype)
        return SparseTensor(places, ones, np.array([num_rows, columns], np.int64))


def expand_dims(sp_input: Any, axis: Any = None, name: str | None = None) -> SparseTensor:
    """One more axis of size 1. `sparse [a, b] -> sparse [a, 1, b]`. Raises TypeError unless it is sparse.

    Source: tf.sparse.expand_dims.
    """
    sp_input = as_sparse(sp_input)
    graph = graph_of_sparse(sp_input)
    axis = -1 if axis is None else axis
    with graph.name_scope(name or "expand_dims"):
        rank = sp_input.dense_shape.shape[0].value
        if rank is None or not -rank - 1 <= axis <= rank:
            raise ValueError(f"axis {axis} is out of range for a sparse tensor of rank {rank}")
        at = axis % (rank + 1)
        zeros = graph.node("ZerosLike", graph.node("Slice", sp_input.indices, [0, 0], [-1, 1]))
        left = graph.node("Slice", sp_input.indices, [0, 0], [-1, at])
        right = graph.node("Slice", sp_input.indices, [0, at], [-1, -1])
        indices = graph.node("ConcatV2", left, zeros, right, 1)
        sizes = (graph.node("Slice", sp_input.dense_shape, [0], [at]), graph.node("Slice", sp_input.dense_shape, [at], [-1]))
        shape = graph.node("ConcatV2", sizes[0], np.array([1], np.int64), sizes[1], 0)
        return SparseTensor(indices, sp_input.values, shape)


def _pieces(input: TensorSpec, delimiter: TensorSpec, **_: Any) -> list[TensorShape]:
    input.shape.with_rank(1)
    delimiter.shape.merge_with(())
    return [TensorShape.of((None, 2)), TensorShape.of((None,)), TensorShape.of((2,))]


@op("StringSplit(input: string, delimiter: string) -> indices: int64, values: string, shape: int64", shape=_pieces)
def _string_split(input: Any, delimiter: Any, *, skip_empty: bool = True) -> Any:
    """Words of lines, cut at any byte of the delimiter. `[n], [] -> [m, 2], [m], [2]`. Source: tf.string_split."""
    delimiter = delimiter if isinstance(delimiter, bytes) else delimiter.item()
    rows = [_cut(line, delimiter) for line in input]
    return _as_sparse_words([[word for word in row if word] for row in rows] if skip_empty else rows)


def _as_sparse_words(rows: list[list[bytes]]) -> Any:
    """Rows of words as the three parts of a sparse tensor."""
    words = [word for row in rows for word in row]
    places = [(at, column) for at, row in enumerate(rows) for column in range(len(row))]
    made = np.empty(len(words), object)
    made[:] = words
    shape = np.array([len(rows), max(map(len, rows), default=0)], np.int64)
    return np.array(places, np.int64).reshape(-1, 2), made, shape


def _cut(line: bytes, delimiters: bytes) -> list[bytes]:
    if not line:
        return []
    if not delimiters:
        return [line[i : i + 1] for i in range(len(line))]
    for each in delimiters[1:]:
        line = line.replace(bytes([each]), delimiters[:1])
    return line.split(delimiters[:1])


@op("StringSplitV2(input: string, sep: string) -> indices: int64, values: string, shape: int64", shape=_pieces)
def _string_split_v2(input: Any, sep: Any, *, maxsplit: int = -1) -> Any:
    """Words of lines, cut at a whole separator, at any white space when it is empty. `[n], [] -> [m, 2], [m], [2]`.

    Source: tf.strings.split.
    """
    sep = sep if isinstance(sep, bytes) else sep.item()
    return _as_sparse_words([line.split(sep or None, maxsplit) for line in input])


def split(
    input: Any = None,
    sep: Any = None,
    maxsplit: int = -1,
    result_type: str = "SparseTensor",
    source: Any = None,
    name: str | None = None,
) -> SparseTensor:
    """Words of lines, cut at each `sep`, at white space unless told; at most `maxsplit` cuts. `[n] -> sparse [n, widest]`.

    Raises ValueError unless the lines are a vector, or for another `result_type`. Source: tf.strings.split.
    """
    if result_type != "SparseTensor":
        raise ValueError(f"result_type must be 'SparseTensor', found {result_type!r}: heureum has no ragged tensors")
    given = source if input is None else input
    graph = graph_of(given, sep)
    with graph.name_scope(name or "StringSplit"):
        lines = graph.convert(given, string, name="input")
        if lines.shape.rank == 0:
            lines = graph.node("ExpandDims", lines, 0)
        parts = lines, graph.convert("" if sep is None else sep, string)
        return SparseTensor(*graph.node("StringSplitV2", *parts, maxsplit=maxsplit))


def string_split(
    source: Any,
    sep: Any = None,
    skip_empty: bool = True,
    delimiter: Any = None,
    result_type: str = "SparseTensor",
    name: str | None = None,
) -> SparseTensor:
    """Words of lines, cut at each byte of `delimiter`, at spaces unless told. `[n] -> sparse [n, widest]`.

    Raises ValueError unless the lines are a vector, or for another `result_type`. Source: tf.string_split.
    """
    delimiter = next((each for each in (delimiter, sep) if each is not None), " ")
    if result_type != "SparseTensor":
        raise ValueError(f"result_type must be 'SparseTensor', found {result_type!r}")
    graph = graph_of(source, delimiter)
    with graph.name_scope(name or "StringSplit"):
        source, delimiter = graph.convert(source, string), graph.convert(delimiter, string)
        return SparseTensor(*graph.node("StringSplit", source, delimiter, skip_empty=skip_empty))


def _distances(*inputs: TensorSpec, **_: Any) -> TensorShape:
    parts(*inputs[:3])
    parts(*inputs[3:])
    known = [each.known_sizes() for each in (inputs[2], inputs[5])]
    if known[0] is None or known[1] is None:
        rank = inputs[0].shape.with_rank(2).sizes or (None, None)
        return TensorShape.of(None if rank[1] is None else (None,) * (rank[1] - 1))
    sizes = zip(known[0][:-1], known[1][:-1], strict=True)
    return TensorShape.of(tuple(None if a is None or b is None else max(a, b) for a, b in sizes))


@op(
    "EditDistance(hypothesis_indices: int64, hypothesis_values: T, hypothesis_shape: int64,"
    " truth_indices: int64, truth_values: T, truth_shape: int64) -> float32",
    shape=_distances,
    T=ANY,
)
def _edit_distance(*inputs: Any, normalize: bool = True) -> Any:
    """How many insertions, deletions and changes make one sequence the other. `sparse [..., a], sparse [..., b] -> [...]`.

    Source: tf.edit_distance. V. Levenshtein 1966, Binary codes capable of correcting deletions, insertions, and reversals.
    """
    found = _sequences(*inputs[:3]), _sequences(*inputs[3:])
    made = np.zeros(np.maximum(inputs[2][:-1], inputs[5][:-1]), np.float32)
    for place in np.ndindex(made.shape):
        a, b = (each.get(place, []) for each in found)
        distance = float(_levenshtein(a, b))
        made[place] = distance / len(b) if normalize and b else np.inf if normalize and distance else distance
    return made


def _sequences(indices: Any, values: Any, _: Any) -> dict[tuple[int, ...], list[Any]]:
    found: dict[tuple[int, ...], list[Any]] = {}
    for place, value in zip(indices.tolist(), values.tolist(), strict=True):
        found.setdefault(tuple(place[:-1]), []).append(value)
    return found


def _levenshtein(a: list[Any], b: list[Any]) -> int:
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (x != y))
    return row[-1]


def edit_distance(hypothesis: Any, truth: Any, normalize: bool = True, name: str = "edit_distance") -> Tensor:
    """How many changes make each sequence its truth, by the truth's length unless told.

    `sparse [n, a], sparse [n, b] -> [n]`.

    Raises TypeError unless both are sparse. Source: tf.edit_distance.
    """
    a, b = as_sparse(hypothesis, "hypothesis"), as_sparse(truth, "truth")
    three_and_three = (a.indices, a.values, a.dense_shape, b.indices, b.values, b.dense_shape)
    made: Tensor = graph_of_sparse(a, b).node("EditDistance", *three_and_three, normalize=normalize, name=name)
    return made
