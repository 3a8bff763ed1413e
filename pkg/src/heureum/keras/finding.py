"""What keras' arguments name: a string, a configuration or the thing itself, and the thing that is meant.

Source: tensorflow/python/keras/utils/generic_utils.py.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Any

__all__ = ["find"]


def find(kind: str, given: Any, table: Mapping[str, Any], *, makes: bool = False) -> Any:
    """What `given` names in `table`; a class is called when `makes`. A dict has `class_name` and `config`.

    Raises ValueError for a name that is not there.
    """
    config: dict[str, Any] = {}
    if isinstance(given, dict):
        given, config = given["class_name"], dict(given.get("config") or {})
    if isinstance(given, str):
        if given not in table:
            near = difflib.get_close_matches(given, list(table), 2, 0.6)
            hint = f": did you mean {' or '.join(map(repr, near))}?" if near else f": there are {', '.join(sorted(table))}"
            raise ValueError(f"Unknown {kind}: {given}{hint}")
        given = table[given]
    return given(**config) if makes and isinstance(given, type) else given
