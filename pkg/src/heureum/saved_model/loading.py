"""Reading a saved model back into a session.

Takes a folder and tags; gives the graph in the default graph, its variables in the session, and its signatures.
Source: tf.saved_model.loader.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ..errors import DataLossError
from ..train.importing import import_meta_graph
from .constants import (
    ASSETS_DIRECTORY,
    SAVED_MODEL_FILENAME,
    SAVED_MODEL_SCHEMA_VERSION,
    VARIABLES_DIRECTORY,
    VARIABLES_FILENAME,
)
from .signatures import SignatureDef, read_signature

__all__ = ["MetaGraphDef", "contains_saved_model", "load", "maybe_saved_model_directory"]


@dataclass(frozen=True)
class MetaGraphDef:
    """A graph that was loaded: what it can be asked, its tags, and the graph as JSON. Source: MetaGraphDef."""

    signature_def: dict[str, SignatureDef]
    tags: tuple[str, ...]
    graph: dict[str, Any] = field(repr=False)


def load(sess: Any, tags: Sequence[str], export_dir: str, import_scope: str | None = None, **saver_kwargs: Any) -> MetaGraphDef:
    """Add the graph of a saved model that has these tags to the graph of `sess`, and restore its variables there.

    What it was told to run first is run, such as filling tables. Raises OSError when the folder holds no saved model,
    RuntimeError when none of its graphs has the tags, DataLossError when it is damaged.
    Source: tf.saved_model.loader.load.
    """
    folder = os.fsdecode(export_dir)
    found = _read(folder)
    wanted = {tags} if isinstance(tags, str) else set(tags)
    record = next((each for each in found["meta_graphs"] if set(each["tags"]) == wanted), None)
    if record is None:
        there = [each["tags"] for each in found["meta_graphs"]]
        raise RuntimeError(
            f"MetaGraphDef associated with tags {sorted(wanted)} could not be found in SavedModel: "
            f"{folder} has graphs for {there}"
        )
    prefix = f"{import_scope}/" if import_scope else ""
    with sess.graph.as_default() as graph:
        saver = import_meta_graph(record["graph"], import_scope=import_scope, **saver_kwargs)
        if saver is not None:
            saver.restore(sess, os.path.join(folder, VARIABLES_DIRECTORY, VARIABLES_FILENAME))
        first = record["runs first"]
        if first is not None:
            files = {
                graph.get_tensor_by_name(prefix + name): os.path.join(folder, ASSETS_DIRECTORY, file)
                for name, file in record["assets"].items()
            }
            sess.run(graph.get_operation_by_name(prefix + first["operation"]), files)
    signatures = {name: read_signature(each) for name, each in record["signatures"].items()}
    return MetaGraphDef(signatures, tuple(record["tags"]), record["graph"])


def maybe_saved_model_directory(export_dir: str) -> bool:
    """Whether a folder holds a saved model. Source: tf.saved_model.loader.maybe_saved_model_directory."""
    return os.path.isfile(os.path.join(os.fsdecode(export_dir), SAVED_MODEL_FILENAME))


contains_saved_model = maybe_saved_model_directory


def _read(folder: str) -> dict[str, Any]:
    path = os.path.join(folder, SAVED_MODEL_FILENAME)
    if not os.path.isfile(path):
        hint = ": it was written by TensorFlow, whose protocol buffers are not read here"
        was_theirs = os.path.isfile(os.path.join(folder, "saved_model.pb"))
        raise OSError(f"SavedModel file does not exist at: {path}{hint if was_theirs else ''}")
    try:
        with open(path, encoding="utf-8") as file:
            found: dict[str, Any] = json.load(file)
        if found["saved_model_schema_version"] != SAVED_MODEL_SCHEMA_VERSION or not isinstance(found["meta_graphs"], list):
            raise ValueError(f"version {SAVED_MODEL_SCHEMA_VERSION} is needed")
    except (KeyError, TypeError, ValueError) as reason:
        raise DataLossError(None, None, f"{path} is damaged, or no saved model of heureum: {reason}") from None
    return found
