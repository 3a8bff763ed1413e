"""Writing a saved model: a folder with graphs, what they can be asked, their variables, and the files they need.

Takes a session and signatures; gives `saved_model.json`, `variables/` and `assets/`.
Law: the folder must be new, and `saved_model.json` is written last: a folder that has it is whole.
Source: tf.saved_model.builder (there a protocol buffer).
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping, Sequence
from typing import Any

from ..graph import GraphKeys, Tensor, get_default_graph
from ..ops.grouping import group
from ..train import Saver
from ..train.files import write_atomically
from ..train.meta_graph import write_meta_graph
from .constants import (
    ASSETS_DIRECTORY,
    LEGACY_INIT_OP_KEY,
    MAIN_OP_KEY,
    SAVED_MODEL_FILENAME,
    SAVED_MODEL_SCHEMA_VERSION,
    VARIABLES_DIRECTORY,
    VARIABLES_FILENAME,
)
from .signature_constants import DEFAULT_SERVING_SIGNATURE_DEF_KEY
from .signatures import SignatureDef, predict_signature_def, written_signature
from .tag_constants import SERVING

__all__ = ["Builder", "SavedModelBuilder", "simple_save"]


class SavedModelBuilder:
    """Writes a saved model into a folder that is not there yet, or is empty.

    First one graph with its variables, then others that share them. Raises AssertionError when the folder holds
    anything. Source: tf.saved_model.builder.SavedModelBuilder.
    """

    def __init__(self, export_dir: str) -> None:
        self._folder = os.fspath(export_dir)
        if os.path.isdir(self._folder) and os.listdir(self._folder):
            raise AssertionError(
                f"Export directory {self._folder} already exists, and isn't empty. "
                "Please choose a different export directory, or delete all the contents of the specified directory."
            )
        os.makedirs(self._folder, exist_ok=True)
        self._graphs: list[dict[str, Any]] = []
        self._has_variables = False

    def add_meta_graph_and_variables(
        self,
        sess: Any,
        tags: Sequence[str],
        signature_def_map: Mapping[str, SignatureDef] | None = None,
        assets_collection: Sequence[Tensor] | None = None,
        legacy_init_op: Any = None,
        clear_devices: bool = False,
        main_op: Any = None,
        strip_default_attrs: bool = False,
        saver: Saver | None = None,
    ) -> None:
        """The graph of `sess` under `tags`, and what its variables hold there.

        `assets_collection` are tensors of file names; the files are copied. `main_op` runs when the model is loaded.
        Raises AssertionError when variables have been saved already.
        """
        if self._has_variables:
            raise AssertionError("Graph state including variables and assets has already been saved. Invoke add_meta_graph().")
        with sess.graph.as_default():
            used = saver or Saver(allow_empty=True)
            assets = self._copied(sess, assets_collection)
            folder = os.path.join(self._folder, VARIABLES_DIRECTORY)
            os.makedirs(folder, exist_ok=True)
            path = os.path.join(folder, VARIABLES_FILENAME)
            used.save(sess, path, write_meta_graph=False, write_state=False)
            self._add(tags, signature_def_map, main_op or legacy_init_op, main_op is not None, assets, used)
        self._has_variables = True

    def add_meta_graph(
        self,
        tags: Sequence[str],
        signature_def_map: Mapping[str, SignatureDef] | None = None,
        assets_collection: Sequence[Tensor] | None = None,
        legacy_init_op: Any = None,
        clear_devices: bool = False,
        main_op: Any = None,
        strip_default_attrs: bool = False,
        saver: Saver | None = None,
    ) -> None:
        """The default graph under `tags`, which shares the variables. Raises AssertionError when none were saved yet."""
        if not self._has_variables:
            raise AssertionError(
                "Graph state including variables and assets has not been saved yet. "
                "Please invoke `add_meta_graph_and_variables()`."
            )
        used = saver or Saver(allow_empty=True)
        self._add(tags, signature_def_map, main_op or legacy_init_op, main_op is not None, {}, used)

    def save(self, as_text: bool = False) -> bytes:
        """Write `saved_model.json`; gives its path. `as_text` is accepted."""
        path = os.path.join(self._folder, SAVED_MODEL_FILENAME)
        text = json.dumps({"saved_model_schema_version": SAVED_MODEL_SCHEMA_VERSION, "meta_graphs": self._graphs}).encode()
        write_atomically(path, lambda file: file.write(text))
        return path.encode()

    def _add(self, tags: Sequence[str], signatures: Any, first: Any, is_main: bool, assets: dict[str, str], saver: Saver) -> None:
        graph = get_default_graph()
        if isinstance(tags, str):
            raise TypeError(f"tags are a list of strings, found {tags!r}: write [{tags!r}]")
        key = MAIN_OP_KEY if is_main else LEGACY_INIT_OP_KEY
        self._graphs.append(
            {
                "tags": sorted(tags),
                "graph": write_meta_graph(None, graph, saver.to_proto(), None),
                "signatures": {name: written_signature(each) for name, each in (signatures or {}).items()},
                "runs first": None if first is None else {"key": key, "operation": graph.as_operation(first).name},
                "assets": assets,
            }
        )

    def _copied(self, sess: Any, tensors: Sequence[Tensor] | None) -> dict[str, str]:
        """The file names of assets by their tensors, once the files are in `assets/`."""
        copied: dict[str, str] = {}
        for tensor in tensors or ():
            path = sess.run(tensor)
            path = path.decode() if isinstance(path, bytes) else str(path)
            folder = os.path.join(self._folder, ASSETS_DIRECTORY)
            os.makedirs(folder, exist_ok=True)
            shutil.copyfile(path, os.path.join(folder, os.path.basename(path)))
            copied[tensor.name] = os.path.basename(path)
        return copied


Builder = SavedModelBuilder


def simple_save(
    session: Any, export_dir: str, inputs: Mapping[str, Any], outputs: Mapping[str, Any], legacy_init_op: Any = None
) -> None:
    """Save the graph of `session` and its variables, to be asked for `outputs` by `inputs`.

    Raises AssertionError when the folder holds anything. Source: tf.saved_model.simple_save.
    """
    with session.graph.as_default():
        signatures = {DEFAULT_SERVING_SIGNATURE_DEF_KEY: predict_signature_def(inputs, outputs)}
        tables = get_default_graph().get_collection(GraphKeys.TABLE_INITIALIZERS)
        assets = get_default_graph().get_collection(GraphKeys.ASSET_FILEPATHS)
        builder = SavedModelBuilder(export_dir)
        first = legacy_init_op if legacy_init_op is not None else group(*tables) if tables else None
        builder.add_meta_graph_and_variables(session, [SERVING], signatures, assets, main_op=first)
        builder.save()
