"""The session: compile each new kind of run; then only execute.

Takes a graph, fetches and feeds; gives values.
Law: glue only. What a stage does is written in the stage; a session keeps compiled steps and the workers it started.
Source: tf.Session.
"""

from __future__ import annotations

import itertools
import sys
import threading
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

from ..execution import Run
from ..feeding import resolve_feeds
from ..fetching import Fetches, resolve_fetches
from ..graph import Graph, GraphDef, Tensor, get_default_graph
from ..graph.subgraph import Subgraph
from ..optimize import PASSES
from ..partition import TRANSFER_TYPES
from ..place import CostModel
from ..resources import Resources
from ..trace import describe_now, observers, watching
from ..transports import TRANSPORTS, choose, count_workers
from ..waiting import NoWaiting, WaitingOn
from .compiling import LOCAL, Compiled, Where, compile_asked, compile_subgraph, named_passes, transfer_type, with_operation
from .config import RunOptions
from .defaults import AsDefault
from .local import observe, run_here
from .metadata import DeviceAttributes
from .options import run_as
from .partial import PartialRun
from .workers import Workers

__all__ = ["Session"]


class Session:
    """Runs a graph.

    `Session()` runs in the caller's thread. `Session(workers=2)` runs on two workers, the best there are where the
    program runs: threads natively, web workers on the site. A target says which: `Session("threads://2")`.
    `placement` says where nodes go that `tf.device` does not pin: "cost" lets the cost model decide, which hands work
    over only when that pays; "spread" gives independent nodes to different workers even when it does not.
    `transfer_dtype`, "bfloat16" or tf.float16, sends wider floats in that many bits from worker to worker: fewer bytes, and
    less exact (float16 turns numbers beyond 65504 into inf). It changes nothing that stays on one worker.
    `optimize` switches the passes of `heureum.optimize` off or names those to run; unless told, all of them run, but
    none in a run that is observed, which shows the graph as it was written.
    Of `config` the timeout counts. Raises ValueError for a target, placement or pass unknown. Source: tf.Session.
    """

    def __init__(
        self,
        target: str = "",
        graph: Graph | None = None,
        config: Any = None,
        *,
        workers: int | None = None,
        placement: str = "cost",
        transfer_dtype: Any = None,
        optimize: bool | Collection[str] | None = None,
    ) -> None:
        self._passes = named_passes(optimize, config)
        if placement not in ("cost", "spread"):
            raise ValueError(f"placement must be 'cost' or 'spread', got {placement!r}")
        self._transfer_dtype = transfer_type(transfer_dtype)
        self._target = target
        self._count = count_workers(target, workers)
        self._spread = placement == "spread"
        self._graph = get_default_graph() if graph is None else graph
        self._config = config
        # WebAssembly has no threads: nobody could wake one that waits.
        waiting = NoWaiting() if sys.platform == "emscripten" else WaitingOn(threading.Condition(), time.monotonic)
        self._resources = Resources(waiting=waiting)
        self._workers: dict[str, Workers] = {}
        self._starting = threading.Lock()
        self._compiled: dict[Any, Compiled] = {}
        self._numbers = itertools.count(1)
        self._partial_runs: dict[str, PartialRun] = {}
        self._closed = False
        self._entered: list[ExitStack] = []

    @property
    def graph(self) -> Graph:
        """The graph that it runs."""
        return self._graph

    @property
    def placement(self) -> str:
        """How nodes that nobody pinned are placed: "cost" or "spread"."""
        return "spread" if self._spread else "cost"

    @property
    def graph_def(self) -> GraphDef:
        """The graph as data."""
        return self._graph.as_graph_def()

    @property
    def sess_str(self) -> str:
        """The target it was opened with."""
        return self._target

    def run(
        self,
        fetches: Any,
        feed_dict: Mapping[Any, Any] | None = None,
        options: RunOptions | None = None,
        run_metadata: Any = None,
    ) -> Any:
        """Compute `fetches` and give their values in the same structure: scalars and arrays of NumPy, None for operations.

        Only what the fetches need is run. With `options` that ask for FULL_TRACE, `run_metadata` is filled.
        Raises RuntimeError when closed, TypeError and ValueError for fetches and feeds that do not fit the graph, and
        OpError (`tf.errors`) when a node fails, DeadlineExceededError when it waits too long. Source: tf.Session.run.
        """
        self._require_open()
        try:
            asked, feeds = resolve_fetches(self._graph, fetches), resolve_feeds(self._graph, feed_dict)
        except (TypeError, ValueError):
            if self._graph.get_operations():
                raise
            message = "The Session graph is empty. Add operations to the graph before calling run()."
            raise RuntimeError(f"{message} Was the session made of another graph, or of the default one too early?") from None
        with run_as(options, run_metadata, self._config):
            return asked.rebuild(self._execute(asked, feeds))

    async def run_async(self, fetches: Any, feed_dict: Mapping[Any, Any] | None = None) -> Any:
        """`run` for places where nothing may block, such as an event loop: `await sess.run_async(e)`."""
        self._require_open()
        asked, feeds = resolve_fetches(self._graph, fetches), resolve_feeds(self._graph, feed_dict)
        if self._count is None:
            return asked.rebuild(self._execute(asked, feeds))
        workers = self._started(can_wait=False)
        with watching(id(self), (asked.tensors, asked.targets, *feeds)):
            compiled, named = self._compile(asked, feeds, workers), _named(feeds)
            run = await workers.run_async(next(self._numbers), compiled, named)
            return asked.rebuild(self._finish(run, compiled, workers, named))

    def make_callable(
        self, fetches: Any, feed_list: Sequence[Any] | None = None, accept_options: bool = False
    ) -> Callable[..., Any]:
        """A function that runs `fetches` when called with a value for each tensor of `feed_list`.

        With `accept_options` it also takes `options` and `run_metadata`. Source: tf.Session.make_callable.
        """
        self._require_open()
        asked = resolve_fetches(self._graph, fetches)
        fed = [self._graph.as_graph_element(each, allow_operation=False) for each in feed_list or ()]

        def call(*values: Any, options: Any = None, run_metadata: Any = None) -> Any:
            if len(values) != len(fed):
                raise TypeError(f"This callable takes {len(fed)} values, one for each tensor of its feed_list; got {len(values)}")
            if accept_options and options is not None:
                return self.run(fetches, dict(zip(fed, values, strict=True)), options, run_metadata)
            self._require_open()
            return asked.rebuild(self._execute(asked, resolve_feeds(self._graph, dict(zip(fed, values, strict=True)))))

        return call

    def partial_run_setup(self, fetches: Any, feeds: Any = None) -> str:
        """Begin a run in parts, which may fetch `fetches` and feed `feeds`; gives its handle.

        Source: tf.Session.partial_run_setup.
        """
        self._require_open()
        fed: list[Any] = [self._graph.as_graph_element(each, allow_operation=False) for each in feeds or ()]
        handle = f"partial_run_{next(self._numbers)}"
        self._partial_runs[handle] = PartialRun(resolve_fetches(self._graph, fetches), fed)
        return handle

    def partial_run(self, handle: str, fetches: Any, feed_dict: Mapping[Any, Any] | None = None) -> Any:
        """The next part of the run `handle`: what earlier parts have computed is not computed again.

        Raises ValueError for a handle, a feed or a fetch that was not set up. Source: tf.Session.partial_run.
        """
        self._require_open()
        if handle not in self._partial_runs:
            raise ValueError(f"No partial run has the handle {handle!r}; call partial_run_setup first")
        partial = self._partial_runs[handle]
        asked = resolve_fetches(self._graph, fetches)
        partial.feed(resolve_feeds(self._graph, feed_dict))
        subgraph, feeds = partial.part(asked)
        workers = None if self._count is None else self._started(can_wait=True)
        values = self._run(self._compile_subgraph(subgraph, workers), feeds, workers)
        partial.remember(values)
        return partial.results(asked, values)

    # -- compiling -------------------------------------------------------------------------------------------------

    def _compile(self, asked: Fetches, feeds: Mapping[Tensor, Any], workers: Workers | None) -> Compiled:
        passes = self._passes if self._passes is not None else () if observers.get() else tuple(PASSES)
        kind = (self._graph.version, asked.tensors, asked.targets, tuple(feeds), id(workers), passes)
        compiled = self._compiled.get(kind)
        if compiled is None:
            compiled = compile_asked(self._key(), self._graph, asked, feeds.keys(), passes, self._where(workers))
            self._compiled[kind] = compiled
        return compiled

    def _compile_subgraph(self, subgraph: Subgraph, workers: Workers | None) -> Compiled:
        return compile_subgraph(self._key(), self._graph, subgraph, self._where(workers))

    def _key(self) -> str:
        return f"{id(self)}:{next(self._numbers)}"

    def _where(self, workers: Workers | None) -> Where:
        if workers is None:
            return Where((LOCAL,), CostModel(), resources=self._resources, config=self._config)
        costs = workers.transport.costs
        if self._transfer_dtype is not None:
            costs = replace(costs, float_bytes=TRANSFER_TYPES[self._transfer_dtype])
        return Where(workers.devices, costs, workers.homes, None, self._transfer_dtype, self._spread, self._config)

    # -- executing -------------------------------------------------------------------------------------------------

    def _execute(self, asked: Fetches, feeds: Mapping[Tensor, Any]) -> Mapping[str, Any]:
        workers = None if self._count is None else self._started(can_wait=True)
        with watching(id(self), (asked.tensors, asked.targets, *feeds)):
            return self._run(self._compile(asked, feeds, workers), _named(feeds), workers)

    def _run(self, compiled: Compiled, feeds: Mapping[str, Any], workers: Workers | None) -> Mapping[str, Any]:
        if workers is None:
            return run_here(self._graph, compiled, feeds, id(self))
        run = workers.run(next(self._numbers), compiled, feeds)
        return self._finish(run, compiled, workers, feeds)

    def _started(self, *, can_wait: bool) -> Workers:
        name = choose(self._target, can_wait=can_wait)
        with self._starting:
            if name not in self._workers:
                transport = TRANSPORTS[name]()
                devices = self._devices()
                transport.start(devices)
                self._workers[name] = Workers(transport, devices)
            return self._workers[name]

    def _devices(self) -> tuple[str, ...]:
        return (LOCAL,) if self._count is None else tuple(f"/job:worker/task:{task}" for task in range(self._count))

    def _finish(self, run: Run, compiled: Compiled, workers: Workers, feeds: Mapping[str, Any]) -> Mapping[str, Any]:
        if run.worker_lost:
            self._stop_workers()  # the next run starts new ones
        if run.error is not None:
            raise with_operation(self._graph, run.error, run.failed_node)
        if observers.get():
            observe(compiled, workers, run, feeds, id(self))
        return run.values

    # -- living and ending -----------------------------------------------------------------------------------------

    def list_devices(self) -> list[DeviceAttributes]:
        """The devices that it runs on. Source: tf.Session.list_devices."""
        return [DeviceAttributes(device) for device in self._devices()]

    @staticmethod
    def reset(target: str, containers: Sequence[str] | None = None, config: Any = None) -> None:
        """Accepted: a session here keeps its state to itself, so there is none to reset. Source: tf.Session.reset."""

    def as_default(self) -> AsDefault:
        """Make this the session of `Tensor.eval` and `Operation.run` inside the `with` block. It is not closed after."""
        return AsDefault(self)

    def close(self) -> None:
        """Let the workers go. A closed session can't run any more, and runs that wait are cancelled; closing twice is allowed."""
        describe_now(id(self))
        self._closed = True
        self._resources.waiting.cancel()
        self._stop_workers()

    def _require_open(self) -> None:
        if self._closed:
            raise RuntimeError("Attempted to use a closed Session.")

    def _stop_workers(self) -> None:
        workers, self._workers = self._workers, {}
        for each in workers.values():
            each.stop()

    def __enter__(self) -> Session:
        opened = ExitStack()
        opened.enter_context(self._graph.as_default())
        opened.enter_context(self.as_default())
        self._entered.append(opened)
        return self

    def __exit__(self, *exception: Any) -> None:
        self._entered.pop().close()
        self.close()

    def __del__(self) -> None:
        if getattr(self, "_workers", None):
            self._stop_workers()


def _named(feeds: Mapping[Tensor, Any]) -> dict[str, Any]:
    return {tensor.name: value for tensor, value in feeds.items()}
