"""A keras layer: what a tf.layers layer is, named and initialised by strings, and found again from what it gave.

Takes sizes and names; gives an object that is called with tensors. Each output knows the call that made it, from which
models are put together.
Law: variables are made once, under the layer's name, and updates and penalties stay with the layer.
Source: tf.keras.layers.Layer.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...dtypes import as_dtype
from ...graph import Tensor, get_default_graph, graph_of
from ...layers import layer as core
from ...nest import flatten, map_structure
from ...tensor_shape import TensorShape, as_shape
from ...variables import Variable
from .. import constraints, initializers, regularizers
from ..state import get_session, learning_phase, unique_name

__all__ = ["Call", "Layer", "call_of"]


@dataclass(frozen=True)
class Call:
    """One call of a layer: with what, and what it gave."""

    layer: Any
    inputs: Any
    options: dict[str, Any]
    outputs: Any


def call_of(tensor: Any) -> Call | None:
    """The call that gave a tensor, None when no layer did."""
    found: Call | None = getattr(tensor, "_keras_call", None)
    return found


class Layer(core.Layer):
    """Inherit from it; make variables with `add_weight` in `build`, and nodes in `call`.

    Options of the first layer of a model: `input_shape` without the batch, `batch_input_shape`, `input_dim`, and `weights`
    to begin with. Raises TypeError for another option. Source: tf.keras.layers.Layer.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.batch_input_shape = _input_shape(kwargs)
        self._first_weights = kwargs.pop("weights", None)
        kwargs.pop("dynamic", None)
        name = kwargs.pop("name", None)
        super().__init__(*args, **kwargs)
        base = self._base_name if name is None else name
        self._name = unique_name(base) if name is None else str(name)

    # -- being called --------------------------------------------------------------------------------------------------

    def __call__(self, inputs: Any, *args: Any, **kwargs: Any) -> Any:
        tensors = [each for each in flatten(inputs) if isinstance(each, (Tensor, Variable))]
        graph = graph_of(*tensors) if tensors else get_default_graph()
        with graph.as_default(), graph.name_scope(self.name):
            inputs = map_structure(graph.convert, inputs)
            if not self.built:
                self._build(inputs)
                if self._first_weights is not None:
                    self.set_weights(self._first_weights)
            if self.input_spec is not None and isinstance(inputs, Tensor):
                self.input_spec.check(inputs, self.name)
            told = dict(kwargs)
            if kwargs.get("training") is None and not args and self._asks_for("training"):
                told["training"] = learning_phase()
            elif kwargs.get("training") is None:
                told.pop("training", None)
            outputs = self.call(inputs, *args, **told)
            given = {id(each) for each in flatten(inputs)}
            # What is handed on as it is would be taken for what another layer gave.
            outputs = map_structure(lambda each: graph.node("Identity", each) if id(each) in given else each, outputs)
            if self.activity_regularizer is not None:
                for each in flatten(outputs):
                    count = graph.node("Cast", graph.node("Shape", each)[0], DstT=each.dtype)
                    self.add_loss(self.activity_regularizer(each) / count)
        call = Call(self, inputs, {**_named(self.call, args), **kwargs}, outputs)
        for each in flatten(outputs):
            if isinstance(each, Tensor):
                vars(each)["_keras_call"] = call
        self._called.append((inputs, outputs))
        return outputs

    def _asks_for(self, option: str) -> bool:
        return option in inspect.signature(self.call).parameters

    # -- variables, updates and losses ---------------------------------------------------------------------------------

    def add_weight(  # type: ignore[override]
        self,
        name: str | None = None,
        shape: Any = (),
        dtype: Any = None,
        initializer: Any = None,
        regularizer: Any = None,
        trainable: bool | None = None,
        constraint: Any = None,
        partitioner: Any = None,
        use_resource: bool | None = None,
        **kwargs: Any,
    ) -> Variable:
        """Make a variable of the layer, under its name; initializer, regularizer and constraint may be names."""
        kind = as_dtype(dtype or self._dtype or "float32")
        if initializer is None:
            initializer = "glorot_uniform" if kind.is_floating else "zeros"
        make, sizes = initializers.get(initializer), as_shape(shape).as_list()
        graph = get_default_graph()
        with graph.control_dependencies(None):
            made = Variable(
                lambda: make(sizes, dtype=kind), trainable=trainable is not False and self.trainable, name=name or "Variable",
                dtype=kind, constraint=constraints.get(constraint),
            )  # fmt: skip
            (self._trained if trainable is not False else self._kept).append(made)
            penalty = regularizers.get(regularizer)
            if penalty is not None:
                with graph.name_scope(f"{name}/Regularizer"):
                    self._losses.append(penalty(made))
        return made

    add_variable = add_weight  # type: ignore[assignment]

    def add_update(self, updates: Any, inputs: Any = None) -> None:
        """Keep operations that `fit` runs with each step."""
        self._updates.extend(updates if isinstance(updates, (list, tuple)) else [updates])

    def add_loss(self, losses: Any, inputs: Any = None) -> None:
        """Keep penalties that a model adds to its loss."""
        self._losses.extend(each for each in (losses if isinstance(losses, (list, tuple)) else [losses]) if each is not None)

    def _inside(self) -> Iterator[Layer]:
        """The layers that it holds, each once."""
        seen: set[int] = set()
        for value in vars(self).values():
            for each in value if isinstance(value, (list, tuple)) else [value]:
                if isinstance(each, Layer) and id(each) not in seen:
                    seen.add(id(each))
                    yield each

    @property
    def trainable_weights(self) -> list[Variable]:
        """Its variables that optimizers change, and those of the layers inside."""
        if not self.trainable:
            return []
        return [*self._trained, *(each for layer in self._inside() for each in layer.trainable_weights)]

    @property
    def non_trainable_weights(self) -> list[Variable]:
        """Its variables that optimizers leave alone, and those of the layers inside."""
        trained = {id(each) for each in self.trainable_weights}
        return [each for each in self._every_weight() if id(each) not in trained]

    def _every_weight(self) -> list[Variable]:
        return [*self._trained, *self._kept, *(each for layer in self._inside() for each in layer._every_weight())]

    @property
    def weights(self) -> list[Variable]:
        """Its variables: the trained ones, then the others."""
        return [*self.trainable_weights, *self.non_trainable_weights]

    trainable_variables, non_trainable_variables, variables = trainable_weights, non_trainable_weights, weights

    @property
    def updates(self) -> list[Any]:
        """What `fit` runs with each step; nothing of a layer that is not trained."""
        return [*self._updates, *(each for layer in self._inside() for each in layer.updates)] if self.trainable else []

    @property
    def losses(self) -> list[Any]:
        """The penalties of its weights and outputs."""
        return [*self._losses, *(each for layer in self._inside() for each in layer.losses)]

    def get_weights(self) -> list[np.ndarray]:
        """What its variables hold, as arrays."""
        return [np.asarray(each) for each in get_session().run(self.weights)]

    def set_weights(self, weights: Any) -> None:
        """Give its variables these values. Raises ValueError when their number or shapes differ."""
        mine = self.weights
        if len(mine) != len(weights):
            raise ValueError(f"{self.name} has {len(mine)} weights, got {len(weights)}: build it first, or check their order")
        for each, value in zip(mine, weights, strict=True):
            if tuple(each.shape.as_list()) != np.shape(value):
                raise ValueError(f"{each.name} has the shape {each.shape}, got a value of shape {np.shape(value)}")
        session = get_session()
        for each, value in zip(mine, weights, strict=True):
            each.load(value, session)

    # -- shapes --------------------------------------------------------------------------------------------------------

    def compute_output_shape(self, input_shape: Any) -> TensorShape:
        """The shape that it gives for one that it takes, found by describing it."""
        raise NotImplementedError(f"{type(self).__name__} does not tell its output's shape before it is called")

    @property
    def input_shape(self) -> Any:
        """The shape of its input, with None for what is open."""
        return map_structure(lambda each: tuple(each.shape.as_list()), self.input)

    @property
    def output_shape(self) -> Any:
        """The shape of its output, with None for what is open."""
        return map_structure(lambda each: tuple(each.shape.as_list()), self.output)

    def count_params(self) -> int:
        """How many numbers its variables hold. Raises ValueError before they are made."""
        if not self.built:
            raise ValueError(f"You tried to call `count_params` on {self.name}, but the layer isn't built.")
        return sum(each.shape.num_elements() or 0 for each in self.weights)

    def get_config(self) -> dict[str, Any]:
        """What names it."""
        return {"name": self.name, "trainable": self.trainable, "dtype": self.dtype}


def _input_shape(options: dict[str, Any]) -> tuple[Any, ...] | None:
    batch = options.pop("batch_size", None)
    whole, rest, count = (options.pop(each, None) for each in ("batch_input_shape", "input_shape", "input_dim"))
    length = options.pop("input_length", None)
    if whole is not None:
        return tuple(whole)
    if rest is not None:
        return (batch, *(rest if isinstance(rest, (list, tuple)) else [rest]))
    if count is not None:
        return (batch, length, count) if length is not None else (batch, count)
    return (batch, length) if length is not None else None


def _named(call: Any, args: tuple[Any, ...]) -> dict[str, Any]:
    return dict(zip(list(inspect.signature(call).parameters)[1:], args, strict=False)) if args else {}
