"""Beam search: of all continuations of the best sequences so far, the best ones are kept.

Takes a cell, embeddings and the first state, tiled by `tile_batch`; gives the sequences found, best first.
Law: a beam that has ended goes on with the end token alone, at no cost.
Source: tensorflow/contrib/seq2seq/python/ops/beam_search_decoder.py.
"""

from __future__ import annotations

from collections import namedtuple
from typing import Any

import numpy as np

from ... import nest
from ...control_flow import TensorArray
from ...dtypes import float32, int32, int64
from ...graph import Tensor, get_default_graph
from ...neural import log_softmax, top_k
from ...ops.beams import gather_tree
from .decoding import Decoder
from .symbols import begin_and_end, looking_up

__all__ = [
    "BeamSearchDecoder",
    "BeamSearchDecoderOutput",
    "BeamSearchDecoderState",
    "FinalBeamSearchDecoderOutput",
]

BeamSearchDecoderState = namedtuple("BeamSearchDecoderState", ["cell_state", "log_probs", "finished", "lengths"])
BeamSearchDecoderState.__doc__ = "What is known of each beam. Source: tf.contrib.seq2seq.BeamSearchDecoderState."
BeamSearchDecoderOutput = namedtuple("BeamSearchDecoderOutput", ["scores", "predicted_ids", "parent_ids"])
BeamSearchDecoderOutput.__doc__ = (
    "What a step gives: `[batch, beams]` each; a beam goes on from its parent. Source: tf.contrib.seq2seq."
)
FinalBeamSearchDecoderOutput = namedtuple("FinalBeamSearchDecoderOutput", ["predicted_ids", "beam_search_decoder_output"])
FinalBeamSearchDecoderOutput.__doc__ = (
    "Whole sequences, best first: `int32[batch, time, beams]`, and the steps. Source: tf.contrib.seq2seq."
)


