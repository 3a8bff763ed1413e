"""Takes an exception that a cell raised, gives what the reader needs: type, message, line, traceback of their own frames."""
from __future__ import annotations

import linecache
import traceback
from dataclasses import dataclass

__all__ = ["CellError", "describe", "remember_source"]


@dataclass(frozen=True)
class CellError:
    type: str
    message: str
    line: int | None
    traceback: str


def remember_source(filename: str, code: str) -> None:
    """Lets tracebacks quote code that is in no file."""
    linecache.cache[filename] = (len(code), None, code.splitlines(keepends=True), filename)


def describe(error: BaseException, filename: str) -> CellError:
    report = traceback.TracebackException.from_exception(error)
    _keep_frames_of(report, filename)
    return CellError(
        type=type(error).__name__,
        message=str(error),
        line=_line(error, report, filename),
        traceback="".join(report.format()),
    )


def _line(error: BaseException, report: traceback.TracebackException, filename: str) -> int | None:
    if isinstance(error, SyntaxError) and error.filename == filename:
        return error.lineno
    return report.stack[-1].lineno if report.stack else None


def _keep_frames_of(report: traceback.TracebackException, filename: str) -> None:
    """Drop every other frame, here and in the errors that led to this one."""
    reports: list[traceback.TracebackException | None] = [report]
    while reports:
        one = reports.pop()
        if one is None:
            continue
        one.stack = traceback.StackSummary.from_list([frame for frame in one.stack if frame.filename == filename])
        reports += [one.__cause__, one.__context__, *(one.exceptions or ())]
