"""Whole files as strings: reading and writing them.

Takes names of files; gives and takes their bytes.
Law: the files are those of the device that runs the op; what fails says so in TensorFlow's errors.
Source: tensorflow/core/ops/io_ops.cc.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ..errors import FailedPreconditionError, NotFoundError, PermissionDeniedError
from ..graph import Operation, Tensor, node, op
from ..tensor_shape import TensorShape, TensorSpec

__all__ = ["file_bytes", "file_path", "read_file", "write_file"]


def file_path(name: Any) -> str:
    """The name of a file as Python has it. `[] ->`. Source: TensorFlow's paths, which are bytes."""
    raw = name.item() if hasattr(name, "item") else name
    return os.fsdecode(raw)


@contextmanager
def _errors(path: str) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise NotFoundError(None, None, f"{path}; No such file or directory") from None
    except IsADirectoryError:
        raise FailedPreconditionError(None, None, f"{path}; Is a directory") from None
    except NotADirectoryError:
        raise FailedPreconditionError(None, None, f"{path}; Not a directory") from None
    except PermissionError:
        raise PermissionDeniedError(None, None, f"{path}; Permission denied") from None


def file_bytes(name: Any) -> bytes:
    """All that a file holds. `[] ->`. Raises NotFoundError, FailedPreconditionError. Source: tensorflow::ReadFileToString."""
    path = file_path(name)
    with _errors(path), open(path, "rb") as file:
        return file.read()


def _must_be_scalar(*inputs: TensorSpec) -> None:
    for each in inputs:
        each.shape.merge_with(TensorShape(()))


def _read_shape(filename: TensorSpec) -> TensorShape:
    _must_be_scalar(filename)
    return TensorShape(())


@op("ReadFile(filename: string) -> contents: string", shape=_read_shape, stateful=True)
def _read_file(context: Any, filename: Any) -> Any:
    """All that a file holds. `[] -> []`. Source: tf.read_file."""
    return file_bytes(filename)


def read_file(filename: Any, name: str | None = None) -> Tensor:
    """All that the file of that name holds. `[] -> []`.

    Raises ValueError unless `filename` is a scalar; a run fails with NotFoundError when there is no such file.
    Source: tf.read_file.
    """
    made: Tensor = node("ReadFile", filename, name=name)
    return made


def _write_shape(filename: TensorSpec, contents: TensorSpec) -> list[TensorShape]:
    _must_be_scalar(filename, contents)
    return []


@op("WriteFile(filename: string, contents: string) -> ", shape=_write_shape, stateful=True)
def _write_file(context: Any, filename: Any, contents: Any) -> Any:
    """A file that holds these bytes and no others. `[], [] ->`. Source: tf.write_file."""
    path = file_path(filename)
    with _errors(path):
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        with open(path, "wb") as file:
            file.write(contents.item() if hasattr(contents, "item") else contents)
    return ()


def write_file(filename: Any, contents: Any, name: str | None = None) -> Operation:
    """The operation that writes `contents` to a file, and makes its folder when there is none. `[], [] ->`.

    Raises ValueError unless both are scalars. Source: tf.write_file.
    """
    made: Operation = node("WriteFile", filename, contents, name=name)
    return made
