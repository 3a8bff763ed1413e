"""A layer: a function of tensors together with the variables it made.

Takes sizes and initializers; gives an object that is called with tensors, as often as one likes, on the same variables.
Law: variables are made at the first call, in a variable scope that the layer keeps. Source: tf.layers.Layer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from ..dtypes import as_dtype
from ..graph import GraphKeys, Tensor, get_default_graph, graph_of
from ..nest import flatten
from ..tensor_shape import TensorShape
from ..variable_scopes import get_variable, get_variable_scope, variable_scope
from ..variables import Variable, VariableAggregation, VariableSynchronization

__all__ = ["InputSpec", "Layer"]


class InputSpec:
    """What a layer takes: rank, least and largest rank, and the sizes of axes. Source: tf.layers.InputSpec."""

    def __init__(
        self,
        dtype: Any = None,
        shape: Any = None,
        ndim: int | None = None,
        max_ndim: int | None = None,
        min_ndim: int | None = None,
        axes: dict[int, int] | None = None,
        allow_last_axis_squeeze: bool = False,
        name: str | None = None,
        optional: bool = False,
    ) -> None:
        self.dtype = dtype
        self.shape = shape
        self.ndim = ndim
        self.max_ndim = max_ndim
        self.min_ndim = min_ndim
        self.axes = axes or {}

    def check(self, x: Tensor, layer: str) -> None:
        """Raise ValueError when `x` is not what the layer takes."""
        rank, found = x.shape.rank, f"found {x}"
        if rank is None:
            return
        if self.ndim is not None and rank != self.ndim:
            raise ValueError(f"Input 0 of layer {layer} is incompatible with the layer: expected ndim={self.ndim}, {found}")
        if self.max_ndim is not None and rank > self.max_ndim:
            raise ValueError(
                f"Input 0 of layer {layer} is incompatible with the layer: expected max_ndim={self.max_ndim}, {found}"
            )
        if self.min_ndim is not None and rank < self.min_ndim:
            raise ValueError(
                f"Input 0 of layer {layer} is incompatible with the layer: expected min_ndim={self.min_ndim}, {found}"
            )
        for axis, size in self.axes.items():
            if x.shape[axis].value not in (None, size):
                raise ValueError(
                    f"Input 0 of layer {layer} is incompatible with the layer: expected axis {axis} of input shape to have "
                    f"value {size}, {found}"
                )


class Layer:
    """Inherit from it, make variables in `build` and nodes in `call`. Source: tf.layers.Layer."""

    def __init__(self, trainable: bool = True, name: str | None = None, dtype: Any = None, **kwargs: Any) -> None:
        self._reuse = kwargs.pop("_reuse", None)
        scope = kwargs.pop("_scope", None)
        unknown = set(kwargs) - {"activity_regularizer", "weights", "autocast", "dynamic", "input_shape", "batch_input_shape"}
        if unknown:
            raise TypeError(f"Keyword argument not understood: {sorted(unknown)[0]!r}")
        self.activity_regularizer = kwargs.get("activity_regularizer")
        self.trainable = trainable
        self.built = False
        self.input_spec: InputSpec | None = None
        self._dtype = None if dtype is None else as_dtype(dtype)
        self._base_name = name or _snake_case(type(self).__name__)
        self._name = name
        self._trained: list[Variable] = []
        self._kept: list[Variable] = []
        self._updates: list[Any] = []
        self._losses: list[Any] = []
        self._called: list[tuple[Any, Any]] = []
        self._scope: Any = None
        if scope:
            with variable_scope(scope) as captured:
                self._scope = captured

    # -- to be overridden ------------------------------------------------------------------------------------------

    def build(self, input_shape: Any) -> None:
        """Make the variables. Called once, before the first `call`, inside the layer's variable scope."""
        self.built = True

    def call(self, inputs: Any, *args: Any, **kwargs: Any) -> Any:
        """Add the nodes and give the outputs."""
        return inputs

    def __deepcopy__(self, memo: dict[int, Any]) -> Any:
        """A layer like this one and those inside it, without variables: it makes or finds them at its own first call."""
        made = memo[id(self)] = type(self).__new__(type(self))
        for name, value in vars(self).items():
            holds_layers = isinstance(value, (list, tuple)) and any(isinstance(each, Layer) for each in value)
            vars(made)[name] = deepcopy(value, memo) if holds_layers or isinstance(value, Layer) else value
        made.built = self.built and not self.weights
        made._trained, made._kept, made._updates, made._losses, made._called = [], [], [], [], []
        made._scope = None
        return made

    # -- being called ----------------------------------------------------------------------------------------------

    def __call__(self, inputs: Any, *args: Any, **kwargs: Any) -> Any:
        scope = kwargs.pop("scope", None)
        self._open_scope(scope)
        graph = graph_of(*flatten(inputs))
        with (
            graph.as_default(),
            variable_scope(self._scope, reuse=(self.built or self._reuse) or None, auxiliary_name_scope=False) as current,
            graph.name_scope(current.original_name_scope),
        ):
            if not isinstance(inputs, (list, tuple, dict)):
                inputs = graph.convert(inputs, self._dtype if not hasattr(inputs, "dtype") else None, name="inputs")
            if not self.built:
                self._build(inputs)
            if self.input_spec is not None and isinstance(inputs, Tensor):
                self.input_spec.check(inputs, self.name)
            outputs = self.call(inputs, *args, **kwargs)
            if self.activity_regularizer is not None:
                self.add_loss(self.activity_regularizer(outputs))
        self._called.append((inputs, outputs))
        return outputs

    def apply(self, inputs: Any, *args: Any, **kwargs: Any) -> Any:
        """Call the layer."""
        return self(inputs, *args, **kwargs)

    def _open_scope(self, scope: Any) -> None:
        if self._scope is None:
            named = scope if scope is not None else self._name if self._reuse else None
            with variable_scope(named, default_name=self._base_name) as captured:
                self._scope = captured

    def _build(self, inputs: Any) -> None:
        first = flatten(inputs)[0]
        if self._dtype is None and isinstance(first, Tensor) and first.dtype.is_floating:
            self._dtype = first.dtype
        if self.input_spec is not None and isinstance(inputs, Tensor):
            self.input_spec.check(inputs, self.name)
        shapes = [each.shape for each in flatten(inputs)]
        self.build(shapes if isinstance(inputs, (list, tuple)) else shapes[0])
        self.built = True

    # -- variables, updates and losses -----------------------------------------------------------------------------

    def add_weight(
        self,
        name: str,
        shape: Sequence[int] | TensorShape,
        dtype: Any = None,
        initializer: Any = None,
        regularizer: Any = None,
        trainable: bool | None = None,
        constraint: Any = None,
        use_resource: bool | None = None,
        synchronization: Any = VariableSynchronization.AUTO,
        aggregation: Any = VariableAggregation.NONE,
        partitioner: Any = None,
        **kwargs: Any,
    ) -> Variable:
        """Make a variable of the layer, or find it where the scope reuses."""
        trainable = trainable is not False
        made: Variable = get_variable(
            name, shape=shape, dtype=dtype or self._dtype or get_variable_scope().dtype, initializer=initializer,
            regularizer=regularizer, constraint=constraint, trainable=trainable and self.trainable,
        )  # fmt: skip
        (self._trained if trainable else self._kept).append(made)
        if regularizer is not None:
            prefix = f"{made.op.name}/Regularizer/"
            losses = get_default_graph().get_collection(GraphKeys.REGULARIZATION_LOSSES)
            self._losses.extend(loss for loss in losses if loss.name.startswith(prefix) and loss not in self._losses)
        return made

    add_variable = add_weight

    def add_update(self, updates: Any) -> None:
        """Put operations into the collection UPDATE_OPS, to be run with each training step."""
        for each in updates if isinstance(updates, (list, tuple)) else [updates]:
            self._updates.append(each)
            graph_of(each).add_to_collection(GraphKeys.UPDATE_OPS, each)

    def add_loss(self, losses: Any, inputs: Any = None) -> None:
        """Put tensors into the collection REGULARIZATION_LOSSES."""
        for each in losses if isinstance(losses, (list, tuple)) else [losses]:
            if each is not None:
                self._losses.append(each)
                graph_of(each).add_to_collection(GraphKeys.REGULARIZATION_LOSSES, each)

    @property
    def name(self) -> str:
        """Its name, without the scopes around it."""
        if self._name is not None:
            return self._name
        return self._base_name if self._scope is None else str(self._scope.name).rpartition("/")[2]

    @property
    def scope_name(self) -> str:
        """The name of its variable scope. Raises ValueError before the first call."""
        if self._scope is None:
            raise ValueError(f'No name available for layer scope because the layer "{self.name}" has not been used yet.')
        return str(self._scope.name)

    @property
    def dtype(self) -> Any:
        """The dtype of its variables, once it is known."""
        return None if self._dtype is None else self._dtype.name

    @property
    def graph(self) -> Any:
        """The graph of its outputs."""
        return graph_of(*flatten(self.output))

    @property
    def weights(self) -> list[Variable]:
        """Its variables: the trained ones, then the others."""
        return [*self._trained, *self._kept]

    variables = weights

    @property
    def trainable_weights(self) -> list[Variable]:
        """Its variables that optimizers change."""
        return list(self._trained) if self.trainable else []

    trainable_variables = trainable_weights

    @property
    def non_trainable_weights(self) -> list[Variable]:
        """Its variables that optimizers leave alone."""
        return list(self._kept) if self.trainable else self.weights

    non_trainable_variables = non_trainable_weights

    @property
    def updates(self) -> list[Any]:
        """What it put into UPDATE_OPS."""
        return list(self._updates)

    @property
    def losses(self) -> list[Any]:
        """What it put into REGULARIZATION_LOSSES."""
        return list(self._losses)

    @property
    def input(self) -> Any:
        """What it was called with. Raises AttributeError before the first call, and when it was called several times."""
        return self._only_call()[0]

    @property
    def output(self) -> Any:
        """What it gave. Raises AttributeError before the first call, and when it was called several times."""
        return self._only_call()[1]

    def _only_call(self) -> tuple[Any, Any]:
        if len(self._called) != 1:
            raise AttributeError(f"Layer {self.name} has been called {len(self._called)} times, not once.")
        return self._called[0]

    def count_params(self) -> int:
        """How many numbers its variables hold. Raises ValueError before they are made."""
        if not self.built:
            raise ValueError(f"You tried to call `count_params` on {self.name}, but the layer isn't built.")
        return sum(each.shape.num_elements() or 0 for each in self.weights)


def _snake_case(name: str) -> str:
    """`MaxPooling2D -> max_pooling2d`."""
    spaced = re.sub(r"(.)([A-Z][a-z0-9]+)", r"\1_\2", name)
    return re.sub(r"([a-z])([A-Z])", r"\1_\2", spaced).lower()
