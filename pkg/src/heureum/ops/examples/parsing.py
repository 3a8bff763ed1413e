"""Serialized tf.train.Examples taken apart: what features are asked for, and the tensors that hold them.

Takes strings and a dict of names; gives a dict of tensors, sparse where lengths may differ.
Law: what a record lacks is its default, or an error that names the feature and the record.
Source: tf.parse_example, tensorflow/core/util/example_proto_fast_parsing.cc.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Mapping
from typing import Any

import numpy as np

from ...dtypes import as_dtype, float32, int64, string
from ...errors import InvalidArgumentError
from ...graph import Tensor, get_default_graph, op
from ...graph.convert import as_array
from ...graph.sparse import SparseTensor
from ...tensor_shape import TensorShape, TensorSpec, as_shape
from ..sparse.rows import sparse_merge
from .messages import Example, Feature

__all__ = [
    "FixedLenFeature",
    "FixedLenSequenceFeature",
    "SparseFeature",
    "VarLenFeature",
    "kind_of",
    "parse_example",
    "parse_single_example",
    "values_of",
]

FixedLenFeature = namedtuple("FixedLenFeature", ["shape", "dtype", "default_value"], defaults=[None])
FixedLenFeature.__doc__ = "A feature of one shape in every record. Source: tf.FixedLenFeature."
VarLenFeature = namedtuple("VarLenFeature", ["dtype"])
VarLenFeature.__doc__ = "A feature of any length, which comes as a SparseTensor. Source: tf.VarLenFeature."
SparseFeature = namedtuple("SparseFeature", ["index_key", "value_key", "dtype", "size", "already_sorted"], defaults=[False])
SparseFeature.__doc__ = "Places under one name and elements under another, as a SparseTensor. Source: tf.SparseFeature."
FixedLenSequenceFeature = namedtuple(
    "FixedLenSequenceFeature", ["shape", "dtype", "allow_missing", "default_value"], defaults=[False, None]
)
FixedLenSequenceFeature.__doc__ = (
    "Any number of items of one shape; in a batch the shorter ones are filled up. Source: tf.FixedLenSequenceFeature."
)

_LISTS = {float32: "float_list", int64: "int64_list", string: "bytes_list"}


def kind_of(dtype: Any) -> Any:
    """A dtype that features may have -> itself. Raises TypeError for any but float32, int64 and string.

    Source: tf.train.Feature.
    """
    found = as_dtype(dtype)
    if found not in _LISTS:
        raise TypeError(f"features are float32, int64 or string, found {found.name}")
    return found


def values_of(feature: Feature | None, dtype: Any, key: str, record: int) -> np.ndarray | None:
    """What a feature holds, None where there is nothing. `-> [n]`. Raises InvalidArgumentError for another kind.

    Source: tf.train.Feature.
    """
    which = None if feature is None else feature.WhichOneof("kind")
    if feature is None or which is None:
        return None
    if which != _LISTS[dtype]:
        message = f"Name: <unknown>, Key: {key}, Index: {record}.  Data types don't match. Expected type: {dtype.name}"
        raise InvalidArgumentError(None, None, message)
    values = list(getattr(feature, which).value)
    made = np.empty(len(values), dtype.as_numpy_dtype)
    made[:] = values
    return made


def _shapes(serialized: TensorSpec, *_: TensorSpec, kinds: Any, dtypes: Any, shapes: Any, **__: Any) -> list[TensorSpec]:
    batch = serialized.shape.with_rank(1)
    found: list[TensorSpec] = []
    for kind, dtype, shape in zip(kinds, dtypes, shapes, strict=True):
        if kind == "sparse":
            parts = ((int64, (None, 2)), (as_dtype(dtype), (None,)), (int64, (2,)))
            found += [TensorSpec(each, TensorShape(sizes)) for each, sizes in parts]
        else:
            middle = TensorShape([None]) if kind == "sequence" else TensorShape([])
            found.append(TensorSpec(as_dtype(dtype), batch.concatenate(middle).concatenate(as_shape(shape))))
    return found


@op("ParseExample(inputs: *any) -> *any", shape=_shapes)
def _parse_example(serialized: Any, *defaults: Any, keys: Any, kinds: Any, dtypes: Any, shapes: Any, any: Any = None) -> Any:
    """Features of a batch of records. `string[n], defaults -> a tensor or the three parts of a sparse one for each key`.

    Source: tf.parse_example.
    """
    records = []
    for at, text in enumerate(serialized):
        try:
            records.append(Example.FromString(text).features.feature)
        except ValueError:
            raise InvalidArgumentError(None, None, f"Could not parse example input, record {at}: {text[:40]!r}") from None
    made: list[Any] = []
    given = iter(defaults)
    for key, kind, dtype, shape in zip(keys, kinds, map(as_dtype, dtypes), map(as_shape, shapes), strict=True):
        rows = [values_of(record.get(key), dtype, key, at) for at, record in enumerate(records)]
        if kind == "sparse":
            made += _as_sparse(rows, dtype)
        elif kind == "sequence":
            made.append(_filled_up(rows, dtype, shape.as_list(), next(given)))
        else:
            default = next(given)
            sizes: Any = shape.as_list()
            whole = np.empty((len(rows), int(np.prod(sizes))), dtype.as_numpy_dtype)
            for at, row in enumerate(rows):
                whole[at] = _fixed(row, default, sizes, key, at)
            made.append(whole.reshape(len(rows), *sizes))
    return tuple(made)


def _as_sparse(rows: list[Any], dtype: Any) -> list[np.ndarray]:
    lengths = [0 if row is None else len(row) for row in rows]
    places = np.array([(at, i) for at, length in enumerate(lengths) for i in range(length)], np.int64).reshape(-1, 2)
    values = np.concatenate([np.empty(0, dtype.as_numpy_dtype), *(row for row in rows if row is not None)])
    return [places, values.astype(dtype.as_numpy_dtype), np.array([len(rows), max(lengths, default=0)], np.int64)]


def _fixed(row: Any, default: Any, shape: Any, key: str, at: int) -> Any:
    if row is None:
        if np.size(default) == 0 and int(np.prod(shape)) > 0:
            message = f"Name: <unknown>, Feature: {key} (data type) is required but could not be found."
            raise InvalidArgumentError(None, None, message)
        return np.ravel(default)
    if len(row) != int(np.prod(shape)):
        message = f"Key: {key}, Index: {at}.  Number of values != expected.  values size: {len(row)} but output shape: {shape}"
        raise InvalidArgumentError(None, None, message)
    return row


def _filled_up(rows: list[Any], dtype: Any, shape: Any, default: Any) -> np.ndarray:
    size = max(int(np.prod(shape)), 1)
    longest = max((0 if row is None else len(row) // size for row in rows), default=0)
    made = np.empty((len(rows), longest * size), dtype.as_numpy_dtype)
    made[...] = default if np.size(default) else b"" if dtype is string else 0
    for at, row in enumerate(rows):
        if row is not None:
            if len(row) % size:
                raise InvalidArgumentError(None, None, f"a row of {len(row)} values is no multiple of shape {shape}")
            made[at, : len(row)] = row
    return made.reshape(len(rows), longest, *shape)


def parse_example(
    serialized: Any, features: Mapping[str, Any], name: str | None = None, example_names: Any = None
) -> dict[str, Any]:
    """The features of a batch of serialized tf.train.Examples, by name. `string[n] -> {key: [n, ...] or sparse [n, longest]}`.

    `features` maps names to FixedLenFeature, VarLenFeature, FixedLenSequenceFeature or SparseFeature. Raises ValueError
    for no or unknown ones. A run fails with InvalidArgumentError for a record that lacks a feature without a default.
    Source: tf.parse_example.
    """
    if not features:
        raise ValueError("Missing: features was {}.")
    wanted = _wanted(features)
    graph = get_default_graph()
    with graph.name_scope(name or "ParseExample"):
        records = graph.convert(serialized, string, name="serialized")
        keys = sorted(wanted, key=lambda key: (wanted[key][0] != "sparse", key))
        defaults = [
            graph.convert(_default(wanted[key]), wanted[key][1], name=f"key_{key}") for key in keys if wanted[key][0] != "sparse"
        ]
        found = graph.node(
            "ParseExample", records, *defaults, keys=keys, kinds=[wanted[key][0] for key in keys],
            dtypes=[wanted[key][1] for key in keys], shapes=[wanted[key][2] for key in keys],
        )  # fmt: skip
        outputs = iter(found if isinstance(found, list) else [found])
        made: dict[str, Any] = {
            key: SparseTensor(next(outputs), next(outputs), next(outputs)) if wanted[key][0] == "sparse" else next(outputs)
            for key in keys
        }
        return {key: _as_asked(feature, made, key) for key, feature in features.items()}


def _wanted(features: Mapping[str, Any]) -> dict[str, tuple[str, Any, TensorShape, Any]]:
    """What has to be read: the kind, dtype, shape and default for each name."""
    wanted: dict[str, tuple[str, Any, TensorShape, Any]] = {}
    for key, feature in features.items():
        if isinstance(feature, FixedLenFeature):
            wanted[key] = ("fixed", kind_of(feature.dtype), as_shape(feature.shape), feature.default_value)
        elif isinstance(feature, VarLenFeature):
            wanted[key] = ("sparse", kind_of(feature.dtype), TensorShape([]), None)
        elif isinstance(feature, FixedLenSequenceFeature):
            wanted[key] = ("sequence", kind_of(feature.dtype), as_shape(feature.shape), feature.default_value)
        elif isinstance(feature, SparseFeature):
            several = isinstance(feature.index_key, (list, tuple))
            for index in feature.index_key if several else [feature.index_key]:
                wanted[index] = ("sparse", int64, TensorShape([]), None)
            wanted[feature.value_key] = ("sparse", kind_of(feature.dtype), TensorShape([]), None)
        else:
            raise ValueError(f"Unsupported FixedLenFeature or VarLenFeature for {key!r}: {feature}")
    return wanted


def _default(wanted: tuple[str, Any, TensorShape, Any]) -> Any:
    _, dtype, shape, default = wanted
    if isinstance(default, Tensor):
        return default
    if default is None:
        return np.empty(0, dtype.as_numpy_dtype)
    given = as_array(default, dtype)
    sizes: Any = shape.as_list()
    return given if given.ndim == 0 or not shape.is_fully_defined() else given.reshape(sizes)


def _as_asked(feature: Any, made: Mapping[str, Any], key: str) -> Any:
    if not isinstance(feature, SparseFeature):
        return made[key]
    several = isinstance(feature.index_key, (list, tuple))
    ids = [made[index] for index in feature.index_key] if several else made[feature.index_key]
    size = list(feature.size) if several else feature.size
    return sparse_merge(ids, made[feature.value_key], size, already_sorted=feature.already_sorted)


def parse_single_example(
    serialized: Any, features: Mapping[str, Any], name: str | None = None, example_names: Any = None
) -> dict[str, Any]:
    """The features of one serialized tf.train.Example, by name. `string[] -> {key: [...] or sparse [n]}`.

    Raises and fails as `parse_example`. Source: tf.parse_single_example.
    """
    if not features:
        raise ValueError("Missing features.")
    graph = get_default_graph()
    with graph.name_scope(name or "ParseSingleExample"):
        record = graph.convert(serialized, string, name="serialized")
        record.shape.merge_with(())
        found = parse_example(graph.node("ExpandDims", record, 0), features)
        return {key: _first_row(each) for key, each in found.items()}


def _first_row(each: Any) -> Any:
    graph = each.graph.current()
    if isinstance(each, Tensor):
        return graph.node("Squeeze", each, squeeze_dims=[0])
    places = graph.node("Slice", each.indices, [0, 1], [-1, -1])
    return SparseTensor(places, each.values, graph.node("Slice", each.dense_shape, [1], [-1]))
