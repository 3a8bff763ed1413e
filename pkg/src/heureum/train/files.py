"""Files that are whole or not there.

Takes a path and a function that writes; gives the file, once all of it is on the disk.
Law: whoever reads the path finds the old file or the new one, never a part, whenever the program stops.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable
from typing import IO, Any

__all__ = ["write_atomically"]


def write_atomically(path: str, write: Callable[[IO[bytes]], Any]) -> None:
    """Let `write` fill a file beside `path`, make sure it is stored, and give it the name `path`."""
    folder, name = os.path.split(path)
    descriptor, beside = tempfile.mkstemp(prefix=f".{name}.", suffix=".part", dir=folder or ".")
    try:
        with os.fdopen(descriptor, "wb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(beside, 0o666 & ~_umask())
        os.replace(beside, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(beside)
        raise
    _store_name(folder or ".")


def _umask() -> int:
    # It can only be read by setting it; files made by mkstemp are private otherwise.
    current = os.umask(0)
    os.umask(current)
    return current


def _store_name(folder: str) -> None:
    """Make sure that the new name outlives a crash of the machine, where a folder can be asked for that."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
