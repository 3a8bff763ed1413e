"""Writing events into a folder that TensorBoard watches.

Takes summaries, graphs and steps; gives an event file.
Law: events stand in the file in the order they were added, all of them after `flush` or `close`.
Source: tf.summary.FileWriter.
"""

from __future__ import annotations

import itertools
import os
import platform
import time
import warnings
from typing import IO, Any

from ..graph import Graph
from ..ops.summary.event_file import framed
from ..ops.summary.messages import Event, SessionLog, Summary, TaggedRunMetadata
from .graph_proto import graph_as_proto

__all__ = ["FileWriter"]

_numbers = itertools.count()


class FileWriter:
    """Writes events into a new file of the folder `logdir`, which is made when it is missing.

    `graph` is written at once. At most `max_queue` events wait in memory, and none longer than `flush_secs` after
    another is added. `graph_def` and `session` are accepted. Source: tf.summary.FileWriter.
    """

    def __init__(
        self,
        logdir: str,
        graph: Graph | None = None,
        max_queue: int = 10,
        flush_secs: float = 120,
        graph_def: Any = None,
        filename_suffix: str | None = None,
        session: Any = None,
    ) -> None:
        self._logdir = os.fspath(logdir)
        self._max_queue, self._flush_s, self._suffix = max_queue, flush_secs, filename_suffix or ""
        self._file: IO[bytes] | None = None
        self._closed = False
        self._waiting = 0
        self._open()
        if graph is None and session is not None:
            graph = session.graph
        if graph is not None:
            self.add_graph(graph)

    def _open(self) -> None:
        os.makedirs(self._logdir, exist_ok=True)
        # Two writers of one second and one folder must not share a file.
        number = f".{os.getpid()}.{next(_numbers)}"
        name = f"events.out.tfevents.{int(time.time()):010d}.{platform.node() or 'localhost'}{number}{self._suffix}"
        self._file = open(os.path.join(self._logdir, name), "wb")  # noqa: SIM115  # it stays open until close()
        self._flushed_s = time.time()
        self.add_event(Event(wall_time=time.time(), file_version="brain.Event:2"))
        self.flush()

    def get_logdir(self) -> str:
        """The folder."""
        return self._logdir

    def add_summary(self, summary: Summary | bytes, global_step: Any = None) -> None:
        """Add a Summary, or the bytes that a session gave for one."""
        if not isinstance(summary, Summary):
            summary = Summary.FromString(summary)
        self._add(Event(summary=summary), global_step)

    def add_graph(self, graph: Graph | None, global_step: Any = None, graph_def: Any = None) -> None:
        """Add a picture of `graph`. Raises TypeError for anything else."""
        if not isinstance(graph, Graph):
            raise TypeError(f"The passed graph must be an instance of `Graph`, got {graph!r}")
        self._add(Event(graph_def=graph_as_proto(graph).SerializeToString()), global_step)

    def add_session_log(self, session_log: SessionLog, global_step: Any = None) -> None:
        """Add a session's start, checkpoint or end."""
        self._add(Event(session_log=session_log), global_step)

    def add_run_metadata(self, run_metadata: Any, tag: str, global_step: Any = None) -> None:
        """Add what was recorded of a run, under a tag. Only a record that can be serialised has content."""
        serialize = getattr(run_metadata, "SerializeToString", bytes)
        self._add(Event(tagged_run_metadata=TaggedRunMetadata(tag=tag, run_metadata=serialize())), global_step)

    def _add(self, event: Event, global_step: Any) -> None:
        event.wall_time = time.time()
        if global_step is not None:
            event.step = int(global_step)
        self.add_event(event)

    def add_event(self, event: Event) -> None:
        """Add an event."""
        if self._closed:
            warnings.warn("Attempting to use a closed FileWriter. The event is lost; call reopen() first.", stacklevel=3)
            return
        if self._file is None:
            self._open()
        assert self._file is not None
        self._file.write(framed(event.SerializeToString()))
        self._waiting += 1
        if self._waiting >= self._max_queue or time.time() - self._flushed_s > self._flush_s:
            self.flush()

    def flush(self) -> None:
        """Write all that waits to the disk."""
        if self._file is not None:
            self._file.flush()
            self._waiting, self._flushed_s = 0, time.time()

    def close(self) -> None:
        """Write all that waits, and close the file. A closed writer takes no events; closing twice is allowed."""
        if self._file is not None:
            self._file.close()
        self._file = None
        self._closed = True

    def reopen(self) -> None:
        """Go on, in a new file, after `close`."""
        if self._closed:
            self._closed = False
            self._open()

    def __enter__(self) -> FileWriter:
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()

    def __del__(self) -> None:
        if getattr(self, "_file", None) is not None:
            self.close()
