"""A model as a graph of layers: found from its outputs, and called anew on other inputs.

Takes tensors that layers gave; gives the layers between them, in the order in which they were called.
Law: a model called with its own inputs is its own outputs.
Source: tensorflow/python/keras/engine/network.py.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ...graph import Tensor
from ...nest import flatten, map_structure, pack_sequence_as
from ...train.checkpoint_file import CheckpointReader, write_checkpoint
from ...variables import Variable
from ..layers.layer import Call, Layer, call_of
from ..state import get_session

__all__ = ["Network"]


class Network(Layer):
    """Layers between inputs and outputs. A subclass without them writes `call`. Source: tf.keras.Model."""

    def __init__(self, inputs: Any = None, outputs: Any = None, name: str | None = None, **kwargs: Any) -> None:
        super().__init__(name=name, **kwargs)
        self._graph_inputs: Any = None
        self._graph_outputs: Any = None
        self._calls: list[Call] = []
        self._is_class = False
        if inputs is not None and outputs is not None:
            self._set_graph(inputs, outputs)

    def _set_graph(self, inputs: Any, outputs: Any) -> None:
        for each in flatten(inputs):
            if call_of(each) is None:
                raise ValueError(f"Input tensors to a Model must come from `tf.keras.Input`. Received: {each}")
        self._graph_inputs, self._graph_outputs = inputs, outputs
        self._calls = _calls_between(flatten(inputs), flatten(outputs))
        self.built = True

    def _set_own(self, inputs: Any, outputs: Any) -> None:
        """The inputs and outputs of a model whose layers are attributes, and whose class says what it does with them."""
        self._graph_inputs, self._graph_outputs, self._is_class, self.built = inputs, outputs, True, True

    # -- layers --------------------------------------------------------------------------------------------------------

    @property
    def layers(self) -> list[Layer]:
        """Its layers, those of its inputs first."""
        if self._graph_inputs is None or self._is_class:
            return list(super()._inside())
        entering = [call_of(each) for each in flatten(self._graph_inputs)]
        every = [*(each.layer for each in entering if each is not None), *(each.layer for each in self._calls)]
        return list({id(each): each for each in every}.values())

    def _inside(self) -> Any:
        return iter(self.layers)

    @property
    def weights(self) -> list[Variable]:
        """Its variables, layer by layer: of each the trained ones, then the others."""
        return list(dict.fromkeys(each for layer in self.layers for each in layer.weights))

    variables = weights

    def get_layer(self, name: str | None = None, index: int | None = None) -> Layer:
        """The layer of that name, or at that place. Raises ValueError when there is none."""
        if index is not None:
            if len(self.layers) <= index:
                raise ValueError(f"Was asked to retrieve layer at index {index} but model only has {len(self.layers)} layers.")
            return self.layers[index]
        for each in self.layers:
            if each.name == name:
                return each
        raise ValueError(f"No such layer: {name}; there are {[each.name for each in self.layers]}")

    @property
    def inputs(self) -> list[Tensor]:
        """Its inputs."""
        return flatten(self._graph_inputs) if self._graph_inputs is not None else []

    @property
    def outputs(self) -> list[Tensor]:
        """Its outputs."""
        return flatten(self._graph_outputs) if self._graph_outputs is not None else []

    @property
    def input(self) -> Any:
        """Its input, or several."""
        return self._graph_inputs

    @property
    def output(self) -> Any:
        """Its output, or several."""
        return self._graph_outputs

    @property
    def output_names(self) -> list[str]:
        """The names of the layers that give its outputs."""
        if self._is_class:
            return [f"output_{i + 1}" for i in range(len(self.outputs))]
        calls = [call_of(each) for each in self.outputs]
        return [each.op.name if call is None else call.layer.name for each, call in zip(self.outputs, calls, strict=True)]

    @property
    def input_names(self) -> list[str]:
        """The names of its input layers."""
        return [call.layer.name for call in map(call_of, self.inputs) if call is not None]

    def call(self, inputs: Any, training: Any = None) -> Any:
        """Call the layers anew on other inputs. Raises ValueError when an operation that is no layer lies between."""
        if self._graph_inputs is None:
            raise NotImplementedError(f"{type(self).__name__} needs inputs and outputs, or a `call` method")
        given = flatten(inputs)
        if len(given) != len(self.inputs):
            raise ValueError(f"{self.name} takes {len(self.inputs)} inputs, got {len(given)}")
        new = {id(old): each for old, each in zip(self.inputs, given, strict=True)}
        for each in self._calls:
            asked = map_structure(lambda tensor: _replaced(tensor, new, self.name), each.inputs)
            options = dict(each.options)
            if training is not None and options.get("training") is None and each.layer._asks_for("training"):
                options["training"] = training
            made = each.layer(asked, **options)
            each.layer._called.pop()  # its own input and output stay those that it was first called with
            new.update(zip(map(id, flatten(each.outputs)), flatten(made), strict=True))
        found = [_replaced(each, new, self.name) for each in self.outputs]
        return pack_sequence_as(self._graph_outputs, found)

    # -- weights on the disk -------------------------------------------------------------------------------------------

    def save_weights(self, filepath: str, overwrite: bool = True, save_format: str | None = None) -> None:
        """Write what the variables hold, in a format of our own (`.npz`); the path stays as it is named."""
        names = [f"{i:04d}/{each.op.name}" for i, each in enumerate(self.weights)]
        write_checkpoint(str(filepath), dict(zip(names, map(np.asarray, self.get_weights()), strict=True)))

    def load_weights(self, filepath: str, by_name: bool = False) -> None:
        """Read what `save_weights` wrote; by place, or `by_name`. Raises ValueError when it does not fit."""
        reader = CheckpointReader(str(filepath))
        held = sorted(reader.get_variable_to_shape_map())
        if by_name:
            there = {name.partition("/")[2]: name for name in held}
            session = get_session()
            for each in self.weights:
                if each.op.name in there:
                    each.load(reader.get_tensor(there[each.op.name]), session)
            return
        self.set_weights([reader.get_tensor(name) for name in held])

    def summary(
        self, line_length: int | None = None, positions: Any = None, print_fn: Callable[[str], Any] | None = None
    ) -> None:
        """Print its layers, their shapes, and how many numbers they hold. Raises ValueError before it is built."""
        if not self.built:
            raise ValueError("This model has not yet been built. Build it by calling `fit`, or with an `input_shape`.")
        show, width = print_fn or print, line_length or 65
        columns = (int(width * 0.45), int(width * 0.85))

        def row(*fields: str) -> str:
            line = ""
            for field, end in zip(fields, (*columns, width), strict=True):
                line = (line + field)[: end - 1].ljust(end)
            return line

        show(f'Model: "{self.name}"')
        show("_" * width)
        show(row("Layer (type)", "Output Shape", "Param #"))
        for i, each in enumerate(self.layers):
            show(("_" if i else "=") * width)
            shape = str(each.output_shape) if each._called else "?"
            show(row(f"{each.name} ({type(each).__name__})", shape, str(each.count_params() if each.built else 0)))
        show("=" * width)
        every, trained = (sum(each.shape.num_elements() or 0 for each in ws) for ws in (self.weights, self.trainable_weights))
        show(f"Total params: {every:,}")
        show(f"Trainable params: {trained:,}")
        show(f"Non-trainable params: {every - trained:,}")
        show("_" * width)


def _calls_between(inputs: list[Tensor], outputs: list[Tensor]) -> list[Call]:
    """The calls from `inputs` to `outputs`, each after those that it needs. Raises ValueError when a way leads elsewhere."""
    ends, done, ordered = {id(each) for each in inputs}, set[int](), list[Call]()
    todo: list[tuple[Any, bool]] = [(each, False) for each in reversed(outputs)]
    while todo:
        tensor, is_ready = todo.pop()
        if id(tensor) in ends:
            continue
        call = call_of(tensor)
        if call is not None and is_ready:
            if id(call) not in done:
                done.add(id(call))
                ordered.append(call)
            continue
        if call is None:
            if not is_ready and id(tensor) not in done:
                done.add(id(tensor))
                todo += [(each, False) for each in tensor.op.inputs]
            continue
        if id(call) in done:
            continue
        if not flatten(call.inputs):
            raise ValueError(f"Graph disconnected: {tensor} comes from {call.layer.name}, which is not among the inputs {inputs}")
        todo.append((tensor, True))
        todo += [(each, False) for each in reversed(flatten(call.inputs))]
    return ordered


def _replaced(tensor: Any, new: dict[int, Any], name: str) -> Any:
    if not isinstance(tensor, Tensor):
        return tensor
    if id(tensor) not in new:
        if call_of(tensor) is None and tensor.op.type != "Const":
            raise ValueError(f"{name} can't be called anew: {tensor} was made by no layer; use tf.keras.layers.Lambda for it")
        return tensor
    return new[id(tensor)]
