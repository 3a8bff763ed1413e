"""Which checkpoints a folder holds: the file `checkpoint`, in TensorFlow's own text form.

Takes a folder and paths; gives a record of them.
Law: the file is replaced whole, and after the checkpoint it names, so that it never names one that is not there.
Source: tf.train.get_checkpoint_state, tf.train.latest_checkpoint.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from .checkpoint_file import CheckpointReader, checkpoint_path
from .files import write_atomically

__all__ = [
    "CheckpointState",
    "checkpoint_exists",
    "get_checkpoint_mtimes",
    "get_checkpoint_state",
    "latest_checkpoint",
    "list_variables",
    "load_checkpoint",
    "load_variable",
    "remove_checkpoint",
    "update_checkpoint_state",
]

_FILE = "checkpoint"
_LINE = re.compile(r'^\s*(\w+)\s*:\s*("(?:[^"\\]|\\.)*"|[-+.\w]+)\s*$')


@dataclass(frozen=True, slots=True)
class CheckpointState:
    """The newest checkpoint of a folder, and all of them, oldest first. Source: tf.train.CheckpointState."""

    model_checkpoint_path: str
    all_model_checkpoint_paths: list[str] = field(default_factory=list)
    all_model_checkpoint_timestamps: list[float] = field(default_factory=list)


def update_checkpoint_state(
    save_dir: str,
    model_checkpoint_path: str,
    all_model_checkpoint_paths: Sequence[str] | None = None,
    latest_filename: str | None = None,
    all_model_checkpoint_timestamps: Sequence[float] | None = None,
    last_preserved_timestamp: float | None = None,
) -> None:
    """Write the file `checkpoint` of the folder `save_dir`. Source: tf.train.update_checkpoint_state."""
    paths = list(all_model_checkpoint_paths or ())
    if model_checkpoint_path not in paths:
        paths.append(model_checkpoint_path)
    newest, *rest = (_seen_from(save_dir, path) for path in (model_checkpoint_path, *paths))
    lines = [f"model_checkpoint_path: {json.dumps(newest)}"]
    lines += [f"all_model_checkpoint_paths: {json.dumps(path)}" for path in rest]
    lines += [f"all_model_checkpoint_timestamps: {time_s!r}" for time_s in all_model_checkpoint_timestamps or ()]
    text = "\n".join(lines) + "\n"
    write_atomically(os.path.join(save_dir, latest_filename or _FILE), lambda file: file.write(text.encode()))


def _seen_from(folder: str, path: str) -> str:
    return path if os.path.isabs(path) else os.path.relpath(path, folder or ".")


def get_checkpoint_state(checkpoint_dir: str, latest_filename: str | None = None) -> CheckpointState | None:
    """What the file `checkpoint` of a folder says; None when there is none or it can't be read.

    Source: tf.train.get_checkpoint_state.
    """
    try:
        with open(os.path.join(checkpoint_dir, latest_filename or _FILE), encoding="utf-8") as file:
            found = [(match[1], json.loads(match[2])) for match in map(_LINE.match, file.read().splitlines()) if match]
    except (OSError, ValueError):
        return None
    values: dict[str, list[Any]] = {}
    for key, value in found:
        values.setdefault(key, []).append(value)
    if not values.get("model_checkpoint_path"):
        return None

    def placed(path: str) -> str:
        return path if os.path.isabs(path) else os.path.join(checkpoint_dir, path)

    return CheckpointState(
        placed(values["model_checkpoint_path"][0]),
        [placed(path) for path in values.get("all_model_checkpoint_paths", [])],
        values.get("all_model_checkpoint_timestamps", []),
    )


def checkpoint_exists(checkpoint_prefix: str) -> bool:
    """Whether there is a checkpoint of that path. Source: tf.train.checkpoint_exists."""
    return os.path.isfile(checkpoint_path(checkpoint_prefix))


def latest_checkpoint(checkpoint_dir: str, latest_filename: str | None = None) -> str | None:
    """The path of a folder's newest checkpoint, or None. Source: tf.train.latest_checkpoint."""
    state = get_checkpoint_state(checkpoint_dir, latest_filename)
    if state is None or not checkpoint_exists(state.model_checkpoint_path):
        return None
    return state.model_checkpoint_path


def get_checkpoint_mtimes(checkpoint_prefixes: Sequence[str]) -> list[float]:
    """When the checkpoints were written, without those that are gone. Source: tf.train.get_checkpoint_mtimes."""
    return [os.path.getmtime(checkpoint_path(each)) for each in checkpoint_prefixes if checkpoint_exists(each)]


def remove_checkpoint(checkpoint_prefix: str, checkpoint_format_version: int = 2, meta_graph_suffix: str = "meta") -> None:
    """Delete a checkpoint and its graph. Source: tf.train.remove_checkpoint."""
    for path in (checkpoint_path(checkpoint_prefix), f"{checkpoint_prefix}.{meta_graph_suffix}"):
        if os.path.exists(path):
            os.unlink(path)


def load_checkpoint(ckpt_dir_or_file: str) -> CheckpointReader:
    """A reader of a checkpoint, or of a folder's newest one. Source: tf.train.load_checkpoint.

    Raises ValueError when the folder has none, NotFoundError and DataLossError as CheckpointReader.
    """
    if not os.path.isdir(ckpt_dir_or_file):
        return CheckpointReader(ckpt_dir_or_file)
    newest = latest_checkpoint(ckpt_dir_or_file)
    if newest is None:
        raise ValueError(f"Couldn't find 'checkpoint' file or checkpoints in given directory {ckpt_dir_or_file}")
    return CheckpointReader(newest)


def load_variable(ckpt_dir_or_file: str, name: str) -> Any:
    """The array of one variable; `name` may end in `:0`. Source: tf.train.load_variable."""
    return load_checkpoint(ckpt_dir_or_file).get_tensor(name.removesuffix(":0"))


def list_variables(ckpt_dir_or_file: str) -> list[tuple[str, list[int | None]]]:
    """The names and shapes in a checkpoint, by name. Source: tf.train.list_variables."""
    return sorted(load_checkpoint(ckpt_dir_or_file).get_variable_to_shape_map().items())
