"""The switches between TensorFlow's versions, which scripts that came late to version 1 begin with.

Here there are graphs and sessions only: what asks for them is granted, what asks for anything else is refused.
Source: tf.compat.v1.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

__all__ = [
    "disable_eager_execution",
    "disable_resource_variables",
    "disable_v2_behavior",
    "enable_eager_execution",
    "enable_resource_variables",
    "enable_v2_behavior",
    "executing_eagerly",
    "forward_compatibility_horizon",
    "forward_compatible",
]


def disable_v2_behavior() -> None:
    """Nothing: graphs are all there is. Source: tf.compat.v1.disable_v2_behavior."""


def disable_eager_execution() -> None:
    """Nothing: graphs are all there is. Source: tf.compat.v1.disable_eager_execution."""


def disable_resource_variables() -> None:
    """Nothing: variables are references. Source: tf.compat.v1.disable_resource_variables."""


def enable_resource_variables() -> None:
    """Nothing: one kind of variable serves both. Source: tf.compat.v1.enable_resource_variables."""


def executing_eagerly() -> bool:
    """False, always. Source: tf.executing_eagerly."""
    return False


def enable_eager_execution(config: Any = None, device_policy: Any = None, execution_mode: Any = None) -> NoReturn:
    """Raises ValueError: nothing runs but in a session. Source: tf.compat.v1.enable_eager_execution."""
    raise ValueError("Eager execution is not part of heureum: build a graph and run it in a tf.Session")


def enable_v2_behavior() -> NoReturn:
    """Raises ValueError: this is TensorFlow 1's way. Source: tf.compat.v1.enable_v2_behavior."""
    raise ValueError("Version 2's behaviour is not part of heureum: build a graph and run it in a tf.Session")


def forward_compatible(year: int, month: int, day: int) -> bool:
    """True: what TensorFlow's later releases do may be relied on. Source: tf.compat.forward_compatible."""
    return True


@contextmanager
def forward_compatibility_horizon(year: int, month: int, day: int) -> Iterator[None]:
    """A block in which `forward_compatible` would answer for another day: here it is always True.

    Source: tf.compat.forward_compatibility_horizon.
    """
    yield
