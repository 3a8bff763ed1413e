"""InteractiveSession: a session that is the default one from the moment it is made.

Takes what a Session takes; gives one with which `t.eval()` works at once, as in a notebook.
Law: it stays the default until it is closed.
Source: tf.InteractiveSession.
"""

from __future__ import annotations

from typing import Any

from ..graph import Graph
from .session import Session

__all__ = ["InteractiveSession"]


class InteractiveSession(Session):
    """A Session that makes itself, and its graph, the default until `close`. Source: tf.InteractiveSession."""

    def __init__(self, target: str = "", graph: Graph | None = None, config: Any = None, **others: Any) -> None:
        super().__init__(target, graph, config, **others)
        # The shared default graph stays shared: only another one has to be opened.
        self._opened_graph = None if graph is None else graph.as_default()
        if self._opened_graph is not None:
            self._opened_graph.__enter__()
        self._default = self.as_default()
        self._default.__enter__()
        self._is_default = True

    def close(self) -> None:
        """End being the default, and close."""
        if self._is_default:
            self._is_default = False
            self._default.__exit__()
            if self._opened_graph is not None:
                self._opened_graph.__exit__(None, None, None)
        super().close()
