"""Variables found by patterns and endings, given values from outside, or kept local. `tf.contrib.framework`.

Source: tensorflow/contrib/framework/python/ops/variables.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ...graph import GraphKeys, Operation, get_default_graph
from ...ops.grouping import group
from ...ops.inputs import placeholder
from ...train import load_checkpoint
from ...variables import Variable

__all__ = [
    "assign_from_checkpoint",
    "assign_from_values",
    "assign_from_values_fn",
    "filter_variables",
    "get_name_scope",
    "get_unique_variable",
    "get_variable_full_name",
    "get_variables_by_suffix",
    "global_variable",
    "local_variable",
]


def filter_variables(
    var_list: Sequence[Any], include_patterns: Any = None, exclude_patterns: Any = None, reg_search: bool = True
) -> list[Any]:
    """The variables whose names match one of the first patterns and none of the second, anywhere in the name or from its
    beginning. Source: tf.contrib.framework.filter_variables.
    """
    find = re.search if reg_search else re.match

    def matches(patterns: Any, variable: Any) -> bool:
        listed = [patterns] if isinstance(patterns, str) else patterns
        return any(find(pattern, variable.op.name) for pattern in listed)

    kept = [each for each in var_list if not include_patterns or matches(include_patterns, each)]
    return [each for each in kept if not exclude_patterns or not matches(exclude_patterns, each)]


def get_variables_by_suffix(suffix: str, scope: Any = None) -> list[Any]:
    """The variables whose names end so. Source: tf.contrib.framework.get_variables_by_suffix."""
    found = get_default_graph().get_collection(GraphKeys.GLOBAL_VARIABLES, getattr(scope, "name", scope))
    return [each for each in found if each.op.name.endswith(suffix)]


def get_unique_variable(var_op_name: str) -> Any:
    """The variable of that name. Raises ValueError when there is none. Source: tf.contrib.framework.get_unique_variable."""
    for each in get_default_graph().get_collection(GraphKeys.GLOBAL_VARIABLES, var_op_name):
        if each.op.name == var_op_name:
            return each
    raise ValueError(f"Variable {var_op_name} not found")


def get_variable_full_name(var: Any) -> str:
    """The name under which a checkpoint holds it. Source: tf.contrib.framework.get_variable_full_name."""
    return str(var.op.name)


def get_name_scope() -> str:
    """The name scope that nodes are made in now. Source: tf.contrib.framework.get_name_scope."""
    return str(get_default_graph().get_name_scope())


def local_variable(
    initial_value: Any, validate_shape: bool = True, name: str | None = None, use_resource: bool | None = None
) -> Variable:
    """A variable that is not trained and not saved. Source: tf.contrib.framework.local_variable."""
    kept = [GraphKeys.LOCAL_VARIABLES]
    return Variable(initial_value, trainable=False, collections=kept, validate_shape=validate_shape, name=name)


def global_variable(
    initial_value: Any, validate_shape: bool = True, name: str | None = None, use_resource: bool | None = None
) -> Variable:
    """A variable that is not trained. Source: tf.contrib.framework.global_variable."""
    kept = [GraphKeys.GLOBAL_VARIABLES]
    return Variable(initial_value, trainable=False, collections=kept, validate_shape=validate_shape, name=name)


def assign_from_values(var_names_to_values: Mapping[str, Any]) -> tuple[Operation, dict[Any, Any]]:
    """An operation that gives variables, by name, these values, and what to feed to it.

    Raises ValueError for a variable that is not there. Source: tf.contrib.framework.assign_from_values.
    """
    feeds: dict[Any, Any] = {}
    writes = []
    for name, value in var_names_to_values.items():
        variable = _variable(name)
        new_value = placeholder(variable.dtype.base_dtype, variable.shape)
        writes.append(variable.assign(new_value))
        feeds[new_value] = value
    return group(*writes), feeds


def assign_from_values_fn(var_names_to_values: Mapping[str, Any]) -> Callable[[Any], Any]:
    """`assign_from_values` as a function of a session. Source: tf.contrib.framework.assign_from_values_fn."""
    write, feeds = assign_from_values(var_names_to_values)
    return lambda session: session.run(write, feeds)


def assign_from_checkpoint(model_path: str, var_list: Any, ignore_missing_vars: bool = False) -> tuple[Operation, dict[Any, Any]]:
    """An operation that restores variables from a checkpoint, and what to feed to it.

    `var_list` are variables, or a dict from names in the checkpoint. Raises ValueError for what the checkpoint lacks.
    Source: tf.contrib.framework.assign_from_checkpoint.
    """
    reader = load_checkpoint(model_path)
    named = dict(var_list) if isinstance(var_list, Mapping) else {each.op.name: each for each in var_list}
    there = reader.get_variable_to_shape_map()
    missing = [name for name in named if name not in there]
    if missing and not ignore_missing_vars:
        raise ValueError(f"The checkpoint {model_path} does not hold {missing}; it holds {sorted(there)}")
    return assign_from_values({each.op.name: reader.get_tensor(name) for name, each in named.items() if name in there})


def _variable(name: str) -> Any:
    graph = get_default_graph()
    for key in (GraphKeys.GLOBAL_VARIABLES, GraphKeys.LOCAL_VARIABLES):
        for each in graph.get_collection(key):
            if each.op.name == name:
                return each
    raise ValueError(f"Variable {name} wasn't found: make it first, with get_variable or a layer")
