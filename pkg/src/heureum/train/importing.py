"""A graph and its saver from a file, ready to restore.

Source: tf.train.import_meta_graph.
"""

from __future__ import annotations

from typing import Any

from .meta_graph import read_meta_graph
from .saver import Saver

__all__ = ["import_meta_graph"]


def import_meta_graph(
    meta_graph_or_file: Any, clear_devices: bool = False, import_scope: str | None = None, **kwargs: Any
) -> Saver | None:
    """Add a graph from a `.meta` file, or from what `export_meta_graph` gave, to the default graph; gives its Saver.

    Gives None when the graph has no variables. `kwargs` are given to the Saver. Raises OSError when the file is not
    there, DataLossError when it is damaged. Source: tf.train.import_meta_graph.
    """
    saver, variables = read_meta_graph(meta_graph_or_file, import_scope, clear_devices)
    if not variables:
        return None
    if not saver:
        return Saver(list(variables.values()), **kwargs)
    kept: dict[str, Any] = {key: saver[key] for key in ("max_to_keep", "keep_checkpoint_every_n_hours") if key in saver}
    return Saver({name: variables[old] for name, old in saver["names"].items() if old in variables}, **(kept | kwargs))
