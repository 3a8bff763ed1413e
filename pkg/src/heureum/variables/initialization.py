"""Giving variables their first values, and asking which have none.

Takes variables; gives operations that a session runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..graph import GraphKeys, Operation, Tensor, get_default_graph, node
from ..ops.grouping import group
from .listing import global_variables, local_variables

__all__ = [
    "assert_variables_initialized",
    "global_variables_initializer",
    "initialize_all_variables",
    "initialize_local_variables",
    "initialize_variables",
    "local_variables_initializer",
    "report_uninitialized_variables",
    "tables_initializer",
    "variables_initializer",
]


def variables_initializer(var_list: Sequence[Any], name: str = "init") -> Operation:
    """An operation that gives each variable of `var_list` its initial value. Source: tf.variables_initializer."""
    return group(*[variable.initializer for variable in var_list], name=name)


def global_variables_initializer() -> Operation:
    """An operation that gives every global variable its initial value. Source: tf.global_variables_initializer."""
    return variables_initializer(global_variables())


def local_variables_initializer() -> Operation:
    """An operation that gives every local variable its initial value. Source: tf.local_variables_initializer."""
    return variables_initializer(local_variables())


def initialize_all_variables() -> Operation:
    """The old name of `global_variables_initializer`. Source: tf.initialize_all_variables."""
    return global_variables_initializer()


def initialize_variables(var_list: Sequence[Any], name: str = "init") -> Operation:
    """The old name of `variables_initializer`. Source: tf.initialize_variables."""
    return variables_initializer(var_list, name)


def initialize_local_variables() -> Operation:
    """The old name of `local_variables_initializer`. Source: tf.initialize_local_variables."""
    return local_variables_initializer()


def tables_initializer(name: str = "init_all_tables") -> Operation:
    """An operation that fills every look-up table of the graph. Source: tf.tables_initializer."""
    return group(*get_default_graph().get_collection(GraphKeys.TABLE_INITIALIZERS), name=name)


def _or_all(var_list: Sequence[Any] | None) -> list[Any]:
    return [*global_variables(), *local_variables()] if var_list is None else list(var_list)


def report_uninitialized_variables(var_list: Sequence[Any] | None = None, name: str = "report_uninitialized_variables") -> Tensor:
    """The names of those variables that have no value yet, as `string[n]`. Source: tf.report_uninitialized_variables."""
    variables = _or_all(var_list)
    with get_default_graph().name_scope(name):
        flags = [node("IsVariableInitialized", variable) for variable in variables]
        made: Tensor = node("UninitializedNames", *flags, names=[variable.op.name for variable in variables])
    return made


def assert_variables_initialized(var_list: Sequence[Any] | None = None) -> Operation | None:
    """An operation that fails with FailedPreconditionError while one of the variables has no value.

    Gives None when there are no variables. Source: tf.assert_variables_initialized.
    """
    variables = _or_all(var_list)
    return group(*[variable.value() for variable in variables]) if variables else None
