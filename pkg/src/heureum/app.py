"""Runs a script's `main` with the flags read from its command line.

Takes a function of the arguments that are left; ends the program with what it gives. Source: tf.app.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from . import flags

__all__ = ["flags", "run"]


def run(main: Callable[[list[str]], Any] | None = None, argv: Sequence[str] | None = None) -> NoReturn:
    """Read the flags, call `main(argv)`, and leave with its result as the exit status.

    `main` is `__main__.main` unless given. Raises SystemExit always. Source: tf.app.run.
    """
    rest = flags.FLAGS(list(sys.argv if argv is None else argv) or [""])
    sys.exit((sys.modules["__main__"].main if main is None else main)(rest))
