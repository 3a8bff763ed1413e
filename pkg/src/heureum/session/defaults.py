"""Which session is meant when none is named: the innermost one that was made the default.

Takes a session; gives a `with` block in which `Tensor.eval` and `Operation.run` use it.
Source: tf.Session.as_default, tf.get_default_session.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..graph import default_sessions

if TYPE_CHECKING:
    from .session import Session

__all__ = ["AsDefault", "get_default_session"]


class AsDefault:
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
