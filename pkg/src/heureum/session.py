"""The session: optimise, place, partition, plan, execute, trace, for each new kind of run; then only execute.

Takes a graph, fetches and feeds; gives values.
Law: glue only. What a stage does is written in the stage; a session keeps compiled steps and the workers it started.
Source: tf.Session.
"""

from __future__ import annotations

import asyncio
import itertools
import threading
import time
from collections.abc import Collection, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .errors import InvalidArgumentError, OpError
from .execution import Run, Span, Transport, drive, drive_async
from .feeding import resolve_feeds
from .fetching import Fetches, resolve_fetches
from .graph import Graph, GraphDef, NodeDef, Tensor, default_sessions, get_default_graph
from .graph.subgraph import Subgraph
from .optimize import PASSES, optimize, prune
from .partition import Partition, partition
from .place import SPREAD, CostModel, bindings, homes_of_state, place
from .plan import Plan, compile_plan
from .resources import Resources
from .tensor_shape import TensorSpec
from .trace import RunRecord, observers
from .transports import TRANSPORTS, choose, count_workers

__all__ = ["Session", "get_default_session"]

_LOCAL = "/job:localhost/task:0"


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A kind of run, compiled: same fetches, same feeds, same workers."""

    key: str
    placement: dict[str, str]
    partitions: dict[str, Partition]
    subgraph: Subgraph
    plan: Plan | None


@dataclass
class _Workers:
    """The workers a session has started on one transport, and what they know already."""

    transport: Transport
    devices: tuple[str, ...]
    registered: set[str] = field(default_factory=set)
    homes: dict[str, str] = field(default_factory=dict)
    # One run at a time: two callers of `receive` would take each other's answers.
    lock: threading.Lock = field(default_factory=threading.Lock)
    async_lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class Session:
    """Runs a graph.

    `Session()` runs in the caller's thread. `Session(workers=2)` runs on two workers, the best there are where the
    program runs: threads natively, web workers on the site. A target says which: `Session("threads://2")`.
    `placement` says where nodes go that `tf.device` does not pin: "cost" lets the cost model decide, which hands work
    over only when that pays; "spread" gives independent nodes to different workers even when it does not.
    `optimize` switches the passes of `heureum.optimize` off or names those to run; unless told, all of them run, but
    none in a run that is observed, which shows the graph as it was written.
    `config` is accepted. Raises ValueError for a target, placement or pass that is not understood. Source: tf.Session.
    """

    def __init__(
        self,
        target: str = "",
        graph: Graph | None = None,
        config: Any = None,
        *,
        workers: int | None = None,
        placement: str = "cost",
        optimize: bool | Collection[str] | None = None,
    ) -> None:
        self._passes = _named_passes(optimize)
        if placement not in ("cost", "spread"):
            raise ValueError(f"placement must be 'cost' or 'spread', got {placement!r}")
        self._target = target
        self._count = count_workers(target, workers)
        self._spread = placement == "spread"
        self._graph = get_default_graph() if graph is None else graph
        self._config = config
        self._resources = Resources()
        self._workers: dict[str, _Workers] = {}
        self._compiled: dict[Any, _Compiled] = {}
        self._run_ids = itertools.count(1)
        self._closed = False
        self._entered: list[ExitStack] = []

    @property
    def graph(self) -> Graph:
        """The graph that it runs."""
        return self._graph

    @property
    def graph_def(self) -> GraphDef:
        """The graph as data."""
        return self._graph.as_graph_def()

    @property
    def sess_str(self) -> str:
        """The target it was opened with."""
        return self._target

    def run(self, fetches: Any, feed_dict: Mapping[Any, Any] | None = None, options: Any = None, run_metadata: Any = None) -> Any:
        """Compute `fetches` and give their values in the same structure: scalars and arrays of NumPy, None for operations.

        Only what the fetches need is run. `options` and `run_metadata` are accepted.
        Raises RuntimeError when closed, TypeError and ValueError for fetches and feeds that do not fit the graph, and
        OpError (`tf.errors`) when a node fails. Source: tf.Session.run.
        """
        asked, feeds = self._read(fetches, feed_dict)
        if self._count is None:
            return asked.rebuild(self._run_here(asked, feeds))
        workers = self._started(can_wait=True)
        compiled = self._compile(asked, feeds, workers)
        with workers.lock:
            run, start_s = self._new_run(compiled, feeds, workers)
            drive(run, workers.transport)
        return asked.rebuild(self._finish(run, compiled, workers, start_s))

    async def run_async(self, fetches: Any, feed_dict: Mapping[Any, Any] | None = None) -> Any:
        """`run` for places where nothing may block, such as an event loop: `await sess.run_async(e)`."""
        asked, feeds = self._read(fetches, feed_dict)
        if self._count is None:
            return asked.rebuild(self._run_here(asked, feeds))
        workers = self._started(can_wait=False)
        compiled = self._compile(asked, feeds, workers)
        async with workers.async_lock:
            run, start_s = self._new_run(compiled, feeds, workers)
            await drive_async(run, workers.transport)
        return asked.rebuild(self._finish(run, compiled, workers, start_s))

    def _read(self, fetches: Any, feed_dict: Mapping[Any, Any] | None) -> tuple[Fetches, dict[Tensor, Any]]:
        if self._closed:
            raise RuntimeError("Attempted to use a closed Session.")
        return resolve_fetches(self._graph, fetches), resolve_feeds(self._graph, feed_dict)

    # -- compiling -------------------------------------------------------------------------------------------------

    def _compile(self, asked: Fetches, feeds: Mapping[Tensor, Any], workers: _Workers | None) -> _Compiled:
        passes = self._passes if self._passes is not None else () if observers.get() else tuple(PASSES)
        kind = (self._graph.version, asked.tensors, asked.targets, tuple(feeds), id(workers), passes)
        compiled = self._compiled.get(kind)
        if compiled is None:
            subgraph = prune(asked.tensors, asked.targets, feeds.keys())
            self._require_feeds(subgraph)
            subgraph = optimize(subgraph, passes)
            devices = (_LOCAL,) if workers is None else workers.devices
            costs = CostModel() if workers is None else workers.transport.costs
            homes = {} if workers is None else workers.homes
            bound = [] if workers is None else bindings(self._graph.get_operations())
            placement = self._located(place, subgraph, devices, SPREAD if self._spread else costs, homes, bound)
            homes.update(homes_of_state(subgraph, placement))
            partitions = partition(subgraph, placement)
            plan = compile_plan(partitions[_LOCAL], self._resources) if workers is None and partitions else None
            compiled = _Compiled(f"{id(self)}:{len(self._compiled)}", placement, partitions, subgraph, plan)
            self._compiled[kind] = compiled
        return compiled

    def _located(self, stage: Any, *arguments: Any) -> Any:
        """Call a stage; an error of a node learns where the node was written."""
        try:
            return stage(*arguments)
        except OpError as error:
            raise self._with_operation(error, getattr(error.node_def, "name", "")) from None

    def _require_feeds(self, subgraph: Subgraph) -> None:
        for node in subgraph.nodes:
            if node.op == "Placeholder":
                spec = subgraph.specs[f"{node.name}:0"]
                message = (
                    f"You must feed a value for placeholder tensor {node.name!r} with dtype {spec.dtype.name} "
                    f"and shape {spec.shape}: found no value, needed {spec}; pass feed_dict={{{node.name}: ...}}"
                )
                raise InvalidArgumentError(node, self._graph.get_operation_by_name(node.name), message)

    # -- executing -------------------------------------------------------------------------------------------------

    def _run_here(self, asked: Fetches, feeds: Mapping[Tensor, Any]) -> dict[str, Any]:
        compiled = self._compile(asked, feeds, None)
        if compiled.plan is None:
            return {}
        named = {tensor.name: value for tensor, value in feeds.items()}
        try:
            with np.errstate(all="ignore"):  # floating point gives inf and nan, as in TensorFlow
                traced = bool(observers.get())
                values = self._run_here_traced(compiled, named) if traced else compiled.plan.run(named)
        except OpError as error:
            raise self._with_operation(error, getattr(error.node_def, "name", "")) from error.__cause__
        return dict(zip(compiled.subgraph.fetches, values, strict=True))

    def _run_here_traced(self, compiled: _Compiled, feeds: Mapping[str, Any]) -> list[Any]:
        assert compiled.plan is not None
        spans: list[Span] = []

        def record(node: NodeDef, start_s: float, end_s: float, values: list[Any]) -> None:
            size_bytes = sum(int(getattr(value, "nbytes", 0)) for value in values)
            spans.append(Span(_LOCAL, node.name, node.op, "compute", start_s, end_s, size_bytes))

        start_s = time.perf_counter()
        values = compiled.plan.run_traced(feeds, time.perf_counter, record)
        self._observe(compiled, (_LOCAL,), start_s, time.perf_counter(), spans)
        return values

    def _started(self, *, can_wait: bool) -> _Workers:
        name = choose(self._target, can_wait=can_wait)
        if name not in self._workers:
            transport = TRANSPORTS[name]()
            devices = tuple(f"/job:worker/task:{task}" for task in range(self._count or 1))
            transport.start(devices)
            self._workers[name] = _Workers(transport, devices)
        return self._workers[name]

    def _new_run(self, compiled: _Compiled, feeds: Mapping[Tensor, Any], workers: _Workers) -> tuple[Run, float]:
        named = {tensor.name: value for tensor, value in feeds.items()}
        traced = bool(observers.get())
        run = Run(next(self._run_ids), compiled.key, compiled.partitions, named, workers.registered, traced)
        workers.registered.add(compiled.key)
        return run, workers.transport.now()

    def _finish(self, run: Run, compiled: _Compiled, workers: _Workers, start_s: float) -> dict[str, Any]:
        end_s = workers.transport.now()
        if run.worker_lost:
            self._stop_workers()  # the next run starts new ones
        if run.error is not None:
            raise self._with_operation(run.error, run.failed_node)
        if observers.get():
            self._observe(compiled, workers.devices, start_s, end_s, run.spans)
        return run.values

    def _observe(self, compiled: _Compiled, devices: tuple[str, ...], start_s: float, end_s: float, spans: list[Span]) -> None:
        placed = compiled.placement
        fed = [
            NodeDef(name.rpartition(":")[0], "Placeholder", (), placed[name], _declared(compiled.subgraph.specs[name]))
            for name in compiled.subgraph.feeds
        ]
        made = {node.name for node in fed}
        nodes = (*fed, *(node.on(placed[node.name]) for node in compiled.subgraph.nodes if node.name not in made))
        homes = {node.name: node.device for node in nodes}
        record = RunRecord.of(devices, start_s, end_s, homes, GraphDef(nodes), spans)
        for observer in observers.get():
            observer(record)

    def _with_operation(self, error: OpError, name: str) -> OpError:
        if error.op is None and self._graph.has_operation(name):
            error.op = self._graph.get_operation_by_name(name)
            error.node_def = error.op.node_def
        return error

    # -- living and ending -----------------------------------------------------------------------------------------

    def as_default(self) -> _AsDefault:
        """Make this the session of `Tensor.eval` and `Operation.run` inside the `with` block. It is not closed after."""
        return _AsDefault(self)

    def close(self) -> None:
        """Let the workers go. A closed session can't run any more; closing twice is allowed."""
        self._closed = True
        self._stop_workers()

    def _stop_workers(self) -> None:
        workers, self._workers = self._workers, {}
        for each in workers.values():
            each.transport.stop()

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


class _AsDefault:
    """The `with` block of `Session.as_default`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def __enter__(self) -> Session:
        self._token = default_sessions.set((*default_sessions.get(), self._session))
        return self._session

    def __exit__(self, *_: Any) -> None:
        default_sessions.reset(self._token)


def get_default_session() -> Session | None:
    """The session of the innermost `with sess:` or `with sess.as_default():`, or None. Source: tf.get_default_session."""
    opened = default_sessions.get()
    return opened[-1] if opened else None


def _named_passes(wanted: bool | Collection[str] | None) -> tuple[str, ...] | None:
    if wanted is None:
        return None
    if isinstance(wanted, bool):
        return tuple(PASSES) if wanted else ()
    unknown = [name for name in wanted if name not in PASSES]
    if isinstance(wanted, str) or unknown:
        raise ValueError(f"optimize is True, False or a list of passes out of {', '.join(PASSES)}; got {wanted!r}")
    return tuple(wanted)


def _declared(spec: TensorSpec) -> dict[str, Any]:
    return {"dtype": spec.dtype, "shape": spec.shape}
