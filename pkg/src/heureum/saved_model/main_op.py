"""What usually runs when a saved model is loaded. `tf.saved_model.main_op`."""

from typing import Any

from ..ops.grouping import group
from ..variables import local_variables_initializer, tables_initializer, variables_initializer
from ..variables.listing import global_variables

__all__ = ["main_op"]


def main_op() -> Any:
    """The operation that initialises all variables and fills all tables. Source: tf.saved_model.main_op.main_op."""
    return group(variables_initializer(global_variables()), local_variables_initializer(), tables_initializer())
