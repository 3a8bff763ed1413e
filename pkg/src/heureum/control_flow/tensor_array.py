"""tf.TensorArray: a list of tensors for loops, as an object.

Takes indices and values; gives tensors, or the TensorArray to go on with.
Law: a TensorArray is a handle and a flow; what gives a new one must be used from then on, or it may not run.
Source: tf.TensorArray (graph mode).
"""

from __future__ import annotations

from typing import Any

from ..dtypes import DType, as_dtype, int32, int64
from ..graph import Tensor, get_default_graph, graph_of, node
from ..tensor_shape import TensorShape, as_shape

__all__ = ["TensorArray"]


class TensorArray:
    """`size` elements of one dtype; more when `dynamic_size`. Elements are forgotten once read, if `clear_after_read`.

    With `infer_shape`, all elements have one shape, which is learnt from the first that is written; `element_shape`
    says what is known of it. `handle` and `flow` are those of an array that exists. `tensor_array_name` and
    `colocate_with_first_write_call` are accepted. Source: tf.TensorArray.
    """

    def __init__(
        self,
        dtype: Any,
        size: Any = None,
        dynamic_size: bool | None = None,
        clear_after_read: bool | None = None,
        tensor_array_name: str | None = None,
        handle: Tensor | None = None,
        flow: Tensor | None = None,
        infer_shape: bool = True,
        element_shape: Any = None,
        colocate_with_first_write_call: bool = True,
        name: str | None = None,
    ) -> None:
        if (handle is None) == (size is None):
            raise ValueError("Either size or handle must be given, not both" if handle is not None else "Size must be provided")
        if handle is not None and flow is None:
            raise ValueError("flow must not be None if handle is not None.")
        self._dtype = as_dtype(dtype)
        self._dynamic_size = bool(dynamic_size)
        self._infers = infer_shape
        self._size = size
        # Shared with the arrays that writing gives: what one learns of the elements holds for all.
        self._known = [as_shape(element_shape)]
        if handle is None:
            handle, flow = graph_of(size).node(
                "TensorArrayV3",
                size,
                dtype=self._dtype,
                element_shape=self._known[0],
                dynamic_size=self._dynamic_size,
                clear_after_read=True if clear_after_read is None else bool(clear_after_read),
                identical_element_shapes=infer_shape,
                tensor_array_name=tensor_array_name or "",
                name=name or "TensorArray",
            )
        assert handle is not None
        assert flow is not None
        self._handle, self._flow = handle, flow

    @property
    def dtype(self) -> DType:
        """The dtype of the elements."""
        return self._dtype

    @property
    def handle(self) -> Tensor:
        """What stands for the array itself."""
        return self._handle

    @property
    def flow(self) -> Tensor:
        """What orders the uses of the array."""
        return self._flow

    @property
    def element_shape(self) -> TensorShape:
        """What is known of the shape of the elements."""
        return self._known[0]

    @property
    def dynamic_size(self) -> bool:
        """Whether writing beyond the end makes it longer."""
        return self._dynamic_size

    def with_flow(self, flow: Tensor) -> TensorArray:
        """The same array after what `flow` stands for."""
        made = TensorArray(self._dtype, handle=self._handle, flow=flow, infer_shape=self._infers)
        made._dynamic_size = self._dynamic_size
        made._known = self._known
        made._size = self._size
        return made

    def identity(self) -> TensorArray:
        """The same array, ordered after its flow."""
        return self.with_flow(node("Identity", self._flow))

    def grad(self, source: str, flow: Tensor | None = None, name: str | None = None) -> TensorArray:
        """The array of the gradients of the elements, for the tf.gradients called `source`."""
        handle, flow = node("TensorArrayGradV3", self._handle, self._flow if flow is None else flow, source=source, name=name)
        return TensorArray(self._dtype, handle=handle, flow=flow, infer_shape=self._infers, element_shape=self.element_shape)

    def write(self, index: Any, value: Any, name: str | None = None) -> TensorArray:
        """The array with `value` at `index`. Raises ValueError for another shape than the elements have."""
        with get_default_graph().name_scope(name or "TensorArrayWrite"):
            value = self._converted(value)
            self._learn(value.shape)
            return self.with_flow(node("TensorArrayWriteV3", self._handle, index, value, self._flow))

    def read(self, index: Any, name: str | None = None) -> Tensor:
        """The element at `index`."""
        made: Tensor = node(
            "TensorArrayReadV3", self._handle, index, self._flow, dtype=self._dtype, shape=self.element_shape, name=name
        )
        return made

    def stack(self, name: str | None = None) -> Tensor:
        """All elements. `-> [n, ...]`."""
        with get_default_graph().name_scope(name or "TensorArrayStack"):
            return self.gather(node("Range", 0, self.size(), 1, name="range"))

    def gather(self, indices: Any, name: str | None = None) -> Tensor:
        """The elements at `indices`, stacked. `[n] -> [n, ...]`."""
        made: Tensor = node(
            "TensorArrayGatherV3",
            self._handle,
            indices,
            self._flow,
            dtype=self._dtype,
            element_shape=self.element_shape,
            name=name,
        )
        return made

    def concat(self, name: str | None = None) -> Tensor:
        """All elements, joined along their first axis. `-> [n, ...]`."""
        shape = self.element_shape
        made: Tensor = node("TensorArrayConcatV3", self._handle, self._flow, dtype=self._dtype, element_shape=shape, name=name)[0]
        return made

    def unstack(self, value: Any, name: str | None = None) -> TensorArray:
        """The array with the rows of `value` as its elements, from the first on. `[n, ...] ->`."""
        with get_default_graph().name_scope(name or "TensorArrayUnstack"):
            value = self._converted(value)
            count = node("StridedSlice", node("Shape", value), [0], [1], [1], shrink_axis_mask=1)
            return self.scatter(node("Range", 0, count, 1, name="range"), value)

    def scatter(self, indices: Any, value: Any, name: str | None = None) -> TensorArray:
        """The array with the rows of `value` at `indices`. `[n], [n, ...] ->`."""
        with get_default_graph().name_scope(name or "TensorArrayScatter"):
            value = self._converted(value)
            if value.shape.sizes:
                self._learn(TensorShape.of(value.shape.sizes[1:]))
            return self.with_flow(node("TensorArrayScatterV3", self._handle, indices, value, self._flow))

    def split(self, value: Any, lengths: Any, name: str | None = None) -> TensorArray:
        """The array with pieces of `value` of these lengths as its elements. `[n, ...], [k] ->`."""
        graph = get_default_graph()
        with graph.name_scope(name or "TensorArraySplit"):
            value = self._converted(value)
            lengths = graph.convert(lengths) if isinstance(lengths, Tensor) else graph.convert(lengths, int64)
            if lengths.dtype is not int64:
                lengths = node("Cast", lengths, DstT=int64)
            return self.with_flow(node("TensorArraySplitV3", self._handle, value, lengths, self._flow))

    def size(self, name: str | None = None) -> Tensor:
        """How many elements there are; a constant when that can't change. `-> []`."""
        if self._size is not None and not self._dynamic_size:
            return get_default_graph().convert(self._size, int32)
        made: Tensor = node("TensorArraySizeV3", self._handle, self._flow, name=name)
        return made

    def close(self, name: str | None = None) -> Any:
        """The operation that lets the elements go."""
        return node("TensorArrayCloseV3", self._handle, name=name)

    def _converted(self, value: Any) -> Tensor:
        return get_default_graph().convert(value, None if isinstance(value, Tensor) else self._dtype, name="value")

    def _learn(self, shape: TensorShape) -> None:
        if not self._infers:
            return
        if not self._known[0].is_compatible_with(shape):
            raise ValueError(f"Inconsistent shapes: saw {shape} but expected {self._known[0]} ")
        self._known[0] = self._known[0].merge_with(shape)
