"""From one order of a picture's axes to another: axes and sizes written for NHWC, as NCHW numbers them.

Takes axes, or one value for each axis, in the order that `src_format` spells; gives them as `dst_format` does.
Source: tensorflow/core/kernels/data_format_ops.cc.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ...graph import op
from ...op_def import INDEX
from ...tensor_shape import TensorShape, TensorSpec
from ..shapes import same

__all__: list[str] = []


def _check(src_format: str, dst_format: str) -> None:
    if sorted(src_format) != sorted(dst_format):
        raise ValueError(f"Destination and source format must hold the same letters, found {src_format} and {dst_format}")


@op("DataFormatDimMap(x: T) -> T", shape=same, T=INDEX)
def data_format_dim_map(x: Any, *, src_format: str = "NHWC", dst_format: str = "NCHW") -> Any:
    """Where each axis of one format is in another. `[...] -> [...]`. Source: TensorFlow's DataFormatDimMap."""
    _check(src_format, dst_format)
    x = np.asarray(x)
    rank = len(src_format)
    if np.any((x < -rank) | (x >= rank)):
        raise ValueError(f"axes must be in [{-rank}, {rank}), found {x.tolist()}")
    places = np.array([dst_format.index(letter) for letter in src_format], x.dtype)
    return places[x % rank][()]


def _permuted_shape(x: TensorSpec, *, src_format: str, dst_format: str) -> TensorShape:
    if x.shape.rank not in (1, 2, None):
        raise ValueError(f"input must be a vector or matrix, but got {x}: Shape must be rank 1 or 2")
    return x.shape


@op("DataFormatVecPermute(x: T) -> T", shape=_permuted_shape, T=INDEX)
def data_format_vec_permute(x: Any, *, src_format: str = "NHWC", dst_format: str = "NCHW") -> Any:
    """One value, or a pair, for each axis of one format, in the order of another. `[4] -> [4]`, `[4, 2] -> [4, 2]`.

    Of two values, they are those of the height and the width. Source: TensorFlow's DataFormatVecPermute.
    """
    _check(src_format, dst_format)
    if len(x) == len(src_format) - 2:
        src_format, dst_format = ("".join(letter for letter in each if letter in "DHW") for each in (src_format, dst_format))
    if len(x) != len(src_format):
        raise ValueError(f"1D input must be of size 2 or 4, but got shape {list(x.shape)}, for {src_format}")
    return x[[src_format.index(letter) for letter in dst_format]]
