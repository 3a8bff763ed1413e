"""Variables: what a graph learns, kept from run to run by each session."""

from .initialization import (
    assert_variables_initialized,
    global_variables_initializer,
    initialize_all_variables,
    initialize_local_variables,
    initialize_variables,
    local_variables_initializer,
    report_uninitialized_variables,
    tables_initializer,
    variables_initializer,
)
from .listing import (
    add_to_collection,
    add_to_collections,
    all_variables,
    get_collection,
    get_collection_ref,
    global_variables,
    local_variables,
    model_variables,
    moving_average_variables,
    trainable_variables,
)
from .sharing import VariableAggregation, VariableSynchronization
from .variable import Variable

__all__ = [
    "Variable",
    "VariableAggregation",
    "VariableSynchronization",
    "add_to_collection",
    "add_to_collections",
    "all_variables",
    "assert_variables_initialized",
    "get_collection",
    "get_collection_ref",
    "global_variables",
    "global_variables_initializer",
    "initialize_all_variables",
    "initialize_local_variables",
    "initialize_variables",
    "local_variables",
    "local_variables_initializer",
    "model_variables",
    "moving_average_variables",
    "report_uninitialized_variables",
    "tables_initializer",
    "trainable_variables",
    "variables_initializer",
]
