"""A session that is ready: restored from a checkpoint where there is one, initialised where not.

Takes operations that initialise and say what is missing; gives a session.
Source: tf.train.SessionManager.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..graph import Graph, get_default_graph
from ..session import Session
from .checkpoint_state import get_checkpoint_state

__all__ = ["SessionManager"]


class SessionManager:
    """Opens sessions on one graph. `ready_op` gives the names of what has no value yet; the waiting time is accepted.

    Source: tf.train.SessionManager.
    """

    def __init__(
        self,
        local_init_op: Any = None,
        ready_op: Any = None,
        ready_for_local_init_op: Any = None,
        graph: Graph | None = None,
        recovery_wait_secs: int = 30,
        local_init_run_options: Any = None,
        local_init_feed_dict: Any = None,
    ) -> None:
        if ready_for_local_init_op is not None and local_init_op is None:
            raise ValueError("If you pass a ready_for_local_init_op you must also pass a local_init_op.")
        self._graph = graph if graph is not None else get_default_graph()
        self._local_init_op, self._local_feed = local_init_op, local_init_feed_dict
        self._ready_op, self._ready_for_local_op = ready_op, ready_for_local_init_op

    def prepare_session(
        self,
        master: str,
        init_op: Any = None,
        saver: Any = None,
        checkpoint_dir: str | None = None,
        checkpoint_filename_with_path: str | None = None,
        wait_for_checkpoint: bool = False,
        max_wait_secs: float = 7200,
        config: Any = None,
        init_feed_dict: Any = None,
        init_fn: Callable[[Any], Any] | None = None,
    ) -> Session:
        """A session whose variables were restored, or initialised by `init_op` and `init_fn`.

        Raises RuntimeError when there is neither a checkpoint nor anything that initialises, and when something has no
        value even so.
        """
        session, is_restored = self._restored(master, saver, checkpoint_dir, checkpoint_filename_with_path, config)
        if not is_restored:
            if init_op is None and init_fn is None and self._local_init_op is None:
                raise RuntimeError(
                    "Model is not initialized and no init_op or init_fn or local_init_op was given: pass init_op=..."
                )
            if init_op is not None:
                session.run(init_op, feed_dict=init_feed_dict)
            if init_fn is not None:
                init_fn(session)
        missing = self._missing(session, self._ready_for_local_op)
        if missing is None and self._local_init_op is not None:
            session.run(self._local_init_op, feed_dict=self._local_feed)
        missing = missing or self._missing(session, self._ready_op)
        if missing is not None:
            raise RuntimeError(
                f"Init operations did not make model ready: {missing}. Init op: {getattr(init_op, 'name', init_op)}"
            )
        return session

    def recover_session(
        self,
        master: str,
        saver: Any = None,
        checkpoint_dir: str | None = None,
        checkpoint_filename_with_path: str | None = None,
        wait_for_checkpoint: bool = False,
        max_wait_secs: float = 7200,
        config: Any = None,
    ) -> tuple[Session, bool]:
        """A session, and whether it was restored and is ready."""
        session, is_restored = self._restored(master, saver, checkpoint_dir, checkpoint_filename_with_path, config)
        if not is_restored:
            return session, False
        if self._missing(session, self._ready_for_local_op) is None and self._local_init_op is not None:
            session.run(self._local_init_op, feed_dict=self._local_feed)
        return session, self._missing(session, self._ready_op) is None

    def _restored(self, master: str, saver: Any, folder: str | None, path: str | None, config: Any) -> tuple[Session, bool]:
        session = Session(master, graph=self._graph, config=config)
        if folder and path:
            raise ValueError("Can not provide both checkpoint_dir and checkpoint_filename_with_path.")
        if folder and saver is not None:
            state = get_checkpoint_state(folder)
            path = state.model_checkpoint_path if state is not None else None
        if saver is None or not path:
            return session, False
        saver.restore(session, path)
        return session, True

    @staticmethod
    def _missing(session: Session, asked: Any) -> str | None:
        """What has no value, or None."""
        if asked is None:
            return None
        names = session.run(asked)
        if getattr(names, "size", 0) == 0:
            return None
        listed = ", ".join(each.decode() if isinstance(each, bytes) else str(each) for each in names)
        return f"Variables not initialized: {listed}"
