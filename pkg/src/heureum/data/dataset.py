"""tf.data.Dataset: input pipelines, described as nodes.

Takes tensors, files or generators; gives datasets of datasets, and iterators that walk through them.
Law: nothing is read before an iterator asks. A dataset is a `variant` tensor and what is known of its elements.
Source: tf.data.Dataset (graph mode).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from .. import nest
from ..dtypes import bool as bool_
from ..dtypes import int64, string
from ..graph import Function, Operation, Tensor, get_default_graph, needed_for, node
from ..graph.graph_def import as_graph_def
from ..graph.seeds import get_seed
from ..ops.python import token_for
from ..tensor_shape import TensorShape, TensorSpec
from .functions import Traced, trace
from .iterator import Iterator
from .options import Options
from .shaping import Shaping, as_int64
from .structure import Structure, converted

__all__ = ["Dataset", "FixedDataset", "made"]

_ALL = 2**31  # files in one folder


class Dataset(Shaping):
    """A sequence of elements, each of one or more tensors, nested in tuples and dicts. Source: tf.data.Dataset."""

    # -- sources -------------------------------------------------------------------------------------------------------

    @staticmethod
    def from_tensors(tensors: Any) -> Dataset:
        """One element: `tensors`. Source: tf.data.Dataset.from_tensors."""
        given = _components(tensors)
        structure = Structure.of_tensors(given)
        return made("TensorDataset", structure, *nest.flatten(given), output_shapes=structure.attrs["output_shapes"])

    @staticmethod
    def from_tensor_slices(tensors: Any) -> Dataset:
        """An element for each row of `tensors`. Raises ValueError for scalars, and for tensors with different numbers of rows.

        Source: tf.data.Dataset.from_tensor_slices.
        """
        given = _components(tensors)
        count: Any = TensorShape((None,))
        for tensor in nest.flatten(given):
            if tensor.shape.rank == 0:
                raise ValueError(f"Unbatching a tensor is only supported for rank >= 1, found {tensor}")
            if tensor.shape.sizes is not None:
                try:
                    count = count.merge_with(tensor.shape.sizes[:1])
                except ValueError:
                    raise ValueError(f"Dimensions {count[0]} and {tensor.shape.sizes[0]} are not compatible") from None
        structure = Structure.of_tensors(given).with_shapes(_without_first)
        return made("TensorSliceDataset", structure, *nest.flatten(given), output_shapes=structure.attrs["output_shapes"])

    @staticmethod
    def from_generator(generator: Callable[..., Any], output_types: Any, output_shapes: Any = None, args: Any = None) -> Dataset:
        """What `generator(*args)` yields; it is called for each walk. It can't leave this process.

        Raises TypeError when `generator` can't be called. Source: tf.data.Dataset.from_generator.
        """
        if not callable(generator):
            raise TypeError("`generator` must be callable.")
        structure = Structure.declared(output_types, output_shapes)

        def flat(*arguments: Any) -> Any:
            for given in generator(*arguments):
                yield tuple(_leaves_like(structure.specs, given))

        tensors = [get_default_graph().convert(each) for each in args or ()]
        return made("GeneratorDataset", structure, *tensors, token=token_for(flat), is_tuple=True, **structure.attrs)

    @staticmethod
    def range(*args: Any) -> Dataset:
        """The integers of `range(*args)`, as `[]` int64. Source: tf.data.Dataset.range."""
        start, stop, step = {1: (0, *args, 1), 2: (*args, 1), 3: args}[len(args)]
        return made("RangeDataset", Structure(TensorSpec(int64, TensorShape(()))), *map(as_int64, (start, stop, step)))

    @staticmethod
    def zip(datasets: Any) -> Dataset:
        """Elements side by side, in the structure of `datasets`. Raises TypeError for what is no dataset.

        Source: tf.data.Dataset.zip.
        """
        if isinstance(datasets, list):
            raise TypeError(
                "The argument to `Dataset.zip()` must be a nested structure of `Dataset` objects, in tuples; got a list"
            )
        leaves = nest.flatten(datasets)
        for each in leaves:
            if not isinstance(each, Dataset):
                raise TypeError(f"The argument to `Dataset.zip()` must be a nested structure of `Dataset` objects; got {each!r}")
        structure = Structure(nest.pack_sequence_as(datasets, [each.structure.specs for each in leaves]))
        return made("ZipDataset", structure, *(each.variant for each in leaves))

    @staticmethod
    def list_files(file_pattern: Any, shuffle: bool | None = None, seed: int | None = None) -> Dataset:
        """The names of the files that match, in an order that changes unless `shuffle` is False.

        A run fails with InvalidArgumentError when none matches. Source: tf.data.Dataset.list_files.
        """
        name = Structure(TensorSpec(string, TensorShape(())))
        files = made("MatchingFilesDataset", name, get_default_graph().convert(file_pattern, string, name="patterns"))
        return files if shuffle is False else files.shuffle(_ALL, seed)

    # -- functions -----------------------------------------------------------------------------------------------------

    def map(self, map_func: Callable[..., Any], num_parallel_calls: Any = None) -> Dataset:
        """`map_func` of each element; a tuple comes as so many arguments. `num_parallel_calls` is accepted.

        Source: tf.data.Dataset.map.
        """
        traced = trace(map_func, [self.structure], "Dataset_map")
        return self._computed("MapDataset", Structure.of_tensors(traced.given), traced, f=traced.function)

    def filter(self, predicate: Callable[..., Any]) -> Dataset:
        """The elements for which `predicate` gives a true `[]`. Raises TypeError when it gives no truth value.

        Source: tf.data.Dataset.filter.
        """
        traced = trace(predicate, [self.structure], "Dataset_filter")
        if not isinstance(traced.given, Tensor) or traced.given.dtype is not bool_ or traced.given.shape.rank not in (None, 0):
            raise ValueError("`predicate` must return a scalar boolean tensor.")
        return self._computed("FilterDataset", self.structure, traced, predicate=traced.function)

    def flat_map(self, map_func: Callable[..., Any]) -> Dataset:
        """The elements of the datasets that `map_func` gives, one dataset after the other. Source: tf.data.Dataset.flat_map."""
        traced, inner = self._inner(map_func, "Dataset_flat_map")
        return self._computed("FlatMapDataset", inner, traced, f=traced.function)

    def interleave(
        self, map_func: Callable[..., Any], cycle_length: Any = 16, block_length: Any = 1, num_parallel_calls: Any = None
    ) -> Dataset:
        """Blocks of `block_length` elements of `cycle_length` of the datasets that `map_func` gives, in turns.

        `num_parallel_calls` is accepted. Source: tf.data.Dataset.interleave.
        """
        traced, inner = self._inner(map_func, "Dataset_interleave")
        return self._computed(
            "InterleaveDataset", inner, traced, as_int64(cycle_length), as_int64(block_length), f=traced.function
        )

    def reduce(self, initial_state: Any, reduce_func: Callable[..., Any]) -> Any:
        """The last state, where `reduce_func(state, element)` is the next one: nested tensors. Source: tf.data.Dataset.reduce."""
        state = converted(get_default_graph(), initial_state)
        structure = Structure.of_tensors(state)
        traced = trace(reduce_func, [structure, self.structure], "Dataset_reduce")
        if structure.types != Structure.of_tensors(traced.given).types:
            raise TypeError(
                f"`reduce_func` must give a state of dtypes {structure.types}, found {Structure.of_tensors(traced.given).types}"
            )
        graph = get_default_graph()
        with graph.control_dependencies(traced.controls):
            inputs = [*nest.flatten(state), *traced.captures]
            ends = graph.node("ReduceDataset", self.variant, *inputs, f=traced.function, **structure.attrs)
        return structure.pack(ends if isinstance(ends, list) else [ends])

    def apply(self, transformation_func: Callable[[Dataset], Dataset]) -> Dataset:
        """`transformation_func` of the dataset. Raises TypeError when that is no dataset. Source: tf.data.Dataset.apply."""
        dataset = transformation_func(self)
        if not isinstance(dataset, Dataset):
            raise TypeError(f"`transformation_func` must return a Dataset, found {dataset!r}")
        return dataset

    def options(self) -> Options:
        """Options that say nothing: a dataset is walked through as it is described. Source: tf.data.Dataset.options."""
        return Options()

    def with_options(self, options: Any) -> Dataset:
        """The same dataset; options are accepted. Source: tf.data.Dataset.with_options."""
        return self

    def shuffle(self, buffer_size: Any, seed: int | None = None, reshuffle_each_iteration: bool | None = None) -> Dataset:
        """Each next element at random out of `buffer_size` elements, in another order each time, unless told.

        Source: tf.data.Dataset.shuffle.
        """
        seeds = [np.int64(each or 0) for each in get_seed(seed)]
        again = reshuffle_each_iteration is None or bool(reshuffle_each_iteration)
        return self._made("ShuffleDataset", as_int64(buffer_size), *seeds, reshuffle_each_iteration=again)

    def _computed(self, op_type: str, structure: Structure, traced: Traced, *inputs: Any, **attrs: Any) -> Dataset:
        with get_default_graph().control_dependencies(traced.controls):
            return made(op_type, structure, self.variant, *inputs, *traced.captures, **attrs)

    def _inner(self, map_func: Callable[..., Any], name: str) -> tuple[Traced, Structure]:
        inner: list[Dataset] = []

        def variant_of(given: Any) -> Tensor:
            if not isinstance(given, Dataset):
                raise TypeError(f"`map_func` must return a `Dataset` object. Got {type(given)}")
            inner.append(given)
            return given.variant

        return trace(map_func, [self.structure], name, variant_of), inner[0].structure

    # -- walking -------------------------------------------------------------------------------------------------------

    def make_one_shot_iterator(self) -> Iterator:
        """An iterator that starts by itself, and walks through the dataset once in a session.

        Raises ValueError when the dataset depends on a placeholder or a variable: use `make_initializable_iterator`.
        Source: tf.data.Dataset.make_one_shot_iterator.
        """
        factory = _closed(self.variant)
        return Iterator(node("OneShotIterator", dataset_factory=factory, **self.structure.attrs), None, self.structure)

    def make_initializable_iterator(self, shared_name: str | None = None) -> Iterator:
        """An iterator that starts when its `initializer` is run. Source: tf.data.Dataset.make_initializable_iterator."""
        resource = node("IteratorV2", shared_name=shared_name or "", **self.structure.attrs)
        start: Operation = node("MakeIterator", self.variant, resource)
        return Iterator(resource, start, self.structure)


def made(op_type: str, structure: Structure, *inputs: Any, **attrs: Any) -> Dataset:
    """The dataset of a new node."""
    return FixedDataset(get_default_graph().node(op_type, *inputs, **attrs), structure)


class FixedDataset(Dataset):
    """A dataset whose node has been made."""

    def __init__(self, variant: Tensor, structure: Structure) -> None:
        self.variant = variant
        self.structure = structure


def _components(tensors: Any) -> Any:
    with get_default_graph().name_scope("normalize_element"):
        return converted(get_default_graph(), tensors)


def _without_first(shape: TensorShape) -> TensorShape:
    return TensorShape(None) if shape.sizes is None else TensorShape.of(shape.sizes[1:])


def _leaves_like(structure: Any, given: Any) -> list[Any]:
    """The components of what a generator yielded: where a component is due, a list is a tensor."""
    if isinstance(structure, dict):
        return [leaf for key in sorted(structure) for leaf in _leaves_like(structure[key], given[key])]
    if isinstance(structure, tuple):
        if len(structure) != len(given):
            raise TypeError(f"`generator` yielded {given!r}, which does not have the structure of output_types")
        return [leaf for each, value in zip(structure, given, strict=True) for leaf in _leaves_like(each, value)]
    return [given]


def _closed(variant: Tensor) -> Function:
    """All that a dataset is made of, as a function without parameters."""
    operations = needed_for([variant.op])
    for operation in operations:
        kind = f"(name:{operation.name}, type:{operation.type})"
        if operation.type in ("Placeholder", "Parameter"):
            raise ValueError(f"Cannot capture a placeholder {kind} by value.")
        if operation.op_def.stateful and not any(output.type == "variant" for output in operation.op_def.outputs):
            raise ValueError(
                f"Cannot capture a stateful node {kind} by value.: the dataset for which you call `make_one_shot_iterator()` "
                "depends on state, such as a `tf.Variable`. Use `make_initializable_iterator()` instead."
            )
    return Function(as_graph_def(operations).nodes, (), (variant.name,))
