"""Tensors that are known before they run. `tf.contrib.util`."""

from ..aliases import get_static_value as constant_value
from ..ops.examples.tensors import make_ndarray, make_tensor_proto

__all__ = ["constant_value", "make_ndarray", "make_tensor_proto"]
