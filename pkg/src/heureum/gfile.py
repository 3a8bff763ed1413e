"""Files by TensorFlow 1's names: `tf.gfile.Exists("logs")`. Local paths only.

Takes paths; gives what is there, or raises the error that TensorFlow would.
Source: tf.gfile.
"""

from __future__ import annotations

import glob
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from . import errors

__all__ = [
    "Copy",
    "DeleteRecursively",
    "Exists",
    "FastGFile",
    "GFile",
    "Glob",
    "IsDirectory",
    "ListDirectory",
    "MakeDirs",
    "MkDir",
    "Open",
    "Remove",
    "Rename",
    "Stat",
    "Walk",
]


@contextmanager
def _named_errors() -> Iterator[None]:
    """An OSError as the error of TensorFlow that says the same."""
    try:
        yield
    except FileNotFoundError as reason:
        raise errors.NotFoundError(None, None, str(reason)) from None
    except FileExistsError as reason:
        raise errors.AlreadyExistsError(None, None, str(reason)) from None
    except PermissionError as reason:
        raise errors.PermissionDeniedError(None, None, str(reason)) from None
    except (IsADirectoryError, NotADirectoryError) as reason:
        raise errors.FailedPreconditionError(None, None, str(reason)) from None


class GFile:
    """A file that is opened when it is first read or written; `with tf.gfile.GFile(path, "w") as f:`.

    Text unless `mode` has a "b". Raises NotFoundError when there is nothing to read. Source: tf.gfile.GFile.
    """

    def __init__(self, name: Any, mode: str = "r") -> None:
        self._name = os.fspath(name)
        self._mode = mode
        self._file: Any = None

    @property
    def name(self) -> str:
        """The path."""
        return self._name

    @property
    def mode(self) -> str:
        """How it is opened."""
        return self._mode

    def _opened(self) -> Any:
        if self._file is None:
            with _named_errors():
                self._file = open(self._name, self._mode, encoding=None if "b" in self._mode else "utf-8")  # noqa: SIM115  # close() and the with block close it
        return self._file

    def size(self) -> int:
        """How many bytes the file has."""
        self.flush()
        with _named_errors():
            return os.path.getsize(self._name)

    def read(self, n: int = -1) -> Any:
        """The next `n` characters or bytes, or all the rest."""
        return self._opened().read(n)

    def readline(self) -> Any:
        """The next line with its end."""
        return self._opened().readline()

    def readlines(self) -> list[Any]:
        """All lines that are left."""
        return list(self._opened().readlines())

    def write(self, file_content: Any) -> None:
        """Append to what was written."""
        self._opened().write(file_content)

    def tell(self) -> int:
        """Where it stands."""
        return int(self._opened().tell())

    def seek(self, offset: int | None = None, whence: int = 0, position: int | None = None) -> None:
        """Go elsewhere in the file. `position` is `offset` by its old name; raises TypeError without either."""
        place = position if offset is None else offset
        if place is None:
            raise TypeError("seek(): offset argument required")
        self._opened().seek(place, whence)

    def flush(self) -> None:
        """Put what was written on the disk."""
        if self._file is not None and not self._file.closed:
            self._file.flush()

    def close(self) -> None:
        """Be done with the file."""
        if self._file is not None:
            self._file.close()

    def __iter__(self) -> Iterator[Any]:
        return iter(self._opened())

    def __enter__(self) -> GFile:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


FastGFile = Open = GFile


def Exists(filename: Any) -> bool:
    """Whether there is a file or folder. Source: tf.gfile.Exists."""
    return os.path.exists(filename)


def IsDirectory(dirname: Any) -> bool:
    """Whether there is a folder. Source: tf.gfile.IsDirectory."""
    return os.path.isdir(dirname)


def MakeDirs(dirname: Any) -> None:
    """Make a folder and those above it; one that is there is well. Source: tf.gfile.MakeDirs."""
    with _named_errors():
        os.makedirs(dirname, exist_ok=True)


def MkDir(dirname: Any) -> None:
    """Make a folder. Raises AlreadyExistsError, NotFoundError. Source: tf.gfile.MkDir."""
    with _named_errors():
        os.mkdir(dirname)


def ListDirectory(dirname: Any) -> list[str]:
    """The names in a folder. Raises NotFoundError. Source: tf.gfile.ListDirectory."""
    with _named_errors():
        return os.listdir(dirname)


def Walk(top: Any, in_order: bool = True) -> Iterator[tuple[str, list[str], list[str]]]:
    """Each folder with its folders and files, from the top down when `in_order`. Source: tf.gfile.Walk."""
    return os.walk(top, topdown=in_order)


def Glob(filename: Any) -> list[str]:
    """The paths that match a pattern, or one of several. Source: tf.gfile.Glob."""
    patterns = [filename] if isinstance(filename, (str, bytes, os.PathLike)) else filename
    return [found for pattern in patterns for found in sorted(glob.glob(os.fsdecode(pattern)))]


def Stat(filename: Any) -> os.stat_result:
    """Size and times of a file. Raises NotFoundError. Source: tf.gfile.Stat."""
    with _named_errors():
        return os.stat(filename)


def Remove(filename: Any) -> None:
    """Remove a file. Raises NotFoundError. Source: tf.gfile.Remove."""
    with _named_errors():
        os.remove(filename)


def DeleteRecursively(dirname: Any) -> None:
    """Remove a folder and all in it. Raises NotFoundError. Source: tf.gfile.DeleteRecursively."""
    with _named_errors():
        shutil.rmtree(dirname)


def Copy(oldpath: Any, newpath: Any, overwrite: bool = False) -> None:
    """Copy a file. Raises AlreadyExistsError unless `overwrite`, NotFoundError. Source: tf.gfile.Copy."""
    _refuse_existing(newpath, overwrite)
    with _named_errors():
        shutil.copyfile(oldpath, newpath)


def Rename(oldname: Any, newname: Any, overwrite: bool = False) -> None:
    """Rename or move a file. Raises AlreadyExistsError unless `overwrite`, NotFoundError. Source: tf.gfile.Rename."""
    _refuse_existing(newname, overwrite)
    with _named_errors():
        os.replace(oldname, newname)


def _refuse_existing(path: Any, overwrite: bool) -> None:
    if not overwrite and os.path.exists(path):
        raise errors.AlreadyExistsError(None, None, f"file already exists: {path!r}; pass overwrite=True to replace it")
