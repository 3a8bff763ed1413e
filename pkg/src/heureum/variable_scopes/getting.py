"""`get_variable`: a variable by its name, made or found.

Takes a name, and what is needed to make the variable; gives it.
Law: within one graph a full name stands for one variable; asking for it with another shape or dtype is refused.
Source: tf.get_variable.
"""

from __future__ import annotations

import inspect
from functools import partial
from typing import Any

from ..dtypes import DType, as_dtype, float32
from ..graph import GraphKeys, Tensor, TensorLike, get_default_graph
from ..init_ops import glorot_uniform_initializer, zeros_initializer
from ..tensor_shape import TensorShape, as_shape
from ..variables import Variable, VariableAggregation, VariableSynchronization
from .scope import VariableScope, get_variable_scope, scopes_of_graph

__all__ = ["get_in_scope", "get_local_variable", "get_variable", "no_regularizer"]


def no_regularizer(_: Any) -> None:
    """Gives None: stands in for a regularizer where a scope's default is not wanted. Source: tf.no_regularizer."""
    return


def get_variable(
    name: str,
    shape: Any = None,
    dtype: Any = None,
    initializer: Any = None,
    regularizer: Any = None,
    trainable: bool | None = None,
    collections: Any = None,
    caching_device: Any = None,
    partitioner: Any = None,
    validate_shape: bool = True,
    use_resource: bool | None = None,
    custom_getter: Any = None,
    constraint: Any = None,
    synchronization: VariableSynchronization = VariableSynchronization.AUTO,
    aggregation: VariableAggregation = VariableAggregation.NONE,
) -> Any:
    """The variable `name` of the open variable scope, made with these arguments, or found where the scope reuses.

    `initializer` is an initializer, a value, or a function without arguments; Glorot's uniform one unless told, zeros
    for integers. `partitioner`, `caching_device`, `use_resource`, `synchronization`, `aggregation` are accepted.
    Raises ValueError when it exists and reuse is off, does not exist and reuse is on, is asked for with another shape
    or dtype, or when its shape is not known in full. Source: tf.get_variable.
    """
    options = {
        "regularizer": regularizer,
        "trainable": trainable,
        "collections": collections,
        "caching_device": caching_device,
        "partitioner": partitioner,
        "validate_shape": validate_shape,
        "use_resource": use_resource,
        "custom_getter": custom_getter,
        "constraint": constraint,
        "synchronization": synchronization,
        "aggregation": aggregation,
    }
    return get_in_scope(get_variable_scope(), name, shape=shape, dtype=dtype, initializer=initializer, **options)


def get_local_variable(
    name: str,
    shape: Any = None,
    dtype: Any = None,
    initializer: Any = None,
    regularizer: Any = None,
    trainable: bool = False,
    collections: Any = None,
    caching_device: Any = None,
    partitioner: Any = None,
    validate_shape: bool = True,
    use_resource: bool | None = None,
    custom_getter: Any = None,
    constraint: Any = None,
    synchronization: VariableSynchronization = VariableSynchronization.AUTO,
    aggregation: VariableAggregation = VariableAggregation.NONE,
) -> Any:
    """`get_variable` for a variable that is neither trained nor saved. Source: tf.get_local_variable."""
    keys = [*(collections or ()), GraphKeys.LOCAL_VARIABLES]
    return get_variable(
        name, shape, dtype, initializer, regularizer, False, keys, caching_device, partitioner, validate_shape,
        use_resource, custom_getter, constraint, synchronization, aggregation,
    )  # fmt: skip


def get_in_scope(
    scope: VariableScope,
    name: str,
    *,
    shape: Any = None,
    dtype: Any = None,
    initializer: Any = None,
    regularizer: Any = None,
    reuse: Any = None,
    custom_getter: Any = None,
    constraint: Any = None,
    **options: Any,
) -> Any:
    """`get_variable` in `scope`, whose defaults fill what is not given."""
    custom_getter = scope.custom_getter if custom_getter is None else custom_getter
    if custom_getter is not None and not callable(custom_getter):
        raise ValueError(f"Passed a custom_getter which is not callable: {custom_getter!r}")
    _check_dtypes_agree(initializer, dtype)
    arguments = {
        "shape": shape,
        "dtype": scope.dtype if dtype is None else as_dtype(dtype),
        "initializer": scope.initializer if initializer is None else initializer,
        "regularizer": scope.regularizer if regularizer is None else regularizer,
        "reuse": scope.reuse if reuse is None else reuse,
        "constraint": scope.constraint if constraint is None else constraint,
        **options,
    }
    full_name = f"{scope.name}/{name}" if scope.name else name
    with get_default_graph().name_scope(None):
        if custom_getter is None:
            return _made_or_found(full_name, **arguments)
        return custom_getter(getter=_made_or_found, name=full_name, **arguments)


