"""Checkpoints: one `.npz` file with an array for each variable and an index of them.

Takes arrays by name; gives a file that NumPy can read too: member `w.npy` for the variable `w`, strings in the index, and
`index.json`: `{"version": 1, "tensors": {"w": {"dtype": "float32", "shape": [2, 3]}}}`.
Law: written whole or not at all; every byte that is read was checked, and nothing read is ever executed (no pickle).
"""

from __future__ import annotations

import errno
import io
import json
import os
import zipfile
import zlib
from collections.abc import Mapping
from typing import IO, Any

import numpy as np

from ..dtypes import DType, as_dtype
from ..errors import DataLossError, NotFoundError
from ..graph import attr_values
from ..tensor_shape import TensorShape
from .files import write_atomically

__all__ = ["CheckpointReader", "checkpoint_path", "write_checkpoint"]

_VERSION = 1
_INDEX = "index.json"
# What a damaged zip file or array makes Python's readers raise.
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, TypeError, OverflowError, NotImplementedError,
    RuntimeError, UnicodeDecodeError, AttributeError, MemoryError, OSError,
)  # fmt: skip


def checkpoint_path(prefix: str) -> str:
    """The file of the checkpoint `prefix`."""
    return f"{prefix}.npz"


def write_checkpoint(prefix: str, arrays: Mapping[str, Any]) -> None:
    """Store the arrays as the checkpoint `prefix`; one that is there already is replaced at once or stays as it is."""

    def write(file: IO[bytes]) -> None:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
            tensors: dict[str, Any] = {}
            for name, value in arrays.items():
                # A scalar string is bytes, which NumPy would cut at a zero byte.
                array = np.array(value, object) if isinstance(value, bytes) else np.asarray(value)
                tensors[name] = {"dtype": as_dtype(array.dtype).name, "shape": list(array.shape)}
                if array.dtype == object:
                    tensors[name]["value"] = attr_values.encode(array)
                else:
                    with archive.open(f"{name}.npy", "w", force_zip64=True) as member:
                        np.lib.format.write_array(member, np.ascontiguousarray(array).reshape(array.shape), allow_pickle=False)
            archive.writestr(_INDEX, json.dumps({"version": _VERSION, "tensors": tensors}))

    write_atomically(checkpoint_path(prefix), write)


class CheckpointReader:
    """The arrays of the checkpoint `prefix`. Source: tf.train.NewCheckpointReader.

    Raises NotFoundError when there is no such checkpoint, DataLossError that names the file when it is damaged.
    """

    def __init__(self, prefix: str) -> None:
        self._path = checkpoint_path(prefix)
        if not os.path.isfile(self._path):
            message = f"Unsuccessful TensorSliceReader constructor: Failed to find any matching files for {prefix}"
            raise NotFoundError(None, None, message)
        try:
            with zipfile.ZipFile(self._path) as archive:
                index = json.loads(archive.read(_INDEX))
            found = index.get("version")
            tensors = index["tensors"]
            self._shapes = {name: TensorShape(each["shape"]) for name, each in tensors.items()}
            self._dtypes = {name: as_dtype(each["dtype"]) for name, each in tensors.items()}
            self._strings = {name: each["value"] for name, each in tensors.items() if "value" in each}
        except _DAMAGE as reason:
            raise self._damaged(reason) from None
        if found != _VERSION:
            raise DataLossError(None, None, f"{self._path} is a checkpoint of version {found!r}; {_VERSION} is needed")

    def _damaged(self, reason: BaseException | str) -> Exception:
        if isinstance(reason, OSError) and reason.errno != errno.EINVAL:  # which a position before the start gives
            return reason
        message = f"{self._path} is damaged, or no checkpoint of heureum: {reason}; restore an older checkpoint"
        return DataLossError(None, None, message)

    def get_variable_to_shape_map(self) -> dict[str, list[int | None]]:
        """The shapes, as lists, by name."""
        return {name: shape.as_list() for name, shape in self._shapes.items()}

    def get_variable_to_dtype_map(self) -> dict[str, DType]:
        """The dtypes by name."""
        return dict(self._dtypes)

    def has_tensor(self, tensor_str: str) -> bool:
        """Whether the checkpoint holds an array of that name."""
        return tensor_str in self._shapes

    def get_tensor(self, tensor_str: str) -> Any:
        """The array of that name. Raises NotFoundError when there is none, DataLossError when it is damaged."""
        if not self.has_tensor(tensor_str):
            near = ", ".join(sorted(self._shapes)[:10])
            raise NotFoundError(None, None, f"Key {tensor_str} not found in checkpoint {self._path}, which holds: {near}")
        try:
            array = self._read(tensor_str)
        except _DAMAGE as reason:
            raise self._damaged(f"{tensor_str}: {reason}") from None
        found, wanted = (array.dtype, array.shape), (self._dtypes[tensor_str], self._shapes[tensor_str])
        if as_dtype(found[0]) is not wanted[0] or wanted[1] != found[1]:
            raise self._damaged(f"{tensor_str} is {found[0]}{list(found[1])}, but the index says {wanted[0].name}{wanted[1]}")
        return array[()] if array.ndim == 0 else array

    def _read(self, name: str) -> np.ndarray:
        if name in self._strings:
            strings: np.ndarray = attr_values.decode(self._strings[name])
            return strings
        with zipfile.ZipFile(self._path) as archive:
            raw = archive.read(f"{name}.npy")  # the whole member at once, so that its checksum is compared
        array: np.ndarray = np.lib.format.read_array(io.BytesIO(raw), allow_pickle=False)
        return array

    def debug_string(self) -> str:
        """One line for each array: name, dtype, shape."""
        return "\n".join(f"{name} ({self._dtypes[name].name}) {shape}" for name, shape in sorted(self._shapes.items()))
