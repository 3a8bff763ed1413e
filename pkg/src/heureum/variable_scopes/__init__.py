"""Variables by name: made the first time they are asked for, found again where reuse is allowed."""

from .getting import get_local_variable, get_variable, no_regularizer
from .opening import variable_op_scope, variable_scope
from .scope import AUTO_REUSE, VariableScope, get_variable_scope
from .template import Template, make_template

__all__ = [
    "AUTO_REUSE",
    "Template",
    "VariableScope",
    "get_local_variable",
    "get_variable",
    "get_variable_scope",
    "make_template",
    "no_regularizer",
    "variable_op_scope",
    "variable_scope",
]
