"""Argument scopes, and variables by name and scope. `tf.contrib.framework`."""

from __future__ import annotations

from typing import Any

from ... import nest
from ...graph import GraphKeys, Tensor, get_default_graph
from ...graph.sparse import SparseTensor
from ...ops.ordering import argsort, sort
from ...train import (
    Saver,
    assert_global_step,
    create_global_step,
    get_global_step,
    get_or_create_global_step,
    init_from_checkpoint,
    list_variables,
    load_checkpoint,
    load_variable,
)
from ...variable_scopes import get_variable
from ...variables import Variable
from .finding import (
    assign_from_checkpoint,
    assign_from_values,
    assign_from_values_fn,
    filter_variables,
    get_name_scope,
    get_unique_variable,
    get_variable_full_name,
    get_variables_by_suffix,
    global_variable,
    local_variable,
)
from .scoping import add_arg_scope, arg_scope, arg_scoped_arguments, current_arg_scope, has_arg_scope

__all__ = [
    "add_arg_scope",
    "arg_scope",
    "arg_scoped_arguments",
    "argsort",
    "assert_global_step",
    "assign_from_checkpoint",
    "assign_from_checkpoint_fn",
    "assign_from_values",
    "assign_from_values_fn",
    "create_global_step",
    "current_arg_scope",
    "filter_variables",
    "get_global_step",
    "get_local_variables",
    "get_model_variables",
    "get_name_scope",
    "get_or_create_global_step",
    "get_trainable_variables",
    "get_unique_variable",
    "get_variable_full_name",
    "get_variables",
    "get_variables_by_name",
    "get_variables_by_suffix",
    "get_variables_to_restore",
    "global_variable",
    "has_arg_scope",
    "init_from_checkpoint",
    "is_tensor",
    "list_variables",
    "load_checkpoint",
    "load_variable",
    "local_variable",
    "model_variable",
    "nest",
    "sort",
    "variable",
]


def get_variables(scope: Any = None, suffix: str | None = None, collection: str = GraphKeys.GLOBAL_VARIABLES) -> list[Any]:
    """The variables of a collection, in a scope, whose names end so. Source: tf.contrib.framework.get_variables."""
    prefix = getattr(scope, "name", scope)
    found = get_default_graph().get_collection(collection, prefix)
    return [each for each in found if suffix is None or each.op.name.endswith(suffix)]


def get_trainable_variables(scope: Any = None, suffix: str | None = None) -> list[Any]:
    """`get_variables` of those that optimizers change. Source: tf.contrib.framework.get_trainable_variables."""
    return get_variables(scope, suffix, GraphKeys.TRAINABLE_VARIABLES)


def get_model_variables(scope: Any = None, suffix: str | None = None) -> list[Any]:
    """`get_variables` of those that belong to the model. Source: tf.contrib.framework.get_model_variables."""
    return get_variables(scope, suffix, GraphKeys.MODEL_VARIABLES)


def get_local_variables(scope: Any = None, suffix: str | None = None) -> list[Any]:
    """`get_variables` of those that are not saved. Source: tf.contrib.framework.get_local_variables."""
    return get_variables(scope, suffix, GraphKeys.LOCAL_VARIABLES)


def get_variables_by_name(given_name: str, scope: Any = None) -> list[Any]:
    """The variables of that name, in whatever scope inside. Source: tf.contrib.framework.get_variables_by_name."""
    return [each for each in get_variables(scope) if f"/{each.op.name}".endswith(f"/{given_name}")]


def get_variables_to_restore(include: Any = None, exclude: Any = None) -> list[Any]:
    """Variables in the scopes `include`, all unless told, without those in `exclude`.

    Raises TypeError for what is no list. Source: tf.contrib.framework.get_variables_to_restore.
    """
    for each in (include, exclude):
        if each is not None and not isinstance(each, (list, tuple)):
            raise TypeError(f"include and exclude must be lists or tuples, found {each!r}")
    wanted = [v for scope in include for v in get_variables(scope)] if include else get_variables()
    left_out = {id(v) for scope in exclude or () for v in get_variables(scope)}
    return [each for each in dict.fromkeys(wanted) if id(each) not in left_out]


def assign_from_checkpoint_fn(
    model_path: str, var_list: Any, ignore_missing_vars: bool = False, reshape_variables: bool = False
) -> Any:
    """A function that restores variables in a session. Source: tf.contrib.framework.assign_from_checkpoint_fn."""
    named = var_list if isinstance(var_list, dict) else {each.op.name: each for each in var_list}
    if ignore_missing_vars:
        there = {name for name, _ in list_variables(model_path)}
        named = {name: each for name, each in named.items() if name in there}
    if not named:
        return None
    saver = Saver(named, reshape=reshape_variables)
    return lambda session: saver.restore(session, model_path)


def is_tensor(x: Any) -> bool:
    """Whether it is a tensor, a variable or a SparseTensor. Source: tf.contrib.framework.is_tensor."""
    return isinstance(x, (Tensor, SparseTensor, Variable))


@add_arg_scope
def variable(
    name: str,
    shape: Any = None,
    dtype: Any = None,
    initializer: Any = None,
    regularizer: Any = None,
    trainable: bool = True,
    collections: Any = None,
    caching_device: Any = None,
    device: Any = None,
    partitioner: Any = None,
    custom_getter: Any = None,
    use_resource: bool | None = None,
    validate_shape: bool = True,
) -> Variable:
    """`tf.get_variable`, in collections that are told. Source: tf.contrib.framework.variable."""
    with get_default_graph().device(device or ""):
        options = {
            "initializer": initializer,
            "regularizer": regularizer,
            "trainable": trainable,
            "custom_getter": custom_getter,
            "validate_shape": validate_shape,
        }
        kept = list(dict.fromkeys([*(collections or ()), GraphKeys.GLOBAL_VARIABLES]))
        made: Variable = get_variable(name, shape, dtype, collections=kept, **options)
        return made


@add_arg_scope
def model_variable(
    name: str,
    shape: Any = None,
    dtype: Any = None,
    initializer: Any = None,
    regularizer: Any = None,
    trainable: bool = True,
    collections: Any = None,
    caching_device: Any = None,
    device: Any = None,
    partitioner: Any = None,
    custom_getter: Any = None,
    use_resource: bool | None = None,
) -> Variable:
    """`variable`, among those of the model too. Source: tf.contrib.framework.model_variable."""
    kept = [*(collections or ()), GraphKeys.MODEL_VARIABLES]
    made: Variable = variable(
        name, shape, dtype, initializer, regularizer, trainable, kept, caching_device, device, None, custom_getter
    )
    return made
