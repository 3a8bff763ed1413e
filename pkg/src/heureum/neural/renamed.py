"""Arguments that TensorFlow renamed, and still takes by their old names."""

from __future__ import annotations

from typing import Any

__all__ = ["renamed"]


def renamed(new: Any, old: Any, names: str, default: Any = None) -> Any:
    """Whichever of the two was given, else the default; `names` is "axis dim". Raises ValueError when both were."""
    if new is not None and old is not None:
        new_name, old_name = names.split()
        raise ValueError(f"Cannot specify both '{new_name}' and '{old_name}'")
    given = old if new is None else new
    return default if given is None else given
