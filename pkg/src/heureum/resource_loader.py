"""Files beside a script. `tf.resource_loader`. Source: tensorflow/python/platform/resource_loader.py."""

from __future__ import annotations

import os
import sys
from pathlib import Path

__all__ = [
    "get_data_files_path",
    "get_path_to_datafile",
    "get_root_dir_with_all_resources",
    "load_resource",
    "readahead_file_path",
]


def get_data_files_path() -> str:
    """The folder of the module that asks. Source: tf.resource_loader.get_data_files_path."""
    return _folder_of(sys._getframe(1).f_globals.get("__file__"))


def _folder_of(file: str | None) -> str:
    return os.path.dirname(file) if file else os.getcwd()


def get_path_to_datafile(path: str) -> str:
    """A path beside the module that asks. Source: tf.resource_loader.get_path_to_datafile."""
    return os.path.join(_folder_of(sys._getframe(1).f_globals.get("__file__")), path)


def get_root_dir_with_all_resources() -> str:
    """The folder of the module that asks. Source: tf.resource_loader.get_root_dir_with_all_resources."""
    return _folder_of(sys._getframe(1).f_globals.get("__file__"))


def load_resource(path: str) -> bytes:
    """What a file beside the working folder's `path` holds. Source: tf.resource_loader.load_resource."""
    return Path(path).read_bytes()


def readahead_file_path(path: str, readahead: str = "128M") -> str:
    """The path itself. Source: tf.resource_loader.readahead_file_path."""
    return path
