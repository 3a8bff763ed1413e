"""Names of files that match a pattern, found once in a session. Source: tf.train.match_filenames_once."""

from __future__ import annotations

from typing import Any

from ..graph import GraphKeys, get_default_graph
from ..ops.datasets.files import matching_files
from ..variables import Variable

__all__ = ["match_filenames_once"]


def match_filenames_once(pattern: Any, name: str | None = None) -> Variable:
    """A local variable with the names of the files that match when it is initialised. `-> [n]`.

    Source: tf.train.match_filenames_once.
    """
    with get_default_graph().name_scope(name or "matching_filenames") as scope:
        found = matching_files(pattern)
        return Variable(
            initial_value=found, trainable=False, collections=[GraphKeys.LOCAL_VARIABLES], name=scope, validate_shape=False
        )
