"""One serialized tf.train.SequenceExample taken apart: features of the whole, and features of each step.

Source: tf.parse_single_sequence_example.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from ...dtypes import as_dtype, int64, string
from ...errors import InvalidArgumentError
from ...graph import get_default_graph, op
from ...graph.sparse import SparseTensor
from ...tensor_shape import TensorShape, TensorSpec, as_shape
from .messages import Example, SequenceExample
from .parsing import FixedLenSequenceFeature, VarLenFeature, kind_of, parse_single_example, values_of

__all__ = ["parse_single_sequence_example"]


def _shapes(serialized: TensorSpec, *, kinds: Any, dtypes: Any, shapes: Any, **_: Any) -> list[TensorSpec]:
    serialized.shape.merge_with(())
    found: list[TensorSpec] = [TensorSpec(string, TensorShape([]))]
    for kind, dtype, shape in zip(kinds, dtypes, shapes, strict=True):
        if kind == "sparse":
            parts = ((int64, (None, 2)), (as_dtype(dtype), (None,)), (int64, (2,)))
            found += [TensorSpec(each, TensorShape(sizes)) for each, sizes in parts]
        else:
            found.append(TensorSpec(as_dtype(dtype), TensorShape([None]).concatenate(as_shape(shape))))
    return found


@op("ParseSequenceExample(serialized: string) -> *any", shape=_shapes)
def _parse(serialized: Any, *, keys: Any, kinds: Any, dtypes: Any, shapes: Any, any: Any = None) -> Any:
    """The context as an Example, and the features of each step. `string[] -> string[], a tensor or three parts for each key`.

    Source: tf.parse_single_sequence_example.
    """
    try:
        record = SequenceExample.FromString(serialized)
    except ValueError:
        raise InvalidArgumentError(None, None, f"Could not parse sequence example: {serialized[:40]!r}") from None
    made: list[Any] = [Example(features=record.context).SerializeToString()]
    for key, kind, dtype, shape in zip(keys, kinds, map(as_dtype, dtypes), map(as_shape, shapes), strict=True):
        steps = record.feature_lists.feature_list.get(key)
        if steps is None and kind == "fixed":
            raise InvalidArgumentError(None, None, f"Name: <unknown>, Feature list '{key}' is required but could not be found.")
        found = [values_of(each, dtype, key, at) for at, each in enumerate(steps.feature if steps is not None else ())]
        empty = np.empty(0, dtype.as_numpy_dtype)
        rows: Any = [empty if row is None else row for row in found]
        if kind == "sparse":
            places = np.array([(at, i) for at, row in enumerate(rows) for i in range(len(row))], np.int64).reshape(-1, 2)
            sizes = np.array([len(rows), max(map(len, rows), default=0)], np.int64)
            made += [places, np.concatenate([empty, *rows]), sizes]
            continue
        wanted = shape.num_elements() or 0
        wrong = next((at for at, row in enumerate(rows) if len(row) != wanted), None)
        if wrong is not None:
            message = f"Key: {key}, Index: {wrong}.  Number of values != expected.  values size: {len(rows[wrong])} but {wanted}"
            raise InvalidArgumentError(None, None, message)
        made.append(np.concatenate([empty, *rows]).reshape(len(rows), *shape.as_list()))
    return tuple(made)


def _kind(feature: Any) -> str:
    if isinstance(feature, VarLenFeature):
        return "sparse"
    return "missing" if feature.allow_missing else "fixed"


def parse_single_sequence_example(
    serialized: Any,
    context_features: Mapping[str, Any] | None = None,
    sequence_features: Mapping[str, Any] | None = None,
    example_name: Any = None,
    name: str | None = None,
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The features of the whole, and those of each step, by name. `string[] -> {key: [...]}, {key: [steps, ...] or sparse}`.

    `sequence_features` are FixedLenSequenceFeature and VarLenFeature. Raises ValueError when nothing is asked for, or
    for another kind. A run fails with InvalidArgumentError for a record that lacks one. Source: tf.parse_single_sequence_example.
    """
    if not context_features and not sequence_features:
        raise ValueError("Missing features.")
    features = sequence_features or {}
    for key, feature in features.items():
        if not isinstance(feature, (FixedLenSequenceFeature, VarLenFeature)):
            raise ValueError(f"Unsupported feature for {key!r}: {feature}")
    graph = get_default_graph()
    with graph.name_scope(name or "ParseSingleSequenceExample"):
        kinds = [
            "sparse" if isinstance(f, VarLenFeature) else "missing" if f.allow_missing else "fixed" for f in features.values()
        ]
        found = graph.node(
            "ParseSequenceExample", graph.convert(serialized, string, name="serialized"), keys=list(features), kinds=kinds,
            dtypes=[kind_of(each.dtype) for each in features.values()],
            shapes=[as_shape(getattr(each, "shape", [])) for each in features.values()],
        )  # fmt: skip
        outputs = iter(found if isinstance(found, list) else [found])
        context = next(outputs)
        steps: dict[str, Any] = {
            key: SparseTensor(next(outputs), next(outputs), next(outputs)) if kind == "sparse" else next(outputs)
            for key, kind in zip(features, kinds, strict=True)
        }
        return parse_single_example(context, context_features) if context_features else {}, steps
