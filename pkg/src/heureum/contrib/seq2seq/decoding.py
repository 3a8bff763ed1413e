"""Decoders: what they sample, what comes next, and the loop around them.

Takes a cell and a helper, which says what each step is fed; gives outputs and states of all steps.
Law: a sequence that is finished gives zeros and keeps its state, where asked to.
Source: tensorflow/contrib/seq2seq/python/ops/{decoder,helper,basic_decoder}.py.
"""

from __future__ import annotations

from collections import namedtuple
from typing import Any

from ... import nest
from ...control_flow import TensorArray, while_loop
from ...dtypes import as_dtype, int32
from ...graph import Tensor, get_default_graph, graph_of
from ...ops.random import multinomial
from ...variable_scopes import variable_scope
from .symbols import begin_and_end, looking_up

__all__ = [
    "BasicDecoder",
    "BasicDecoderOutput",
    "Decoder",
    "GreedyEmbeddingHelper",
    "Helper",
    "SampleEmbeddingHelper",
    "TrainingHelper",
    "dynamic_decode",
]

BasicDecoderOutput = namedtuple("BasicDecoderOutput", ["rnn_output", "sample_id"])
BasicDecoderOutput.__doc__ = (
    "What a step gives: the cell's output, and the symbol taken from it. Source: tf.contrib.seq2seq.BasicDecoderOutput."
)


class Helper:
    """Says what a decoder is fed. Source: tf.contrib.seq2seq.Helper."""

    batch_size: Any = None
    sample_ids_dtype: Any = int32

    def initialize(self, name: str | None = None) -> tuple[Any, Any]:
        """Which sequences are finished, and the first inputs."""
        raise NotImplementedError("Abstract method")

    def sample(self, time: Any, outputs: Any, state: Any, name: str | None = None) -> Any:
        """The symbols taken from outputs: `[n, k] -> int32[n]`."""
        graph = graph_of(outputs)
        return graph.node("Cast", graph.node("ArgMax", outputs, -1), DstT=int32)

    def next_inputs(self, time: Any, outputs: Any, state: Any, sample_ids: Any, name: str | None = None) -> tuple[Any, Any, Any]:
        """Which sequences are finished, the next inputs and the state."""
        raise NotImplementedError("Abstract method")


class TrainingHelper(Helper):
    """Feeds the true inputs. Source: tf.contrib.seq2seq.TrainingHelper."""

    def __init__(self, inputs: Any, sequence_length: Any, time_major: bool = False, name: str | None = None) -> None:
        graph = graph_of(*nest.flatten(inputs))
        with graph.name_scope(name or "TrainingHelper"):
            flat = [graph.convert(each) for each in nest.flatten(inputs)]
            if not time_major:
                flat = [graph.node("Transpose", each, [1, 0, *range(2, each.shape.rank or 2)]) for each in flat]
            self._structure = inputs
            self._sizes = [each.shape[1:] for each in flat]
            self._arrays = [_read_often(each) for each in flat]
            self._lengths = graph.convert(sequence_length, name="sequence_length")
            if self._lengths.shape.rank != 1:
                raise ValueError(f"Expected sequence_length to be a vector, but received shape: {self._lengths.shape}")
            self.batch_size = graph.node("Size", self._lengths)
            self._zeros = [graph.node("ZerosLike", graph.node("GatherV2", each, 0, 0)) for each in flat]

    def initialize(self, name: str | None = None) -> tuple[Any, Any]:
        """The first of the inputs."""
        return self._at(self._lengths.graph.convert(0, int32))

    def _at(self, time: Any) -> tuple[Any, Any]:
        graph = get_default_graph()
        finished = graph.node("GreaterEqual", time, self._lengths)
        last = graph.node("Maximum", graph.node("Max", self._lengths, [0]) - 1, 0)
        read = [array.read(graph.node("Minimum", time, last)) for array in self._arrays]
        all_over = graph.node("All", finished, [0])
        inputs = []
        for each, zero, size in zip(read, self._zeros, self._sizes, strict=True):
            each.set_shape(size)
            inputs.append(graph.node("SelectV2", all_over, zero, each))
        return finished, nest.pack_sequence_as(self._structure, inputs)

    def next_inputs(self, time: Any, outputs: Any, state: Any, sample_ids: Any, name: str | None = None) -> tuple[Any, Any, Any]:
        """The next of the inputs; zeros when all are finished."""
        finished, inputs = self._at(time + 1)
        return finished, inputs, state


