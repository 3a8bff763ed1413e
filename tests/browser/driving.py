"""The page's runtime, driven without buttons: what a cell's own buttons call."""

from __future__ import annotations

from typing import Any

from .cell import Cell

_RUN = """async (cell, request) => {
    const { runtime } = await new Promise((loaded) => cell.use(loaded));
    const listener = { onStage() {}, onBytes() {}, onOutput: (_stream, text) => (cell.printed = (cell.printed ?? "") + text) };
    return runtime.run(request, listener, new AbortController().signal);
}"""


def run(cell: Cell, code: str = "print('ran')", *, workers: int = 2) -> dict[str, Any]:
    """Run code to its Ending."""
    return cell.element.evaluate(_RUN, _request(code, workers))  # type: ignore[no-any-return]


def start(cell: Cell, code: str, *, workers: int = 2) -> None:
    """Begin to run code; `ending` waits for its Ending."""
    cell.element.evaluate(f"(cell, request) => {{ cell.ending = ({_RUN})(cell, request); }}", _request(code, workers))


def ending(cell: Cell) -> dict[str, Any]:
    return cell.element.evaluate("cell => cell.ending")  # type: ignore[no-any-return]


def wait_for_print(cell: Cell, text: str) -> None:
    """Wait until the code that was started has printed that."""
    handle = cell.element.element_handle()
    cell.page.wait_for_function("([cell, text]) => cell.printed?.includes(text)", arg=[handle, text])


def inventory(cell: Cell) -> dict[str, Any]:
    return with_runtime(cell, "runtime.inventory()")


def with_runtime(cell: Cell, expression: str) -> Any:
    """The value of a JavaScript expression of `runtime`."""
    return cell.element.evaluate(
        f"async (cell) => {{ const {{ runtime }} = await new Promise((loaded) => cell.use(loaded)); return {expression}; }}"
    )


def shorten(cell: Cell, wait_ms: int, to_ms: int = 50) -> None:
    """From now on, what the page does after `wait_ms` it does after `to_ms`."""
    cell.page.evaluate(
        """([from, to]) => {
          const later = globalThis.setTimeout;
          globalThis.setTimeout = (work, ms, ...rest) => later(work, ms === from ? to : ms, ...rest);
        }""",
        [wait_ms, to_ms],
    )


def _request(code: str, workers: int) -> dict[str, Any]:
    return {"code": code, "filename": "cell.py", "workers": workers, "timeLimitS": 60, "outputLimitBytes": 1_000_000}
