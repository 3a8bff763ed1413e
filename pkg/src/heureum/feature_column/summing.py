"""The first layer that columns make: side by side, or summed with weights. Source: tf.feature_column."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..graph import GraphKeys, SparseTensor, Tensor, get_default_graph
from ..init_ops import zeros_initializer
from ..neural.embedding import safe_embedding_lookup_sparse
from ..ops.sparse.converting import sparse_reshape
from ..variable_scopes import get_variable, get_variable_scope, variable_scope
from .column import CategoricalColumn, DenseColumn, FeatureColumn, Features, sorted_by_name

__all__ = ["input_layer", "linear_model", "make_parse_example_spec"]


def input_layer(
    features: Mapping[str, Any],
    feature_columns: Any,
    weight_collections: Any = None,
    trainable: bool = True,
    cols_to_vars: dict[Any, Any] | None = None,
    cols_to_output_tensors: dict[Any, Any] | None = None,
) -> Tensor:
    """What the columns give, side by side in the order of their names. `-> float32 [batch, n]`.

    Raises ValueError for columns of classes: wrap them with `indicator_column` or `embedding_column`.
    Source: tf.feature_column.input_layer.
    """
    columns = sorted_by_name(feature_columns)
    for column in columns:
        if not isinstance(column, DenseColumn):
            raise ValueError(
                "Items of feature_columns must be a _DenseColumn. You can wrap a categorical column with an embedding_column "
                f"or indicator_column. Given: {column}"
            )
    collections = _collections(weight_collections)
    graph, given, parts = get_default_graph(), Features(features), []
    with variable_scope(None, "input_layer"):
        for column in columns:
            assert isinstance(column, DenseColumn)
            with variable_scope(None, column.scope_name):
                made = column.dense(given, collections, trainable)
                flat = graph.node("Reshape", made, [-1, column.variable_shape.num_elements()])
                parts.append(flat)
                if cols_to_vars is not None:
                    cols_to_vars[column] = _own(graph)
                if cols_to_output_tensors is not None:
                    cols_to_output_tensors[column] = flat
        joined: Tensor = graph.node("ConcatV2", *parts, 1, name="concat")
        return joined


def linear_model(
    features: Mapping[str, Any],
    feature_columns: Any,
    units: int = 1,
    sparse_combiner: str = "sum",
    weight_collections: Any = None,
    trainable: bool = True,
    cols_to_vars: dict[Any, Any] | None = None,
) -> Tensor:
    """The sum of what the columns give, each times weights of its own, and of a bias; zeros at first. `-> [batch, units]`.

    Source: tf.feature_column.linear_model.
    """
    columns = sorted_by_name(feature_columns)
    collections = _collections(weight_collections)
    graph, given, sums = get_default_graph(), Features(features), []
    with variable_scope(None, "linear_model"):
        for column in columns:
            with variable_scope(None, column.scope_name):
                sums.append(_weighted_sum(column, given, units, sparse_combiner, collections, trainable))
                if cols_to_vars is not None:
                    cols_to_vars[column] = _own(graph)
        bias = get_variable("bias_weights", [units], None, zeros_initializer(), trainable=trainable, collections=collections)
        if cols_to_vars is not None:
            cols_to_vars["bias"] = [bias]
        total = graph.node("AddN", *sums, name="weighted_sum_no_bias")
        made: Tensor = graph.node("BiasAdd", total, bias, name="weighted_sum")
        return made


def _weighted_sum(
    column: FeatureColumn, features: Features, units: int, combiner: str, collections: list[str], trainable: bool
) -> Tensor:
    graph = get_default_graph()

    def weights(rows: int | None) -> Any:
        return get_variable("weights", [rows, units], None, zeros_initializer(), trainable=trainable, collections=collections)

    if isinstance(column, CategoricalColumn):
        table = weights(column.num_buckets)
        ids, shares = column.sparse(features)
        return safe_embedding_lookup_sparse(
            table, _in_rows(ids), None if shares is None else _in_rows(shares), combiner, name="weighted_sum"
        )
    if not isinstance(column, DenseColumn):
        raise ValueError(f"Items of feature_columns must be either a _DenseColumn or _CategoricalColumn. Given: {column}")
    width = column.variable_shape.num_elements()
    table = weights(width)
    numbers = graph.node("Reshape", column.dense(features, collections, trainable), [-1, width])
    made: Tensor = graph.node("MatMul", numbers, table, name="weighted_sum")
    return made


def _in_rows(given: SparseTensor) -> SparseTensor:
    return sparse_reshape(given, get_default_graph().node("Pack", given.dense_shape[0], -1))


def _own(graph: Any) -> list[Any]:
    own: list[Any] = graph.get_collection(GraphKeys.GLOBAL_VARIABLES, scope=f"{get_variable_scope().name}/")
    return own


def _collections(given: Any) -> list[str]:
    return list(dict.fromkeys([*(given or ()), GraphKeys.GLOBAL_VARIABLES, GraphKeys.MODEL_VARIABLES]))


def make_parse_example_spec(feature_columns: Any) -> dict[str, Any]:
    """How to find the features of all columns in a tf.train.Example: for `tf.parse_example`.

    Raises ValueError for what is no column, and where columns find a feature in different ways.
    Source: tf.feature_column.make_parse_example_spec.
    """
    result: dict[str, Any] = {}
    for column in feature_columns:
        if not isinstance(column, FeatureColumn):
            raise ValueError(f"All feature_columns must be _FeatureColumn instances. Given: {column}")
        for key, value in column.parse_example_spec.items():
            if result.setdefault(key, value) != value:
                raise ValueError(f"feature_columns contain different parse_spec for key {key}. Given {value} and {result[key]}")
    return result
