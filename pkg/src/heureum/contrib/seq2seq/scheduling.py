"""Helpers that mix what is true with what was said, and helpers made of functions. Source: tf.contrib.seq2seq."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...dtypes import as_dtype, int32
from ...graph import Tensor, get_default_graph
from ...ops.random import multinomial, random_uniform
from .decoding import Helper, TrainingHelper
from .symbols import looking_up

__all__ = ["CustomHelper", "InferenceHelper", "ScheduledEmbeddingTrainingHelper", "ScheduledOutputTrainingHelper"]


class ScheduledEmbeddingTrainingHelper(TrainingHelper):
    """Feeds the true input, or with `sampling_probability` the embedding of a symbol drawn from the logits.

    Where nothing was drawn, the sampled id is -1. Source: tf.contrib.seq2seq.ScheduledEmbeddingTrainingHelper.
    """

    def __init__(
        self,
        inputs: Any,
        sequence_length: Any,
        embedding: Any,
        sampling_probability: Any,
        time_major: bool = False,
        seed: int | None = None,
        scheduling_seed: int | None = None,
        name: str | None = None,
    ) -> None:
        super().__init__(inputs, sequence_length, time_major, name)
        self._look_up = looking_up(embedding)
        self._chance, self._seed, self._scheduling_seed = sampling_probability, seed, scheduling_seed

    def sample(self, time: Any, outputs: Any, state: Any, name: str | None = None) -> Any:
        """Symbols drawn from logits, or -1: `[n, k] -> int32[n]`."""
        graph = get_default_graph()
        drawn = graph.node("Cast", graph.node("Reshape", multinomial(outputs, 1, seed=self._seed), [-1]), DstT=int32)
        chosen = _chosen(graph.node("Shape", drawn), self._chance, self._scheduling_seed)
        return graph.node("Select", chosen, drawn, graph.node("Fill", graph.node("Shape", drawn), -1))

    def next_inputs(self, time: Any, outputs: Any, state: Any, sample_ids: Any, name: str | None = None) -> tuple[Any, Any, Any]:
        """Embeddings where something was drawn, true inputs elsewhere."""
        finished, true, state = super().next_inputs(time, outputs, state, sample_ids)
        graph = get_default_graph()
        was_drawn = graph.node("Greater", sample_ids, -1)
        ids = graph.node("Maximum", sample_ids, 0)
        return finished, graph.node("Select", was_drawn, self._look_up(ids), true), state


class ScheduledOutputTrainingHelper(TrainingHelper):
    """Feeds the true input, or with `sampling_probability` what was just said.

    `auxiliary_inputs` are not offered: join them to the inputs. Source: tf.contrib.seq2seq.ScheduledOutputTrainingHelper.
    """

    def __init__(
        self,
        inputs: Any,
        sequence_length: Any,
        sampling_probability: Any,
        time_major: bool = False,
        seed: int | None = None,
        next_inputs_fn: Callable[[Any], Any] | None = None,
        auxiliary_inputs: Any = None,
        name: str | None = None,
    ) -> None:
        if auxiliary_inputs is not None:
            raise ValueError("auxiliary_inputs are left out: join them to the inputs with tf.concat")
        super().__init__(inputs, sequence_length, time_major, name)
        self.sample_ids_dtype = as_dtype("bool")
        self._chance, self._seed, self._following = sampling_probability, seed, next_inputs_fn

    def sample(self, time: Any, outputs: Any, state: Any, name: str | None = None) -> Any:
        """Whether what was said is fed: `[n, k] -> bool[n]`."""
        return _chosen(get_default_graph().node("Shape", outputs)[:1], self._chance, self._seed)

    def next_inputs(self, time: Any, outputs: Any, state: Any, sample_ids: Any, name: str | None = None) -> tuple[Any, Any, Any]:
        """What was said, where that was chosen; true inputs elsewhere."""
        finished, true, state = super().next_inputs(time, outputs, state, sample_ids)
        said = outputs if self._following is None else self._following(outputs)
        return finished, get_default_graph().node("Select", sample_ids, said, true), state


class CustomHelper(Helper):
    """Three functions: for the first inputs, for sampling, and for the next inputs. Source: tf.contrib.seq2seq.CustomHelper."""

    def __init__(
        self,
        initialize_fn: Callable[[], Any],
        sample_fn: Callable[..., Any],
        next_inputs_fn: Callable[..., Any],
        sample_ids_shape: Any = None,
        sample_ids_dtype: Any = None,
    ) -> None:
        self._start, self._sample, self._next = initialize_fn, sample_fn, next_inputs_fn
        self.sample_ids_dtype = as_dtype(sample_ids_dtype or int32)

    @property
    def batch_size(self) -> Any:
        """How many sequences there are, once it was initialised. Raises ValueError before."""
        if self._batch is None:
            raise ValueError("batch_size accessed before initialize was called")
        return self._batch

    _batch: Any = None

    def initialize(self, name: str | None = None) -> tuple[Any, Any]:
        """Which sequences are finished, and the first inputs."""
        finished, inputs = self._start()
        self._batch = get_default_graph().node("Size", finished)
        return finished, inputs

    def sample(self, time: Any, outputs: Any, state: Any, name: str | None = None) -> Any:
        """What the function takes from outputs."""
        return self._sample(time=time, outputs=outputs, state=state)

    def next_inputs(self, time: Any, outputs: Any, state: Any, sample_ids: Any, name: str | None = None) -> tuple[Any, Any, Any]:
        """Which sequences are finished, the next inputs and the state."""
        found: tuple[Any, Any, Any] = self._next(time=time, outputs=outputs, state=state, sample_ids=sample_ids)
        return found


class InferenceHelper(Helper):
    """Feeds what was sampled back, from `start_inputs` until `end_fn` says so. Source: tf.contrib.seq2seq.InferenceHelper."""

    def __init__(
        self,
        sample_fn: Callable[[Any], Any],
        sample_shape: Any,
        sample_dtype: Any,
        start_inputs: Any,
        end_fn: Callable[[Any], Any],
        next_inputs_fn: Callable[[Any], Any] | None = None,
    ) -> None:
        graph = get_default_graph()
        self._sample, self._ends, self._following = sample_fn, end_fn, next_inputs_fn
        self.sample_ids_dtype = as_dtype(sample_dtype)
        self._first: Tensor = graph.convert(start_inputs, name="start_inputs")
        self.batch_size = graph.node("Shape", self._first)[0]

    def initialize(self, name: str | None = None) -> tuple[Any, Any]:
        """Nothing is finished, and the first inputs."""
        graph = get_default_graph()
        return graph.node("Fill", graph.node("Pack", self.batch_size), False), self._first

    def sample(self, time: Any, outputs: Any, state: Any, name: str | None = None) -> Any:
        """What the function takes from outputs."""
        return self._sample(outputs)

    def next_inputs(self, time: Any, outputs: Any, state: Any, sample_ids: Any, name: str | None = None) -> tuple[Any, Any, Any]:
        """What was sampled, or what the function makes of it."""
        following = sample_ids if self._following is None else self._following(sample_ids)
        return self._ends(sample_ids), following, state


def _chosen(shape: Any, chance: Any, seed: int | None) -> Tensor:
    """True with a chance. `-> bool[n]`."""
    made: Tensor = get_default_graph().node("Less", random_uniform(shape, seed=seed), chance)
    return made