def _read_often(x: Tensor) -> TensorArray:
    """Its rows; past the end the last one is read again."""
    graph = x.graph.current()
    return TensorArray(x.dtype, size=graph.node("Shape", x)[0], clear_after_read=False).unstack(x)


class GreedyEmbeddingHelper(Helper):
    """Feeds the embedding of the likeliest symbol, until `end_token`. Source: tf.contrib.seq2seq.GreedyEmbeddingHelper."""

    def __init__(self, embedding: Any, start_tokens: Any, end_token: Any) -> None:
        graph = graph_of(start_tokens, end_token)
        self._look_up = looking_up(embedding)
        self._start, self._end = begin_and_end(graph, start_tokens, end_token)
        self.batch_size = graph.node("Size", self._start)
        self._first = self._look_up(self._start)

    def initialize(self, name: str | None = None) -> tuple[Any, Any]:
        """The embeddings of the start tokens."""
        return self._start.graph.node("Fill", self._start.graph.node("Shape", self._start), False), self._first

    def next_inputs(self, time: Any, outputs: Any, state: Any, sample_ids: Any, name: str | None = None) -> tuple[Any, Any, Any]:
        """The embeddings of what was sampled."""
        graph = get_default_graph()
        finished = graph.node("Equal", sample_ids, self._end)
        all_over = graph.node("All", finished, [0])
        return finished, graph.node("SelectV2", all_over, self._first, self._look_up(sample_ids)), state


class SampleEmbeddingHelper(GreedyEmbeddingHelper):
    """Feeds the embedding of a symbol drawn from the logits. Source: tf.contrib.seq2seq.SampleEmbeddingHelper."""

    def __init__(
        self, embedding: Any, start_tokens: Any, end_token: Any, softmax_temperature: Any = None, seed: int | None = None
    ) -> None:
        super().__init__(embedding, start_tokens, end_token)
        self._temperature, self._seed = softmax_temperature, seed

    def sample(self, time: Any, outputs: Any, state: Any, name: str | None = None) -> Any:
        """Symbols drawn from logits: `[n, k] -> int32[n]`."""
        logits = outputs if self._temperature is None else outputs / self._temperature
        graph = graph_of(outputs)
        drawn = multinomial(logits, 1, seed=self._seed)
        return graph.node("Cast", graph.node("Reshape", drawn, [-1]), DstT=int32)


class Decoder:
    """A step at a time. Source: tf.contrib.seq2seq.Decoder."""

    @property
    def batch_size(self) -> Any:
        """How many sequences there are."""
        raise NotImplementedError("Abstract method")

    @property
    def output_size(self) -> Any:
        """The sizes of a step's output, nested."""
        raise NotImplementedError("Abstract method")

    @property
    def output_dtype(self) -> Any:
        """The dtypes of a step's output, nested."""
        raise NotImplementedError("Abstract method")

    def initialize(self, name: str | None = None) -> tuple[Any, Any, Any]:
        """Which sequences are finished, the first inputs and the state."""
        raise NotImplementedError("Abstract method")

    def step(self, time: Any, inputs: Any, state: Any, name: str | None = None) -> tuple[Any, Any, Any, Any]:
        """Outputs, state, the next inputs, and which sequences are finished."""
        raise NotImplementedError("Abstract method")

    def finalize(self, outputs: Any, final_state: Any, sequence_lengths: Any) -> tuple[Any, Any]:
        """What `dynamic_decode` gives."""
        return outputs, final_state

    @property
    def tracks_own_finished(self) -> bool:
        """Whether a sequence may go on after it was finished."""
        return False


