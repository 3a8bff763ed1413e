"""Takes an exception that a cell raised, gives what the reader needs: type, message, the lines of their code that led
there, the node that failed, and the name they may have meant.

Law: everything is text and numbers. What concerns only us, the frames between, is in `full` and nowhere else.
"""

from __future__ import annotations

import difflib
import linecache
import re
import sys
import traceback
from dataclasses import dataclass

import heureum as tf

__all__ = ["CellError", "FailedNode", "Frame", "Suggestion", "describe", "remember_source"]

LONGEST_TRACEBACK = 20_000
RECURSION_SHOWN = 12  # frames; a recursion without an end has a thousand that say the same
# What is imported for, in other people's scripts, what is here.
ALIASES = {"tensorflow": "heureum", "tensorflow.compat.v1": "heureum"}
GUESS = re.compile(
    r"Did you mean: '(?P<python>[^']+)'\?\s*$"
    r"|Did you mean tf\.(?P<engine>[\w.]+)(?: or .*)?\?\s*$"
    r"|renamed tf\.\w+ to tf\.(?P<renamed>[\w.]+),"
)


@dataclass(frozen=True)
class Frame:
    """One of the reader's own calls: where, in which function, what is written there."""

    line: int
    function: str
    code: str


@dataclass(frozen=True)
class FailedNode:
    """The node of the graph that failed, and the line that made it."""

    name: str
    op: str
    line: int | None


@dataclass(frozen=True)
class Suggestion:
    """A name that exists, close to one that does not."""

    written: str
    meant: str


@dataclass(frozen=True)
class CellError:
    type: str
    message: str
    line: int | None
    traceback: str
    full: str
    frames: tuple[Frame, ...]
    node: FailedNode | None
    suggestion: Suggestion | None


def remember_source(filename: str, code: str) -> None:
    """Lets tracebacks quote code that is in no file."""
    linecache.cache[filename] = (len(code), None, code.splitlines(keepends=True), filename)


def describe(error: BaseException, filename: str) -> CellError:
    report = traceback.TracebackException.from_exception(error)
    full = "".join(report.format())
    _keep_frames_of(report, filename)
    message = str(error)
    return CellError(
        type=type(error).__name__,
        message=message,
        line=_line(error, report, filename),
        traceback="".join(report.format())[-LONGEST_TRACEBACK:],
        full=full[-LONGEST_TRACEBACK:],
        frames=_frames(report),
        node=_failed_node(error, filename),
        suggestion=_suggestion(error, report),
    )


def _line(error: BaseException, report: traceback.TracebackException, filename: str) -> int | None:
    if isinstance(error, SyntaxError) and error.filename == filename:
        return error.lineno
    return report.stack[-1].lineno if report.stack else None


def _frames(report: traceback.TracebackException) -> tuple[Frame, ...]:
    shown = [*report.stack[: RECURSION_SHOWN // 2], *report.stack[-RECURSION_SHOWN // 2 :]]
    frames = report.stack if len(report.stack) <= RECURSION_SHOWN else shown
    return tuple(Frame(frame.lineno or 0, frame.name, (frame.line or "").strip()) for frame in frames)


def _failed_node(error: BaseException, filename: str) -> FailedNode | None:
    if not isinstance(error, tf.errors.OpError) or error.op is None:
        return None
    file, _, line = error.op.defined_at.rpartition(":")
    return FailedNode(error.op.name, error.op.type, int(line) if file == filename else None)


def _suggestion(error: BaseException, report: traceback.TracebackException) -> Suggestion | None:
    """Python's own guess or the engine's; for modules, which neither guesses, ours."""
    if isinstance(error, ModuleNotFoundError) and error.name:
        meant = ALIASES.get(error.name) or _close_module(error.name)
        return Suggestion(error.name, meant) if meant else None
    said = "".join(report.format_exception_only())
    guess = GUESS.search(said)
    written = getattr(error, "name_from", None) or getattr(error, "name", None)
    return Suggestion(str(written), guess["python"] or guess["engine"] or guess["renamed"]) if guess and written else None


def _close_module(name: str) -> str | None:
    for known in (["heureum", "numpy"], sys.stdlib_module_names):
        if close := difflib.get_close_matches(name, known, n=1, cutoff=0.8):
            return close[0]
    return None


def _keep_frames_of(report: traceback.TracebackException, filename: str) -> None:
    """Drop every other frame, here and in the errors that led to this one."""
    reports: list[traceback.TracebackException | None] = [report]
    while reports:
        one = reports.pop()
        if one is None:
            continue
        one.stack = traceback.StackSummary.from_list([frame for frame in one.stack if frame.filename == filename])
        reports += [one.__cause__, one.__context__, *(one.exceptions or ())]
