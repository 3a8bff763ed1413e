"""Takes a callback, gives it everything that is written to sys.stdout and sys.stderr, or shown, in order.

Law: a line goes out whole; a piece without a line end goes out when the other stream speaks, on flush, or when it is long.
What is shown goes out as one line of JSON each, on a stream called "show".
"""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Callable, Iterator
from typing import Any

from heureum.show import showing
from heureum_live.blocks import Blocks

__all__ = ["OnOutput", "captured_output"]

OnOutput = Callable[[str, str], object]  # (stream, text)

LONGEST_PIECE = 8192


class _Stream(io.TextIOBase):
    encoding = "utf-8"

    def __init__(self, name: str, on_output: OnOutput) -> None:
        self.name = name
        self.other: _Stream | None = None
        self._on_output = on_output
        self._pieces: list[str] = []
        self._size = 0

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if self.other is not None:
            self.other.flush()
        self._pieces.append(text)
        self._size += len(text)
        if "\n" in text or self._size > LONGEST_PIECE:
            self.flush()
        return len(text)

    def flush(self) -> None:
        text = "".join(self._pieces)
        self._pieces.clear()
        self._size = 0
        if text:
            self._on_output(self.name, text)


@contextlib.contextmanager
def captured_output(on_output: OnOutput) -> Iterator[None]:
    stdout, stderr = _Stream("stdout", on_output), _Stream("stderr", on_output)
    stdout.other, stderr.other = stderr, stdout
    blocks = Blocks()

    def show(record: dict[str, Any]) -> None:
        stdout.flush()
        stderr.flush()
        on_output("show", json.dumps(blocks.numbered(record), ensure_ascii=False) + "\n")

    with contextlib.redirect_stdout(stdout), contextlib.redirect_stderr(stderr), showing(show):
        try:
            yield
        finally:
            stdout.flush()
            stderr.flush()