class BasicDecoder(Decoder):
    """A cell, a helper, and a layer for the outputs if told. Source: tf.contrib.seq2seq.BasicDecoder."""

    def __init__(self, cell: Any, helper: Helper, initial_state: Any, output_layer: Any = None) -> None:
        if not isinstance(helper, Helper):
            raise TypeError(f"helper must be a Helper, received: {type(helper)}")
        self._cell, self._helper, self._state, self._layer = cell, helper, initial_state, output_layer

    @property
    def batch_size(self) -> Any:
        """How many sequences there are."""
        return self._helper.batch_size

    @property
    def output_size(self) -> Any:
        """The sizes of a step's output."""
        size = self._cell.output_size if self._layer is None else getattr(self._layer, "units", self._cell.output_size)
        return BasicDecoderOutput(rnn_output=size, sample_id=())

    @property
    def output_dtype(self) -> Any:
        """The dtypes of a step's output."""
        return BasicDecoderOutput(nest.flatten(self._state)[0].dtype, self._helper.sample_ids_dtype)

    def initialize(self, name: str | None = None) -> tuple[Any, Any, Any]:
        """Which sequences are finished, the first inputs and the state."""
        return (*self._helper.initialize(), self._state)

    def step(self, time: Any, inputs: Any, state: Any, name: str | None = None) -> tuple[Any, Any, Any, Any]:
        """Outputs, state, the next inputs, and which sequences are finished."""
        output, state = self._cell(inputs, state)
        if self._layer is not None:
            output = self._layer(output)
        sampled = self._helper.sample(time=time, outputs=output, state=state)
        given = {"time": time, "outputs": output, "state": state, "sample_ids": sampled}
        finished, following, state = self._helper.next_inputs(**given)
        return BasicDecoderOutput(output, sampled), state, following, finished


def dynamic_decode(
    decoder: Decoder,
    output_time_major: bool = False,
    impute_finished: bool = False,
    maximum_iterations: Any = None,
    parallel_iterations: int = 32,
    swap_memory: bool = False,
    scope: Any = None,
) -> tuple[Any, Any, Tensor]:
    """Steps until every sequence is finished: outputs, the last state, and lengths. `-> [n, t, ...], state, int32[n]`.

    `impute_finished` gives zeros after the end and keeps the state. Raises TypeError for what is no Decoder.
    Source: tf.contrib.seq2seq.dynamic_decode.
    """
    if not isinstance(decoder, Decoder):
        raise TypeError(f"Expected decoder to be type Decoder, but saw: {type(decoder)}")
    with variable_scope(scope or "decoder"):
        graph = get_default_graph()
        finished, inputs, state = decoder.initialize()
        arrays = nest.map_structure(lambda dtype: TensorArray(as_dtype(dtype), size=0, dynamic_size=True), decoder.output_dtype)
        lengths = graph.node("Fill", graph.node("Shape", finished), 0)
        if maximum_iterations is not None:
            finished = graph.node("LogicalOr", finished, graph.node("GreaterEqual", 0, maximum_iterations))

        def goes_on(time: Any, written: Any, state: Any, inputs: Any, finished: Any, lengths: Any) -> Any:
            here = get_default_graph()
            return here.node("LogicalNot", here.node("All", here.node("Reshape", finished, [-1]), [0]))

        def once(time: Any, written: Any, state: Any, inputs: Any, finished: Any, lengths: Any) -> Any:
            here = get_default_graph()
            outputs, following_state, following, ends = decoder.step(time, inputs, state)
            ends = ends if decoder.tracks_own_finished else here.node("LogicalOr", ends, finished)
            if maximum_iterations is not None:
                ends = here.node("LogicalOr", ends, here.node("GreaterEqual", time + 1, maximum_iterations))
            grown = here.node("Select", finished, lengths, here.node("Fill", here.node("Shape", lengths), time + 1))
            if impute_finished:
                zeros = nest.map_structure(lambda each: here.node("ZerosLike", each), outputs)
                outputs = _kept(here, finished, zeros, outputs)
                following_state = _kept(here, finished, state, following_state)
            flat = [array.write(time, each) for array, each in zip(nest.flatten(written), nest.flatten(outputs), strict=True)]
            return time + 1, nest.pack_sequence_as(written, flat), following_state, following, ends, grown

        start = (graph.convert(0, int32, name="time"), arrays, state, inputs, finished, lengths)
        _, arrays, state, _, _, lengths = while_loop(goes_on, once, start, parallel_iterations=parallel_iterations)
        outputs = nest.map_structure(lambda array: array.stack(), arrays)
        outputs, state = decoder.finalize(outputs, state, lengths)
        if not output_time_major:
            outputs = nest.map_structure(_batch_major, outputs)
        return outputs, state, lengths


def _kept(graph: Any, finished: Tensor, old: Any, new: Any) -> Any:
    """The old rows of what is finished. What belongs to no sequence, such as the time, is always new."""

    def one(before: Any, after: Any) -> Any:
        if isinstance(after, TensorArray) or after.shape.rank == 0:
            return after
        return graph.node("Select", finished, before, after)

    return nest.map_structure(one, old, new)


def _batch_major(x: Tensor) -> Tensor:
    made: Tensor = x.graph.current().node("Transpose", x, [1, 0, *range(2, x.shape.rank or 2)])
    return made