class BeamSearchDecoder(Decoder):
    """Keeps the `beam_width` best sequences; a longer one is favoured by `length_penalty_weight`.

    `embedding` is a table or a function of ids. Raises TypeError for an embedding that is neither, ValueError for start
    tokens that are no vector. Source: tf.contrib.seq2seq.BeamSearchDecoder.
    """

    def __init__(
        self,
        cell: Any,
        embedding: Any,
        start_tokens: Any,
        end_token: Any,
        initial_state: Any,
        beam_width: int,
        output_layer: Any = None,
        length_penalty_weight: float = 0.0,
        coverage_penalty_weight: float = 0.0,
        reorder_tensor_arrays: bool = True,
    ) -> None:
        if coverage_penalty_weight:
            raise ValueError("coverage_penalty_weight is left out: use length_penalty_weight")
        graph = get_default_graph()
        self._cell, self._layer, self._width = cell, output_layer, beam_width
        self._penalty = length_penalty_weight
        self._look_up = looking_up(embedding)
        start, self._end = begin_and_end(graph, start_tokens, end_token)
        self._batch = graph.node("Size", start)
        self._known_batch = start.shape[0].value
        tiled = graph.node("Tile", graph.node("ExpandDims", start, 1), [1, beam_width])
        self._first = self._look_up(tiled)
        self._state = nest.map_structure(self._apart, initial_state)

    # -- what it is ------------------------------------------------------------------------------------------------

    @property
    def batch_size(self) -> Any:
        """How many searches there are."""
        return self._batch

    @property
    def output_size(self) -> Any:
        """The sizes of a step's output for one search."""
        return BeamSearchDecoderOutput(self._width, self._width, self._width)

    @property
    def output_dtype(self) -> Any:
        """The dtypes of a step's output."""
        return BeamSearchDecoderOutput(float32, int32, int32)

    @property
    def tracks_own_finished(self) -> bool:
        """A beam that is over may be replaced by another that is not."""
        return True

    # -- searching -------------------------------------------------------------------------------------------------

    def initialize(self, name: str | None = None) -> tuple[Any, Any, Any]:
        """Nothing is finished; only the first beam counts, or all would be the same."""
        graph = get_default_graph()
        shape = graph.node("Pack", self._batch, self._width)
        finished = self._shaped(graph.node("Fill", shape, False))
        only = np.where(np.arange(self._width) == 0, 0, -np.inf).astype(np.float32)
        chances = self._shaped(graph.node("Tile", only[None], graph.node("Pack", self._batch, 1)))
        lengths = self._shaped(graph.node("Fill", shape, np.int64(0)))
        return finished, self._first, BeamSearchDecoderState(self._state, chances, finished, lengths)

    def step(self, time: Any, inputs: Any, state: Any, name: str | None = None) -> tuple[Any, Any, Any, Any]:
        """One symbol more for each beam, from the best continuations of all of them."""
        graph = get_default_graph()
        together = nest.map_structure(self._together, state.cell_state)
        output, cell_state = self._cell(self._together(inputs), together)
        logits = output if self._layer is None else self._layer(output)
        symbols = logits.shape[-1].value
        if symbols is None:
            raise ValueError(f"BeamSearchDecoder needs to know how many symbols there are, found {logits}: use output_layer")
        chances = self._steps(log_softmax(self._apart(logits)), state.finished, symbols)
        total = graph.node("ExpandDims", state.log_probs, 2) + chances
        scores = self._scored(total, state, symbols)
        flat = graph.node("Reshape", scores, graph.node("Pack", self._batch, self._width * symbols))
        best, places = top_k(flat, self._width)
        parents, words = self._shaped(places // symbols), self._shaped(places % symbols)
        beyond = graph.node("Reshape", total, graph.node("Pack", self._batch, self._width * symbols))
        was_over = self._of(state.finished, parents)
        over = graph.node("LogicalOr", was_over, graph.node("Equal", words, self._end))
        grown = self._of(state.lengths, parents) + graph.node("Cast", graph.node("LogicalNot", was_over), DstT=int64)
        moved = nest.map_structure(lambda each: self._moved(each, parents), nest.map_structure(self._apart, cell_state))
        following = BeamSearchDecoderState(moved, self._shaped(self._of(beyond, places)), over, grown)
        everything = graph.node("All", graph.node("Reshape", over, [-1]), [0])
        fed = graph.node("SelectV2", everything, self._first, self._look_up(words))
        return BeamSearchDecoderOutput(self._shaped(best), words, parents), following, fed, over

    def finalize(self, outputs: Any, final_state: Any, sequence_lengths: Any) -> tuple[Any, Any]:
        """The sequences, followed back from their ends."""
        graph = get_default_graph()
        longest = graph.node("Cast", graph.node("Max", final_state.lengths, [1]), DstT=int32)
        found = gather_tree(outputs.predicted_ids, outputs.parent_ids, longest, self._end)
        return FinalBeamSearchDecoderOutput(found, outputs), final_state

    # -- parts -----------------------------------------------------------------------------------------------------

    def _steps(self, chances: Tensor, finished: Tensor, symbols: int) -> Tensor:
        """Log-chances of the next symbol; of what is over the end token alone is possible, and certain."""
        graph = get_default_graph()
        certain = graph.node("OneHot", self._end, symbols, np.float32(0), np.float32(np.finfo(np.float32).min))
        made: Tensor = graph.node("SelectV2", graph.node("ExpandDims", finished, 2), certain, chances)
        return made

    def _scored(self, total: Tensor, state: Any, symbols: int) -> Tensor:
        if not self._penalty:
            return total
        graph = get_default_graph()
        grows = graph.node("OneHot", self._end, symbols, np.int64(0), np.int64(1))
        goes_on = graph.node("Cast", graph.node("LogicalNot", state.finished), DstT=int64)
        lengths = graph.node("ExpandDims", state.lengths, 2) + graph.node("ExpandDims", goes_on, 2) * grows
        penalty = graph.node("Pow", (5.0 + graph.node("Cast", lengths, DstT=float32)) / 6.0, np.float32(self._penalty))
        made: Tensor = total / penalty
        return made

    def _of(self, values: Tensor, places: Tensor) -> Tensor:
        """In each search the values at places. `[batch, n, ...], [batch, beams] -> [batch, beams, ...]`."""
        graph = get_default_graph()
        rows = graph.node("ExpandDims", graph.node("Range", 0, self._batch, 1), 1)
        rows = graph.node("Tile", rows, [1, self._width])
        made: Tensor = graph.node("GatherNd", values, graph.node("Pack", rows, places, axis=2))
        made.set_shape([self._known_batch, self._width, *values.shape.as_list()[2:]])
        return made

    def _moved(self, state: Any, parents: Tensor) -> Any:
        if isinstance(state, TensorArray) or (state.shape.rank is not None and state.shape.rank < 2):
            return state
        return self._of(state, parents)

    def _shaped(self, x: Tensor) -> Tensor:
        x.set_shape([self._known_batch, self._width])
        return x

    def _apart(self, x: Any) -> Any:
        """`[batch * beams, ...] -> [batch, beams, ...]`; what belongs to no beam is left alone."""
        if isinstance(x, TensorArray) or x.shape.rank == 0:
            return x
        return self._reshaped(x, [self._batch, self._width], x.shape.as_list()[1:], [self._known_batch, self._width], 1)

    def _together(self, x: Any) -> Any:
        """`[batch, beams, ...] -> [batch * beams, ...]`."""
        if isinstance(x, TensorArray) or (x.shape.rank is not None and x.shape.rank < 2):
            return x
        known = None if self._known_batch is None else self._known_batch * self._width
        return self._reshaped(x, [-1], x.shape.as_list()[2:], [known], 2)

    def _reshaped(self, x: Tensor, first: list[Any], rest: list[int | None], known: list[int | None], skip: int) -> Tensor:
        graph = get_default_graph()
        sizes = graph.node("Shape", x)
        following = [size if size is not None else sizes[skip + at] for at, size in enumerate(rest)]
        made: Tensor = graph.node("Reshape", x, graph.node("Pack", *first, *following))
        made.set_shape([*known, *rest])
        return made
