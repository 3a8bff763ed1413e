"""Saving what variables hold, and restoring it.

Takes variables and a session; gives files, and puts back what they hold.
Law: saving replaces a checkpoint at once or not at all; restoring checks everything before it changes anything.
Source: tf.train.Saver.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from ..errors import InvalidArgumentError
from ..graph import GraphKeys, Tensor, get_default_graph
from ..variables import Variable
from .checkpoint_file import CheckpointReader, write_checkpoint
from .checkpoint_state import checkpoint_exists, get_checkpoint_mtimes, remove_checkpoint, update_checkpoint_state
from .global_step import global_step as step_of
from .meta_graph import write_meta_graph

__all__ = ["Saver"]


class Saver:
    """Saves and restores variables: `var_list`, as a list or by the names to save them under; all of them unless told.

    The newest `max_to_keep` checkpoints are kept, and besides one for each `keep_checkpoint_every_n_hours`.
    Nodes are not added to the graph. The arguments about sharding, building and versions are accepted.
    Raises ValueError without variables (unless `allow_empty`), or for two of one name; TypeError for what is none.
    Source: tf.train.Saver.
    """

    def __init__(
        self,
        var_list: Any = None,
        reshape: bool = False,
        sharded: bool = False,
        max_to_keep: int | None = 5,
        keep_checkpoint_every_n_hours: float = 10000.0,
        name: str | None = None,
        restore_sequentially: bool = False,
        saver_def: Any = None,
        builder: Any = None,
        defer_build: bool = False,
        allow_empty: bool = False,
        write_version: int = 2,
        pad_step_number: bool = False,
        save_relative_paths: bool = False,
        filename: str | None = None,
    ) -> None:
        self._asked = var_list
        self._reshape = reshape
        self._max_to_keep = max_to_keep
        self._every_s = keep_checkpoint_every_n_hours * 3600
        self._allow_empty = allow_empty
        self._pad_step_number = pad_step_number
        self._save_relative_paths = save_relative_paths
        self._checkpoints: list[tuple[str, float]] = []
        self._saving = threading.Lock()
        self._next_kept_s = time.time() + self._every_s
        self._variables: dict[str, Variable] | None = None
        if not defer_build:
            self.build()

    def build(self) -> None:
        """Settle which variables are saved; done by the constructor unless `defer_build`."""
        if self._variables is None:
            self._variables = _by_name(self._asked)
            if not self._variables and not self._allow_empty:
                raise ValueError("No variables to save")

    def _built(self) -> dict[str, Variable]:
        if self._variables is None:
            raise RuntimeError("`build()` should be called before save if defer_build==True")
        return self._variables

    # -- saving ----------------------------------------------------------------------------------------------------

    def save(
        self,
        sess: Any,
        save_path: str,
        global_step: Any = None,
        latest_filename: str | None = None,
        meta_graph_suffix: str = "meta",
        write_meta_graph: bool = True,
        write_state: bool = True,
        strip_default_attrs: bool = False,
        save_debug_info: bool = False,
    ) -> str | None:
        """Save what the variables hold in `sess`; gives the path, `<save_path>-<global_step>`.

        Raises ValueError when the folder does not exist, TypeError for what is no session, FailedPreconditionError
        while a variable has no value.
        """
        variables = self._built()
        if not hasattr(sess, "run"):
            raise TypeError(f"'sess' must be a Session; {sess!r}")
        if latest_filename and os.path.split(latest_filename)[0]:
            raise ValueError("'latest_filename' must not contain path components")
        with self._saving:  # a Supervisor saves beside the program: the state has to name the later one
            prefix = self._with_step(sess, os.fspath(save_path), global_step)
            folder = os.path.dirname(prefix)
            if folder and not os.path.isdir(folder):
                raise ValueError(f"Parent directory of {save_path} doesn't exist, can't save.")
            if not variables:
                return None
            values = sess.run([each.as_ref() for each in variables.values()])
            write_checkpoint(prefix, dict(zip(variables, values, strict=True)))
            if write_meta_graph:
                self._write_graph(f"{prefix}.{meta_graph_suffix}", sess.graph)
            if write_state:
                self._note(prefix, folder, latest_filename, meta_graph_suffix)
        return prefix

    def _with_step(self, sess: Any, save_path: str, global_step: Any) -> str:
        if global_step is None:
            return save_path
        is_number = isinstance(global_step, (int, np.integer))
        step = int(global_step) if is_number else step_of(sess, global_step)
        return f"{save_path}-{step:08d}" if self._pad_step_number else f"{save_path}-{step}"

    def _note(self, prefix: str, folder: str, latest_filename: str | None, meta_graph_suffix: str) -> None:
        """List the new checkpoint, then delete those that are too many: a crash between leaves one more, never one less."""
        self._checkpoints = [each for each in self._checkpoints if each[0] != prefix]
        self._checkpoints.append((prefix, time.time()))
        gone: list[tuple[str, float]] = []
        while self._max_to_keep and len(self._checkpoints) > self._max_to_keep:
            gone.append(self._checkpoints.pop(0))
        paths = [os.path.relpath(path, folder or ".") if self._save_relative_paths else path for path in self.last_checkpoints]
        if self._save_relative_paths:
            paths = [os.path.join(folder, path) if not os.path.isabs(folder) else path for path in paths]
        times = [time_s for _, time_s in self._checkpoints]
        update_checkpoint_state(folder, paths[-1], paths, latest_filename, times)
        for path, time_s in gone:
            if time_s > self._next_kept_s:
                self._next_kept_s += self._every_s
            else:
                remove_checkpoint(path, meta_graph_suffix=meta_graph_suffix)

    @property
    def last_checkpoints(self) -> list[str]:
        """The checkpoints that were not deleted, oldest first."""
        return [path for path, _ in self._checkpoints]

    def set_last_checkpoints(self, last_checkpoints: Sequence[str]) -> None:
        """Replace the list of checkpoints that are there."""
        self._checkpoints = [(path, float("nan")) for path in last_checkpoints]

    def set_last_checkpoints_with_time(self, last_checkpoints_with_time: Sequence[tuple[str, float]]) -> None:
        """Replace the list of checkpoints that are there, with the times they were written."""
        self._checkpoints = list(last_checkpoints_with_time)

    def recover_last_checkpoints(self, checkpoint_paths: Sequence[str]) -> None:
        """Take over checkpoints of an earlier program, those of `checkpoint_paths` that are still there."""
        there = [path for path in checkpoint_paths if checkpoint_exists(path)]
        self._checkpoints = list(zip(there, get_checkpoint_mtimes(there), strict=True))

    # -- restoring -------------------------------------------------------------------------------------------------

    def restore(self, sess: Any, save_path: str | None) -> None:
        """Give the variables in `sess` what the checkpoint `save_path` holds.

        Raises ValueError when there is no such checkpoint, NotFoundError when it lacks a variable,
        InvalidArgumentError for another shape or dtype, DataLossError when it is damaged.
        """
        variables = self._built()
        if save_path is None:
            raise ValueError("Can't load save_path when it is None.")
        if variables and not checkpoint_exists(os.fspath(save_path)):
            is_theirs = os.path.exists(f"{os.fspath(save_path)}.index")
            hint = ": TensorFlow wrote it, in a format that is not read here" if is_theirs else ""
            raise ValueError(f"The passed save_path is not a valid checkpoint: {save_path}{hint}")
        if not variables:
            return
        reader = CheckpointReader(os.fspath(save_path))
        held = {variable: self._fitting(name, variable, reader) for name, variable in variables.items()}
        for together in _without_shared_values(list(held)):
            initializers = [variable.initializer for variable in together]
            sess.run(initializers, {variable.initializer.inputs[1]: held[variable] for variable in together})

    def _fitting(self, name: str, variable: Variable, reader: CheckpointReader) -> Any:
        value = reader.get_tensor(name)
        dtype = reader.get_variable_to_dtype_map()[name]
        if dtype is not variable.dtype:
            message = f"tensor_name = {name}; expected dtype {variable.dtype.name} does not equal original dtype {dtype.name}"
            raise InvalidArgumentError(None, variable.op, message)
        if variable.shape.is_compatible_with(np.shape(value)):
            return value
        if self._reshape and variable.shape.num_elements() == np.size(value):
            return np.reshape(value, variable.shape.as_list())
        message = f"Assign requires shapes of both tensors to match. lhs shape= {variable.shape} rhs shape= {np.shape(value)}"
        raise InvalidArgumentError(None, variable.op, f"{message} ({name} of the checkpoint)")

    # -- as data ---------------------------------------------------------------------------------------------------

    def to_proto(self, export_scope: str | None = None) -> dict[str, Any]:
        """Which variables it saves, as plain JSON."""
        return {
            "names": {name: variable.name for name, variable in self._built().items()},
            "max_to_keep": self._max_to_keep,
            "keep_checkpoint_every_n_hours": self._every_s / 3600,
        }

    def as_saver_def(self) -> dict[str, Any]:
        """What `to_proto` gives."""
        return self.to_proto()

    def export_meta_graph(
        self,
        filename: str | None = None,
        collection_list: Sequence[str] | None = None,
        as_text: bool = False,
        export_scope: str | None = None,
        clear_devices: bool = False,
        clear_extraneous_savers: bool = False,
        strip_default_attrs: bool = False,
        save_debug_info: bool = False,
    ) -> Any:
        """The default graph with this saver, as JSON; written to `filename` when that is given."""
        return write_meta_graph(filename, get_default_graph(), self.to_proto(), collection_list)

    def _write_graph(self, path: str, graph: Any) -> None:
        write_meta_graph(path, graph, self.to_proto(), None)


def _by_name(asked: Any) -> dict[str, Variable]:
    if asked is None:
        graph = get_default_graph()
        asked = [*graph.get_collection(GraphKeys.GLOBAL_VARIABLES), *graph.get_collection(GraphKeys.SAVEABLE_OBJECTS)]
    pairs = list(asked.items()) if isinstance(asked, Mapping) else [(None, each) for each in asked]
    found: dict[str, Variable] = {}
    for name, each in pairs:
        if not isinstance(each, Variable):
            kind = "Tensor" if isinstance(each, Tensor) else type(each).__name__
            raise TypeError(f"Variable to save is not a Variable: {each!r} is a {kind}")
        key = each.op.name if name is None else name
        if key in found and found[key] is not each:
            raise ValueError(f"At least two variables have the same name: {key}")
        found[key] = each
    return found


def _without_shared_values(variables: list[Variable]) -> list[list[Variable]]:
    """The variables in groups that share no initial value: one tensor can be fed only one value per run."""
    groups: list[list[Variable]] = []
    fed: list[set[Any]] = []
    for variable in variables:
        source = variable.initializer.inputs[1]
        at = next((index for index, taken in enumerate(fed) if source not in taken), len(fed))
        if at == len(fed):
            groups.append([])
            fed.append(set())
        groups[at].append(variable)
        fed[at].add(source)
    return groups
