"""A graph with its collections and saver, as one JSON file.

Takes a graph; gives `{"version": 1, "graph": GraphDef, "collections": {key: [...]}, "saver": {...}}`, and back.
Law: variables, tensors, operations and plain values travel; what else stands in a collection stays behind.
Source: tf.train.export_meta_graph, tf.train.import_meta_graph (our JSON, not TensorFlow's MetaGraphDef).
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from typing import Any

from ..errors import DataLossError
from ..graph import Graph, GraphDef, Operation, Tensor, get_default_graph, import_graph_def
from ..variables import Variable
from .files import write_atomically

__all__ = ["export_meta_graph", "read_meta_graph", "write_graph", "write_meta_graph"]

_VERSION = 1


def export_meta_graph(
    filename: str | None = None,
    meta_info_def: Any = None,
    graph_def: Any = None,
    saver_def: Any = None,
    collection_list: Sequence[str] | None = None,
    as_text: bool = False,
    graph: Graph | None = None,
    export_scope: str | None = None,
    clear_devices: bool = False,
    clear_extraneous_savers: bool = False,
    strip_default_attrs: bool = False,
    save_debug_info: bool = False,
    **kwargs: Any,
) -> dict[str, Any]:
    """The default graph, or `graph`, as JSON; written to `filename` when that is given.

    Source: tf.train.export_meta_graph.
    """
    return write_meta_graph(filename, graph or get_default_graph(), saver_def, collection_list)


def write_meta_graph(filename: str | None, graph: Graph, saver_def: Any, collection_list: Sequence[str] | None) -> dict[str, Any]:
    """The graph as JSON; written to `filename` when that is given."""
    keys = graph.get_all_collection_keys() if collection_list is None else collection_list
    collections = {key: [_written(each) for each in graph.get_collection(key)] for key in keys}
    record = {
        "version": _VERSION,
        "graph": graph.as_graph_def().to_json(),
        "collections": {key: [each for each in found if each] for key, found in collections.items()},
        "saver": saver_def,
    }
    if filename is not None:
        text = json.dumps(record).encode()
        write_atomically(filename, lambda file: file.write(text))
    return record


def write_graph(graph_or_graph_def: Graph | GraphDef, logdir: str, name: str, as_text: bool = True) -> str:
    """Write a graph as JSON into the folder `logdir`, made when it is missing; gives the path.

    `as_text` is accepted. Source: tf.train.write_graph (there a protocol buffer).
    """
    graph_def = graph_or_graph_def.as_graph_def() if isinstance(graph_or_graph_def, Graph) else graph_or_graph_def
    text = json.dumps(graph_def.to_json()).encode()
    os.makedirs(logdir, exist_ok=True)
    path = os.path.join(logdir, name)
    write_atomically(path, lambda file: file.write(text))
    return path


def _written(member: Any) -> dict[str, Any] | None:
    if isinstance(member, Variable):
        return {"variable": member.to_proto()}
    if isinstance(member, Tensor):
        return {"tensor": member.name}
    if isinstance(member, Operation):
        return {"operation": member.name}
    return {"value": member} if isinstance(member, (str, int, float)) else None


def read_meta_graph(
    source: str | os.PathLike[str] | Mapping[str, Any], import_scope: str | None, clear_devices: bool
) -> tuple[dict[str, Any] | None, dict[str, Variable]]:
    """Add the graph to the default graph, and its collections; gives the saver's record and the variables by old name.

    Raises OSError when the file is not there, DataLossError when it is damaged or of another version.
    """
    record = source if isinstance(source, Mapping) else _read(os.fspath(source))
    if record.get("version") != _VERSION or not isinstance(record.get("collections"), dict):
        raise DataLossError(None, None, f"a meta graph of version {_VERSION} is needed, found {record.get('version')!r}")
    graph_def = GraphDef.from_json(record.get("graph"))
    if clear_devices:
        graph_def = GraphDef(tuple(node.on("") for node in graph_def.nodes))
    import_graph_def(graph_def, name=import_scope or "")
    graph = get_default_graph()
    prefix = f"{import_scope}/" if import_scope else ""
    variables: dict[str, Variable] = {}

    def read(member: Mapping[str, Any]) -> Any:
        ((kind, content),) = member.items()
        if kind == "variable":
            name = content["variable_name"]
            if name not in variables:
                variables[name] = Variable.from_proto(content, import_scope)
            return variables[name]
        return content if kind == "value" else graph.as_graph_element(prefix + content)

    for key, members in record["collections"].items():
        for member in members:
            graph.add_to_collection(key, read(member))
    return record.get("saver"), variables


def _read(path: str) -> dict[str, Any]:
    if not os.path.exists(path):
        raise OSError(f"File {path} does not exist.")
    try:
        with open(path, encoding="utf-8") as file:
            record = json.load(file)
    except ValueError as reason:
        raise DataLossError(None, None, f"{path} is damaged, or no meta graph of heureum: {reason}") from None
    if not isinstance(record, dict):
        raise DataLossError(None, None, f"{path} is no meta graph of heureum")
    return record