def _check_dtypes_agree(initializer: Any, dtype: Any) -> None:
    if dtype is None or initializer is None or callable(initializer):
        return
    found = getattr(initializer, "dtype", None) if isinstance(initializer, (Tensor, TensorLike)) else None
    if found is not None and found != as_dtype(dtype):
        raise ValueError(f"Initializer type '{found}' and explicit dtype '{as_dtype(dtype)}' don't match.")


def _made_or_found(
    name: str,
    shape: Any = None,
    dtype: Any = float32,
    initializer: Any = None,
    regularizer: Any = None,
    reuse: Any = None,
    **options: Any,
) -> Any:
    wanted = None if shape is None else as_shape(shape)
    if initializer is not None and not callable(initializer) and wanted is not None:
        raise ValueError("If initializer is a constant, do not specify shape.")
    known = scopes_of_graph().variables
    if name in known:
        return _found(name, known[name], wanted, as_dtype(dtype), reuse)
    if reuse is True:
        raise ValueError(
            f"Variable {name} does not exist, or was not created with tf.get_variable(). "
            "Did you mean to set reuse=tf.AUTO_REUSE in VarScope?"
        )
    known[name] = made = _made(name, wanted, as_dtype(dtype), initializer, options)
    if regularizer is not None:
        _regularize(name, made, regularizer)
    return made


def _found(name: str, variable: Any, shape: TensorShape | None, dtype: DType, reuse: Any) -> Any:
    if not reuse:
        raise ValueError(
            f"Variable {name} already exists, disallowed. Did you mean to set reuse=True or reuse=tf.AUTO_REUSE in "
            f"VarScope? Originally defined at:\n\n{variable.op.defined_at}"
        )
    if shape is not None and not shape.is_compatible_with(variable.shape):
        raise ValueError(f"Trying to share variable {name}, but specified shape {shape} and found shape {variable.shape}.")
    if dtype != variable.dtype:
        raise ValueError(
            f"Trying to share variable {name}, but specified dtype {dtype.name} and found dtype {variable.dtype.name}_ref."
        )
    return variable


def _made(name: str, shape: TensorShape | None, dtype: DType, initializer: Any, options: dict[str, Any]) -> Variable:
    kept = {key: options[key] for key in ("trainable", "collections", "validate_shape", "constraint") if key in options}
    if initializer is not None and not callable(initializer):
        return Variable(initializer, name=name, **kept)
    if initializer is None:
        if shape is None:
            raise ValueError(f"Variable {name} did not get an initializer, so its `shape` argument must be specified.")
        initializer = _default_initializer(name, dtype)
    elif inspect.isclass(initializer):
        initializer = initializer()
    if shape is not None and shape.is_fully_defined():
        return Variable(partial(initializer, shape.as_list(), dtype=dtype), name=name, dtype=dtype, **kept)
    if _needs_arguments(initializer):
        raise ValueError(f"Shape of a new variable ({name}) must be fully defined, but instead was {shape}.")
    return Variable(initializer, name=name, **kept)


def _default_initializer(name: str, dtype: DType) -> Any:
    if dtype.is_floating:
        return glorot_uniform_initializer()
    if dtype.is_complex:
        raise ValueError(f"An initializer for variable {name} of {dtype} is required")
    return zeros_initializer()


def _needs_arguments(function: Any) -> bool:
    parameters = inspect.signature(function).parameters.values()
    kinds = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    return any(each.default is each.empty and each.kind not in kinds for each in parameters)


def _regularize(name: str, variable: Variable, regularizer: Any) -> None:
    graph = variable.graph
    with graph.as_default(), graph.colocate_with(variable.op), graph.name_scope(f"{name}/Regularizer/"):
        loss = regularizer(variable)
    if loss is not None:
        graph.add_to_collection(GraphKeys.REGULARIZATION_LOSSES, loss)
