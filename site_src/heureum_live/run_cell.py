"""Runs one cell: takes its code, streams what it prints, gives its error, its graph laid out and a summary of its last run.

Law: a cell cannot tell the reader's browser from `python FILE`: fresh globals named `__main__`, a fresh default graph, and no
frame of ours in its tracebacks. Whatever the code does, the result comes back as data.
`python -m heureum_live.run_cell FILE` prints the result as JSON, with the output under "output".
"""

from __future__ import annotations

import ast
import asyncio
import contextlib
import inspect
import json
import sys
import types
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import heureum as tf
from heureum.trace import observing
from heureum_live.errors import CellError, describe, remember_source
from heureum_live.layout import lay_out
from heureum_live.output import OnOutput, captured_output
from heureum_live.studio.describing import described
from heureum_live.watched_runs import WatchedRuns

__all__ = ["CellResult", "run_cell", "run_cell_async", "run_cell_json"]

OnNews = Callable[[dict[str, Any]], object]

LARGEST_DRAWN_GRAPH = 1000  # nodes; beyond, a drawing tells the reader nothing and costs the browser seconds


@dataclass(frozen=True)
class CellResult:
    error: CellError | None
    graph: dict[str, Any] | None
    layout: dict[str, Any] | None
    run: dict[str, Any] | None
    document: dict[str, Any] | None
    """What the code described, for the graph editor."""
    runs: dict[str, int]
    """How many times sessions ran, and which of these `run` is."""

    def to_json(self) -> dict[str, Any]:
        error = asdict(self.error) if self.error else None
        return {**vars(self), "error": error}


def run_cell(code: str, *, filename: str = "cell.py", on_output: OnOutput) -> CellResult:
    """Run code to its end; code with a top-level `await` gets an event loop of its own."""
    cell = _Cell(filename)
    with cell.running(code, on_output):
        pending = _execute(code, filename, cell.module)
        if pending is not None:
            asyncio.run(_awaited(pending))
    return cell.result()


async def run_cell_async(
    code: str, *, filename: str = "cell.py", on_output: OnOutput, on_news: OnNews | None = None
) -> CellResult:
    """The same inside a running event loop, as in the browser. `on_news` hears of runs while they go on: heureum.trace.live."""
    cell = _Cell(filename, on_news)
    with cell.running(code, on_output):
        pending = _execute(code, filename, cell.module)
        if pending is not None:
            await pending
    return cell.result()


async def run_cell_json(code: str, filename: str, on_output: OnOutput, on_news: Callable[[str], object] | None = None) -> str:
    """For JavaScript: one string crosses instead of a tree of proxies."""
    tell = None if on_news is None else lambda news: on_news(json.dumps(news))
    return json.dumps((await run_cell_async(code, filename=filename, on_output=on_output, on_news=tell)).to_json())


class _Cell:
    """What one run of a cell collects: its module, its graph, the record of its last session run, its error."""

    def __init__(self, filename: str, on_news: OnNews | None = None) -> None:
        self.filename = filename
        self.on_news = on_news
        self.module = types.ModuleType("__main__")
        self.graph = tf.Graph()
        self.last_run: Any = None
        self.runs = WatchedRuns()
        self.error: CellError | None = None
        self.described_whole = False

    @contextlib.contextmanager
    def running(self, code: str, on_output: OnOutput) -> Iterator[None]:
        """Everything around the code, put back afterwards; what it raises becomes `error`."""
        remember_source(self.filename, code)
        with contextlib.ExitStack() as stack:
            stack.enter_context(_as_main(self.module))
            stack.enter_context(captured_output(on_output))
            stack.enter_context(self.graph.as_default())
            stack.enter_context(observing(self._observe, values="last", wants=self.runs.wants, news=self.on_news))
            try:
                yield
                self.described_whole = True
            except SystemExit as exit_:
                if exit_.code not in (None, 0):
                    self.error = describe(exit_, self.filename)
            except BaseException as error:
                # What failed in a run was described before it.
                self.described_whole = isinstance(error, tf.errors.OpError)
                self.error = describe(error, self.filename)

    def _observe(self, record: Any) -> None:
        self.last_run = record

    def result(self) -> CellResult:
        run = self.last_run.to_json() if self.last_run is not None else None
        graph = run.pop("graph") if run is not None else self.graph.as_graph_def().to_json()
        if self.error and self.error.node and all(node["name"] != self.error.node.name for node in graph["nodes"]):
            graph = self.graph.as_graph_def().to_json()  # the run that failed is not the last one that was recorded
        nodes = graph["nodes"]
        layout = lay_out(graph).to_json() if 0 < len(nodes) <= LARGEST_DRAWN_GRAPH else None
        document = described(self.graph, vars(self.module), self.last_run) if self.described_whole else None
        return CellResult(
            error=self.error,
            graph=graph if nodes else None,
            layout=layout,
            run=run,
            document=document.to_json() if document is not None else None,
            runs={"count": self.runs.count, "watched": self.runs.last},
        )


def _execute(code: str, filename: str, module: types.ModuleType) -> Awaitable[None] | None:
    """Run plain code at once; give what is left to await if the code has a top-level `await`."""
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    compiled = compile(code, filename, "exec", flags=flags, dont_inherit=True)
    pending: Awaitable[None] | None = eval(compiled, module.__dict__)
    return pending if compiled.co_flags & inspect.CO_COROUTINE else None


async def _awaited(pending: Awaitable[None]) -> None:
    await pending


@contextlib.contextmanager
def _as_main(module: types.ModuleType) -> Iterator[None]:
    """Dataclasses, type hints and pickles look their module up by name."""
    previous = sys.modules["__main__"]
    sys.modules["__main__"] = module
    try:
        yield
    finally:
        sys.modules["__main__"] = previous


def _main(path: Path) -> None:
    output: list[tuple[str, str]] = []

    def keep(stream: str, text: str) -> None:
        output.append((stream, text))

    result = run_cell(path.read_text(encoding="utf-8"), filename=path.name, on_output=keep)
    print(json.dumps({**result.to_json(), "output": output}, ensure_ascii=False))


if __name__ == "__main__":
    _main(Path(sys.argv[1]))
