"""From a serialised tf.train.Example to named tensors. `tf.contrib.slim.tfexample_decoder`.

Source: tensorflow/contrib/slim/python/slim/data/tfexample_decoder.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ... import image
from ...control_flow import cond
from ...dtypes import uint8
from ...graph import SparseTensor, get_default_graph
from ...ops.examples.parsing import parse_single_example
from ...ops.sparse.converting import sparse_tensor_to_dense
from ...ops.string_codes import decode_raw

__all__ = ["BoundingBox", "Image", "ItemHandler", "TFExampleDecoder", "Tensor"]


class ItemHandler:
    """Makes one item of some features. Inherit from it. Source: tf.contrib.slim.tfexample_decoder.ItemHandler."""

    def __init__(self, keys: Sequence[str] | str) -> None:
        self._keys = [keys] if isinstance(keys, str) else list(keys)

    @property
    def keys(self) -> list[str]:
        """The features it takes."""
        return self._keys

    def tensors_to_item(self, keys_to_tensors: Mapping[str, Any]) -> Any:
        """The item."""
        raise NotImplementedError


def _dense(value: Any, default: Any) -> Any:
    return sparse_tensor_to_dense(value, default) if isinstance(value, SparseTensor) else value


class Tensor(ItemHandler):
    """A feature as it is, or in a shape that is told or that other features tell. Source: slim.tfexample_decoder.Tensor."""

    def __init__(self, tensor_key: str, shape_keys: Any = None, shape: Any = None, default_value: Any = 0) -> None:
        if shape_keys is not None and shape is not None:
            raise ValueError("Cannot specify both shape_keys and shape parameters.")
        self._shape_keys = [shape_keys] if isinstance(shape_keys, str) else list(shape_keys or ())
        super().__init__([tensor_key, *self._shape_keys])
        self._key, self._shape, self._default = tensor_key, shape, default_value

    def tensors_to_item(self, keys_to_tensors: Mapping[str, Any]) -> Any:
        """The tensor."""
        graph = get_default_graph()
        value, shape = keys_to_tensors[self._key], self._shape
        if self._shape_keys:
            sizes = [graph.node("Reshape", _dense(keys_to_tensors[key], 0), [-1]) for key in self._shape_keys]
            shape = sizes[0] if len(sizes) == 1 else graph.node("ConcatV2", *sizes, 0)
        value = _dense(value, self._default)
        return value if shape is None else graph.node("Reshape", value, shape)


class Image(ItemHandler):
    """A picture in a file format, or raw bytes when the format says so. Source: tf.contrib.slim.tfexample_decoder.Image."""

    def __init__(
        self,
        image_key: str | None = None,
        format_key: str | None = None,
        shape: Any = None,
        channels: int = 3,
        dtype: Any = uint8,
        repeated: bool = False,
        dct_method: str = "",
    ) -> None:
        self._image_key, self._format_key = image_key or "image/encoded", format_key or "image/format"
        super().__init__([self._image_key, self._format_key])
        if repeated:
            raise ValueError("Repeated images are not decoded here: parse them with tf.parse_single_example and tf.map_fn")
        self._shape, self._channels, self._dtype = shape, channels, dtype

    def tensors_to_item(self, keys_to_tensors: Mapping[str, Any]) -> Any:
        """The picture, `[h, w, channels]`."""
        graph = get_default_graph()
        content, kind = keys_to_tensors[self._image_key], keys_to_tensors[self._format_key]

        def decoded() -> Any:
            # PNG, JPEG and BMP are told apart by their first bytes.
            made = image.decode_image(content, self._channels)
            return graph.current().node("Cast", made, DstT=self._dtype)

        def raw() -> Any:
            return decode_raw(content, self._dtype)

        is_raw = graph.node("LogicalOr", graph.node("Equal", kind, "raw"), graph.node("Equal", kind, "RAW"))
        found = cond(is_raw, raw, decoded)
        if self._shape is not None:
            return graph.node("Reshape", found, self._shape)
        found.set_shape([None, None, self._channels])
        return found


class BoundingBox(ItemHandler):
    """Boxes of four features, as rows [ymin, xmin, ymax, xmax]. Source: tf.contrib.slim.tfexample_decoder.BoundingBox."""

    def __init__(self, keys: Sequence[str] | None = None, prefix: str = "") -> None:
        names = list(keys or ("ymin", "xmin", "ymax", "xmax"))
        if len(names) != 4:
            raise ValueError(f"BoundingBox expects 4 keys but got {len(names)}")
        super().__init__([prefix + each for each in names])

    def tensors_to_item(self, keys_to_tensors: Mapping[str, Any]) -> Any:
        """The boxes, `[n, 4]`."""
        graph = get_default_graph()
        sides = [keys_to_tensors[key] for key in self._keys]
        values = [each.values if isinstance(each, SparseTensor) else each for each in sides]
        return graph.node("Transpose", graph.node("Pack", *values, axis=0), [1, 0])


class TFExampleDecoder:
    """Parses features and makes items of them. Source: tf.contrib.slim.tfexample_decoder.TFExampleDecoder."""

    def __init__(self, keys_to_features: Mapping[str, Any], items_to_handlers: Mapping[str, ItemHandler]) -> None:
        self._features, self._handlers = dict(keys_to_features), dict(items_to_handlers)

    def list_items(self) -> list[str]:
        """The names of the items."""
        return list(self._handlers)

    def decode(self, serialized_example: Any, items: Sequence[str] | None = None) -> list[Any]:
        """The items of one record. `string[] -> tensors`."""
        parsed = parse_single_example(serialized_example, self._features)
        names = self.list_items() if items is None else items
        return [
            self._handlers[name].tensors_to_item({key: parsed[key] for key in self._handlers[name].keys if key in parsed})
            for name in names
        ]
